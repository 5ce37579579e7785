package io.sallyport.dataplane.restart;

import io.sallyport.dataplane.ownership.SlotOwners;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dpdk.memory.Memory;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Deals the records of an earlier process out anew, where there were other workers, another capacity or another clock: each
 * worker takes what is its own from the files of all. Judging them is left to whoever restores. Any thread, one per worker.
 */
public final class Redeal {
    /** A damaged record may have any slot, and still is some worker's to count. */
    private static final int SLOT_BITS = 63;

    private Redeal() {}

    /**
     * Lines of one worker of the earlier process.
     *
     * @param address of the first one
     * @param count how many there are
     */
    public record Lines(long address, long count) {
        /** Addresses of those that hold a record, whole or not. */
        public LongStream live() {
            return LongStream.range(0, count)
                    .map(index -> address + index * SessionLine.SIZE)
                    .filter(SessionLine::isLive);
        }
    }

    /**
     * Copies a worker's records, live ones only.
     *
     * @param earlier all lines of the earlier process
     * @param clockShift milliseconds to add to times of the earlier process's clock
     * @param lines zeroed memory of as many lines as the worker's table has
     * @param capacity how many those are
     * @return what found no place or was damaged
     */
    public static Restored deal(
            List<Lines> earlier, int worker, int workers, int clockShift, long lines, int capacity) {
        Restored result = new Restored();
        int dealt = 0;
        for (Lines from : earlier) {
            for (long line = from.address;
                    line < from.address + from.count * SessionLine.SIZE;
                    line += SessionLine.SIZE) {
                if (!SessionLine.isLive(line) || owner(line, workers) != worker) {
                    continue;
                }
                if (!SessionLine.intact(line)) {
                    result.discard(Discard.DAMAGED);
                } else if (dealt == capacity) {
                    result.discard(Discard.NO_PLACE);
                } else {
                    long to = lines + (long) dealt++ * SessionLine.SIZE;
                    Memory.copy(line, to, SessionLine.SIZE);
                    SessionLine.setLastActivity(to, SessionLine.lastActivity(line) + clockShift);
                }
            }
        }
        return result;
    }

    private static int owner(long line, int workers) {
        int protocol = SessionLine.protocol(line);
        return Ipv4.hasPorts(protocol)
                ? SlotOwners.owner(SessionLine.slot(line) & SLOT_BITS, workers)
                : SlotOwners.ownerOfProtocol(protocol, workers);
    }
}
