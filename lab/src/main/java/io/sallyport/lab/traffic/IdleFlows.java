package io.sallyport.lab.traffic;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Flows, half of them TCP and half UDP, that are silent but for now and then one question on each. One thread asks. */
final class IdleFlows {
    private final List<Kept> flows;
    private final Failures failures = new Failures();
    private byte token;

    private IdleFlows(List<Kept> flows) {
        this.flows = flows;
    }

    /** Opens them; each has had an answer then, or never will. */
    static IdleFlows open(int count, Ends ends) throws InterruptedException {
        List<Kept> flows = new CopyOnWriteArrayList<>();
        IdleFlows all = new IdleFlows(flows);
        all.forEach(IntStream.range(0, count).boxed().toList(), flow -> {
            IdleFlow opened = IdleFlow.open(flow, ends);
            flows.add(new Kept(flow, opened, opened.ask((byte) 0)));
        });
        return all;
    }

    /**
     * What the flows answered.
     *
     * @param answered how many did
     * @param same how many of those from the source they had when they were opened
     */
    record Answers(int answered, int same) {}

    /** Asks once on each flow. */
    Answers ask() throws InterruptedException {
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger same = new AtomicInteger();
        byte next = ++token;
        forEach(flows, flow -> {
            String source = flow.flow.ask(next);
            answered.incrementAndGet();
            if (source.equals(flow.source)) {
                same.incrementAndGet();
            } else {
                throw new IOException("was %s, is %s".formatted(flow.source, source));
            }
        });
        return new Answers(answered.get(), same.get());
    }

    private <T> void forEach(List<T> all, Step<T> step) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(all.size());
        for (T one : all) {
            Thread.ofVirtual().start(() -> {
                attempt(one, step);
                done.countDown();
            });
        }
        done.await();
    }

    private <T> void attempt(T one, Step<T> step) {
        try {
            step.run(one);
        } catch (IOException e) {
            failures.add("idle flow " + one, e);
        }
    }

    /** Something on one flow. */
    private interface Step<T> {
        void run(T one) throws IOException;
    }

    /** A flow, and where the far end said at first that it comes from. */
    private record Kept(int number, IdleFlow flow, @Nullable String source) {
        @Override
        public String toString() {
            return String.valueOf(number);
        }
    }
}
