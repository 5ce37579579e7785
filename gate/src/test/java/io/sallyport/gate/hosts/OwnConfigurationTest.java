package io.sallyport.gate.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.lab.LabException;
import org.junit.jupiter.api.Test;

final class OwnConfigurationTest {
    private static final String NONE_KEPT = "state: {keep-sessions: false}\n";

    @Test
    void replacesTheStateOnOneLine() {
        assertThat(new OwnConfiguration("mode: lab\nstate: {directory: /x} # ours\napi: {unix: off}\n").withoutState())
                .isEqualTo("mode: lab\napi: {unix: off}\n" + NONE_KEPT);
    }

    @Test
    void replacesTheStateOnSeveralLinesAndNothingElse() {
        String text = """
                mode: lab
                state:
                  # where
                  directory: /x

                  keep-sessions: true
                nat:
                  state-of-things: 1
                """;

        assertThat(new OwnConfiguration(text).withoutState())
                .isEqualTo("mode: lab\nnat:\n  state-of-things: 1\n" + NONE_KEPT);
    }

    @Test
    void addsTheStateWhereThereIsNone() {
        assertThat(new OwnConfiguration("mode: lab").withoutState()).isEqualTo("mode: lab\n" + NONE_KEPT);
    }

    @Test
    void refusesWhatItCannotTakeApart() {
        assertThatThrownBy(() -> new OwnConfiguration("# one mapping\n{mode: lab}").withoutState())
                .isInstanceOf(LabException.class)
                .hasMessageContaining("begins with '{'");
    }

    @Test
    void knowsWhereTheApiAnswers() {
        assertThat(new OwnConfiguration("mode: lab").api()).isEqualTo("127.0.0.1:8044");
        assertThat(new OwnConfiguration("api: {listen: \"127.0.0.1:9000\", unix: off}").api())
                .isEqualTo("127.0.0.1:9000");
        assertThat(new OwnConfiguration("# listen: off\napi:\n  listen: 127.0.0.1:9001\n").api())
                .isEqualTo("127.0.0.1:9001");
        assertThatThrownBy(() -> new OwnConfiguration("api: {listen: off}").api())
                .hasMessageContaining("api.listen is off")
                .hasMessageContaining("127.0.0.1:8044");
    }

    @Test
    void findsTheKernelsInterfaces() {
        assertThat(new OwnConfiguration(
                                "- {devargs: \"net_af_packet0,iface=a-gw,qpairs=4\"}\n- {devargs: 'net_tap0,iface=b'}")
                        .kernelInterfaces())
                .containsExactly("a-gw", "b");
    }
}
