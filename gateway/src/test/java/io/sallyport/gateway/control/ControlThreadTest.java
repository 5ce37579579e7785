package io.sallyport.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.dataplane.device.PacketPool;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ControlThreadTest {
    private final KeeperRig rig = new KeeperRig();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final ControlThread control = new ControlThread(rig.keeper, List.of(), failure::complete);

    @AfterEach
    void close() {
        control.close();
        rig.close();
    }

    @Test
    void answersAQuestionOnItsOwnThread() throws Exception {
        control.start();

        assertThat(control.ask(keeper -> Thread.currentThread().getName()).get(30, TimeUnit.SECONDS))
                .isEqualTo("control");
    }

    @Test
    void answersWhatWasAskedBeforeItStartedInOrder() throws Exception {
        StringBuilder order = new StringBuilder();
        List<CompletableFuture<StringBuilder>> earlier =
                List.of(control.ask(keeper -> order.append('1')), control.ask(keeper -> order.append('2')));
        CompletableFuture<String> last = control.ask(keeper -> order.append('3').toString());
        assertThat(last).isNotDone();
        control.start();

        assertThat(last.get(30, TimeUnit.SECONDS)).isEqualTo("123");
        assertThat(earlier).allMatch(CompletableFuture::isDone);
    }

    @Test
    void aQuestionThatThrowsFailsForWhoAskedAlone() throws Exception {
        control.start();
        CompletableFuture<Object> bad = control.ask(keeper -> {
            throw new IllegalArgumentException("no such thing");
        });

        assertThatThrownBy(() -> bad.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("no such thing");
        assertThat(control.ask(keeper -> 7).get(30, TimeUnit.SECONDS)).isEqualTo(7);
        assertThat(failure).isNotDone();
    }

    @Test
    void announcesTheGatewaysAddressesWhenItStarts() throws Exception {
        control.start();
        control.ask(keeper -> true).get(30, TimeUnit.SECONDS);
        control.close();

        assertThat(rig.sent()).hasSize(3);
    }

    @Test
    void tellsThatItDiedAndWhatOf() throws Exception {
        PacketPool broken = new PacketPool() {
            @Override
            public long allocate() {
                throw new IllegalStateException("the pool is gone");
            }

            @Override
            public void free(long pointers, int count) {}
        };
        try (ControlThread dying = new ControlThread(rig.keeperOf(broken), List.of(), failure::complete)) {
            CompletableFuture<Boolean> waiting = dying.ask(keeper -> true);
            dying.start();

            assertThat(failure.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the pool is gone");
            assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
                    .hasRootCauseMessage("the control thread has ended");
            assertThatThrownBy(() -> dying.ask(keeper -> true).get(30, TimeUnit.SECONDS))
                    .as("asked later")
                    .hasRootCauseMessage("the control thread has ended");
        }
    }

    @Test
    void leavesNobodyWaitingWhenItIsClosedBeforeItStarted() {
        CompletableFuture<Boolean> waiting = control.ask(keeper -> true);
        control.close();

        assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("the control thread has ended");
    }
}
