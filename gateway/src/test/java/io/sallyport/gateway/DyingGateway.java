package io.sallyport.gateway;

import io.sallyport.dataplane.device.PacketDevice;
import picocli.CommandLine;

/** {@code sallyport run} with devices that fail on a worker after some turns. A process of its own. */
final class DyingGateway {
    private DyingGateway() {}

    /** Arguments: those of {@code run}; worker that dies; turns that it takes before. */
    public static void main(String[] arguments) {
        int queue = Integer.parseInt(arguments[2]);
        int turns = Integer.parseInt(arguments[3]);
        RunCommand command = new RunCommand((config, with, failed) ->
                new Gateway(config, with, failed, device -> new FailingDevice(device, queue, turns)));
        int code = new CommandLine(command).execute(arguments[0], arguments[1]);
        if (code != RunCommand.STAYS) {
            System.exit(code);
        }
    }

    /** Throws on one queue after some calls. */
    private static final class FailingDevice implements PacketDevice {
        private final PacketDevice device;
        private final int queue;
        private int left;

        FailingDevice(PacketDevice device, int queue, int turns) {
            this.device = device;
            this.queue = queue;
            this.left = turns;
        }

        @Override
        public int receive(int from, long pointers, int max) {
            if (from == queue && left-- <= 0) {
                throw new IllegalStateException("the device caught fire");
            }
            return device.receive(from, pointers, max);
        }

        @Override
        public int transmit(int to, long pointers, int count) {
            return device.transmit(to, pointers, count);
        }
    }
}
