package io.sallyport.api;

import java.util.Map;

/**
 * The ring from one worker to another.
 *
 * @param from id of the worker that received the packets
 * @param to id of their owner
 * @param enqueued packets put on the ring
 * @param dequeued packets taken from it
 * @param dropped packets that found no room, by stable name of the drop reason
 * @param depth packets on the ring now
 */
public record HandoffPair(int from, int to, long enqueued, long dequeued, Map<String, Long> dropped, long depth) {
    public HandoffPair {
        dropped = OrderedCounts.copyOf(dropped);
    }
}
