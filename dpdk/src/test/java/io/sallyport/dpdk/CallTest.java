package io.sallyport.dpdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/** Functions of the C library, for what they do is known. */
final class CallTest {
    private static final long WIDE = 0x1234_5678_9abc_def0L;

    @Test
    void handsOverNumbersOfAnyWidthAndGivesBackWhatTheFunctionSaid() {
        assertThat(Call.returningInt("abs", Native.INT).integer(-5)).isEqualTo(5);
        assertThat(Call.returningLong("labs", Native.LONG).number(-WIDE)).isEqualTo(WIDE);
        assertThat(Call.returningInt("isdigit", Native.INT).integer((short) 'x'))
                .isZero();
    }

    /** Of a register the function fills the lower half only. */
    @Test
    void aNegativeResultOf32BitsIsNegative() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment low = arena.allocateFrom("a");
            MemorySegment high = arena.allocateFrom("b");
            Call compare = Call.returningInt("strcmp", Native.LONG, Native.LONG);

            assertThat(compare.integer(low.address(), high.address())).isNegative();
            assertThat(compare.integer(high.address(), low.address())).isPositive();
        }
    }

    @Test
    void handsOverMoreArgumentsThanThereAreRegisters() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(100);
            Call print = Call.returningInt(
                    "snprintf",
                    Native.LONG,
                    Native.LONG,
                    Native.LONG,
                    Native.LONG,
                    Native.LONG,
                    Native.LONG,
                    Native.LONG,
                    Native.LONG);

            print.integer(
                    text.address(),
                    100L,
                    arena.allocateFrom("%ld %ld %ld %ld %d").address(),
                    1,
                    2,
                    3L,
                    WIDE,
                    -5);

            assertThat(text.getString(0)).isEqualTo("1 2 3 " + WIDE + " -5");
        }
    }

    @Test
    void refusesAnotherNumberOfArguments() {
        Call abs = Call.returningInt("abs", Native.INT);

        assertThatThrownBy(() -> abs.integer(1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("abs takes 1 arguments, not 2");
    }

    @Test
    void saysThatThereIsNoSuchFunction() {
        Call none = Call.returningInt("rte_nonesuch");

        assertThatThrownBy(none::integer)
                .isInstanceOf(DpdkException.class)
                .hasMessage("the installed DPDK has no function rte_nonesuch");
    }
}
