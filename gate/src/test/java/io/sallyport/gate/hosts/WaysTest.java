package io.sallyport.gate.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WaysTest {
    @Test
    void readsHopsAndThoseThatDoNotAnswer() {
        assertThat(Ways.hops("""
                traceroute to 203.0.113.1 (203.0.113.1), 12 hops max, 60 byte packets
                 1  10.1.0.1  1.903 ms
                 2  *
                 3  203.0.113.1  8.670 ms !X
                """)).containsExactly("10.1.0.1", "*", "203.0.113.1");
    }
}
