package io.sallyport.gateway;

import io.sallyport.api.Ledger;
import io.sallyport.dataplane.device.PacketDevice;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dpdk.DpdkException;
import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.config.ConfigException;
import io.sallyport.gateway.config.ConfigProblem;
import io.sallyport.gateway.config.Ipv4;
import io.sallyport.gateway.config.Ipv4Endpoint;
import io.sallyport.gateway.config.MachineCheck;
import io.sallyport.gateway.config.MachineFacts;
import io.sallyport.gateway.control.ControlThread;
import io.sallyport.gateway.control.NeighborKeeper;
import io.sallyport.gateway.http.ApiServer;
import io.sallyport.gateway.http.ListenException;
import io.sallyport.gateway.numa.Placement;
import io.sallyport.gateway.numa.Topology;
import io.sallyport.gateway.plane.Machine;
import io.sallyport.gateway.plane.Plane;
import io.sallyport.gateway.state.Pulse;
import io.sallyport.gateway.state.SessionFiles;
import io.sallyport.gateway.state.StartWith;
import io.sallyport.gateway.state.TakenOver;
import io.sallyport.gateway.view.LiveView;
import io.sallyport.gateway.view.PauseLog;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway from start to stop: checks the machine, builds the data plane, lets packets in, and opens the API. Whoever
 * starts it closes it; closing ends in the reverse order and leaves nothing behind.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final Deque<AutoCloseable> undo = new ArrayDeque<>();
    private final Plane plane;
    private final LiveView view;
    private @Nullable ApiServer api;
    private volatile boolean ready;

    /**
     * Starts a gateway. Packets flow when this returns.
     *
     * @param with how sessions of an earlier process are treated
     * @param failed told if a thread of the data plane died; the gateway can then only be closed
     * @throws ConfigException if the configuration does not fit this machine
     * @throws EnvironmentException if the machine lacks something
     */
    public Gateway(Config config, StartWith with, Consumer<Throwable> failed) throws ConfigException {
        this(config, with, failed, UnaryOperator.identity());
    }

    /** Starts a gateway with something between its workers and its devices. */
    Gateway(Config config, StartWith with, Consumer<Throwable> failed, UnaryOperator<PacketDevice> wrapper)
            throws ConfigException {
        MachineFacts machine = Machine.cpus();
        List<ConfigProblem> problems = MachineCheck.check(config, machine);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        Topology topology = Topology.ofThisMachine();
        List<Integer> cpus = Cores.ofWorkers(config, machine.usable(), topology);
        Placement placement = Placement.of(topology, config.ports(), cpus);
        try {
            plane = new Plane(config, cpus, placement, Cores.main(cpus, machine.usable()), with, wrapper);
            undo.push(plane);
            TableArena scratch = new TableArena();
            undo.push(scratch);
            NeighborKeeper neighbors = new NeighborKeeper(
                    plane.snapshots(),
                    plane.rings(),
                    plane.buffers(scratch.allocate(Long.BYTES, "control packet")),
                    scratch.allocate(NeighborKeeper.BYTES, "control ring elements"));
            ControlThread control = new ControlThread(neighbors, plane.workers(), failed);
            PauseLog pauses = PauseLog.ofThisProcess();
            undo.push(pauses::remove);
            view = new LiveView(config, plane, control, pauses, () -> ready);
            apiAddress(config).ifPresent(ApiServer::check);
            plane.start(failed);
            undo.push(plane::stopWorkers);
            control.start();
            undo.push(control);
            apiAddress(config)
                    .ifPresent(
                            listen -> api = ApiServer.start(listen, config.api().unix(), view));
            undo.push(view.sampleRates());
            SessionFiles files = plane.files();
            if (files != null) {
                undo.push(new Pulse(files));
            }
            ready = true;
            view.numa().remote().forEach(line -> LOG.warn("NUMA: {}", line));
        } catch (DpdkException | ListenException refused) {
            close();
            throw new EnvironmentException(String.valueOf(refused.getMessage()));
        } catch (ConfigException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    private static Optional<InetSocketAddress> apiAddress(Config config) {
        Ipv4Endpoint listen = config.api().listen();
        return listen == null
                ? Optional.empty()
                : Optional.of(new InetSocketAddress(Ipv4.format(listen.address()), listen.port()));
    }

    /** The ledger as it stands; after {@link #stop} it is the last one. */
    public Ledger ledger() {
        return view.ledger();
    }

    /** What came of the sessions of the process before this one; null where sessions are not kept. */
    public @Nullable TakenOver takenOver() {
        return plane.takenOver();
    }

    /** Ends the API, then the workers, which work as long as they can; nothing moves any more. */
    public void stop() {
        ready = false;
        closeApi();
        plane.stopWorkers();
    }

    private void closeApi() {
        if (api != null) {
            api.close();
            api = null;
        }
    }

    @Override
    public void close() {
        ready = false;
        closeApi();
        while (!undo.isEmpty()) {
            try {
                undo.pop().close();
            } catch (Exception failure) {
                LOG.warn("while stopping", failure);
            }
        }
    }
}
