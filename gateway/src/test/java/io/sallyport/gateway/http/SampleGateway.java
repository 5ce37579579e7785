package io.sallyport.gateway.http;

import io.sallyport.api.Counters;
import io.sallyport.api.DeviceStats;
import io.sallyport.api.DropCount;
import io.sallyport.api.Drops;
import io.sallyport.api.GapBucket;
import io.sallyport.api.GapTimes;
import io.sallyport.api.Handoff;
import io.sallyport.api.HandoffPair;
import io.sallyport.api.InterfaceInfo;
import io.sallyport.api.Interfaces;
import io.sallyport.api.Ledger;
import io.sallyport.api.LedgerInterface;
import io.sallyport.api.LedgerRow;
import io.sallyport.api.NeighborInfo;
import io.sallyport.api.Neighbors;
import io.sallyport.api.Numa;
import io.sallyport.api.NumaInterface;
import io.sallyport.api.NumaWorker;
import io.sallyport.api.Pause;
import io.sallyport.api.PauseCause;
import io.sallyport.api.Pauses;
import io.sallyport.api.PoolAddress;
import io.sallyport.api.Pools;
import io.sallyport.api.PortUse;
import io.sallyport.api.QueueChoice;
import io.sallyport.api.Rates;
import io.sallyport.api.Restored;
import io.sallyport.api.RouteInfo;
import io.sallyport.api.Routes;
import io.sallyport.api.SessionInfo;
import io.sallyport.api.Sessions;
import io.sallyport.api.StaticMapping;
import io.sallyport.api.Status;
import io.sallyport.api.TurnGaps;
import io.sallyport.api.WorkerCounters;
import io.sallyport.api.WorkerInfo;
import io.sallyport.api.WorkerPackets;
import io.sallyport.api.WorkerPorts;
import io.sallyport.api.Workers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A gateway with two workers and fixed answers: those that docs/api.md shows. */
class SampleGateway implements GatewayView {
    /** The query that was asked last. */
    volatile @Nullable SessionQuery asked;

    @Override
    public Status status() {
        return new Status(
                "0.1.0",
                "DPDK 22.11.7",
                "production",
                2,
                4711,
                93_784,
                true,
                true,
                new Restored("/dev/hugepages/sallyport/gateway", 812_334, Map.of("damaged", 3L), 0.41, 1.75));
    }

    @Override
    public Workers workers() {
        return new Workers(
                List.of(
                        new WorkerInfo(
                                0,
                                2,
                                WorkerInfo.RUNNING,
                                0.25,
                                0.0015,
                                counters(1_000_200, 1_000_150, 12),
                                counts("no_session", 49),
                                new TurnGaps(
                                        new GapTimes(4_000_000, 1.119, 9.983, 46.079, 812.4),
                                        new GapTimes(600_000, 1.119, 9.855, 40.447, 71.423),
                                        4_500_000.5,
                                        List.of(new GapBucket(8.191, 3_900_000), new GapBucket(1_048.575, 4_000_000))),
                                List.of(new Rates(1, 12_000.5, 11_998, 6, 0), new Rates(10, 9_000, 9_000, 4.5, 0.1))),
                        new WorkerInfo(
                                1,
                                3,
                                WorkerInfo.RUNNING,
                                null,
                                0.0,
                                counters(300, 299, 3),
                                counts("no_session", 0, "no_port", 2),
                                new TurnGaps(new GapTimes(0, 0, 0, 0, 0), null, 0, List.of(new GapBucket(8.191, 0))),
                                List.of(new Rates(1, 3, 3, 0, 0)))),
                List.of(new Rates(1, 12_003.5, 12_001, 6, 0)));
    }

    @Override
    public Pauses pauses() {
        return new Pauses(
                true,
                3,
                210.5,
                121.25,
                0.000002,
                List.of(new PauseCause("ZMarkStartYoung", 2, 180.5, 121.25), new PauseCause("ThreadDump", 1, 30, 30)),
                List.of(new Pause(2.5, "ThreadDump", 12.5, 30), new Pause(61, "ZMarkStartYoung", 9.5, 121.25)));
    }

    @Override
    public Interfaces interfaces() {
        return new Interfaces(List.of(
                new InterfaceInfo(
                        "net_af_packet0",
                        "inside",
                        "10.0.0.1/24",
                        "02:00:00:00:00:01",
                        1500,
                        true,
                        10_000,
                        "net_af_packet",
                        List.of(),
                        2,
                        new QueueChoice(
                                List.of(),
                                List.of("ipv4", "ipv4-frag", "ipv4-tcp", "ipv4-udp", "ipv4-other"),
                                0,
                                0,
                                0,
                                List.of()),
                        0.75,
                        new DeviceStats(600_200, 500_000, 61_000_000, 50_000_000, 7, 0, 0, 0),
                        List.of(new WorkerPackets(0, 600_000, 499_800, 450_000), new WorkerPackets(1, 200, 200, 150))),
                new InterfaceInfo(
                        "0000:3b:00.1",
                        "outside",
                        "198.51.100.2/24",
                        "02:00:00:00:00:02",
                        1500,
                        false,
                        0,
                        "net_ixgbe",
                        List.of("rx-ipv4-checksum"),
                        2,
                        new QueueChoice(
                                List.of("ipv4", "ipv4-tcp", "ipv4-udp"),
                                List.of("ipv4-frag", "ipv4-other"),
                                40,
                                128,
                                0,
                                List.of(
                                        "no flow rules: device 0000:3b:00.1, TCP ports 1024 to 2047 to queue 0: Invalid argument (error 22)")),
                        0.0,
                        new DeviceStats(400_300, 500_449, 40_000_000, 50_000_000, 0, 0, 1, 0),
                        List.of(new WorkerPackets(0, 400_200, 500_350, 0), new WorkerPackets(1, 100, 99, 0)))));
    }

