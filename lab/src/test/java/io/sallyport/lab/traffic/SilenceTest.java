package io.sallyport.lab.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SilenceTest {
    private final Silence silence = new Silence();
    private final long start = System.nanoTime();

    @Test
    void isTheLongestTimeBetweenTwoArrivals() {
        silence.arrived(start + 100);
        silence.begin();
        silence.arrived(start + 130);
        silence.arrived(start + 180);
        silence.arrived(start + 190);

        assertThat(silence.longest(start + 200)).isEqualTo(50);
    }

    @Test
    void countsTheSilenceThatIsUnderWayInFull() {
        silence.arrived(start + 100);
        silence.begin();

        assertThat(silence.longest(start + 180)).isEqualTo(80);
    }

    @Test
    void hasEndedOnceSomethingCameAfterwards() {
        silence.arrived(start + 100);

        assertThat(silence.endedAfter(start + 99)).isTrue();
        assertThat(silence.endedAfter(start + 100)).isFalse();
    }
}
