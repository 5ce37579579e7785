package io.sallyport.lab.traffic;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opens many TCP connections, with a request and an answer on each. Arguments: how many, sources, destinations. No
 * connection is tried twice.
 */
public final class ShortConnections {
    private static final int AT_ONCE = 50;
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 10_000;
    private static final int REQUEST_BYTES = 200;

    private final Ends ends;
    private final Failures failures = new Failures();
    private final AtomicInteger good = new AtomicInteger();
    private final Semaphore slots = new Semaphore(AT_ONCE);

    private ShortConnections(Ends ends) {
        this.ends = ends;
    }

    /** Runs to the end and prints the result. */
    public static void main(String[] arguments) throws InterruptedException {
        new ShortConnections(Ends.parse(arguments[1], arguments[2])).run(Integer.parseInt(arguments[0]));
    }

    private void run(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            int flow = i;
            slots.acquire();
            Thread.ofVirtual().start(() -> attempt(flow));
        }
        slots.acquire(AT_ONCE);
        long bad = failures.count();
        System.out.println(new Outcome(Map.of("good", (long) good.get(), "bad", bad)).line());
    }

    private void attempt(int flow) {
        try {
            exchange(flow);
            good.incrementAndGet();
        } catch (IOException e) {
            failures.add("connection %d from %s".formatted(flow, ends.source(flow)), e);
        } finally {
            slots.release();
        }
    }

    private void exchange(int flow) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(ends.source(flow), 0));
            socket.setSoTimeout(READ_MILLIS);
            socket.connect(new InetSocketAddress(ends.destination(flow), Services.ECHO), CONNECT_MILLIS);
            byte[] request = new byte[REQUEST_BYTES];
            new SplittableRandom(flow).nextBytes(request);
            socket.getOutputStream().write(request);
            byte[] answer = socket.getInputStream().readNBytes(REQUEST_BYTES);
            if (!Arrays.equals(request, answer)) {
                throw new IOException("the answer differs from the request");
            }
        }
    }
}
