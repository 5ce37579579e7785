package io.sallyport.lab.net;

import java.util.Locale;

/** The DPDK drivers that can join the gateway to a namespace; docs/lab.md compares them as measured. */
public enum PortType {
    /** Four queues, and fragments arrive; the kernel's end exists only while the gateway runs. */
    TAP("net_tap", 4, true),
    /** One queue, so one worker; fragments arrive. */
    AF_XDP("net_af_xdp", 1, true),
    /** Four queues; the kernel reassembles fragments before DPDK sees them. */
    AF_PACKET("net_af_packet", 4, false);

    private final String driver;
    private final int queues;
    private final boolean deliversFragments;

    PortType(String driver, int queues, boolean deliversFragments) {
        this.driver = driver;
        this.queues = queues;
        this.deliversFragments = deliversFragments;
    }

    /** Queues that the driver offers on such an interface, so the number of workers. */
    public int queues() {
        return queues;
    }

    /**
     * Whether IP fragments reach the gateway as they were sent. Where not, what the kernel puts together is longer than any
     * frame, so a datagram sent in fragments is lost before the gateway sees it.
     */
    public boolean deliversFragments() {
        return deliversFragments;
    }

    /** Whether the kernel's interfaces are made by the lab before the gateway starts, or by the gateway itself. */
    public boolean needsVeth() {
        return this != TAP;
    }

    /** DPDK's name of the port on {@code link}. */
    public String portName(Link link) {
        return driver + link.number();
    }

    /** DPDK's device arguments of the port on {@code link}, the name included. */
    public String devargs(Link link) {
        String common = "%s,iface=%s".formatted(portName(link), gatewayEnd(link));
        return switch (this) {
            case TAP -> common + ",mac=" + link.gatewayMac();
            case AF_XDP -> common + ",start_queue=0,queue_count=" + queues;
            case AF_PACKET -> common + ",qpairs=" + queues;
        };
    }

    /** The kernel interface that the gateway's port opens. */
    public String gatewayEnd(Link link) {
        return needsVeth() ? link.interfaceName() + "-gw" : link.interfaceName();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
