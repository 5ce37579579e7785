package io.sallyport.lab.gateway;

import io.sallyport.lab.LabException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A gateway that another run of the lab left, known by its process id. */
public final class RunningGateway {
    private static final String HERE = "io.sallyport.gateway.Main";
    private static final String IN_MACHINE = "io.sallyport.lab.Main vm";
    private static final int STOP_SECONDS = 10;

    private RunningGateway() {}

    /**
     * Ends it.
     *
     * @return whether there was one
     */
    public static boolean stop() {
        find(GatewayFiles.STANDBY.pid())
                .ifPresent(ProcessHandle::destroyForcibly); // else it would go on in the other's place
        Optional<ProcessHandle> gateway = find();
        gateway.ifPresent(RunningGateway::end);
        return gateway.isPresent();
    }

    /** The gateway's process, if the lab started one that still runs. */
    public static Optional<ProcessHandle> find() {
        return find(RunFiles.pid());
    }

    private static Optional<ProcessHandle> find(Path pid) {
        List<String> lines = RunFiles.lines(pid);
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst())).filter(RunningGateway::isGateway);
    }

    private static boolean isGateway(ProcessHandle process) {
        // The number may have gone to another process since.
        return process.info()
                .commandLine()
                .filter(line -> line.contains(HERE) || line.contains(IN_MACHINE))
                .isPresent();
    }

    private static void end(ProcessHandle gateway) {
        gateway.destroy();
        try {
            gateway.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            gateway.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LabException.failed("interrupted");
        }
    }
}
