package io.sallyport.lab.net;

import java.util.Locale;

/** The DPDK drivers that can join the gateway to a namespace; docs/lab.md compares them as measured. */
public enum PortType {
    /** Four queues, and fragments arrive; the kernel's end exists only while the gateway runs. */
    TAP("net_tap", 4, true),
    /** One queue, so one worker; fragments arrive. */
    AF_XDP("net_af_xdp", 1, true),
    /** Four queues; the kernel reassembles fragments before DPDK sees them. */
    AF_PACKET("net_af_packet", 4, false),
    /** Four queues, and fragments arrive; the driver that virtual machines have. What is behind it is a {@link VhostBridge}. */
    VIRTIO("net_virtio_user", 4, true),
    /** Network cards of a virtual machine that the gateway runs in; the kernel's end exists only while that runs. */
    VM("0000:00:", 4, true);

    /** PCI slot of a virtual machine's first network card for the gateway. */
    private static final int FIRST_SLOT = 4;

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

    /** Whether the kernel's interfaces are virtual cables, whose other ends the gateway's ports open. */
    public boolean needsVeth() {
        return this == AF_XDP || this == AF_PACKET;
    }

    /** Whether the gateway, or the machine that it runs in, makes the kernel's interfaces, so that they come and go with it. */
    boolean endsWithGateway() {
        return this == TAP || this == VM;
    }

    /** Whether another process has to be there, to which the gateway's ports connect. */
    boolean needsBridge() {
        return this == VIRTIO;
    }

    /** Whether the kernel's interfaces are taps. */
    public boolean needsTun() {
        return this == TAP || this == VIRTIO || this == VM;
    }

    /** DPDK's name of the port on {@code link}. */
    public String portName(Link link) {
        return this == VM ? "%s%02x.0".formatted(driver, slot(link)) : driver + link.number();
    }

    /** Slot of a virtual machine's network card on {@code link}, on its PCI bus. */
    public static int slot(Link link) {
        return FIRST_SLOT + link.number();
    }

    /** DPDK's device arguments of the port on {@code link}, the name included. */
    public String devargs(Link link) {
        String name = portName(link);
        String onInterface = "%s,iface=%s".formatted(name, gatewayEnd(link));
        return switch (this) {
            case TAP -> onInterface + ",mac=" + link.gatewayMac();
            case AF_XDP -> onInterface + ",start_queue=0,queue_count=" + queues;
            case AF_PACKET -> onInterface + ",qpairs=" + queues;
            case VIRTIO ->
                "%s,path=%s,queues=%d,mac=%s".formatted(name, VhostBridge.socket(link), queues, link.gatewayMac());
            case VM -> name;
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
