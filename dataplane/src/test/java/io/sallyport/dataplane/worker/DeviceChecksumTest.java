package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.memory.Topology.INSIDE;
import static io.sallyport.dataplane.memory.Topology.OUTSIDE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.worker.Packets.End;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a worker believes about the checksum of an IPv4 header. */
class DeviceChecksumTest {
    private static final End HOST = End.of("10.1.2.3", 40_001);
    private static final End SERVER = End.of("192.0.2.10", 53);
    private static final int OTHER_FLAGS = 1 << 1 | 1 << 3; // RSS hash, L4 checksum bad

    private static Topology topology(boolean checks) {
        Topology usual = Topology.usual(NatFacts.of(Rig.POOL));
        return new Topology(
                usual.interfaces().stream()
                        .map(it -> checks ? it.checkingIpv4() : it)
                        .toList(),
                usual.nat(),
                usual.routes(),
                usual.nextHops(),
                usual.neighbors());
    }

    @ParameterizedTest(name = "device checks: {0}, says good: {1}, bad: {2}, is right: {3}: passes {4}")
    @CsvSource({
        "true,  true,  false, true,  true",
        "true,  true,  false, false, true", // the device is believed: nobody adds up once more
        "true,  false, true,  true,  false",
        "true,  false, true,  false, false",
        "true,  false, false, true,  true",
        "true,  false, false, false, false",
        "true,  true,  true,  true,  true",
        "true,  true,  true,  false, false",
        "false, true,  false, false, false", // flags of a device that was not asked mean nothing
        "false, false, true,  true,  true"
    })
    @Tag("C12.4")
    @DisplayName("a device that checks is believed if it says good or bad; else the worker adds up")
    void believes(boolean checks, boolean good, boolean bad, boolean right, boolean passes) {
        try (Rig rig = new Rig(WorkerSettings.defaults(1, 10), topology(checks), 64, 64)) {
            long mbuf = Packets.udp(rig.pool, HOST, SERVER, 12);
            if (!right) {
                long checksum = Mbuf.data(mbuf) + Packets.ETHERNET + 10;
                Memory.putShort(checksum, Memory.getShort(checksum) ^ 0x0100);
            }
            Mbuf.setFlags(mbuf, OTHER_FLAGS | (good ? Mbuf.IP_CHECKSUM_GOOD : 0) | (bad ? Mbuf.IP_CHECKSUM_BAD : 0));
            rig.inject(INSIDE, 0, mbuf);
            rig.run();
            assertThat(rig.total(DropReason.BAD_IP_CHECKSUM)).isEqualTo(passes ? 0 : 1);
            var sent = rig.sent(OUTSIDE);
            assertThat(sent).hasSize(passes ? 1 : 0);
            sent.forEach(rig.pool::free);
            rig.assertNothingLost(0);
        }
    }
}
