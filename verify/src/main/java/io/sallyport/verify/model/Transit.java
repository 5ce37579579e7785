package io.sallyport.verify.model;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An IPv4 packet on its way through the gateway. */
final class Transit {
    /** Number of the interface it came in by. */
    final int arrival;
    /** As its sender sent it. */
    final Ip sent;
    /** As it is now. */
    final Ip packet;

    /** Whether it is treated as a packet from inside; a hairpin is so on its first pass only. */
    boolean isFromInside;
    /** A hairpin that has been translated once. */
    boolean isSecondPass;
    /** Whether it has been translated at least once. */
    boolean isTranslated;
    /** Source and destination port; 0 where there are none. */
    int sourcePort;

    int destinationPort;
    /** ICMP identifier. */
    int identifier;
    /** The session by which it was translated on its way to the inside. */
    @Nullable
    Session inward;
    /** Who learns the ports of a first fragment once section 4 has let it go on. */
    @Nullable
    Consumer<Ports> teach;

    Transit(int arrival, Ip sent, boolean isFromInside) {
        this.arrival = arrival;
        this.sent = sent;
        this.packet = sent.copy();
        this.isFromInside = isFromInside;
    }

    /** This end's tuple as a flow key has it: the end that is not the remote one. */
    End local() {
        int port = packet.is(Ip.ICMP) ? identifier : isFromInside ? sourcePort : destinationPort;
        return new End(isFromInside ? packet.source() : packet.destination(), port);
    }

    End remote() {
        int port = packet.is(Ip.ICMP) ? 0 : isFromInside ? destinationPort : sourcePort;
        return new End(isFromInside ? packet.destination() : packet.source(), port);
    }

    FlowKey key() {
        return new FlowKey(packet.protocol(), local(), remote());
    }

    /** Learns ports from another fragment of the same datagram. */
    void takePorts(Ports ports) {
        sourcePort = ports.source;
        destinationPort = ports.destination;
        identifier = ports.identifier;
    }

    /** Tells the other fragments of the datagram its ports, as they are before translation. */
    void teachPorts() {
        if (teach != null) {
            teach.accept(new Ports(sourcePort, destinationPort, identifier));
            teach = null;
        }
    }

    /** What a first fragment knows and the others do not. */
    record Ports(int source, int destination, int identifier) {}

    /** Gives the end on this gateway's side of the flow another address and port. */
    void replaceLocal(End end) {
        boolean isSource = isFromInside;
        Transport.change(packet, !packet.isFragment(), () -> Rewrite.put(packet, isSource, end));
        if (packet.is(Ip.ICMP)) {
            identifier = end.port();
        } else if (isSource) {
            sourcePort = end.port();
        } else {
            destinationPort = end.port();
        }
    }
}
