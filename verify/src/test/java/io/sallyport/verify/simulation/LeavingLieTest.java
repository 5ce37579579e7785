package io.sallyport.verify.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.verify.check.Finding;
import io.sallyport.verify.model.End;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A packet that leaves in a wrong way is found, whatever is wrong about it. */
class LeavingLieTest {
    private final Sample sample = new Sample();
    private final int exit = sample.book.owner(Sample.UDP);
    private final LeavingCheck check = new LeavingCheck(sample.scenario, sample.book);
    private final End nat = Sample.nat(Sample.UDP);

    @AfterEach
    void clearAway() {
        sample.close();
    }

    private void leaves(Parcel parcel, int queue, byte[] frame) {
        check.check(parcel, Network.OUTSIDE, queue, frame, sample.now);
    }

    private static void assertFound(String kind, ThrowingCallable lie) {
        assertThatThrownBy(lie)
                .isInstanceOfSatisfying(
                        Finding.class, finding -> assertThat(finding.kind()).isEqualTo(kind));
    }

    @Test
    @DisplayName("a packet as it should be is believed, and its flow is established")
    void believesTheTruth() {
        Parcel parcel = sample.data(Sample.UDP);
        leaves(parcel, exit, Sample.leaving(parcel, nat));
        assertThat(sample.book.conversation(Sample.UDP).isEstablished(sample.now))
                .isTrue();
        assertThat(sample.book.conversation(Sample.UDP).nat()).isEqualTo(nat);
    }

    @Test
    @DisplayName("any bit wrong in any byte of a frame")
    void findsEveryBit() {
        Parcel parcel = sample.data(Sample.UDP);
        byte[] right = Sample.leaving(parcel, nat);
        for (int bit = 0; bit < 8 * right.length; bit++) {
            byte[] wrong = right.clone();
            wrong[bit >>> 3] ^= (byte) (1 << (bit & 7));
            assertThatThrownBy(() -> leaves(parcel, exit, wrong))
                    .as("bit %d", bit)
                    .isInstanceOf(Finding.class);
        }
        leaves(parcel, exit, right);
    }

    @Test
    @Tag("C3.7")
    @Tag("C8.4")
    @DisplayName("a packet that leaves from a worker that does not own its flow, or by the wrong interface")
    void findsTheWrongWorker() {
        Parcel parcel = sample.data(Sample.UDP);
        byte[] right = Sample.leaving(parcel, nat);
        assertFound("owner", () -> leaves(parcel, (exit + 1) % Sample.WORKERS, right));
        assertFound("interface", () -> check.check(parcel, Network.INSIDE, exit, right, sample.now));
    }

    @Test
    @DisplayName("two packets that change places")
    void findsDisorder() {
        Parcel first = sample.data(Sample.UDP);
        Parcel second = sample.data(Sample.UDP);
        leaves(second, exit, Sample.leaving(second, nat));
        assertFound("order", () -> leaves(first, exit, Sample.leaving(first, nat)));
    }

    @Test
    @DisplayName("a NAT tuple that changes while the session lives")
    void findsAnotherTuple() {
        Parcel first = sample.data(Sample.UDP);
        leaves(first, exit, Sample.leaving(first, nat));
        Parcel second = sample.data(Sample.UDP);
        byte[] other = Sample.leaving(second, new End(nat.address(), nat.port() + 1));
        assertFound("NAT tuple", () -> leaves(second, exit, other));
    }

    @Test
    @DisplayName("a NAT port of another slot, a pool address that there is not")
    void findsForeignTuples() {
        Parcel parcel = sample.data(Sample.UDP);
        byte[] port = Sample.leaving(parcel, new End(nat.address(), nat.port() ^ 1024));
        byte[] address = Sample.leaving(parcel, new End(nat.address() + 1, nat.port()));
        assertFound("NAT port", () -> leaves(parcel, exit, port));
        assertFound("pool address", () -> leaves(parcel, exit, address));
    }

    @Test
    @Tag("C8.3")
    @DisplayName("one NAT tuple for two flows to the same remote endpoint")
    void findsDuplicates() {
        Flow twin = Sample.OTHER;
        Parcel first = sample.data(Sample.UDP);
        leaves(first, exit, Sample.leaving(first, nat));
        int own = sample.book.owner(twin);
        Parcel second = sample.data(twin);
        End taken = Sample.nat(twin);
        sample.book
                .conversation(Sample.UDP)
                .refreshed(first, taken, Frame.NONE, sample.now); // as if the first flow had the second one's
        assertFound("duplicate", () -> leaves(second, own, Sample.leaving(second, taken)));
    }

    @Test
    @DisplayName("a stranger who is let in")
    void findsStrangers() {
        Parcel first = sample.data(Sample.UDP);
        leaves(first, exit, Sample.leaving(first, nat));
        Parcel stranger = Objects.requireNonNull(sample.book.stranger(Sample.UDP, 1, 0, sample.now));
        byte[] frame = stranger.frame().bytes();
        assertFound("filter", () -> check.check(stranger, Network.INSIDE, exit, frame, sample.now));
    }
}
