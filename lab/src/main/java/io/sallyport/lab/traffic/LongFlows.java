package io.sallyport.lab.traffic;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps flows open, half of them TCP and half UDP, with a byte to and fro on each now and then. Arguments: how many,
 * sources, destinations. Prints {@code open} once every flow has had an answer; a line on standard input ends it with a
 * last exchange on every flow.
 */
public final class LongFlows {
    private static final long PAUSE_MILLIS = 1_000;

    private final Ends ends;
    private final int count;
    private final CountDownLatch opened;
    private final CountDownLatch finish = new CountDownLatch(1);
    private final CountDownLatch ended;
    private final AtomicLong alive = new AtomicLong();
    private final AtomicLong exchanges = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final Failures failures = new Failures();

    private LongFlows(int count, Ends ends) {
        this.count = count;
        this.ends = ends;
        this.opened = new CountDownLatch(count);
        this.ended = new CountDownLatch(count);
    }

    /** Runs to the end and prints the result. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Ends ends = Ends.parse(arguments[1], arguments[2]);
        new LongFlows(Integer.parseInt(arguments[0]), ends).run();
    }

    private void run() throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            int flow = i;
            Thread.ofVirtual().start(() -> keep(flow));
        }
        opened.await();
        System.out.println("open");
        int ignored = System.in.read();
        finish.countDown();
        ended.await();
        System.out.println(new Outcome(figures()).line());
    }

    private Map<String, Long> figures() {
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("alive", alive.get());
        figures.put("bad", failures.count());
        figures.put("exchanges", exchanges.get());
        figures.put("repeated", repeated.get());
        return figures;
    }

    private void keep(int flow) {
        boolean open = false;
        try (EchoFlow echo = EchoFlow.open(flow, ends, repeated::incrementAndGet)) {
            exchange(echo);
            open = true;
            opened.countDown();
            while (!finish.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                exchange(echo);
            }
            exchange(echo);
            alive.incrementAndGet();
        } catch (IOException e) {
            failures.add("flow %d from %s".formatted(flow, ends.source(flow)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!open) {
                opened.countDown();
            }
            ended.countDown();
        }
    }

    private void exchange(EchoFlow echo) throws IOException {
        echo.exchange((byte) exchanges.incrementAndGet());
    }
}