    @Override
    public Counters counters() {
        return Counters.of(List.of(
                new WorkerCounters(0, counters(1_000_200, 1_000_150, 12)),
                new WorkerCounters(1, counters(300, 299, 3))));
    }

    @Override
    public Drops drops() {
        return Drops.of(List.of(
                DropCount.of("no_session", "no session for a packet that may not open one", List.of(49L, 0L)),
                DropCount.of("no_port", "no NAT port was free in the flow's slot", List.of(0L, 2L)),
                DropCount.of("ttl_expired", "time to live ended here; the sender is told", List.of(0L, 0L))));
    }

    @Override
    public Handoff handoff() {
        return new Handoff(
                2,
                List.of(
                        new HandoffPair(
                                0,
                                1,
                                1_500,
                                1_499,
                                counts("handoff_ring_full_new", 3, "handoff_ring_full_established", 0),
                                1),
                        new HandoffPair(
                                1,
                                0,
                                0,
                                0,
                                counts("handoff_ring_full_new", 0, "handoff_ring_full_established", 0),
                                0)));
    }

    @Override
    public Ledger ledger() {
        return Ledger.of(
                List.of(
                        LedgerRow.of(0, 1_000_200, 4, 0, 998_650, 1, 49, 1_500, 4),
                        LedgerRow.of(1, 300, 0, 1_499, 1_797, 0, 2, 0, 0)),
                5,
                List.of(),
                List.of(
                        LedgerInterface.of(
                                "net_af_packet0",
                                600_200,
                                500_000,
                                new DeviceStats(600_205, 500_000, 61_000_000, 50_000_000, 7, 0, 0, 0)),
                        LedgerInterface.of(
                                "0000:3b:00.1",
                                400_300,
                                500_447,
                                new DeviceStats(400_300, 500_446, 40_000_000, 50_000_000, 0, 0, 1, 0))));
    }

    @Override
    public Sessions sessions(SessionQuery query) {
        asked = query;
        return new Sessions(
                List.of(
                        new SessionInfo(
                                0,
                                7,
                                SessionInfo.DYNAMIC,
                                "tcp",
                                "10.0.0.9",
                                40_000,
                                "203.0.113.10",
                                7_200,
                                "192.0.2.80",
                                443,
                                "established",
                                3,
                                7_437,
                                1_234,
                                98_765,
                                2_345,
                                3_456_789),
                        new SessionInfo(
                                1,
                                40,
                                SessionInfo.DYNAMIC,
                                "icmp",
                                "10.0.0.10",
                                99,
                                "203.0.113.11",
                                41_000,
                                "192.0.2.1",
                                99,
                                "active",
                                1,
                                59,
                                4,
                                336,
                                4,
                                336)),
                15,
                query.limit(),
                new SessionCursor(1, 17).toString());
    }

    @Override
    public Pools pools() {
        PoolAddress address = new PoolAddress(
                "public",
                "203.0.113.10",
                "endpoint-dependent",
                "endpoint-dependent",
                List.of(
                        new PortUse("tcp", 1_200, 64_512),
                        new PortUse("udp", 64_512, 64_512),
                        new PortUse("icmp", 0, 64_512)),
                List.of(new WorkerPorts(0, 1_024, 33_791), new WorkerPorts(1, 33_792, 65_535)));
        return new Pools(
                List.of(address),
                List.of(
                        new StaticMapping("tcp", "10.0.0.80", 80, "203.0.113.10", 8080),
                        new StaticMapping(null, "10.0.0.9", 0, "203.0.113.20", 0)));
    }

    @Override
    public Neighbors neighbors() {
        return new Neighbors(List.of(
                new NeighborInfo("net_af_packet0", "10.0.0.9", "02:00:00:00:00:99", NeighborInfo.RESOLVED, 12),
                new NeighborInfo("0000:3b:00.1", "198.51.100.1", null, NeighborInfo.RESOLVING, 0)));
    }

    @Override
    public Numa numa() {
        return new Numa(
                List.of(0, 1),
                List.of(
                        new NumaInterface("0000:3b:00.0", 1, counts("1", 52)),
                        new NumaInterface("net_tap1", null, counts("1", 52))),
                List.of(
                        new NumaWorker(0, 9, 1, counts("1", 70), counts("1", 33), counts("1", 7)),
                        new NumaWorker(1, 8, 1, counts("0", 3, "1", 67), counts("1", 33), counts("1", 7))),
                List.of(
                        "3 pieces of 2 MB of the tables of worker 1, whose CPU is on node 1, are on node 0: give node 1 huge pages in /sys/devices/system/node/node1/hugepages/hugepages-2048kB/nr_hugepages and start again"));
    }

    @Override
    public Routes routes() {
        return new Routes(List.of(
                new RouteInfo("10.0.0.0/24", null, "net_af_packet0"),
                new RouteInfo("0.0.0.0/0", "198.51.100.1", "0000:3b:00.1")));
    }

    private static Map<String, Long> counters(long rx, long tx, long active) {
        return counts("rx_packets", rx, "tx_packets", tx, "sessions_active", active);
    }

    /** Counts by name, given as names and numbers in turn. */
    private static Map<String, Long> counts(Object... namesAndCounts) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < namesAndCounts.length; i += 2) {
            counts.put((String) namesAndCounts[i], ((Number) namesAndCounts[i + 1]).longValue());
        }
        return counts;
    }
}
