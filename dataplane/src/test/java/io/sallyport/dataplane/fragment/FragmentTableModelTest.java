package io.sallyport.dataplane.fragment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.session.ArenaMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random traffic through the table and through a model of it: so few datagrams that they meet, so little room that it ends. */
class FragmentTableModelTest {
    private static final int STEPS = 20_000;
    private static final int TIMEOUT = 2000;
    private static final int REACH = 50;

    private final ArenaMemory memory = new ArenaMemory();

    private FragmentTable table = new FragmentTable(memory, 1, 1, 1);
    private FragmentModel model = new FragmentModel(1, 1);
    private SplittableRandom random = new SplittableRandom();
    private long now;
    private long mbufs = 1;
    private int refused;
    private int notHeld;
    private int overlaps;
    private int completed;

    @AfterEach
    void free() {
        memory.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    @Tag("C12.2")
    @Tag("C12.4")
    void agreesWithAModel(long seed) {
        random = new SplittableRandom(seed);
        int capacity = 60 + random.nextInt(60);
        table = new FragmentTable(memory, capacity, TIMEOUT, seed * 77);
        model = new FragmentModel(capacity, TIMEOUT);
        now = random.nextLong(1L << 40);
        for (int step = 0; step < STEPS; step++) {
            String when = "seed " + seed + " step " + step;
            // Busy times, in which shares are used up, and quiet ones.
            now += random.nextInt(step % 5_000 < 3_000 ? 20 : 200);
            fragment(when);
            if (random.nextInt(3) == 0) {
                drain(when);
            }
            assertThat(table.size()).as(when).isEqualTo(model.datagrams.size());
            assertThat(table.held()).as(when).isEqualTo(model.held());
        }
        now += TIMEOUT;
        drain("seed " + seed + " at the end");
        assertThat(table.size()).isZero();
        assertThat(table.held()).isZero();
        assertThat(List.of(refused, notHeld, overlaps, completed))
                .as("all cases are met")
                .allMatch(count -> count > 10);
    }

    /** A fragment of one to four units at the beginning of one of few datagrams; sometimes the last one. */
    private void fragment(String when) {
        int source = random.nextInt(3) == 0 ? random.nextInt(6) : 0;
        long addresses = Integer.toUnsignedLong(source * 0x01010101) | (long) random.nextInt(2) << 32;
        var key = new FragmentModel.Key(addresses, random.nextBoolean() ? 6 : 17, random.nextInt(40));
        boolean more = random.nextInt(4) != 0;
        int offset = 8 * random.nextInt(REACH / 8);
        int length = more ? 8 * random.nextInt(1, 5) : random.nextInt(1, 33);
        int entry = table.arrive(addresses, key.protocol(), key.identification(), offset, length, more, now);
        model.arrive(key, offset, length, more, now, entry, when);
        if (entry == FragmentTable.FULL) {
            refused++;
        } else if (entry == FragmentTable.OVERLAP) {
            overlaps++;
        } else {
            pass(entry, offset == 0, when);
        }
    }

    private void pass(int entry, boolean first, String when) {
        FragmentModel.Datagram datagram = model.of(entry);
        assertThat(table.known(entry)).as(when).isEqualTo(datagram.ports != null);
        assertThat(table.ports(entry)).as(when).isEqualTo(datagram.ports == null ? 0 : datagram.ports);
        if (first && random.nextInt(5) != 0) {
            datagram.ports = random.nextInt(3) == 0 ? 0 : random.nextInt();
            table.teach(entry, datagram.ports);
            releaseAll(entry, when);
        } else if (datagram.ports == null) {
            long mbuf = mbufs++;
            boolean taken = table.hold(entry, mbuf);
            model.hold(entry, mbuf, taken, when);
            notHeld += taken ? 0 : 1;
        }
        table.settle(entry);
        model.settle(entry);
        completed += model.datagrams.containsKey(entry) ? 0 : 1;
    }

    private void releaseAll(int entry, String when) {
        List<Long> released = new ArrayList<>();
        for (long mbuf = table.release(entry); mbuf != 0; mbuf = table.release(entry)) {
            released.add(mbuf);
        }
        FragmentModel.Datagram datagram = model.of(entry);
        assertThat(released).as(when).containsExactlyElementsOf(datagram.held);
        datagram.held.clear();
    }

    private void drain(String when) {
        int entry = table.expired(now);
        assertThat(entry).as(when).isEqualTo(model.expired(now));
        while (entry >= 0) {
            releaseAll(entry, when);
            table.forget(entry);
            model.datagrams.remove(entry);
            entry = table.expired(now);
            assertThat(entry).as(when).isEqualTo(model.expired(now));
        }
    }
}
