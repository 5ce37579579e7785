package io.sallyport.dataplane.device;

import io.sallyport.dpdk.EthDev;

/** A started device of DPDK. */
public final class DpdkDevice implements PacketDevice {
    private final EthDev device;

    /** Wraps a device that is started or will be before the first packet. */
    public DpdkDevice(EthDev device) {
        this.device = device;
    }

    @Override
    public int receive(int queue, long pointers, int max) {
        return device.receive(queue, pointers, max);
    }

    @Override
    public int transmit(int queue, long pointers, int count) {
        return device.transmit(queue, pointers, count);
    }
}
