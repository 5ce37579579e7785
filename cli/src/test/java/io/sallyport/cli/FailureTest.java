package io.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class FailureTest {
    @Test
    void endsWith3WhereNoGatewayAnswersAndSaysHowToStartOne() throws IOException {
        String url = "http://127.0.0.1:" + freePort();
        CommandRun run = CommandRun.of("show", "status", "--api", url);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo(
                        "sallyport: no gateway at " + url + ": nothing listens there. Start one with './sallyport run"
                                + " -c FILE' or './sallyport demo', or name another with --api URL or SALLYPORT_API.\n");
    }

    @Test
    void endsWith3WhereSomethingElseAnswers() {
        try (CannedGateway other = new CannedGateway().answer("/v1/status", "<html>hello</html>")) {
            for (String option : new String[] {"--json", "--api=" + other.url()}) {
                CommandRun run = CommandRun.of(Map.of("SALLYPORT_API", other.url()), "show", "status", option);

                assertThat(run.exitCode()).isEqualTo(3);
                assertThat(run.err()).contains(other.url()).contains("no gateway of this version");
                assertThat(run.err().lines()).hasSize(1);
            }
        }
    }

    @Test
    void endsWith3WhereTheAnswerLacksWhatIsShown() {
        try (CannedGateway older = new CannedGateway().answer("/v1/drops", "{\"total\": 1}")) {
            CommandRun run = CommandRun.of("show", "drops", "--api", older.url());

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err().lines()).hasSize(1);
        }
    }

    @Test
    void endsWith2WhereTheGatewayRefusesTheQuestion() {
        try (CannedGateway gateway = new CannedGateway().status(400).answer("/v1/sessions", """
                        {"message": "parameter 'limit' is '0'", "allowed": ["1 to 10000"]}""")) {
            CommandRun run = CommandRun.of("show", "sessions", "--limit=0", "--api", gateway.url());

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).isEqualTo("sallyport: parameter 'limit' is '0'. Allowed: 1 to 10000\n");
        }
    }

    @Test
    void endsWith3WhereTheGatewayFails() {
        try (CannedGateway gateway = new CannedGateway()
                .status(500)
                .answer("/v1/status", "{\"message\": \"its log says why\", \"allowed\": []}")) {
            CommandRun run = CommandRun.of("show", "status", "--api", gateway.url());

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err()).isEqualTo("sallyport: its log says why\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1:8044", "ftp://127.0.0.1", "http://", "http://a b", "http://127.0.0.1:8044/v1", ""})
    void endsWith2WhereTheAddressIsNone(String url) {
        CommandRun run = CommandRun.of("show", "status", "--api=" + url);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("sallyport: '" + url + "' is no address of an API. Allowed: http://HOST:PORT");
        assertThat(run.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shwo",
                "show statsu",
                "show status --jsn",
                "show status more",
                "show routes --all",
                "show --json"
            })
    void endsWith2WhereTheCommandLineIsWrong(String line) {
        CommandRun run = CommandRun.of(line.split(" ", -1));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("sallyport: ")
                .contains("--help' lists what is allowed")
                .doesNotContain("\tat ");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
