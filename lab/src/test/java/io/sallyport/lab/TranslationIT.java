package io.sallyport.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Every way of translating through real kernels, as a person sees it: {@code ./sallyport demo --features}, run once. */
@Timeout(400)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TranslationIT {
    private List<String> output = List.of();
    private Rows rows = Rows.of(List.of());
    private int exitCode;

    @BeforeAll
    void run() throws Exception {
        try (Launcher demo = Launcher.start("demo", "--features")) {
            output = demo.readAll();
            rows = Rows.of(output);
            exitCode = demo.exitCode();
        }
    }

    @Test
    void allHoldsAndTheMachineIsLeftAsItWas() throws Exception {
        String all = String.join("\n", output);
        assertThat(rows.with("FAILED")).as(all).isEmpty();
        assertThat(output.getLast()).matches("features: all \\d+ held, \\d+ s");
        assertThat(exitCode).isZero();
        assertThat(Traces.find()).isEmpty();
    }

    @Test
    @Tag("C5.3")
    @Tag("RFC4787-REQ-14")
    void passesFragmentsOfRequestsAndReplies() {
        rows.assertHeld("ping -s 8000 from inside");
        rows.assertHeld("ping -s 8000 from outside to a 1:1 address");
        rows.assertHeld("ping -s 8000 to the far host, cut again on the way");
    }

    @Test
    @Tag("RFC4787-REQ-13a")
    void cutsPacketsAndFragmentsThatAreTooLongForItsInterface() {
        rows.assertHeld("ping -M dont -s 1472, cut by the gateway both ways");
        rows.assertHeld("ping -M dont -s 8000, fragments cut by the gateway");
    }

    @Test
    @Tag("RFC4787-REQ-13")
    @Tag("RFC5508-REQ-10a")
    void tellsSendersInsideAndOutsideThatAPacketIsTooLong() {
        rows.assertHeld("ping -M do -s 1472 through the gateway with MTU 1400");
        rows.assertHeld("upload through the gateway with MTU 1400 outside");
        rows.assertHeld("download through the gateway with MTU 1450 inside");
    }

    @Test
    @Tag("C7.5")
    @Tag("C7.6")
    @Tag("C7.7")
    @Tag("C7.8")
    @Tag("RFC4787-REQ-12b")
    @Tag("RFC5382-REQ-9")
    @Tag("RFC5508-REQ-4a")
    @Tag("RFC5508-REQ-4b")
    @Tag("RFC5508-REQ-4c")
    void passesErrorsOfRoutersOutsideToTheHostTheyAreFor() {
        rows.assertHeld("ping -M do -s 1472 past a router with MTU 1400");
        rows.assertHeld("upload past a router with MTU 1400");
        rows.assertHeld("download from behind the smaller MTU");
    }

    @Test
    @Tag("C7.10")
    @Tag("C14.2")
    void showsEachHopOfATraceroute() {
        rows.assertHeld("traceroute by UDP over two routers");
        rows.assertHeld("traceroute by protocol 253");
    }

    @Test
    @Tag("C2.2")
    void letsHostsOutsideReachStaticMappings() {
        rows.assertHeld("curl from outside to the mapped port");
        rows.assertHeld("curl from outside to the 1:1 address");
        rows.assertHeld("a host with a 1:1 mapping goes out by it");
    }

    @Test
    @Tag("C2.3")
    @Tag("RFC5382-REQ-8")
    @Tag("RFC5382-REQ-8a")
    void letsInsideHostsReachEachOtherAtPublicAddresses() {
        rows.assertHeld("hairpin: curl from another inside host");
        rows.assertHeld("hairpin: curl from the web server itself");
        rows.assertHeld("hairpin: curl to the 1:1 address");
    }

    @Test
    void looksEndpointDependentToAStunClientByDefault() {
        rows.assertHeld("STUN client in pool public");
    }

    @Test
    @Tag("RFC4787-REQ-1")
    @Tag("RFC4787-REQ-8")
    @Tag("RFC4787-REQ-8a")
    @Tag("RFC4787-REQ-9")
    void looksEndpointIndependentToAStunClientWhereConfigured() {
        rows.assertHeld("STUN client in pool calls");
        rows.assertHeld("STUN client in pool games");
    }

    @Test
    void translatesProtocolsWithoutPorts() {
        rows.assertHeld("GRE (protocol 47) to and fro");
    }

    @Test
    @Tag("C2.4")
    @Tag("RFC6888-REQ-6")
    void leavesUntranslatedWhatIsConfiguredSoAndCountsIt() {
        rows.assertHeld("no-nat: curl from inside");
        rows.assertHeld("no-nat: curl from outside");
        rows.assertHeld("no-nat: counted, and without sessions");
    }

    @Test
    @Tag("RFC5508-REQ-8")
    @Tag("RFC6888-REQ-11a")
    @Tag("RFC6888-REQ-11d")
    void refusesNewFlowsOfAFullPoolUntilSessionsHaveTimedOut() {
        rows.assertHeld("a pool address filled to the last port");
        rows.assertHeld("full pool: a new UDP flow is refused by ICMP");
        rows.assertHeld("full pool: TCP has ports of its own");
        rows.assertHeld("full pool: 40 flows that were open go on");
        rows.assertHeld("full pool: counted");
        rows.assertHeld("full pool: new UDP flows after the timeout");
    }

    @Test
    @Tag("RFC6888-REQ-5")
    void keepsAHostToItsSessionsAndServesTheOthers() {
        rows.assertHeld("a host has no more than its 1,200 sessions");
        rows.assertHeld("another host is served meanwhile");
    }

    @Test
    @Tag("C8.2")
    @Tag("C10.10")
    void balancesTheLedgerOfBothGateways() {
        rows.assertHeld("every drop has a reason");
        rows.assertHeld("the ledger balances");
        rows.assertHeld("the gateway ends on SIGTERM");
    }
}
