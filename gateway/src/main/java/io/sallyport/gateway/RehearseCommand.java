package io.sallyport.gateway;

import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.config.ConfigException;
import io.sallyport.gateway.config.ConfigReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/**
 * {@code sallyport rehearse}: a gateway over devices that carry nothing, which is asked everything once and ends when its standard
 * input does. The build has the JVM watch it and keep what it learns: which classes are loaded, which methods are hot.
 */
@Command(name = "rehearse", description = "Starts and stops a gateway over devices that carry nothing.", hidden = true)
final class RehearseCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RehearseCommand.class);
    private static final List<String> QUESTIONS = List.of(
            "/v1/status",
            "/v1/workers",
            "/v1/pauses",
            "/v1/interfaces",
            "/v1/counters",
            "/v1/drops",
            "/v1/handoff",
            "/v1/ledger",
            "/v1/sessions?limit=10",
            "/v1/pools",
            "/v1/neighbors",
            "/v1/routes",
            "/metrics",
            "/healthz",
            "/readyz");

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("sallyport-rehearsal");
        int port = freePort();
        try {
            Path file = folder.resolve("rehearsal.yaml");
            Files.writeString(file, configuration(port, folder.resolve("api.sock")));
            Config config = ConfigReader.readFile(file);
            rehearse(config, "http://127.0.0.1:" + port);
            return ExitCode.GOOD;
        } catch (ConfigException refused) {
            ConfigFileOption.print(refused);
            return ExitCode.WRONG_USE;
        } catch (EnvironmentException lacking) {
            System.err.println("sallyport: " + lacking.getMessage());
            return ExitCode.ENVIRONMENT;
        } finally {
            Files.deleteIfExists(folder.resolve("rehearsal.yaml"));
            Files.deleteIfExists(folder);
        }
    }

    private static void rehearse(Config config, String url) throws ConfigException, IOException {
        try (Gateway gateway = new Gateway(config, failure -> LOG.error("while rehearsing", failure))) {
            for (String question : QUESTIONS) {
                ask(url + question);
            }
            System.out.println("ready " + url);
            System.in.transferTo(System.err);
            gateway.stop();
        }
    }

    private static void ask(String url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        try (InputStream body = connection.getInputStream()) {
            body.readAllBytes();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    /** Nothing in it needs root, huge pages, or cores to spare. */
    private static String configuration(int port, Path socket) {
        return """
                mode: lab
                workers: {count: 2}
                dpdk: {hugepages: off}
                interfaces:
                  - {port: net_null0, devargs: "net_null0,no-rx=1", role: inside, address: 10.0.0.1/24, mtu: 1500}
                  - {port: net_null1, devargs: "net_null1,no-rx=1", role: outside, address: 198.51.100.2/24, mtu: 1500}
                routes:
                  - {to: 0.0.0.0/0, via: 198.51.100.1}
                nat:
                  pools: [{name: public, addresses: [203.0.113.10]}]
                  limits: {sessions-per-worker: 1000}
                state: {keep-sessions: false}
                api: {listen: "127.0.0.1:%d", unix: %s}
                """.formatted(port, socket);
    }
}
