package io.sallyport.verify.torn;

import static java.lang.Integer.reverseBytes;

import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.verify.model.End;

/**
 * What a session or a mapping is, for all its life.
 *
 * @param kind {@link SessionLine#STATIC}, {@link SessionLine#MAPPED}, {@link SessionLine#MAPPING}, {@link SessionLine#PEER} or 0
 */
record Identity(int protocol, End inside, End remote, End nat, int slot, int kind) {
    private static final int KIND = SessionLine.STATIC | SessionLine.MAPPED | SessionLine.MAPPING | SessionLine.PEER;

    /** Reads that of a line. */
    static Identity of(long line) {
        return new Identity(
                SessionLine.protocol(line),
                end(SessionLine.insideAddress(line), SessionLine.insidePort(line)),
                end(SessionLine.remoteAddress(line), SessionLine.remotePort(line)),
                end(SessionLine.natAddress(line), SessionLine.natPort(line)),
                SessionLine.slot(line),
                SessionLine.flags(line) & KIND);
    }

    private static End end(int address, int port) {
        return new End(reverseBytes(address), Ports.swap(port));
    }

    /** The mapping that a session of an endpoint-independent mapping has. */
    Identity mapping() {
        return new Identity(protocol, inside, new End(0, 0), nat, slot, SessionLine.MAPPING);
    }

    /** The peer that such a session has with address-dependent filtering. */
    Identity peer() {
        return new Identity(protocol, inside, new End(remote.address(), 0), nat, slot, SessionLine.PEER);
    }

    boolean isMapped() {
        return kind == SessionLine.MAPPED;
    }

    @Override
    public String toString() {
        return "protocol %d, %s to %s as %s, slot %d, kind %d".formatted(protocol, inside, remote, nat, slot, kind);
    }
}
