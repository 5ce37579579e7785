package io.sallyport.lab.traffic;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Every host sends datagrams of many lengths and waits for each to come back unchanged. Arguments: datagrams per host,
 * sources, destinations. Nothing is sent twice: each loss counts.
 */
public final class UdpHosts {
    private static final int LIMIT_MILLIS = 5_000;
    private static final int LARGEST = 1_472;

    private final Ends ends;
    private final AtomicLong good = new AtomicLong();
    private final Failures failures = new Failures();

    private UdpHosts(Ends ends) {
        this.ends = ends;
    }

    /** Runs to the end and prints the result. */
    public static void main(String[] arguments) throws InterruptedException {
        new UdpHosts(Ends.parse(arguments[1], arguments[2])).run(Integer.parseInt(arguments[0]));
    }

    private void run(int perHost) throws InterruptedException {
        int hosts = ends.sources().size();
        CountDownLatch done = new CountDownLatch(hosts);
        for (int i = 0; i < hosts; i++) {
            int host = i;
            Thread.ofVirtual().start(() -> {
                send(host, perHost);
                done.countDown();
            });
        }
        done.await();
        long bad = failures.count();
        System.out.println(new Outcome(Map.of("good", good.get(), "bad", bad)).line());
    }

    private void send(int host, int datagrams) {
        SplittableRandom random = new SplittableRandom(host);
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(ends.source(host), 0))) {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.connect(new InetSocketAddress(ends.destination(host), Services.ECHO));
            for (int i = 0; i < datagrams; i++) {
                attempt(socket, random, host);
            }
        } catch (IOException e) {
            failures.add("host " + ends.source(host), e);
        }
    }

    private void attempt(DatagramSocket socket, SplittableRandom random, int host) {
        byte[] sent = new byte[random.nextInt(1, LARGEST + 1)];
        random.nextBytes(sent);
        DatagramPacket answer = new DatagramPacket(new byte[LARGEST], LARGEST);
        try {
            socket.send(new DatagramPacket(sent, sent.length));
            socket.receive(answer);
            if (!Arrays.equals(sent, Arrays.copyOf(answer.getData(), answer.getLength()))) {
                throw new IOException("the answer differs from what was sent");
            }
            good.incrementAndGet();
        } catch (IOException e) {
            failures.add("datagram of %d bytes from %s".formatted(sent.length, ends.source(host)), e);
        }
    }
}
