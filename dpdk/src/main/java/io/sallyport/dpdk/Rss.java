package io.sallyport.dpdk;

import java.util.List;

/**
 * How a device spreads packets over its receive queues.
 *
 * @param types packet types that it spreads ({@link RssTypes}), as it says itself or, where it does not say, as they were set; 0
 *     for none
 * @param retaSize entries of its redirection table, filled evenly and read back; 0 if it has none or would not have it so
 * @param remarks what it refused, in words
 */
public record Rss(long types, int retaSize, List<String> remarks) {
    /** Of a device with one queue, or that is not started. */
    public static final Rss NONE = new Rss(0, 0, List.of());

    public Rss {
        remarks = List.copyOf(remarks);
    }
}
