package io.sallyport.verify.model;

import org.jspecify.annotations.Nullable;

/**
 * What cannot be predicted, because the gateway chooses at random or takes a little time: the model asks what the gateway
 * did, and judges the answer.
 */
public interface Choice {
    /** The NAT tuple of the gateway's session with this inside tuple and remote endpoint; null if it has none. */
    @Nullable
    End natTuple(int protocol, End inside, End remote);

    /** Whether the gateway has dropped something for this reason since the frame came. */
    boolean hasDropped(Reason reason);
}
