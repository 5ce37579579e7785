package io.sallyport.dpdk;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An Ethernet device of DPDK. {@link #receive} and {@link #transmit} are for the packet path: each queue belongs to one
 * thread, and only between {@link #start} and {@link #stop}. The rest is for one control thread.
 */
public final class EthDev implements AutoCloseable {
    private static final MethodHandle RX_CRITICAL = tried(Native.critical("sallyport_rx", burst()));
    private static final MethodHandle RX_PLAIN = tried(Native.plain("sallyport_rx", burst()));
    private static final MethodHandle TX_CRITICAL = tried(Native.critical("sallyport_tx", burst()));
    private static final MethodHandle TX_PLAIN = tried(Native.plain("sallyport_tx", burst()));

    private static final Call FIND_NEXT = Call.returningInt("rte_eth_find_next", Native.INT);
    private static final Call NAME_BY_ID = Call.returningInt("rte_eth_dev_get_name_by_port", Native.INT, Native.LONG);
    private static final Call ID_BY_NAME = Call.returningInt("rte_eth_dev_get_port_by_name", Native.LONG, Native.LONG);

    private final int id;
    private final String name;
    private final boolean entersKernel;
    private final EthDevControl control;

    private EthDev(int id, String name) {
        this.id = id;
        this.name = name;
        this.entersKernel = DeviceInfo.of(id, name).entersKernel();
        this.control = new EthDevControl(id, name);
    }

    private static MethodHandle tried(MethodHandle burst) {
        return Native.tried(burst, 0, 0, 0L, 0);
    }

    private static FunctionDescriptor burst() {
        return Native.returnsInt(Native.INT, Native.INT, Native.LONG, Native.INT);
    }

    /** Returns the names of all devices that DPDK has, in the order of their numbers. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        int limit = (int) Shim.constant("RTE_MAX_ETHPORTS");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(Shim.constant("RTE_ETH_NAME_MAX_LEN"));
            for (int id = next(0); id < limit; id = next(id + 1)) {
                NAME_BY_ID.orFail("device " + id, "the device is gone, ask again", id, name.address());
                names.add(name.getString(0));
            }
        }
        return names;
    }

    private static int next(int from) {
        return FIND_NEXT.integer(from) & 0xffff;
    }

    /** Returns the device of that name: a PCI address or the name of a virtual device. */
    public static Optional<EthDev> find(String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment id = arena.allocate(8, 8);
            int result = ID_BY_NAME.integer(arena.allocateFrom(name).address(), id.address());
            return result < 0
                    ? Optional.empty()
                    : Optional.of(new EthDev(id.get(ValueLayout.JAVA_SHORT, 0) & 0xffff, name));
        }
    }

    /** DPDK's number of the device, which {@link Mbuf#device} holds. */
    public int id() {
        return id;
    }

    /** DPDK's name of the device. */
    public String name() {
        return name;
    }

    /** Asks the driver what the device is and can do. */
    public DeviceInfo info() {
        return DeviceInfo.of(id, name);
    }

    /** Says whether bursts enter the kernel and may block; they are then called so that no safepoint waits for them. */
    public boolean entersKernel() {
        return entersKernel;
    }

    /**
     * Sets the device up, which must be stopped.
     *
     * @throws DpdkException if it cannot have these settings, with those it can have
     */
    public void configure(EthDevSettings settings) {
        new EthDevSetup(id, name, info(), settings).run();
    }

    /** Starts receiving and sending. */
    public void start() {
        control.start();
    }

    /**
     * Makes the device, started with more than one receive queue, spread packets over all of them alike, as far as it can.
     *
     * @param settings what it was configured with
     * @return what it does now
     */
    public Rss spread(EthDevSettings settings) {
        DeviceInfo info = info();
        return settings.rxQueues() == 1
                ? Rss.NONE
                : new RssSetup(id, name)
                        .run(settings.rxQueues(), info.retaSize(), settings.rssTypes() & info.rssTypes());
    }

    /** The rules of the device by which it chooses a receive queue before RSS does. */
    public FlowTable flows() {
        return new DeviceFlows(id, name);
    }

    /** Stops the device; no thread may be in {@link #receive} or {@link #transmit}. It can be started again. */
    public void stop() {
        control.stop();
    }

    /** Closes the device, stopped before, for good and frees its queues; the object is of no use any more. */
    @Override
    public void close() {
        control.close();
    }

    /** Returns the MAC address, its first byte in the lowest byte of the number, as a load of memory order gives it. */
    public long macAddress() {
        return control.macAddress();
    }

    /** Sets the MAC address, given as {@link #macAddress} returns it. */
    public void setMacAddress(long address) {
        control.setMacAddress(address);
    }

    /** Returns the MTU in bytes. */
    public int mtu() {
        return control.mtu();
    }

    /** Sets the MTU in bytes; some drivers want the device stopped. */
    public void setMtu(int mtu) {
        control.setMtu(mtu);
    }

    /** Says whether the link is up, without waiting for the driver to make sure. */
    public boolean linkUp() {
        return control.linkUp();
    }

    /** Returns the speed of the link in Mbit/s, 0 if it is down or not known. */
    public long linkSpeedMbps() {
        return control.linkSpeedMbps();
    }

    /** Returns what the device has counted. */
    public Stats stats() {
        return Stats.of(id, name);
    }

    /** Returns all further counters of the driver by name. */
    public Map<String, Long> xstats() {
        return ExtendedStats.of(id, name);
    }

    /** Makes the device accept frames to any address, or no longer. */
    public void setPromiscuous(boolean on) {
        control.setPromiscuous(on);
    }

    /** Makes the device accept all multicast frames, or no longer. */
    public void setAllMulticast(boolean on) {
        control.setAllMulticast(on);
    }

    /**
     * Receives up to {@code max} packets; the caller owns them.
     *
     * @param queue a receive queue that was set up
     * @param pointers address of room for {@code max} pointers
     * @param max most packets, 1 to 65535; several drivers want at least 32 at a time
     * @return how many were received
     */
    public int receive(int queue, long pointers, int max) {
        try {
            return entersKernel
                    ? (int) RX_PLAIN.invokeExact(id, queue, pointers, max)
                    : (int) RX_CRITICAL.invokeExact(id, queue, pointers, max);
        } catch (Throwable thrown) {
            throw Native.unexpected(thrown);
        }
    }

    /**
     * Sends packets, the first ones first. The device owns those it took; the others stay with the caller.
     *
     * @param queue a transmit queue that was set up
     * @param pointers address of an array of mbuf pointers
     * @param count how many, 0 to 65535
     * @return how many the device took
     */
    public int transmit(int queue, long pointers, int count) {
        try {
            return entersKernel
                    ? (int) TX_PLAIN.invokeExact(id, queue, pointers, count)
                    : (int) TX_CRITICAL.invokeExact(id, queue, pointers, count);
        } catch (Throwable thrown) {
            throw Native.unexpected(thrown);
        }
    }
}
