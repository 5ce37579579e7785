package io.sallyport.gateway.control;

import static io.sallyport.gateway.control.ArpMessage.EVERYBODY;
import static io.sallyport.gateway.control.ArpMessage.NOBODY;
import static io.sallyport.gateway.control.ArpMessage.answer;
import static io.sallyport.gateway.control.ArpMessage.packedMac;
import static io.sallyport.gateway.control.ArpMessage.question;
import static io.sallyport.gateway.control.KeeperRig.INSIDE;
import static io.sallyport.gateway.control.KeeperRig.INSIDE_MAC;
import static io.sallyport.gateway.control.KeeperRig.OUTSIDE;
import static io.sallyport.gateway.control.KeeperRig.OUTSIDE_MAC;
import static io.sallyport.gateway.control.KeeperRig.POOL_ELSEWHERE;
import static io.sallyport.gateway.control.KeeperRig.POOL_ON_LINK;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;
import io.sallyport.gateway.control.KeeperRig.Sent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NeighborKeeperTest {
    private static final String HOST = "10.0.0.7";
    private static final String HOST_MAC = "0a:11:22:33:44:55";
    private static final String OTHER_MAC = "0a:66:77:88:99:aa";
    private static final String ROUTER = "198.51.100.1";

    private final KeeperRig rig = new KeeperRig();

    @AfterEach
    void noBufferIsLost() {
        rig.sent();
        assertThat(rig.pool.available()).isEqualTo(KeeperRig.BUFFERS);
        rig.close();
    }

    @Test
    void answersForTheInterfacesOwnAddressThroughTheWorkerThatWasAsked() {
        rig.receive(1, INSIDE, question(HOST_MAC, HOST, "10.0.0.1"));

        assertThat(rig.sent()).containsExactly(new Sent(1, INSIDE, answer(INSIDE_MAC, "10.0.0.1", HOST_MAC, HOST)));
    }

    @ParameterizedTest
    @ValueSource(strings = {POOL_ON_LINK, POOL_ELSEWHERE})
    void answersForPoolAddressesOutside(String address) {
        rig.receive(0, OUTSIDE, question(HOST_MAC, ROUTER, address));

        assertThat(rig.sent()).containsExactly(new Sent(0, OUTSIDE, answer(OUTSIDE_MAC, address, HOST_MAC, ROUTER)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 203.0.113.10", // a pool address, but inside
        "0, 198.51.100.2", // the other interface's address
        "0, 10.0.0.8",
        "1, 10.0.0.1",
        "1, 203.0.113.11",
        "1, 198.51.100.1"
    })
    void doesNotAnswerForAddressesThatAreNotThere(int interfaceNumber, String address) {
        String sender = interfaceNumber == INSIDE ? HOST : "198.51.100.77";

        rig.receive(0, interfaceNumber, question(HOST_MAC, sender, address));

        assertThat(rig.sent()).isEmpty();
        assertThat(rig.list()).isEmpty();
    }

    @Test
    void answersAProbeOfItsAddressAndLearnsNothingFromIt() {
        rig.receive(0, INSIDE, question(HOST_MAC, "0.0.0.0", "10.0.0.1"));

        assertThat(rig.sent())
                .containsExactly(new Sent(0, INSIDE, answer(INSIDE_MAC, "10.0.0.1", HOST_MAC, "0.0.0.0")));
        assertThat(rig.list()).isEmpty();
    }

    @Test
    void doesNotAnswerAnAnswer() {
        rig.receive(0, INSIDE, answer(HOST_MAC, HOST, INSIDE_MAC, "10.0.0.1"));

        assertThat(rig.sent()).isEmpty();
    }

    @Test
    void learnsWhoAsksForIt() {
        rig.receive(0, INSIDE, question(HOST_MAC, HOST, "10.0.0.1"));

        assertThat(rig.published(INSIDE, HOST)).isEqualTo(packedMac(HOST_MAC));
        assertThat(rig.published(OUTSIDE, HOST)).isZero();
        assertThat(rig.snapshots.current().version()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.1.7", "198.51.100.1", "10.0.0.1", "0.0.0.0"})
    void doesNotLearnSendersThatAreNotOnTheLink(String sender) {
        rig.receive(0, INSIDE, question(HOST_MAC, sender, "10.0.0.1"));

        assertThat(rig.list()).isEmpty();
    }

    @Test
    void doesNotLearnItsOwnPoolAddressesFromAnotherStation() {
        rig.receive(0, OUTSIDE, question(HOST_MAC, POOL_ON_LINK, "198.51.100.2"));

        assertThat(rig.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"01:00:5e:00:00:01", EVERYBODY, NOBODY})
    void neitherLearnsNorAnswersSendersWhoseMacAddressIsNoStations(String mac) {
        rig.receive(0, INSIDE, question(mac, HOST, "10.0.0.1"));

        assertThat(rig.list()).isEmpty();
        assertThat(rig.sent()).isEmpty();
    }

    @Test
    void updatesANeighborItKnowsWhoeverIsAsked() {
        rig.receive(0, INSIDE, question(HOST_MAC, HOST, "10.0.0.1"));
        rig.receive(0, INSIDE, question(OTHER_MAC, HOST, HOST));

        assertThat(rig.published(INSIDE, HOST)).isEqualTo(packedMac(OTHER_MAC));
    }

    @Test
    void publishesNothingWhenNothingIsNew() {
        rig.receive(0, INSIDE, question(HOST_MAC, HOST, "10.0.0.1"));
        rig.receive(1, INSIDE, question(HOST_MAC, HOST, "10.0.0.1"));

        assertThat(rig.snapshots.current().version()).isEqualTo(2);
    }

    @Test
    void asksThreeTimesASecondApartThenGivesUpUntilAWorkerAsksAnew() {
        Sent asked = new Sent(0, OUTSIDE, question(OUTSIDE_MAC, "198.51.100.2", ROUTER));
        rig.want(1, OUTSIDE, ROUTER);
        assertThat(rig.sent()).as("at once").containsExactly(asked);
        for (int again = 2; again <= 3; again++) {
            rig.pass(900);
            assertThat(rig.sent()).as("within a second").isEmpty();
            rig.pass(200);
            assertThat(rig.sent()).as("after a second").containsExactly(asked);
            assertThat(rig.list()).singleElement().matches(entry -> !entry.failed() && entry.mac() == 0);
        }
        rig.pass(10_000);
        assertThat(rig.sent()).as("after three questions").isEmpty();
        assertThat(rig.list()).singleElement().matches(NeighborKeeper.Entry::failed);

        rig.want(0, OUTSIDE, ROUTER);
        assertThat(rig.sent()).as("at once, for another packet").containsExactly(asked);
        assertThat(rig.list()).singleElement().matches(entry -> !entry.failed());
    }

    @Test
    void asksOnceASecondHoweverOftenWorkersAsk() {
        for (int turn = 0; turn < 100; turn++) {
            rig.want(turn % 2, OUTSIDE, ROUTER);
            rig.pass(100);
        }
        assertThat(rig.sent()).as("in ten seconds").hasSizeBetween(8, 11);
    }

    @Test
    void publishesTheAnswerToItsQuestion() {
        rig.want(0, OUTSIDE, ROUTER);
        assertThat(rig.published(OUTSIDE, ROUTER)).isZero();

        rig.receive(1, OUTSIDE, answer(HOST_MAC, ROUTER, OUTSIDE_MAC, "198.51.100.2"));

        assertThat(rig.published(OUTSIDE, ROUTER)).isEqualTo(packedMac(HOST_MAC));
        rig.sent();
        rig.pass(30_000);
        assertThat(rig.sent()).as("while it is fresh").isEmpty();
    }

    @Test
    void keepsTheMacAddressWhileItAsksAnewAfterAMinute() {
        rig.receive(0, OUTSIDE, question(HOST_MAC, ROUTER, "198.51.100.2"));
        rig.sent();
        rig.pass(59_900);
        assertThat(rig.sent()).isEmpty();

        rig.pass(2_800);
        assertThat(rig.sent()).hasSize(3);
        assertThat(rig.published(OUTSIDE, ROUTER)).as("not answered yet").isEqualTo(packedMac(HOST_MAC));

        rig.pass(1_200);
        assertThat(rig.published(OUTSIDE, ROUTER)).as("three unanswered").isZero();
        assertThat(rig.list()).singleElement().matches(NeighborKeeper.Entry::failed);
    }

    @Test
    void isGoodForAnotherMinuteOnceTheNeighborAnswersAgain() {
        rig.receive(0, OUTSIDE, question(HOST_MAC, ROUTER, "198.51.100.2"));
        rig.pass(62_500);
        rig.receive(0, OUTSIDE, answer(HOST_MAC, ROUTER, OUTSIDE_MAC, "198.51.100.2"));
        rig.sent();

        rig.pass(59_900);

        assertThat(rig.sent()).isEmpty();
        assertThat(rig.published(OUTSIDE, ROUTER)).isEqualTo(packedMac(HOST_MAC));
    }

    @Test
    void announcesInterfaceAddressesAndPoolAddressesOnTheLink() {
        rig.keeper.announce();

        assertThat(rig.sent())
                .containsExactlyInAnyOrder(
                        new Sent(0, INSIDE, question(INSIDE_MAC, "10.0.0.1", "10.0.0.1")),
                        new Sent(0, OUTSIDE, question(OUTSIDE_MAC, "198.51.100.2", "198.51.100.2")),
                        new Sent(0, OUTSIDE, question(OUTSIDE_MAC, POOL_ON_LINK, POOL_ON_LINK)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 13, 14, 41})
    void ignoresMessagesThatAreTooShort(int length) {
        rig.passUp(0, INSIDE, rig.buffer(question(HOST_MAC, HOST, "10.0.0.1"), length));
        rig.run();

        assertThat(rig.sent()).isEmpty();
        assertThat(rig.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"14, 1", "15, 6", "16, 134", "17, 1", "18, 8", "19, 16"})
    void ignoresMessagesAboutOtherThanIpv4OverEthernet(int at, int value) {
        long mbuf = rig.buffer(question(HOST_MAC, HOST, "10.0.0.1"), ArpMessage.LENGTH);
        Memory.putByte(Mbuf.data(mbuf) + at, value);
        rig.passUp(0, INSIDE, mbuf);
        rig.run();

        assertThat(rig.sent()).isEmpty();
        assertThat(rig.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 9, 255})
    void doesNotAnswerOtherOperations(int operation) {
        rig.receive(0, INSIDE, new ArpMessage(EVERYBODY, HOST_MAC, operation, HOST_MAC, HOST, NOBODY, "10.0.0.1"));

        assertThat(rig.sent()).isEmpty();
    }

    @Test
    void treatsRequestsAndPacketsMixedOnOneRing() {
        rig.passUp(0, INSIDE, rig.buffer(question(HOST_MAC, HOST, "10.0.0.1"), ArpMessage.LENGTH));
        rig.want(0, OUTSIDE, ROUTER);

        assertThat(rig.sent()).map(Sent::interfaceNumber).containsExactly(INSIDE, OUTSIDE);
    }

    @Test
    void asksLaterWhenNoBufferIsLeft() {
        long[] taken = new long[KeeperRig.BUFFERS];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = rig.pool.allocate();
        }
        rig.want(0, OUTSIDE, ROUTER);
        assertThat(rig.sent()).isEmpty();
        for (long mbuf : taken) {
            rig.pool.free(mbuf);
        }

        rig.pass(1_100);

        assertThat(rig.sent()).hasSize(1);
    }
}
