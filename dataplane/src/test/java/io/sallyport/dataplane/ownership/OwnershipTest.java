package io.sallyport.dataplane.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.dataplane.ports.PortMap;
import io.sallyport.dataplane.ports.PortRandom;
import io.sallyport.dataplane.session.ArenaMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnershipTest {
    private static final int[] CLASSES = {PortMap.TCP, PortMap.UDP, PortMap.ICMP};
    private static final int[] PROTOCOLS = {6, 17, 1};

    static IntStream fourToSixteenWorkers() {
        return IntStream.rangeClosed(4, 16);
    }

    static IntStream allWorkerCounts() {
        return IntStream.rangeClosed(1, 63);
    }

    @ParameterizedTest
    @MethodSource("fourToSixteenWorkers")
    @Tag("C3.1")
    @Tag("C3.2")
    @Tag("C3.3")
    @Tag("C5.7")
    @Tag("C1.9")
    @Tag("C1.10")
    void ownerByInsideTupleAndOwnerByNatPortAgreeForEveryAllocation(int workers) {
        SplittableRandom random = new SplittableRandom(workers);
        SlotOwners owners = new SlotOwners(workers);
        try (ArenaMemory memory = new ArenaMemory()) {
            List<PortMap> maps = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                maps.add(new PortMap(memory, 1, owners.firstSlot(worker), owners.lastSlot(worker)));
            }
            PortRandom ports = new PortRandom(workers, 1);
            int refused = 0;
            for (int flow = 0; flow < 50_000; flow++) {
                int kind = random.nextInt(3);
                int slot = Slots.slot(random.nextInt(), random.nextInt(65536), PROTOCOLS[kind]);
                int owner = owners.owner(slot);
                int natPort = maps.get(owner).allocate(0, CLASSES[kind], slot, -1, ports);
                if (natPort < 0) {
                    refused++;
                    continue;
                }
                assertThat(Slots.slotOfNatPort(natPort)).isEqualTo(slot);
                assertThat(owners.owner(Slots.slotOfNatPort(natPort)))
                        .as("workers %d flow %d port %d", workers, flow, natPort)
                        .isEqualTo(owner);
            }
            assertThat(refused).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("allWorkerCounts")
    @Tag("C1.9")
    @Tag("C1.10")
    void everySlotHasExactlyOneOwnerAndRunsAreAsEvenAsTheyCanBe(int workers) {
        SlotOwners owners = new SlotOwners(workers);
        int[] timesOwned = new int[Slots.COUNT + 1];
        for (int worker = 0; worker < workers; worker++) {
            for (int slot = owners.firstSlot(worker); slot <= owners.lastSlot(worker); slot++) {
                timesOwned[slot]++;
                assertThat(owners.owner(slot)).isEqualTo(worker);
            }
            assertThat(owners.lastSlot(worker) - owners.firstSlot(worker) + 1)
                    .isBetween(Slots.COUNT / workers, (Slots.COUNT + workers - 1) / workers);
        }
        assertThat(timesOwned[Slots.STATIC_BLOCK]).isZero();
        assertThat(timesOwned).containsOnly(timesOwned[0], 1);
        assertThat(owners.workers()).isEqualTo(workers);
        assertThat(owners.owner(Slots.STATIC_BLOCK)).isZero();
        for (int protocol = 0; protocol < 256; protocol++) {
            assertThat(owners.ownerOfProtocol(protocol)).isBetween(0, workers - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 64})
    void refusesWorkersThatCannotEachHaveASlot(int workers) {
        assertThatThrownBy(() -> new SlotOwners(workers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(workers + " workers were asked for; 1 to 63 can share the ports");
    }

    @Test
    @Tag("C3.1")
    void slotsStayTheSameFromReleaseToRelease() {
        // A restart keeps sessions, so a changed hash would strand them on the wrong worker.
        assertThat(Slots.slot(0x0100000a, 0x3930, 6)).isEqualTo(34);
        assertThat(Slots.slot(0x0100000a, 0x3930, 17)).isEqualTo(15);
        assertThat(Slots.slot(0xfe01a8c0, 0xffff, 1)).isEqualTo(24);
    }

    @Test
    void portsOfASlotAreItsBlock() {
        for (int port = 0; port < 65536; port++) {
            int slot = Slots.slotOfNatPort(port);
            assertThat(slot).isBetween(0, 63);
            assertThat(port - Slots.firstPort(slot)).isBetween(0, Slots.PORTS - 1);
        }
    }

    @Test
    @Tag("C3.2")
    void flowsOfOneHostAndOfManyHostsSpreadEvenlyOverSlots() {
        int[] ofOneHost = new int[64];
        int[] ofManyHosts = new int[64];
        for (int i = 0; i < 63_000; i++) {
            ofOneHost[Slots.slot(0x0100000a, i, 17)]++;
            ofManyHosts[Slots.slot(Integer.reverseBytes(0x0a000000 + i), 0x5000, 17)]++;
        }
        for (int slot = 1; slot <= 63; slot++) {
            assertThat(ofOneHost[slot]).as("slot %d", slot).isBetween(1000 - 190, 1000 + 190);
            assertThat(ofManyHosts[slot]).as("slot %d", slot).isBetween(1000 - 190, 1000 + 190);
        }
        assertThat(ofOneHost[0] + ofManyHosts[0]).isZero();
    }

    @Test
    void everyBitOfTheTupleFlipsEveryBitOfTheHashHalfOfTheTime() {
        SplittableRandom random = new SplittableRandom(12);
        int[][] flips = new int[56][64];
        for (int sample = 0; sample < 4096; sample++) {
            long tuple = random.nextLong() >>> 8;
            for (int bit = 0; bit < 56; bit++) {
                long changed = Slots.mix(tuple) ^ Slots.mix(tuple ^ (1L << bit));
                for (int out = 0; out < 64; out++) {
                    flips[bit][out] += (int) (changed >>> out) & 1;
                }
            }
        }
        for (int bit = 0; bit < 56; bit++) {
            for (int out = 0; out < 64; out++) {
                assertThat(flips[bit][out] / 4096.0)
                        .as("input bit %d, output bit %d", bit, out)
                        .isBetween(0.45, 0.55);
            }
        }
    }
}
