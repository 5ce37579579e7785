package io.sallyport.dpdk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * DPDK's environment abstraction layer: memory, devices and threads of this process. It can be started once in the life
 * of a process. For the control side; {@link #start} and {@link #close} by one thread.
 */
public final class Eal implements AutoCloseable {
    private static final Call INIT = Call.returningInt("rte_eal_init", Native.INT, Native.LONG);
    private static final Call CLEANUP = Call.returningInt("rte_eal_cleanup");
    private static final Call ADD = Call.returningInt("rte_eal_hotplug_add", Native.LONG, Native.LONG, Native.LONG);
    private static final Call HAS_HUGEPAGES = Call.returningInt("rte_eal_has_hugepages");
    private static final Call SOCKETS = Call.returningInt("rte_socket_count");

    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private final String startupLog;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Eal(String startupLog) {
        this.startupLog = startupLog;
    }

    /**
     * Returns why DPDK cannot be used in this process (no shim, an unknown release, other structures), or nothing if it
     * can be started. Touches nothing.
     */
    public static Optional<String> availability() {
        return Compatibility.refusal();
    }

    /**
     * Starts DPDK.
     *
     * @param arguments those of {@code rte_eal_init}, without a program name: {@code --in-memory} with hugepages,
     *     {@code --no-huge --no-shconf -m N} without, {@code --vdev=NAME,key=value} for each virtual device
     * @throws DpdkException if DPDK is not available, was started before, or refuses the arguments
     */
    public static Eal start(List<String> arguments) {
        availability().ifPresent(reason -> {
            throw new DpdkException(reason);
        });
        if (!STARTED.compareAndSet(false, true)) {
            throw new DpdkException(
                    "DPDK was started before in this process, and can be only once; start another process");
        }
        return onThreadOfItsOwn(arguments);
    }

    /** DPDK ties the thread that starts it to one CPU, and every thread started by that one inherits this. */
    private static Eal onThreadOfItsOwn(List<String> arguments) {
        FutureTask<Eal> task = new FutureTask<>(() -> initialize(arguments));
        Thread thread = Thread.ofPlatform().name("dpdk-init").daemon().start(task);
        try {
            Eal eal = task.get();
            thread.join();
            return eal;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DpdkException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DpdkException("interrupted while DPDK was starting");
        }
    }

    private static Eal initialize(List<String> arguments) {
        StartupLog log = StartupLog.begin();
        MemorySegment argv = argumentVector(arguments);
        int result = INIT.integer(arguments.size() + 1, argv.address());
        int error = Call.lastError();
        String text = log.end();
        if (result < 0) {
            DpdkException failure = INIT.failure(
                    String.join(" ", arguments),
                    "correct the arguments (a virtual device is named by its driver and a number, as in --vdev=net_tap0);"
                            + " DPDK says: " + lastLines(text),
                    error);
            List<String> unreadable = VirtualDevices.unreadable(text);
            throw unreadable.isEmpty()
                    ? failure
                    : new DpdkException(
                            "DPDK cannot make the device " + String.join(" nor ", unreadable)
                                    + "; correct its name and arguments. DPDK says: " + lastLines(text),
                            unreadable);
        }
        return withAllDevices(new Eal(text), arguments);
    }

    /**
     * Makes a virtual device after the start, as {@code --vdev} does at the start.
     *
     * @param device name and arguments, such as {@code net_tap0,iface=t0}
     * @throws DpdkException if DPDK has no such driver or the driver refuses the arguments; {@link DpdkException#missingDevices} names it
     */
    public void addVirtualDevice(String device) {
        String name = VirtualDevices.name(device);
        String rest = device.substring(Math.min(device.length(), name.length() + 1));
        StartupLog log = StartupLog.begin();
        int result;
        try (Arena arena = Arena.ofConfined()) {
            result = ADD.integer(
                    arena.allocateFrom("vdev").address(),
                    arena.allocateFrom(name).address(),
                    arena.allocateFrom(rest).address());
        }
        String text = log.end();
        if (result < 0) {
            throw new DpdkException(
                    "DPDK could not make the device " + device + "; correct its name and arguments. DPDK says: "
                            + lastLines(text),
                    List.of(name));
        }
    }

    private static Eal withAllDevices(Eal eal, List<String> arguments) {
        List<String> missing = VirtualDevices.missing(arguments, EthDev.names());
        if (!missing.isEmpty()) {
            eal.close();
            throw new DpdkException(
                    "DPDK could not make the device " + String.join(" nor ", missing)
                            + "; correct its arguments. DPDK says: " + lastLines(eal.startupLog),
                    missing.stream().map(VirtualDevices::name).toList());
        }
        return eal;
    }

    /** DPDK keeps pointers into its arguments and permutes them, so they live as long as the process. */
    private static MemorySegment argumentVector(List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("sallyport"));
        all.addAll(arguments);
        MemorySegment argv = Arena.global().allocate(8L * (all.size() + 1), 8);
        for (int i = 0; i < all.size(); i++) {
            argv.setAtIndex(
                    Native.LONG, i, Arena.global().allocateFrom(all.get(i)).address());
        }
        return argv;
    }

    /** The end of the log holds the complaint; lines that tell of processors and memory are left out. */
    private static String lastLines(String log) {
        List<String> lines =
                log.lines().filter(line -> !line.startsWith("EAL: Detected")).toList();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
    }

    /** Returns what DPDK logged while it started; not printed anywhere else. */
    public String startupLog() {
        return startupLog;
    }

    /** Returns the release of the libraries, such as {@code DPDK 22.11.11}. */
    public static String version() {
        return Compatibility.runningVersion();
    }

    /** Says whether DPDK's memory is on hugepages. */
    public boolean hugepages() {
        return HAS_HUGEPAGES.integer() != 0;
    }

    /** Returns the number of NUMA sockets that DPDK sees, at least 1. */
    public int sockets() {
        return SOCKETS.integer();
    }

    /**
     * Ends DPDK and unmaps its memory. Devices, pools, rings and tables must be closed before, and registered threads
     * ended. Closing again does nothing.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            CLEANUP.integer();
        }
    }
}
