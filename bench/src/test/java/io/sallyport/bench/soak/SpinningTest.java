package io.sallyport.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpinningTest {
    @Test
    void readsNanosecondsAsMicrosecondsAndTimeAwayAsItsShare() {
        Spinning read = Spinning.parse("47 63 319 4576000 12 30000000", 20);

        assertThat(read.gaps()).isEqualTo(new Gaps(0.047, 0.063, 0.319, 4_576));
        assertThat(read.overMilli()).isEqualTo(12);
        assertThat(read.awayPercent()).isCloseTo(0.15, within(1e-9));
    }
}
