package io.sallyport.dataplane.memory;

import io.sallyport.dataplane.device.PacketDevice;
import io.sallyport.dataplane.device.PacketPool;
import io.sallyport.dataplane.snapshot.RouteTable;

/**
 * A device, a pool and routes that pass every call on, in three kinds that differ in nothing but their class. A compiler that has seen
 * three classes behind an interface no longer bets on any of them, so what it compiled holds when the devices of production come.
 */
enum StandIn {
    PLAIN {
        @Override
        PacketDevice device(PacketDevice of) {
            return of;
        }

        @Override
        PacketPool pool(PacketPool of) {
            return of;
        }

        @Override
        RouteTable routes(RouteTable of) {
            return of;
        }
    },
    FIRST {
        @Override
        PacketDevice device(PacketDevice of) {
            return new FirstDevice(of);
        }

        @Override
        PacketPool pool(PacketPool of) {
            return new FirstPool(of);
        }

        @Override
        RouteTable routes(RouteTable of) {
            return new FirstRoutes(of);
        }
    },
    SECOND {
        @Override
        PacketDevice device(PacketDevice of) {
            return new SecondDevice(of);
        }

        @Override
        PacketPool pool(PacketPool of) {
            return new SecondPool(of);
        }

        @Override
        RouteTable routes(RouteTable of) {
            return new SecondRoutes(of);
        }
    };

    abstract PacketDevice device(PacketDevice of);

    abstract PacketPool pool(PacketPool of);

    abstract RouteTable routes(RouteTable of);

    private record FirstDevice(PacketDevice of) implements PacketDevice {
        @Override
        public int receive(int queue, long pointers, int max) {
            return of.receive(queue, pointers, max);
        }

        @Override
        public int transmit(int queue, long pointers, int count) {
            return of.transmit(queue, pointers, count);
        }
    }

    private record SecondDevice(PacketDevice of) implements PacketDevice {
        @Override
        public int receive(int queue, long pointers, int max) {
            return of.receive(queue, pointers, max);
        }

        @Override
        public int transmit(int queue, long pointers, int count) {
            return of.transmit(queue, pointers, count);
        }
    }

    private record FirstPool(PacketPool of) implements PacketPool {
        @Override
        public long allocate() {
            return of.allocate();
        }

        @Override
        public void free(long pointers, int count) {
            of.free(pointers, count);
        }
    }

    private record SecondPool(PacketPool of) implements PacketPool {
        @Override
        public long allocate() {
            return of.allocate();
        }

        @Override
        public void free(long pointers, int count) {
            of.free(pointers, count);
        }
    }

    private record FirstRoutes(RouteTable of) implements RouteTable {
        @Override
        public void lookup(long destinations, long nextHops, int count) {
            of.lookup(destinations, nextHops, count);
        }
    }

    private record SecondRoutes(RouteTable of) implements RouteTable {
        @Override
        public void lookup(long destinations, long nextHops, int count) {
            of.lookup(destinations, nextHops, count);
        }
    }
}
