package io.sallyport.bench.drivers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How and where everything of one run is started.
 *
 * @param home folder of {@code ./sallyport}
 * @param folder for sockets, configuration and logs
 * @param cpus which CPU has which part
 * @param workers of the gateway
 * @param warmUp how long packets flow before they are counted
 * @param run how long they are counted
 */
record Bench(Path home, Path folder, Cpus cpus, int workers, Duration warmUp, Duration run) {
    /** The same in a folder of its own: what is killed leaves its sockets, on which no other process can listen. */
    Bench in(String name) {
        try {
            Path own = Files.createDirectory(folder.resolve(name));
            return new Bench(home, own, cpus, workers, warmUp, run);
        } catch (IOException e) {
            throw DriversException.environment("cannot make a folder in %s: %s".formatted(folder, e.getMessage()));
        }
    }

    /** The generator as the build made it. */
    Path generator() {
        return home.resolve("target/dist/sallyport-generator");
    }

    /** The two ports of the gateway or testpmd, as DPDK's arguments. */
    List<String> serverPorts(DriverCase one) {
        return List.of(
                one.wire().serverArguments(0, folder, workers), one.wire().serverArguments(1, folder, workers));
    }

    /** The generator's two ports, as DPDK's arguments. */
    List<String> clientPorts(DriverCase one) {
        return List.of(
                one.wire().clientArguments(0, folder, workers), one.wire().clientArguments(1, folder, workers));
    }
}
