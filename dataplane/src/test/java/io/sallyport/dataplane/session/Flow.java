package io.sallyport.dataplane.session;

import java.util.SplittableRandom;

/** What a test knows of a session, in packet order as the table takes it. */
record Flow(
        int insideAddress,
        int insidePort,
        int remoteAddress,
        int remotePort,
        int natAddress,
        int natPort,
        int protocol) {
    static final int OWNER = 3;
    static final int SLOT = 17;

    /** A flow from so few that they meet again. */
    static Flow few(SplittableRandom random) {
        return new Flow(
                random.nextInt(4),
                random.nextInt(4) << 14,
                random.nextInt(3) - 1,
                random.nextInt(2),
                random.nextInt(2),
                random.nextInt(6),
                random.nextInt(2) == 0 ? 6 : 17);
    }

    /** A flow from all there are. */
    static Flow any(SplittableRandom random) {
        return new Flow(
                random.nextInt(),
                random.nextInt(65536),
                random.nextInt(),
                random.nextInt(65536),
                random.nextInt(),
                random.nextInt(65536),
                random.nextInt(256));
    }

    int create(SessionTable table, int now) {
        return table.create(
                insideAddress,
                insidePort,
                remoteAddress,
                remotePort,
                natAddress,
                natPort,
                protocol,
                SLOT,
                0,
                OWNER,
                now);
    }

    int findOut(SessionTable table) {
        return table.findOut(both(insideAddress, remoteAddress), insidePort | (remotePort << 16), protocol);
    }

    int findIn(SessionTable table) {
        return table.findIn(inAddresses(), inPorts(), protocol);
    }

    long inAddresses() {
        return both(remoteAddress, natAddress);
    }

    int inPorts() {
        return remotePort | (natPort << 16);
    }

    FlowKey outKey() {
        return new FlowKey(both(insideAddress, remoteAddress), insidePort | (remotePort << 16), protocol);
    }

    FlowKey inKey() {
        return new FlowKey(inAddresses(), inPorts(), protocol);
    }

    /** Two words one after the other in memory, as one native load gives them. */
    private static long both(int first, int second) {
        return ((long) second << 32) | Integer.toUnsignedLong(first);
    }
}
