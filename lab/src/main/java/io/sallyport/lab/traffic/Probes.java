package io.sallyport.lab.traffic;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A few UDP flows to the echo service with a datagram every 10 ms on each: what comes back tells when packets flow. */
final class Probes {
    private static final long EVERY_NANOS = 10_000_000;

    private final List<DatagramChannel> channels = new ArrayList<>();
    private final List<Silence> silences = new ArrayList<>();

    private Probes() {}

    static Probes start(int count, Ends ends) throws IOException {
        Probes probes = new Probes();
        for (int flow = 0; flow < count; flow++) {
            DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress(ends.source(flow), 0));
            channel.connect(new InetSocketAddress(ends.destination(flow), Services.ECHO));
            Silence silence = new Silence();
            probes.channels.add(channel);
            probes.silences.add(silence);
            Thread.ofPlatform().daemon().name("probe-" + flow).start(() -> receive(channel, silence));
        }
        Thread.ofPlatform().daemon().name("probes").start(probes::send);
        return probes;
    }

    Stream<Silence> silences() {
        return silences.stream();
    }

    private void send() {
        long due = System.nanoTime();
        while (true) {
            channels.forEach(Probes::send);
            due = Math.max(due, System.nanoTime() - EVERY_NANOS) + EVERY_NANOS;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private static void send(DatagramChannel channel) {
        try {
            channel.write(ByteBuffer.allocate(1));
        } catch (IOException e) {
            // no interface, no route: that is part of what is measured
        }
    }

    private static void receive(DatagramChannel channel, Silence silence) {
        ByteBuffer answer = ByteBuffer.allocate(1);
        while (true) {
            try {
                channel.read(answer.clear());
                silence.arrived(System.nanoTime());
            } catch (IOException e) {
                // an ICMP error about an earlier datagram: no answer either
                LockSupport.parkNanos(EVERY_NANOS);
            }
        }
    }
}
