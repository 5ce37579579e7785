package io.sallyport.verify.simulation;

import static io.sallyport.dataplane.count.DropReason.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.DropReason;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which packet was dropped for which reason. */
class MatchingTest {
    private static int[] counted(DropReason... reasons) {
        int[] counted = new int[DropReason.ALL.length];
        for (DropReason reason : reasons) {
            counted[reason.ordinal()]++;
        }
        return counted;
    }

    @Test
    @DisplayName("a packet gives way to another that can have no other reason")
    void findsAnotherReason() {
        long[] may = {Excuses.bits(NO_PORT, NO_SESSION), Excuses.bits(NO_PORT)};
        assertThat(Matching.assign(may, counted(NO_PORT, NO_SESSION))).containsExactly(NO_SESSION, NO_PORT);
    }

    @Test
    @DisplayName("a packet for which no reason is left has none")
    void leavesOneWithout() {
        long[] may = {Excuses.bits(NO_PORT), Excuses.bits(NO_PORT)};
        assertThat(Matching.assign(may, counted(NO_PORT, NO_SESSION))).containsExactly(NO_PORT, null);
        assertThat(Matching.assign(new long[] {Excuses.bits(NO_PORT)}, counted(NO_SESSION)))
                .containsExactly((DropReason) null);
    }

    @Test
    @DisplayName("where every packet can have a reason, each has one that it may have, each as often as counted")
    void matchesWhereItCan() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 500; round++) {
            int size = 1 + random.nextInt(12);
            long[] may = new long[size];
            int[] counted = new int[DropReason.ALL.length];
            for (int packet = 0; packet < size; packet++) {
                int reason = random.nextInt(5);
                counted[reason]++;
                may[packet] = 1L << reason | random.nextInt(32);
            }
            DropReason[] assigned = Matching.assign(may, counted);
            int[] used = new int[DropReason.ALL.length];
            for (int packet = 0; packet < size; packet++) {
                assertThat(assigned[packet])
                        .as("round %d, packet %d", round, packet)
                        .isNotNull();
                assertThat(may[packet] & 1L << assigned[packet].ordinal()).isNotZero();
                used[assigned[packet].ordinal()]++;
            }
            assertThat(used).isEqualTo(counted);
        }
    }
}
