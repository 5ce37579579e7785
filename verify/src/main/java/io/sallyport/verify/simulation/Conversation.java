package io.sallyport.verify.simulation;

import io.sallyport.verify.model.End;
import org.jspecify.annotations.Nullable;

/** What the book knows of a flow at a moment. One thread. */
final class Conversation {
    private static final long MARGIN = 2_000_000;

    /** A frame as it came and as it left. */
    record Heard(Frame came, Frame left) {}

    private final Flow flow;
    private final long shortest;
    private final int[] sequence = new int[2];
    private final int[] group = new int[2];
    private final int[] queue = {-1, -1};
    private final int[] leftSequence = new int[2];
    private final int[] leftGroup = {-1, -1};
    private @Nullable End nat;
    private @Nullable Heard fromFirst;
    private @Nullable Heard fromSecond;
    private boolean opened;
    private boolean answered;
    private long sure;
    private long since;

    /**
     * A flow of which nothing has come yet.
     *
     * @param shortest time in nanoseconds that a session of it lasts at least
     */
    Conversation(Flow flow, long shortest) {
        this.flow = flow;
        this.shortest = shortest;
        forget();
    }

    /** The gateway has started again and knows nothing. */
    void forget() {
        nat = flow.kind() == Flow.Kind.INWARD ? flow.mapped() : null;
        opened = false;
        answered = false;
        fromFirst = null;
        fromSecond = null;
    }

    Flow flow() {
        return flow;
    }

    /** The NAT tuple that the last packet showed; null if none has. */
    @Nullable
    End nat() {
        return nat;
    }

    /** Whether its sessions must exist, whatever happens in between. */
    boolean isSure(long now) {
        return opened && now - sure < shortest - MARGIN;
    }

    /** Whether its sessions must exist, and for TCP both ends have said so. */
    boolean isEstablished(long now) {
        return isSure(now) && (answered || flow.protocol() != Flow.TCP);
    }

    /** Whether its sessions were there when a packet came and still are: no others can have taken their place. */
    boolean isSureSince(long at, long now) {
        return isSure(now) && at >= since;
    }

    /** Whether a side can send at all, as far as it can know. */
    boolean canSend(Side side, long now) {
        if (side == flow.opener()) {
            return true;
        }
        boolean mayBegin = flow.kind() == Flow.Kind.INWARD && flow.protocol() != Flow.TCP;
        return nat != null && (mayBegin || (flow.protocol() == Flow.TCP ? isSure(now) : opened));
    }

    /** TCP flags that a side sends next; {@code any} is any number. */
    int flags(Side side, long now, long any) {
        if (flow.protocol() != Flow.TCP) {
            return 0;
        }
        if (!isEstablished(now)) {
            return side == flow.opener() ? 0x02 : 0x12;
        }
        return switch ((int) (any >>> 8 & 15)) {
            case 0 -> 0x11;
            case 1 -> (any >>> 12 & 3) == 0 ? 0x14 : 0x10;
            case 2, 3 -> 0x10;
            default -> 0x18;
        };
    }

    /** The next packet of a side comes in on a queue; returns its number. */
    int next(Side side, int onQueue) {
        int at = side.ordinal();
        if (queue[at] != onQueue) {
            queue[at] = onQueue;
            group[at]++;
        }
        return ++sequence[at];
    }

    /** Group of the packet numbered last. */
    int group(Side side) {
        return group[side.ordinal()];
    }

    /** A packet has left; returns false if one that came after it on the same queue has left before. */
    boolean left(Parcel parcel) {
        int at = parcel.side().ordinal();
        boolean inOrder = leftGroup[at] != parcel.group() || leftSequence[at] < parcel.sequence();
        if (leftGroup[at] <= parcel.group()) {
            leftSequence[at] =
                    leftGroup[at] == parcel.group() ? Math.max(leftSequence[at], parcel.sequence()) : parcel.sequence();
            leftGroup[at] = parcel.group();
        }
        return inOrder;
    }

    /** A packet of data has left, so its sessions existed when it did or after it came. */
    void refreshed(Parcel parcel, End shown, Frame left, long now) {
        boolean former = isSure(now) && parcel.at() < since; // it may have come when the flow had another NAT tuple
        if (!isSure(now)) {
            since = now;
            fromFirst = null;
            fromSecond = null;
        }
        sure = opened ? Math.max(sure, parcel.at()) : parcel.at();
        opened = true;
        nat = shown;
        if (parcel.side() == flow.opener()) {
            answered &= !parcel.isSyn();
        } else {
            answered = true;
        }
        if (parcel.kind() == Parcel.Kind.DATA && !former) {
            hear(parcel.side(), new Heard(parcel.frame(), left));
        }
    }

    private void hear(Side side, Heard last) {
        if (side == Side.FIRST) {
            fromFirst = last;
        } else {
            fromSecond = last;
        }
    }

    /** The last packet of data of a side that has left; null if none has. */
    @Nullable
    Heard heard(Side side) {
        return side == Side.FIRST ? fromFirst : fromSecond;
    }
}
