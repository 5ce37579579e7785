package io.sallyport.dpdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.dpdk.memory.Memory;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FibTest {
    private static final int BURST = 64;
    private static final long ADDRESSES = DpdkProcess.POINTERS.address();
    private static final long NEXT_HOPS = ADDRESSES + 4 * BURST;

    /** A prefix; the address has no bits beyond the depth. */
    private record Prefix(int address, int depth) {
        static Prefix of(int address, int depth) {
            return new Prefix(depth == 0 ? 0 : address & -1 << (32 - depth), depth);
        }
    }

    @BeforeAll
    static void startDpdk() {
        assertThat(DpdkProcess.EAL.sockets()).isPositive();
    }

    @Test
    void findsLongestPrefixAsLinearSearchDoes() {
        long seed = 4_711;
        SplittableRandom random = new SplittableRandom(seed);
        Map<Prefix, Long> model = new HashMap<>();
        try (Fib fib = Fib.create("model", 512, -1)) {
            for (int step = 0; step < 2_000; step++) {
                change(fib, model, random);
                if (step % 10 == 0) {
                    compare(fib, model, random, "seed " + seed + " step " + step);
                }
            }
            assertThat(model).hasSizeGreaterThan(100);
        }
    }

    private static void change(Fib fib, Map<Prefix, Long> model, SplittableRandom random) {
        Prefix prefix = Prefix.of(address(random), random.nextInt(33));
        if (model.size() > 250 || (!model.isEmpty() && random.nextInt(4) == 0)) {
            Prefix gone = model.keySet().stream()
                    .skip(random.nextInt(model.size()))
                    .findFirst()
                    .orElseThrow();
            fib.delete(gone.address(), gone.depth());
            model.remove(gone);
        } else {
            long nextHop = random.nextBoolean() ? random.nextLong(3) : random.nextLong(Fib.MAX_NEXT_HOP + 1);
            fib.add(prefix.address(), prefix.depth(), nextHop);
            model.put(prefix, nextHop);
        }
    }

    private static void compare(Fib fib, Map<Prefix, Long> model, SplittableRandom random, String where) {
        for (int i = 0; i < BURST; i++) {
            Memory.putInt(ADDRESSES + 4L * i, address(random));
        }
        fib.lookup(ADDRESSES, NEXT_HOPS, BURST);
        for (int i = 0; i < BURST; i++) {
            int address = Memory.getInt(ADDRESSES + 4L * i);
            assertThat(Memory.getLong(NEXT_HOPS + 8L * i))
                    .as("%s address %08x", where, address)
                    .isEqualTo(linearSearch(model, address));
        }
    }

    private static long linearSearch(Map<Prefix, Long> model, int address) {
        for (int depth = 32; depth >= 0; depth--) {
            Long nextHop = model.get(Prefix.of(address, depth));
            if (nextHop != null) {
                return nextHop;
            }
        }
        return Fib.NO_ROUTE;
    }

    /** Few distinct bits, so that prefixes often cover each other and addresses often hit. */
    private static int address(SplittableRandom random) {
        if (random.nextInt(8) == 0) {
            return -1;
        }
        return random.nextInt(4) << 30 | random.nextInt(4) << 22 | random.nextInt(4) << 8 | random.nextInt(8);
    }

    @Test
    void saysNoRouteWhereNoneCoversAddress() {
        try (Fib fib = Fib.create("none", 4, -1)) {
            assertThat(lookup(fib, 0x0a000001)).isEqualTo(Fib.NO_ROUTE);
            fib.add(0x0a000000, 8, 7);
            assertThat(lookup(fib, 0x0a000001)).isEqualTo(7);
            assertThat(lookup(fib, 0x0b000001)).isEqualTo(Fib.NO_ROUTE);
            fib.add(0, 0, 9);
            assertThat(lookup(fib, 0xffff_ffff)).isEqualTo(9);
        }
    }

    @Test
    void keepsHalvesOfAddressSpaceWhenDefaultRouteComesAndGoes() {
        try (Fib fib = Fib.create("halves", 8, -1)) {
            fib.add(0, 1, 1);
            fib.add(0x8000_0000, 1, 2);
            fib.add(0xffff_ffff, 32, 3);
            fib.add(0, 0, 4);
            assertThat(lookup(fib, 0x0a000001)).isEqualTo(1);
            assertThat(lookup(fib, 0xc0000001)).isEqualTo(2);
            assertThat(lookup(fib, 0xffff_ffff)).isEqualTo(3);
            fib.delete(0, 0);
            assertThat(lookup(fib, 0x0a000001)).isEqualTo(1);
            fib.delete(0x8000_0000, 1);
            assertThat(lookup(fib, 0xc0000001)).isEqualTo(Fib.NO_ROUTE);
            assertThat(lookup(fib, 0xffff_ffff)).isEqualTo(3);
        }
    }

    @Test
    void hasRoomAgainAfterHostRouteLikeItsSurroundingsIsDeleted() {
        try (Fib fib = Fib.create("room", 8, -1)) {
            fib.add(0x0a000000, 8, 1);
            fib.add(0x0a000001, 32, 1);
            fib.delete(0x0a000001, 32);
            fib.add(0x0a000101, 32, 2);
            assertThat(lookup(fib, 0x0a000101)).isEqualTo(2);
            assertThat(lookup(fib, 0x0a000001)).isEqualTo(1);
        }
    }

    @Test
    void refusesWhatDoesNotFitAndNamesRoute() {
        try (Fib fib = Fib.create("small", 2, -1)) {
            assertThatThrownBy(() -> fib.add(0x0a000000, 8, Fib.MAX_NEXT_HOP + 1))
                    .hasMessageContaining("0 to 32765");
            assertThatThrownBy(() -> fib.delete(0x0a000000, 8))
                    .isInstanceOf(DpdkException.class)
                    .hasMessageStartingWith("rte_fib_delete(small, 10.0.0.0/8) failed: No such file or directory");
            assertThatThrownBy(() -> fib.add(0x0a000000, 33, 1)).hasMessageContaining("Invalid argument");
            assertThatThrownBy(() -> addMany(fib))
                    .isInstanceOf(DpdkException.class)
                    .hasMessageContaining("make the table larger");
            assertThatThrownBy(() -> Fib.create("small", 2, -1)).hasMessageContaining("File exists");
        }
    }

    private static void addMany(Fib fib) {
        for (int i = 0; i < 1000; i++) {
            fib.add(0x0a000000 + (i << 8), 32, i);
        }
    }

    private static long lookup(Fib fib, int address) {
        Memory.putInt(ADDRESSES, address);
        fib.lookup(ADDRESSES, NEXT_HOPS, 1);
        return Memory.getLong(NEXT_HOPS);
    }
}
