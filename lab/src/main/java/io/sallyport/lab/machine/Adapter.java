package io.sallyport.lab.machine;

import io.sallyport.lab.net.Link;
import io.sallyport.lab.net.PortType;
import java.util.Locale;

/** Network cards that QEMU emulates and DPDK drives; docs/virtual-machine.md says what was seen of each. */
public enum Adapter {
    /** virtio-net whose device spreads packets by the RSS key, types and table that the gateway sets. */
    VIRTIO("virtio-net-pci", 4, ",mq=on,vectors=10,rss=on,hash=on" + Offloads.VIRTIO),
    /** virtio-net without RSS: the host's tap chooses the queue. */
    VIRTIO_NO_RSS("virtio-net-pci", 4, ",mq=on,vectors=10" + Offloads.VIRTIO),
    /** An Intel 82574L: one queue that carries traffic, no RSS. */
    E1000E("e1000e", 1, ""),
    /** A VMware adapter: it has more queues, but QEMU brings all packets to the first. */
    VMXNET3("vmxnet3", 1, "");

    private final String device;
    private final int queues;
    private final String properties;

    Adapter(String device, int queues, String properties) {
        this.device = device;
        this.queues = queues;
        this.properties = properties;
    }

    /** Queues each way, so the number of workers. */
    public int queues() {
        return queues;
    }

    /**
     * What QEMU is told of the host's end: a tap with a queue for each of the device's. Without the header that virtio puts before frames, so
     * that another process may attach to the tap for a moment and steer it.
     */
    String netdev(Link link) {
        String several = queues > 1 && device.startsWith("virtio") ? ",queues=" + queues : "";
        return "tap,id=%s,ifname=%s,script=no,downscript=no,vhost=off,vnet_hdr=off%s"
                .formatted(id(link), link.interfaceName(), several);
    }

    /** What QEMU is told of the machine's end. */
    String device(Link link) {
        return "%s,netdev=%s,mac=%s,bus=pcie.0,addr=%x%s"
                .formatted(device, id(link), link.gatewayMac(), PortType.slot(link), properties);
    }

    private static String id(Link link) {
        return link.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Frames are to be such as could have been on a wire: no partial checksum, nothing longer than the MTU. */
    private static final class Offloads {
        private static final String VIRTIO =
                ",csum=off,guest_csum=off,gso=off,guest_tso4=off,guest_tso6=off,guest_ecn=off,guest_ufo=off"
                        + ",host_tso4=off,host_tso6=off,host_ecn=off,host_ufo=off,guest_announce=off,rx_queue_size=1024";

        private Offloads() {}
    }
}
