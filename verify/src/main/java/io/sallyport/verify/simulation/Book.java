package io.sallyport.verify.simulation;

import io.sallyport.verify.model.End;
import io.sallyport.verify.model.Ownership;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The packets that come in, and what is known of them beside the gateway: who owns which flow, and what NAT tuple each flow was seen
 * with. Knows how flows are shared out and nothing else of the data plane. One thread.
 */
final class Book {
    private final Scenario scenario;
    private final List<Conversation> conversations = new ArrayList<>();
    private Ownership owners;
    private int workers;
    private final Map<Integer, Long> datagrams = new HashMap<>();
    private int number;
    private int pieces;

    Book(Scenario scenario) {
        this.scenario = scenario;
        this.workers = scenario.workers();
        this.owners = new Ownership(workers, scenario.pool().size());
        for (Flow flow : scenario.flows()) {
            conversations.add(new Conversation(flow, scenario.shortest(flow.protocol())));
        }
    }

    /** The gateway starts again with a number of workers; no session is left. */
    void restart(int workersNow) {
        workers = workersNow;
        owners = new Ownership(workers, scenario.pool().size());
        conversations.forEach(Conversation::forget);
    }

    Conversation conversation(Flow flow) {
        return conversations.get(flow.number());
    }

    List<Conversation> conversations() {
        return conversations;
    }

    /** Worker that owns a flow from its first end. */
    int owner(Flow flow) {
        return owners.owner(flow.protocol(), flow.inside());
    }

    /** Worker that owns the flows of an inside tuple. */
    int owner(int protocol, End inside) {
        return owners.owner(protocol, inside);
    }

    private Way way(Flow flow, Side side, int queue, int home) {
        int first = owner(flow);
        if (flow.kind() != Flow.Kind.HAIRPIN) {
            return Way.of(queue, home, first, -1);
        }
        int second = owners.owner(flow.protocol(), flow.mapped());
        return side == Side.FIRST ? Way.of(queue, home, first, second) : Way.of(queue, home, second, first);
    }

    /** A packet of data comes in; null if its sender would not send one now. */
    @Nullable
    Parcel data(Flow flow, Side side, int queue, long any, long now) {
        Conversation talk = conversation(flow);
        if (!talk.canSend(side, now)) {
            return null;
        }
        boolean known = talk.isEstablished(now);
        int flags = talk.flags(side, now, any);
        int sequence = talk.next(side, queue);
        int id = ++number;
        byte[] frame = Frames.data(flow.protocol(), side, Frames.sent(flow, side, natOf(talk)), id, flags, false);
        Way way = way(flow, side, queue, -1);
        return new Parcel(
                id,
                flow,
                side,
                Parcel.Kind.DATA,
                now,
                sequence,
                talk.group(side),
                known,
                flags,
                0,
                way,
                new Frame(frame),
                Frame.NONE);
    }

    /** A fragment comes in; null if its sender would not send one now. */
    @Nullable
    Parcel piece(Flow flow, Side side, int queue, int datagram, int piece, long now) {
        Conversation talk = conversation(flow);
        if (!talk.canSend(side, now) || flow.protocol() != Flow.UDP || flow.kind() == Flow.Kind.HAIRPIN) {
            return null;
        }
        pieces++;
        long begun = datagrams.computeIfAbsent(datagram, first -> now);
        boolean known =
                talk.isEstablished(now) && talk.isSureSince(begun, now); // all pieces go where the first one shows
        Frames.Ends ends = Frames.sent(flow, side, natOf(talk));
        int home = owners.home(ends.source().address(), ends.destination().address(), Flow.UDP, datagram & 0xffff);
        return new Parcel(
                ++number,
                flow,
                side,
                Parcel.Kind.PIECE,
                now,
                datagram,
                0,
                known,
                0,
                piece,
                way(flow, side, queue, home),
                new Frame(Frames.piece(side, ends, datagram, piece, false)),
                Frame.NONE);
    }

    /** An ICMP error comes in about the last packet that the other side has sent; null if it has not. */
    @Nullable
    Parcel error(Flow flow, Side side, int queue, long now) {
        Conversation talk = conversation(flow);
        Conversation.Heard about = talk.heard(side == Side.FIRST ? Side.SECOND : Side.FIRST);
        if (about == null || flow.kind() == Flow.Kind.HAIRPIN) {
            return null;
        }
        int id = ++number;
        End nat = natOf(talk);
        boolean outward = side == Side.FIRST;
        int source = outward ? flow.inside().address() : Network.FAR_ROUTER;
        int destination = outward ? flow.remote().address() : nat.address();
        int sourceSeen = outward ? nat.address() : source;
        int destinationSeen = outward ? destination : flow.inside().address();
        return new Parcel(
                id,
                flow,
                side,
                Parcel.Kind.ERROR,
                now,
                0,
                0,
                talk.isEstablished(now),
                0,
                0,
                way(flow, side, queue, -1),
                new Frame(Frames.error(source, destination, about.left().bytes(), id & 0xffff, false)),
                new Frame(Frames.error(sourceSeen, destinationSeen, about.came().bytes(), id & 0xffff, true)));
    }

    /** Somebody else sends to a flow's NAT tuple; null if nobody can know it. */
    @Nullable
    Parcel stranger(Flow flow, int who, int queue, long now) {
        Conversation talk = conversation(flow);
        if (flow.kind() != Flow.Kind.OUTWARD || talk.nat() == null) {
            return null;
        }
        int id = ++number;
        End from = new End(Network.STRANGERS + who, flow.protocol() == Flow.ICMP ? 0 : 4_000 + who);
        byte[] frame = Frames.data(flow.protocol(), Side.SECOND, new Frames.Ends(from, natOf(talk)), id, 0x02, false);
        return new Parcel(
                id,
                flow,
                Side.SECOND,
                Parcel.Kind.STRANGER,
                now,
                0,
                0,
                false,
                0x02,
                0,
                way(flow, Side.SECOND, queue, -1),
                new Frame(frame),
                Frame.NONE);
    }

    /** Fragments that have come so far. */
    int pieces() {
        return pieces;
    }

    /** Index of the pool address that a host gets as long as it has anything left. */
    int poolIndex(int insideAddress) {
        return owners.poolIndex(insideAddress);
    }

    /** The NAT tuple that a flow was seen with last, {@link Flow#NONE} if it was not. */
    static End natOf(Conversation talk) {
        End nat = talk.nat();
        return nat == null ? Flow.NONE : nat;
    }
}
