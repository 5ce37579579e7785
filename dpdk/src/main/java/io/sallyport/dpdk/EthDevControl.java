package io.sallyport.dpdk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The control side of one device: start and stop, addresses, MTU, link, filters. */
final class EthDevControl {
    private static final Call START = Call.returningInt("rte_eth_dev_start", Native.INT);
    private static final Call STOP = Call.returningInt("rte_eth_dev_stop", Native.INT);
    private static final Call CLOSE = Call.returningInt("rte_eth_dev_close", Native.INT);
    private static final Call MAC = Call.returningInt("rte_eth_macaddr_get", Native.INT, Native.LONG);
    private static final Call SET_MAC = Call.returningInt("rte_eth_dev_default_mac_addr_set", Native.INT, Native.LONG);
    private static final Call MTU = Call.returningInt("rte_eth_dev_get_mtu", Native.INT, Native.LONG);
    private static final Call SET_MTU = Call.returningInt("rte_eth_dev_set_mtu", Native.INT, Native.INT);
    private static final Call LINK = Call.returningInt("rte_eth_link_get_nowait", Native.INT, Native.LONG);
    private static final Call LINK_UP = Call.returningInt("sallyport_link_up", Native.LONG);
    private static final Call PROMISCUOUS_ON = Call.returningInt("rte_eth_promiscuous_enable", Native.INT);
    private static final Call PROMISCUOUS_OFF = Call.returningInt("rte_eth_promiscuous_disable", Native.INT);
    private static final Call MULTICAST_ON = Call.returningInt("rte_eth_allmulticast_enable", Native.INT);
    private static final Call MULTICAST_OFF = Call.returningInt("rte_eth_allmulticast_disable", Native.INT);

    private static final String GONE = "the device is gone or its driver cannot tell";
    private static final String CANNOT = "the driver refuses it, its lines on standard error say why";
    private static final long MAC_BITS = 0xffff_ffff_ffffL;

    private final int device;
    private final String name;

    EthDevControl(int device, String name) {
        this.device = device;
        this.name = name;
    }

    void start() {
        START.orFail(name, "configure the device first; " + CANNOT, device);
    }

    void stop() {
        STOP.orFail(name, CANNOT, device);
    }

    void close() {
        CLOSE.orFail(name, "stop the device first; close it only once", device);
    }

    long macAddress() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(8, 8);
            MAC.orFail(name, GONE, device, address.address());
            return address.get(Native.LONG, 0) & MAC_BITS;
        }
    }

    void setMacAddress(long value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(8, 8);
            address.set(Native.LONG, 0, value & MAC_BITS);
            SET_MAC.orFail(name, "use a unicast address; some drivers cannot change theirs", device, address.address());
        }
    }

    int mtu() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mtu = arena.allocate(8, 8);
            MTU.orFail(name, GONE, device, mtu.address());
            return mtu.get(ValueLayout.JAVA_SHORT, 0) & 0xffff;
        }
    }

    void setMtu(int mtu) {
        DeviceInfo info = DeviceInfo.of(device, name);
        SET_MTU.orFail(
                name + ", " + mtu,
                "driver " + info.driver() + " allows " + info.minMtu() + " to " + info.maxMtu()
                        + ", and some drivers want the device stopped",
                device,
                mtu);
    }

    boolean linkUp() {
        try (Arena arena = Arena.ofConfined()) {
            return LINK_UP.integer(link(arena).address()) != 0;
        }
    }

    long linkSpeedMbps() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment link = link(arena);
            long speed = link.get(Native.INT, Shim.constant("rte_eth_link.link_speed")) & 0xffff_ffffL;
            boolean known = speed != Shim.constant("RTE_ETH_SPEED_NUM_UNKNOWN");
            return known && LINK_UP.integer(link.address()) != 0 ? speed : 0;
        }
    }

    private MemorySegment link(Arena arena) {
        MemorySegment link = arena.allocate(2 * Shim.constant("rte_eth_link"), 8);
        LINK.orFail(name, GONE, device, link.address());
        return link;
    }

    void setPromiscuous(boolean on) {
        (on ? PROMISCUOUS_ON : PROMISCUOUS_OFF).orFail(name, CANNOT, device);
    }

    void setAllMulticast(boolean on) {
        (on ? MULTICAST_ON : MULTICAST_OFF).orFail(name, CANNOT, device);
    }
}
