package io.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ShowTest {
    private final CannedGateway gateway = new CannedGateway();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void status() {
        assertThat(show("status")).isEqualTo("""
                version    0.1.0
                dpdk       DPDK 22.11.7
                mode       production
                workers    2
                pid        4711
                uptime     1d 2h
                hugepages  yes
                ready      yes
                sessions   kept in /dev/hugepages/sallyport/gateway, 812,334 restored in 0.41 s after 1.8 s without a gateway, \
                discarded (damaged=3)
                """);
    }

    @Test
    void statusSaysThatALabIsNotForProduction() {
        gateway.answer(
                "/v1/status",
                CannedGateway.example("/v1/status")
                        .replace("\"production\"", "\"lab\"")
                        .replace("\"ready\": true", "\"ready\": false"));

        assertThat(show("status")).contains("lab (NOT FOR PRODUCTION)\n", "no: packets do not flow yet\n");
    }

    @Test
    @Tag("C10.8")
    void workers() {
        assertThat(show("workers")).isEqualTo("""
                WORKER  CPU  STATE    BUSY  RX PACKETS  TX PACKETS  SESSIONS  HANDED OFF  OF RX  DROPPED
                     0    2  running   25%   1,000,200   1,000,150        12           0     0%       49
                     1    3  running     -         300         299         3           0     0%        2

                PER SECOND   RX 1s  RX 10s  RX 60s   TX 1s  TX 10s  TX 60s  NEW SESSIONS 1s  NEW SESSIONS 10s  NEW SESSIONS 60s  \
                DROPPED 1s  DROPPED 10s  DROPPED 60s
                        W0  12,001   9,000       -  11,998   9,000       -                6              4.50                 -  \
                         0         0.10            -
                        W1       3       -       -       3       -       -                0                 -                 -  \
                         0            -            -
                       all  12,004       -       -  12,001       -       -                6                 -                 -  \
                         0            -            -

                MICROSECONDS FROM TURN TO TURN  SINCE          TURNS  50%  99%  99.99%  LONGEST
                                            W0  start      4,000,000  1.1   10      46      812
                                                1 min ago    600,000  1.1  9.9      40       71
                                            W1  start              0    0    0       0        0
                2 workers, none stalled
                """);
    }

    @Test
    void pauses() {
        assertThat(show("pauses")).isEqualTo("""
                CAUSE            PAUSES  MICROSECONDS  LONGEST
                ZMarkStartYoung       2           181      121
                ThreadDump            1            30       30

                  AGO  CAUSE            TO REACH  MICROSECONDS
                   3s  ThreadDump             13            30
                1m 1s  ZMarkStartYoung       9.5           121
                3 pauses, 211 microseconds in all, the longest 121; 2.0 microseconds of a second
                """);
    }

    @Test
    void pausesOfAGatewayThatKeepsNoneSaysSo() {
        gateway.answer("/v1/pauses", """
                {"watched": false, "pauses": 0, "total_micros": 0, "longest_micros": 0, "share": 0, "causes": [], "last": []}""");

        assertThat(show("pauses")).startsWith("not watched: ");
    }

    @Test
    void workersNamesTheStalledOne() {
        gateway.answer("/v1/workers", """
                {"workers": [{"id": 3, "cpu": -1, "state": "stalled", "busy": null, "counters": {}, "drops": {}, "rates": [],
                  "turn_gaps": {"since_start": {"gaps": 0, "p50_micros": 0, "p99_micros": 0, "p9999_micros": 0, "longest_micros": 0},
                                "last_minute": null, "total_micros": 0, "buckets": []}}],
                 "rates": []}""");

        assertThat(show("workers")).endsWith("STALLED: worker 3\n").contains("\n     3    -  stalled     -");
    }

    @Test
    void interfaces() {
        assertThat(show("interfaces")).isEqualTo("""
                INTERFACE       ROLE     ADDRESS          MAC                 MTU  LINK              DRIVER         QUEUES  OFFLOADS
                net_af_packet0  inside   10.0.0.1/24      02:00:00:00:00:01  1500  up 10,000 Mbit/s  net_af_packet       2  -
                0000:3b:00.1    outside  198.51.100.2/24  02:00:00:00:00:02  1500  DOWN              net_ixgbe           2  rx-ipv4-checksum

                QUEUE CHOICE    RSS OF                  TABLE  FLOW RULES  HANDED OFF  REMARKS
                net_af_packet0  -                           0           0         75%  -
                0000:3b:00.1    ipv4 ipv4-tcp ipv4-udp    128           0          0%  no flow rules: device 0000:3b:00.1, TCP ports 1024 to 2047 to queue 0: \
                Invalid argument (error 22)

                DEVICE          IPACKETS  OPACKETS      IBYTES      OBYTES  IMISSED  IERRORS  OERRORS  RX_NOMBUF
                net_af_packet0   600,200   500,000  61,000,000  50,000,000        7        0        0          0
                0000:3b:00.1     400,300   500,449  40,000,000  50,000,000        0        0        1          0

                PACKETS BY WORKER                   W0   W1
                net_af_packet0     rx          600,000  200
                net_af_packet0     tx          499,800  200
                net_af_packet0     handed off  450,000  150
                0000:3b:00.1       rx          400,200  100
                0000:3b:00.1       tx          500,350   99
                0000:3b:00.1       handed off        0    0
                """);
    }

    @Test
    @Tag("C10.8")
    void counters() {
        assertThat(show("counters")).isEqualTo("""
                COUNTER              TOTAL         W0   W1
                rx_packets       1,000,500  1,000,200  300
                tx_packets       1,000,449  1,000,150  299
                sessions_active         15         12    3
                """);
    }

    @Test
    @Tag("C9.5")
    void dropsHidesReasonsWithoutAPacket() {
        assertThat(show("drops")).isEqualTo("""
                REASON      TOTAL  W0  W1  MEANING
                no_session     49  49   0  no session for a packet that may not open one
                no_port         2   0   2  no NAT port was free in the flow's slot
                dropped packets: 51; reasons without a packet: 1 (--all shows them)
                """);
    }

    @Test
    void dropsShowsEveryReasonIfAsked() {
        assertThat(show("drops", "--all")).isEqualTo("""
                REASON       TOTAL  W0  W1  MEANING
                no_session      49  49   0  no session for a packet that may not open one
                no_port          2   0   2  no NAT port was free in the flow's slot
                ttl_expired      0   0   0  time to live ended here; the sender is told
                dropped packets: 51
                """);
    }

    @Test
    void dropsIsOneLineWhereNothingWasDropped() {
        gateway.answer("/v1/drops", """
                {"total": 0, "reasons": [{"label": "no_port", "help": "h", "total": 0, "workers": [0]}]}""");

        assertThat(show("drops")).isEqualTo("dropped packets: 0; reasons without a packet: 1 (--all shows them)\n");
    }

    @Test
    void aRateThatIsNotNoneNeverReadsAsNone() {
        gateway.answer("/v1/workers", """
                {"workers": [], "rates": [
                  {"seconds": 60, "rx_packets": 0.001, "tx_packets": 0.017, "sessions_created": 9.994, "dropped": 10.5}]}""");

        assertThat(show("workers").replaceAll(" +", " ")).contains("\n all - - 0.01 - - 0.02 - - 9.99 - - 11\n");
    }

    @Test
    @Tag("C3.11")
    @Tag("C10.7")
    @Tag("C10.8")
    void handoffHidesIdlePairs() {
        assertThat(show("handoff")).isEqualTo("""
                FROM  TO  ENQUEUED  DEQUEUED  DEPTH  handoff_ring_full_new  handoff_ring_full_established
                   0   1     1,500     1,499      1                      3                              0
                handed off: 1,500, dropped: 3; pairs without a packet: 1 (--all shows them)
                """);
    }

    @Test
    @Tag("C3.11")
    @Tag("C10.8")
    void handoffShowsEveryPairIfAsked() {
        assertThat(show("handoff", "--all"))
                .contains("\n   1   0         0         0      0                      0")
                .endsWith("handed off: 1,500, dropped: 3\n");
    }

    @Test
    void ledgerThatBalances() {
        assertThat(show("ledger")).isEqualTo("""
                PACKETS            TOTAL         W0     W1
                received       1,000,500  1,000,200    300
                + generated            4          4      0
                + taken over                      0  1,499
                - transmitted  1,000,447    998,650  1,797
                - consumed             1          1      0
                - dropped             51         49      2
                - handed off                  1,500      0
                - in flight            5          4      0
                = difference           0          0      0

                INTERFACE       RECEIVED    TAKEN  NOT TAKEN    GIVEN     SENT  NOT SENT  IMISSED  RX_NOMBUF  IERRORS  OERRORS
                net_af_packet0   600,205  600,200          5  500,000  500,000         0        7          0        0        0
                0000:3b:00.1     400,300  400,300          0  500,447  500,446         1        0          0        0        1

                lost by devices, beside the ledger: imissed 7, rx_nombuf 0, oerrors 1
                balanced
                """);
    }

    @Test
    void ledgerThatDoesNotBalanceSaysByHowMuch() {
        String balanced = CannedGateway.example("/v1/ledger");
        gateway.answer("/v1/ledger", balanced.replaceFirst("\"difference\": 0", "\"difference\": -1234"));
        assertThat(show("ledger")).endsWith("\nOUT BY -1,234\n").contains("= difference      -1,234");

        int last = balanced.lastIndexOf("\"difference\": 0");
        gateway.answer("/v1/ledger", balanced.substring(0, last) + "\"difference\": 7" + balanced.substring(last + 15));
        assertThat(show("ledger")).endsWith("\nOUT BY 7 on worker 1\n");
    }

    @Test
    void ledgerOfAStalledWorkerIsNotSettled() {
        String balanced = CannedGateway.example("/v1/ledger");
        gateway.answer(
                "/v1/ledger",
                balanced.replace("\"stalled\": []", "\"stalled\": [1]")
                        .replaceFirst("\"difference\": 0", "\"difference\": 308"));
        assertThat(show("ledger"))
                .endsWith("\nNOT SETTLED: these workers did not answer, their numbers may not fit each other: 1\n");
    }

    @Test
    void sessions() {
        assertThat(show("sessions")).isEqualTo("""
                WORKER  SLOT  KIND     PROTO  INSIDE          NAT                 REMOTE          STATE        IDLE  EXPIRES  \
                PACKETS OUT  BYTES OUT  PACKETS IN   BYTES IN
                     0     7  dynamic  tcp    10.0.0.9:40000  203.0.113.10:7200   192.0.2.80:443  established    3s    2h 3m  \
                      1,234     98,765       2,345  3,456,789
                     1    40  dynamic  icmp   10.0.0.10:99    203.0.113.11:41000  192.0.2.1:99    active         1s      59s  \
                          4        336           4        336
                2 of 15 sessions that match; next page: --cursor 1-17
                """);
    }

    @Test
    void sessionsPassesFiltersToTheGateway() {
        show(
                "sessions",
                "--inside=10.0.0.9:40000",
                "--nat",
                "203.0.113.10",
                "--remote=192.0.2.80",
                "--protocol=tcp",
                "--worker=1",
                "--limit=5",
                "--cursor=1-17");

        assertThat(gateway.asked())
                .isEqualTo("/v1/sessions?inside=10.0.0.9%3A40000&nat=203.0.113.10&remote=192.0.2.80&protocol=tcp"
                        + "&worker=1&limit=5&cursor=1-17");
    }

    @Test
    void sessionsThatAreNoneAndTheLastPage() {
        gateway.answer("/v1/sessions", """
                {"sessions": [], "matched": 0, "limit": 100, "next_cursor": null}""");

        assertThat(show("sessions")).isEqualTo("0 of 0 sessions that match\n");
    }

    @Test
    @Tag("C1.10")
    void pools() {
        assertThat(show("pools")).isEqualTo("""
                POOL    ADDRESS       PROTO  IN USE      OF  USED
                public  203.0.113.10  tcp     1,200  64,512    2%
                public  203.0.113.10  udp    64,512  64,512  100%
                public  203.0.113.10  icmp        0  64,512    0%

                ADDRESS       MAPPING             FILTERING
                203.0.113.10  endpoint-dependent  endpoint-dependent

                ADDRESS       WORKER  PORTS
                203.0.113.10       0  1024-33791
                203.0.113.10       1  33792-65535

                STATIC  OUTSIDE            INSIDE
                tcp     203.0.113.10:8080  10.0.0.80:80
                all     203.0.113.20       10.0.0.9
                """);
    }

    @Test
    void poolsWithoutStaticMappingsHasNoTableOfThem() {
        gateway.answer("/v1/pools", "{\"addresses\": [], \"static_mappings\": []}");

        assertThat(show("pools")).doesNotContain("STATIC").endsWith("ADDRESS  WORKER  PORTS\n");
    }

    @Test
    void neighbors() {
        assertThat(show("neighbors")).isEqualTo("""
                INTERFACE       ADDRESS       MAC                STATE      AGE
                net_af_packet0  10.0.0.9      02:00:00:00:00:99  resolved   12s
                0000:3b:00.1    198.51.100.1  -                  resolving   0s
                """);
        gateway.answer("/v1/neighbors", "{\"neighbors\": []}");
        assertThat(show("neighbors")).isEqualTo("no neighbors yet\n");
    }

    @Test
    @Tag("C13.4")
    void numa() {
        assertThat(show("numa")).isEqualTo("""
                INTERFACE     NODE  BUFFERS
                0000:3b:00.0  1     1
                net_tap1      -     1

                WORKER  CPU  NODE  TABLES         SESSIONS  RINGS
                     0    9  1     1              1         1
                     1    8  1     0 (3), 1 (67)  1         1

                remote: 3 pieces of 2 MB of the tables of worker 1, whose CPU is on node 1, are on node 0: give node 1 huge pages \
                in /sys/devices/system/node/node1/hugepages/hugepages-2048kB/nr_hugepages and start again
                """);
    }

    @Test
    @Tag("C13.4")
    void numaSaysThatAllIsWell() {
        gateway.answer("/v1/numa", """
                {"nodes": [0, 1], "interfaces": [], "remote": [], "workers": [
                  {"worker": 0, "cpu": null, "node": null, "tables": {}, "sessions": {}, "rings": {}}]}""");

        assertThat(show("numa"))
                .contains("     0  any  -     -       -         -\n")
                .endsWith("\n2 NUMA nodes: everything is on the node of those who use it\n");
    }

    @Test
    void routes() {
        assertThat(show("routes")).isEqualTo("""
                TO           VIA           INTERFACE
                10.0.0.0/24  on the link   net_af_packet0
                0.0.0.0/0    198.51.100.1  0000:3b:00.1
                """);
    }

    @Test
    void jsonIsTheAnswerOfTheApiIndented() {
        for (View view : View.ALL) {
            String printed = show(view.name(), "--json");
            String answered = CannedGateway.example("/v1/" + view.name());

            assertThat(Json.MAPPER.readTree(printed)).as(view.name()).isEqualTo(Json.MAPPER.readTree(answered));
        }
        gateway.answer("/v1/status", "{\"not\":{\"in\":[\"the\",1.5]},\"model\":null}");
        assertThat(show("status", "--json")).isEqualTo("""
                {
                  "not" : {
                    "in" : [ "the", 1.5 ]
                  },
                  "model" : null
                }
                """);
    }

    @Test
    void toleratesFieldsOfANewerGateway() {
        gateway.answer("/v1/routes", """
                {"routes": [{"to": "0.0.0.0/0", "via": null, "interface_name": "a", "metric": 3}], "more": 1}""");

        assertThat(show("routes")).contains("0.0.0.0/0");
    }

    @Test
    void takesTheAddressFromTheOptionBeforeTheEnvironment() {
        CommandRun run = CommandRun.of(
                Map.of("SALLYPORT_API", "http://127.0.0.1:1"), "show", "routes", "--api", gateway.url() + "/");

        assertThat(run.exitCode()).isZero();
    }

    private String show(String view, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "show";
        arguments[1] = view;
        System.arraycopy(options, 0, arguments, 2, options.length);
        CommandRun run = CommandRun.of(Map.of("SALLYPORT_API", gateway.url()), arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return run.out();
    }
}
