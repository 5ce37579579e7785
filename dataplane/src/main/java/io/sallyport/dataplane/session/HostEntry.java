package io.sallyport.dataplane.session;

import io.sallyport.dpdk.memory.Memory;

/**
 * What one worker counts of one inside address: static accessors over 16 bytes, two words that are each read and written whole.
 *
 * <pre>
 * 0 sessions (32 bits), host (32)      8 ports (24 bits), sessions begun in a second (20), that second (20)
 * </pre>
 *
 * Host 0 is no host. One thread writes, any may read. When an entry changes hands the first word is cleared before the second
 * one changes; so who has found a host in the first word, reads the second, and finds the host still there, has read that
 * host's second word.
 */
final class HostEntry {
    static final int SIZE = 16;
    /** Most ports that can be counted. */
    static final int MOST_PORTS = (1 << 24) - 1;
    /** Most sessions in a second that can be counted. */
    static final int MOST_BEGUN = (1 << 20) - 1;

    private static final int DETAIL = 8;
    private static final int BEGUN_SHIFT = 24;
    private static final int SECOND_SHIFT = 44;
    private static final int SECOND_BITS = MOST_BEGUN;

    private HostEntry() {}

    static int host(long entry) {
        return (int) (Memory.getLongAcquire(entry) >>> 32);
    }

    /** Sessions of {@code host}, 0 if the entry is another's. */
    static int sessions(long entry, int host) {
        long identity = Memory.getLongAcquire(entry);
        return (int) (identity >>> 32) == host ? (int) identity : 0;
    }

    /** Ports of {@code host}, 0 if the entry is another's. */
    static int ports(long entry, int host) {
        return ports(detail(entry, host));
    }

    /** Sessions that {@code host} began in {@code second}, 0 if the entry is another's. */
    static int begun(long entry, int host, int second) {
        return begun(detail(entry, host), second);
    }

    private static long detail(long entry, int host) {
        long detail = Memory.getLongAcquire(entry + DETAIL);
        return host(entry) == host ? detail : 0;
    }

    /** Whether nothing is left in the entry that counts in {@code second}. Writer only. */
    static boolean free(long entry, int second) {
        long detail = Memory.getLongAcquire(entry + DETAIL);
        boolean none = (int) Memory.getLongAcquire(entry) == 0 && ports(detail) == 0;
        return host(entry) == 0 || (none && begun(detail, second) == 0);
    }

    /** Makes a free entry a host's, with nothing counted. Writer only. */
    static void claim(long entry, int host) {
        Memory.putLongRelease(entry, 0);
        Memory.putLongRelease(entry + DETAIL, 0);
        setSessions(entry, host, 0);
    }

    /** Writer only. */
    static void setSessions(long entry, int host, int sessions) {
        Memory.putLongRelease(entry, (long) host << 32 | sessions);
    }

    /** Writer only; {@code ports} is 0 to {@link #MOST_PORTS}. */
    static void setPorts(long entry, int ports) {
        long rest = Memory.getLongAcquire(entry + DETAIL) & ~(long) MOST_PORTS;
        Memory.putLongRelease(entry + DETAIL, rest | ports);
    }

    /** Counts one more session begun in {@code second}, up to {@link #MOST_BEGUN}. Writer only. */
    static void begin(long entry, int second) {
        long detail = Memory.getLongAcquire(entry + DETAIL);
        long begun = Math.min(begun(detail, second) + 1, MOST_BEGUN);
        long stamp = (long) (second & SECOND_BITS) << SECOND_SHIFT;
        Memory.putLongRelease(entry + DETAIL, stamp | begun << BEGUN_SHIFT | ports(detail));
    }

    private static int ports(long detail) {
        return (int) detail & MOST_PORTS;
    }

    private static int begun(long detail, int second) {
        boolean same = detail >>> SECOND_SHIFT == (second & SECOND_BITS);
        return same ? (int) (detail >>> BEGUN_SHIFT) & MOST_BEGUN : 0;
    }
}
