package io.sallyport.verify.simulation;

import io.sallyport.dataplane.count.DropReason;
import java.util.Arrays;

/** Tells which of some packets was dropped for which of some reasons, where a worker says only how many for each. */
final class Matching {
    private final long[] excuses;
    private final int[] reasons;
    private final int[] packetOf;
    private final boolean[] tried;

    private Matching(long[] excuses, int[] reasons) {
        this.excuses = excuses;
        this.reasons = reasons;
        this.packetOf = new int[reasons.length];
        this.tried = new boolean[reasons.length];
        Arrays.fill(packetOf, -1);
    }

    /**
     * Gives each packet one reason, each reason as often as it was counted, so that every packet has one that it may have.
     *
     * @param excuses for each packet the reasons that it may have, as {@link Excuses#bits}
     * @param counted how often each reason was counted; as many in all as there are packets
     * @return the reasons; {@code null} for a packet for which none is left
     */
    static DropReason[] assign(long[] excuses, int[] counted) {
        for (int reason = 0; reason < counted.length; reason++) {
            if (counted[reason] == excuses.length) {
                return all(excuses, reason);
            }
        }
        int[] slots = new int[excuses.length];
        int at = 0;
        for (int reason = 0; reason < counted.length; reason++) {
            for (int k = 0; k < counted[reason]; k++) {
                slots[at++] = reason;
            }
        }
        Matching matching = new Matching(excuses, slots);
        for (int packet = 0; packet < excuses.length; packet++) {
            Arrays.fill(matching.tried, false);
            matching.place(packet);
        }
        DropReason[] result = new DropReason[excuses.length];
        for (int slot = 0; slot < slots.length; slot++) {
            if (matching.packetOf[slot] >= 0) {
                result[matching.packetOf[slot]] = DropReason.ALL[slots[slot]];
            }
        }
        return result;
    }

    /** There is only one reason. */
    private static DropReason[] all(long[] excuses, int reason) {
        DropReason[] result = new DropReason[excuses.length];
        for (int packet = 0; packet < excuses.length; packet++) {
            if ((excuses[packet] & 1L << reason) != 0) {
                result[packet] = DropReason.ALL[reason];
            }
        }
        return result;
    }

    /** Finds a reason for a packet, if need be by finding another one for the packet that has it. */
    private boolean place(int packet) {
        for (int slot = 0; slot < reasons.length; slot++) {
            if (packetOf[slot] < 0 && (excuses[packet] & 1L << reasons[slot]) != 0) {
                packetOf[slot] = packet;
                return true;
            }
        }
        for (int slot = 0; slot < reasons.length; slot++) {
            if (!tried[slot] && (excuses[packet] & 1L << reasons[slot]) != 0) {
                tried[slot] = true;
                if (place(packetOf[slot])) {
                    packetOf[slot] = packet;
                    return true;
                }
            }
        }
        return false;
    }
}
