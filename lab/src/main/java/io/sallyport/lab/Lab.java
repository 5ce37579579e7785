package io.sallyport.lab;

import io.sallyport.lab.gateway.Example;
import io.sallyport.lab.gateway.GatewayProcess;
import io.sallyport.lab.gateway.LabConfiguration;
import io.sallyport.lab.gateway.Launch;
import io.sallyport.lab.gateway.RunFiles;
import io.sallyport.lab.gateway.RunningGateway;
import io.sallyport.lab.machine.Share;
import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.net.PortType;
import io.sallyport.lab.net.Program;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.net.Wiring;
import io.sallyport.lab.traffic.Server;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The lab that stands: namespaces, the gateway and a server. {@link #close} takes it down, once, from whichever thread
 * comes first; a shutdown hook may call it while {@link #up} is under way.
 */
public final class Lab implements AutoCloseable {
    private static final Duration SERVER_LIMIT = Duration.ofSeconds(20);

    private final PortType type;
    private final String configuration;
    private final Launch launch;
    private final Progress progress;
    private final Wiring wiring;
    private @Nullable GatewayProcess gateway;
    private @Nullable GatewayProcess standby;
    private @Nullable LabLock lock;
    private boolean ours;

    /** Nothing is made yet. */
    public Lab(PortType type, Example example, Progress progress) {
        this(type, LabConfiguration.of(example, type), Launch.of(type), progress);
    }

    /**
     * With a gateway of another configuration; nothing is made yet.
     *
     * @param configuration the text of a configuration with the addresses of {@code examples/lab.yaml}
     * @param launch how the gateway is started
     */
    public Lab(PortType type, String configuration, Launch launch, Progress progress) {
        this.type = type;
        this.configuration = configuration;
        this.launch = launch;
        this.progress = progress;
        this.wiring = new Wiring(type);
    }

    /**
     * Builds all of it, after what an earlier run may have left is gone.
     *
     * @throws LabException if this machine lacks something or the gateway does not start
     */
    public void up() {
        Machine.requireRoot();
        claim();
        if (removeLeftovers()) {
            progress.say("removed what an earlier run left");
        }
        Machine.requireFor(type);
        progress.say("making namespaces "
                + Arrays.stream(Namespace.values()).map(Namespace::id).collect(Collectors.joining(", ")));
        step(this::makeNamespaces);
        progress.say("starting the gateway on %s ports: ./sallyport %s -c %s"
                .formatted(type, String.join(" ", launch.arguments()), RunFiles.configuration()));
        step(this::startGateway);
        progress.say("the gateway says: " + awaitGateway());
        step(this::startServer);
        Machine.awaitLine(RunFiles.serverLog(), "ready", SERVER_LIMIT);
        progress.say("the server answers on " + String.join(", ", Topology.internet()));
    }

    /** The gateway's process. */
    public synchronized GatewayProcess gateway() {
        if (gateway == null) {
            throw new IllegalStateException("the gateway has not been started");
        }
        return gateway;
    }

    /** How the gateway is joined to the namespaces. */
    public PortType type() {
        return type;
    }

    /**
     * Runs a command that has to succeed on the system that the gateway runs on.
     *
     * @return what it printed
     */
    public String besideGateway(String... command) {
        return launch.isInMachine() ? Share.ask(String.join(" ", command)) : Commands.run(command);
    }

    /** Ends the gateway in order, before the rest. */
    public synchronized GatewayProcess.Ending stopGateway() {
        GatewayProcess.Ending ending = gateway().stop();
        gateway = null;
        return ending;
    }

    /** Ends the gateway as a crash would; the rest stays. */
    public synchronized void killGateway() {
        gateway().kill();
    }

    /**
     * Starts the gateway again after it has ended.
     *
     * @return its line {@code ready}
     * @throws LabException if it does not start
     */
    public String startGatewayAgain() {
        step(this::startGateway);
        return awaitGateway();
    }

    /**
     * Has another gateway take the place of the one that runs.
     *
     * @return how the one before ended
     * @throws LabException if the new one does not start
     */
    public GatewayProcess.Ending replaceGateway() {
        GatewayProcess before = gateway();
        step(() -> gateway = before.replace(RunFiles.configuration()));
        GatewayProcess.Ending ending = before.awaitEnd();
        awaitGateway();
        return ending;
    }

    /**
     * Has another gateway stand by.
     *
     * @throws LabException if it does not come to that
     */
    public void startStandby() {
        step(() -> standby = GatewayProcess.standBy(RunFiles.configuration()));
    }

    /**
     * Waits until the gateway that stood by has gone on in the place of the one that has ended.
     *
     * @throws LabException if it does not
     */
    public void awaitStandby() {
        step(() -> {
            gateway = Objects.requireNonNull(standby, "nobody stands by");
            gateway.takesOver();
        });
        awaitGateway();
    }

    private String awaitGateway() {
        String ready = gateway().awaitReady();
        step(wiring::afterGateway);
        return ready;
    }

    /** From now on {@link #close} leaves everything as it is, and no other lab is built until it is taken down. */
    public synchronized void keep() {
        RunFiles.write(RunFiles.kept(), "");
        ours = false;
    }

    /** Leaves a lab alone that another process built. */
    @Override
    public synchronized void close() {
        if (ours) {
            ours = false;
            removeLeftovers();
        }
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }

    /**
     * Takes down whatever lab there is on this machine, by the names it uses.
     *
     * @return whether there was any
     */
    public static boolean removeLeftovers() {
        boolean found = RunningGateway.stop();
        found |= Wiring.remove();
        RunFiles.remove();
        return found;
    }

    private synchronized void claim() {
        lock = LabLock.take();
        requireNoneKept();
        ours = true;
    }

    private static void requireNoneKept() {
        if (RunFiles.exists(RunFiles.kept()) && RunningGateway.find().isPresent()) {
            throw LabException.environment("a lab is up already, and there can be one. Type: ./sallyport lab down");
        }
    }

    private synchronized void step(Runnable step) {
        if (!ours) {
            throw LabException.failed("the lab is being taken down");
        }
        step.run();
    }

    private void makeNamespaces() {
        RunFiles.create();
        RunFiles.write(RunFiles.configuration(), configuration);
        wiring.beforeGateway();
        if (launch.isInMachine()) {
            Arrays.stream(Namespace.values()).forEach(Namespace::limitWindows);
        }
    }

    private void startGateway() {
        gateway = GatewayProcess.start(RunFiles.configuration(), launch);
    }

    private void startServer() {
        Program.startDetached(
                Namespace.SERVER,
                RunFiles.serverLog().toFile(),
                Server.class,
                Topology.internet().toArray(String[]::new));
    }
}
