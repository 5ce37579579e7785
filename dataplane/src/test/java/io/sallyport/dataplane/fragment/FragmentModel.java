package io.sallyport.dataplane.fragment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What {@link FragmentTable} is to do, with one bit per byte and no thought of speed. */
final class FragmentModel {
    record Key(long addresses, int protocol, int identification) {}

    static final class Datagram {
        final Key key;
        final long arrived;
        final BitSet bytes = new BitSet();
        final Deque<Long> held = new ArrayDeque<>();
        int end = -1;

        @Nullable
        Integer ports;

        Datagram(Key key, long arrived) {
            this.key = key;
            this.arrived = arrived;
        }

        boolean complete() {
            return end >= 0 && bytes.cardinality() == end;
        }
    }

    /** By entry, in order of arrival. */
    final Map<Integer, Datagram> datagrams = new LinkedHashMap<>();

    private final int capacity;
    private final int timeoutMillis;

    FragmentModel(int capacity, int timeoutMillis) {
        this.capacity = capacity;
        this.timeoutMillis = timeoutMillis;
    }

    Datagram of(int entry) {
        return Objects.requireNonNull(datagrams.get(entry), "not followed");
    }

    private int share() {
        return Math.min(capacity, Math.max(64, capacity / 8));
    }

    /** Checks what the table answered and follows it. */
    void arrive(Key key, int offset, int length, boolean more, long now, int answer, String when) {
        @Nullable
        Integer known = datagrams.keySet().stream()
                .filter(entry -> of(entry).key.equals(key) && !timeIsUp(entry, now))
                .findFirst()
                .orElse(null);
        if (known == null) {
            long ofSource = datagrams.values().stream().filter(comesFrom(key)).count();
            if (datagrams.size() == capacity || ofSource == share()) {
                assertThat(answer).as(when).isEqualTo(FragmentTable.FULL);
                return;
            }
            assertThat(answer).as(when).isBetween(0, capacity - 1).isNotIn(datagrams.keySet());
            datagrams.put(answer, new Datagram(key, now));
            known = answer;
        }
        Datagram datagram = of(known);
        if (overlaps(datagram, offset, length, more)) {
            assertThat(answer).as(when).isEqualTo(FragmentTable.OVERLAP);
            return;
        }
        assertThat(answer).as(when).isEqualTo(known);
        datagram.bytes.set(offset, offset + length);
        if (!more) {
            datagram.end = offset + length;
        }
    }

    private static boolean overlaps(Datagram datagram, int offset, int length, boolean more) {
        int next = datagram.bytes.nextSetBit(offset);
        boolean came = next >= 0 && next < offset + length;
        boolean beyond = datagram.end >= 0 && offset + length > datagram.end;
        boolean cuts = !more && datagram.bytes.length() > offset + length;
        return came || beyond || cuts;
    }

    void hold(int entry, long mbuf, boolean answer, String when) {
        Datagram datagram = of(entry);
        long ofSource = datagrams.values().stream()
                .filter(comesFrom(datagram.key))
                .mapToLong(one -> one.held.size())
                .sum();
        assertThat(answer).as(when).isEqualTo(held() < capacity && ofSource < share());
        if (answer) {
            datagram.held.add(mbuf);
        }
    }

    void settle(int entry) {
        Datagram datagram = of(entry);
        if (datagram.complete() && datagram.held.isEmpty() && datagram.ports != null) {
            datagrams.remove(entry);
        }
    }

    int expired(long now) {
        return datagrams.keySet().stream()
                .findFirst()
                .filter(entry -> timeIsUp(entry, now))
                .orElse(-1);
    }

    int held() {
        return datagrams.values().stream().mapToInt(one -> one.held.size()).sum();
    }

    private boolean timeIsUp(int entry, long now) {
        return now - of(entry).arrived >= timeoutMillis;
    }

    private static Predicate<Datagram> comesFrom(Key key) {
        return one -> (int) one.key.addresses == (int) key.addresses;
    }
}
