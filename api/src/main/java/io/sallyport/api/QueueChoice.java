package io.sallyport.api;

import java.util.List;

/**
 * How a device chooses the RX queue, and so the worker that takes a packet first.
 *
 * @param rssTypes packet types that it spreads over the queues by itself, as DPDK's tools call them: {@code ipv4-tcp}
 * @param missingRssTypes those that it was asked to spread and does not
 * @param rssKeyBytes length of the key by which it spreads, which stays its driver's own; 0 if it has none
 * @param retaSize entries of its redirection table, filled evenly with the queues; 0 if it has none that can be set
 * @param flowRules rules that bring packets from outside to their owner's queue
 * @param remarks what it refused, in words
 */
public record QueueChoice(
        List<String> rssTypes,
        List<String> missingRssTypes,
        int rssKeyBytes,
        int retaSize,
        int flowRules,
        List<String> remarks) {
    public QueueChoice {
        rssTypes = List.copyOf(rssTypes);
        missingRssTypes = List.copyOf(missingRssTypes);
        remarks = List.copyOf(remarks);
    }
}
