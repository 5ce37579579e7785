package io.sallyport.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TraceroutesTest {
    @Test
    void readsHopsAndSilence() {
        String output = """
                traceroute to 192.0.2.10 (192.0.2.10), 5 hops max, 60 byte packets
                 1  10.0.0.1  0.105 ms
                 2  *
                 3  192.0.2.10  0.113 ms
                """;

        assertThat(Traceroutes.hops(output)).containsExactly("10.0.0.1", "*", "192.0.2.10");
    }
}
