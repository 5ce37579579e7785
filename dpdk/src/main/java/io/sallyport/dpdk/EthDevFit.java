package io.sallyport.dpdk;

/**
 * What a device is configured with: what was asked for, as far as its driver reports that it can.
 *
 * @param rssTypes packet types to spread over the receive queues ({@link RssTypes}); 0 to leave RSS alone. The key stays the driver's own,
 *     which has the length that the device wants
 * @param rxOffloads what it is to do on receipt ({@code RTE_ETH_RX_OFFLOAD_*})
 * @param rxDescriptors descriptors of each receive queue
 * @param txDescriptors descriptors of each transmit queue
 */
record EthDevFit(long rssTypes, long rxOffloads, int rxDescriptors, int txDescriptors) {
    /** Bytes of an Ethernet header with one VLAN tag. */
    private static final int LINK_HEADER = 18;

    /**
     * Fits settings to a device. What only makes it faster is left out where it lacks it, and descriptors are moved to what it allows.
     *
     * @param room bytes of the longest frame that a buffer holds
     * @throws DpdkException if it cannot have that many queues or that MTU, with what it can have
     */
    static EthDevFit of(String name, DeviceInfo info, EthDevSettings settings, int room) {
        String device = "device %s (driver %s)".formatted(name, info.driver());
        requireWithin(device, "number of receive queues", settings.rxQueues(), 1, info.maxRxQueues());
        requireWithin(device, "number of transmit queues", settings.txQueues(), 1, info.maxTxQueues());
        requireWithin(device, "MTU", settings.mtu(), info.minMtu(), info.maxMtu());
        requireWithin(device, "number of receive descriptors", settings.rxDescriptors(), 1, 0xffff);
        requireWithin(device, "number of transmit descriptors", settings.txDescriptors(), 1, 0xffff);
        if (room < settings.mtu() + LINK_HEADER) {
            throw new DpdkException(
                    "device %s: buffers of its pool hold frames of %d bytes, but an MTU of %d needs %d; make the pool with a larger data room"
                            .formatted(name, room, settings.mtu(), settings.mtu() + LINK_HEADER));
        }
        return new EthDevFit(
                settings.rxQueues() == 1 ? 0 : settings.rssTypes() & info.rssTypes(),
                info.checksIpv4() ? Shim.constant("RTE_ETH_RX_OFFLOAD_IPV4_CKSUM") : 0,
                info.rxDescriptors().fit(settings.rxDescriptors()),
                info.txDescriptors().fit(settings.txDescriptors()));
    }

    private static void requireWithin(String device, String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new DpdkException("%s: %s is %d, allowed are %d to %d".formatted(device, what, value, min, max));
        }
    }
}
