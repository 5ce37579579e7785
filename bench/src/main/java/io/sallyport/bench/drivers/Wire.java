package io.sallyport.bench.drivers;

import java.nio.file.Path;

/** The kind of virtual device between the gateway, or testpmd, and the generator. */
enum Wire {
    /** Shared memory between two processes, packets copied by both. */
    MEMIF("net_memif", "net_memif") {
        @Override
        String served(int number, Path socket, int queues) {
            return "role=server,socket=%s,socket-abstract=no,id=0,rsize=10".formatted(socket);
        }

        @Override
        String connected(int number, Path socket, int queues) {
            return "role=client,socket=%s,socket-abstract=no,id=0,rsize=10,zero-copy=no".formatted(socket);
        }
    },
    /** What virtual machines are attached by: vhost-user here, the virtio driver in the generator. */
    VHOST("net_vhost", "net_virtio_user") {
        @Override
        String served(int number, Path socket, int queues) {
            return "iface=%s,queues=%d".formatted(socket, queues);
        }

        @Override
        String connected(int number, Path socket, int queues) {
            return "path=%s,queues=%d,queue_size=1024,mac=02:53:50:00:01:%02d".formatted(socket, queues, number);
        }
    },
    /** Nobody at the other end: receives empty frames without end, and what it is given is gone. */
    NULL("net_null", "") {
        @Override
        String served(int number, Path socket, int queues) {
            return "size=60,copy=0";
        }

        @Override
        String connected(int number, Path socket, int queues) {
            throw new IllegalStateException("a null device has no other end");
        }
    };

    private final String server;
    private final String client;

    Wire(String server, String client) {
        this.server = server;
        this.client = client;
    }

    abstract String served(int number, Path socket, int queues);

    abstract String connected(int number, Path socket, int queues);

    /** DPDK's name of the port on the gateway's side, 0 inside and 1 outside. */
    String port(int number) {
        return server + number;
    }

    /** Arguments with which the gateway or testpmd opens a port. */
    String serverArguments(int number, Path folder, int queues) {
        return port(number) + "," + served(number, socket(folder, number), queues);
    }

    /** Arguments with which the generator opens the other end of a port. */
    String clientArguments(int number, Path folder, int queues) {
        return client + number + "," + connected(number, socket(folder, number), queues);
    }

    /** Whether a generator is at the other end. */
    boolean hasFarEnd() {
        return !client.isEmpty();
    }

    private static Path socket(Path folder, int number) {
        return folder.resolve(number == 0 ? "inside.sock" : "outside.sock");
    }
}
