package io.sallyport.lab.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class DnsAnswerTest {
    /** Query for the A record of {@code a.b}, id 0x1234, with an OPT record at the end as dig sends it. */
    private static final byte[] QUERY = HexFormat.of()
            .parseHex("1234" + "0120" + "0001" + "0000" + "0000" + "0001" + "0161016200" + "0001" + "0001"
                    + "0000291000000000000000");

    @Test
    void answersTheQuestionWithOneAddress() {
        String answer = HexFormat.of().formatHex(DnsAnswer.to(QUERY));

        assertThat(answer)
                .isEqualTo("1234" + "8500" + "0001" + "0001" + "0000" + "0000" + "0161016200" + "0001" + "0001" + "c00c"
                        + "0001" + "0001" + "0000003c" + "0004" + "c0000250");
    }

    @Test
    void givesNothingForABrokenQuery() {
        assertThat(DnsAnswer.to(new byte[] {1, 2, 3})).isEmpty();
    }
}
