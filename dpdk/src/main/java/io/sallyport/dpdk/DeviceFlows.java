package io.sallyport.dpdk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The rules of a device of DPDK. */
final class DeviceFlows implements FlowTable {
    private static final Call PORTS = Call.returningInt(
            "sallyport_flow_ports",
            Native.INT,
            Native.INT,
            Native.INT,
            Native.INT,
            Native.INT,
            Native.LONG,
            Native.LONG,
            Native.INT);
    private static final Call DESTROY =
            Call.returningInt("sallyport_flow_destroy", Native.INT, Native.LONG, Native.LONG, Native.INT);
    private static final int MESSAGE = 256;
    private static final long VALIDATE = 0;

    private final int device;
    private final String name;

    DeviceFlows(int device, String name) {
        this.device = device;
        this.name = name;
    }

    @Override
    public void validate(FlowRule rule) {
        try (Arena arena = Arena.ofConfined()) {
            ports(arena, rule, VALIDATE);
        }
    }

    @Override
    public long create(FlowRule rule) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = arena.allocate(Native.LONG);
            ports(arena, rule, handle.address());
            return handle.get(Native.LONG, 0);
        }
    }

    private void ports(Arena arena, FlowRule rule, long handle) {
        MemorySegment message = arena.allocate(MESSAGE);
        int result = PORTS.integer(
                device, rule.queue(), rule.protocol(), rule.port(), rule.mask(), handle, message.address(), MESSAGE);
        require(result, rule.toString(), message);
    }

    @Override
    public void destroy(long handle) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment message = arena.allocate(MESSAGE);
            require(DESTROY.integer(device, handle, message.address(), MESSAGE), "removing a rule", message);
        }
    }

    private void require(int result, String what, MemorySegment message) {
        if (result < 0) {
            String words = message.getString(0);
            throw new DpdkException(
                    "device %s, %s: %s%s"
                            .formatted(name, what, words.isEmpty() ? "" : words + ": ", Call.text(-result)),
                    -result);
        }
    }
}
