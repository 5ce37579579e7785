package io.sallyport.dpdk;

/**
 * How a device is to be set up.
 *
 * @param rxQueues receive queues, at least 1
 * @param txQueues transmit queues, at least 1
 * @param rxDescriptors descriptors of each receive queue; moved to what the driver allows
 * @param txDescriptors descriptors of each transmit queue; moved to what the driver allows
 * @param mtu largest IP packet in bytes; the pool's buffers must hold it with its Ethernet header, as a packet is never
 *     spread over several
 * @param rssTypes packet types to spread over the receive queues ({@link RssTypes}); those that the device does not
 *     know are left out, see {@link DeviceInfo#rssTypes}
 * @param pool where received packets go
 */
public record EthDevSettings(
        int rxQueues, int txQueues, int rxDescriptors, int txDescriptors, int mtu, long rssTypes, MbufPool pool) {}
