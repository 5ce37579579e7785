package io.sallyport.bench.path;

import io.sallyport.dataplane.packet.Ipv4;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs every case of the benchmark in memory, on one thread. */
public final class PathBench {
    private static final int MANY = 1_000_000;
    private static final int SOME = 10_000;
    private static final int FULL_BURST = 64;
    private static final int WORKERS = 4;
    /** Warming up ends with the first so many slices that allocate nothing: the compiler is done with them then. */
    private static final int WARM_SLICES = 300;

    private static final int MOST_WARM_UPS = 10;
    private static final int SLICES = 50;
    private static final int ROUNDS_PER_SLICE = 40;

    private final boolean quick;
    private final Consumer<String> progress;
    private final PathReport report = new PathReport();

    /**
     * Makes one.
     *
     * @param quick fewer cases and fewer slices, for less than a minute
     * @param progress told what begins
     */
    public PathBench(boolean quick, Consumer<String> progress) {
        this.quick = quick;
        this.progress = progress;
    }

    /** What is missing to run it, and what to do; nothing if all is there. */
    public static Optional<String> missing() {
        String library = System.getProperty(Yardstick.PROPERTY, "");
        return Files.isReadable(Path.of(library)) && !library.isEmpty()
                ? Optional.empty()
                : Optional.of("no yardstick at '%s' (-D%s): ./sallyport bench builds it, with gcc, and says where it is"
                        .formatted(library, Yardstick.PROPERTY));
    }

    private List<PathCase> cases() {
        List<PathCase> cases = new ArrayList<>();
        for (int sessions : quick ? new int[] {1, SOME, MANY} : new int[] {1, SOME, MANY, 10 * MANY}) {
            cases.add(PathCase.udpOut(sessions));
            if (!quick || sessions == SOME) {
                cases.add(new PathCase(sessions, Ipv4.UDP, Direction.IN, FULL_BURST));
                cases.add(new PathCase(sessions, Ipv4.UDP, Direction.BOTH, FULL_BURST));
            }
            if (!quick && sessions <= MANY) {
                for (Direction direction : Direction.values()) {
                    cases.add(new PathCase(sessions, Ipv4.TCP, direction, FULL_BURST));
                }
            }
        }
        cases.add(new PathCase(SOME, Ipv4.UDP, Direction.OUT, FULL_BURST, Flows.LONGEST_FRAME));
        for (int burst = 1; !quick && burst < FULL_BURST; burst *= 4) {
            cases.add(new PathCase(SOME, Ipv4.UDP, Direction.OUT, burst));
        }
        return cases;
    }

    /** Runs it. */
    public PathReport run() {
        warmUp();
        int slices = quick ? 500 : 1_000;
        List<PathCase> cases = cases();
        for (int k = 0; k < cases.size(); ) {
            PathCase first = cases.get(k);
            progress.accept(first.size() + " sessions, " + first.protocolName());
            try (PathRun run = new PathRun(first.protocol(), first.sessions(), first.burst(), first.frame())) {
                for (; k < cases.size() && cases.get(k).sharesSessionsWith(first); k++) {
                    report.add(cases.get(k), Contest.hold(run, cases.get(k).direction(), slices));
                }
                if (first.equals(PathCase.udpOut(MANY))) {
                    report.sessions(run.opening(), run.expire());
                }
            }
        }
        workers();
        return report;
    }

    /** Every way that packets of the cases take, for as long as the compiler needs. */
    private void warmUp() {
        progress.accept("warming up");
        for (int protocol : new int[] {Ipv4.TCP, Ipv4.UDP}) {
            try (PathRun run = new PathRun(protocol, SOME, FULL_BURST)) {
                for (Direction direction : Direction.values()) {
                    Contest.hold(run, direction, quick ? 60 : 150);
                }
                for (int k = 0;
                        k < MOST_WARM_UPS
                                && Contest.hold(run, Direction.BOTH, WARM_SLICES)
                                                .allocated()
                                        > 0;
                        k++) {}
            }
        }
    }

    private void workers() {
        for (int workers : quick ? new int[] {WORKERS} : new int[] {1, 2, WORKERS, 2 * WORKERS}) {
            progress.accept(workers + " workers");
            try (WorkersRun run = new WorkersRun(workers)) {
                int all = 100 * (workers - 1) / workers; // what is left to chance where devices know nothing of owners
                share(run, workers, workers == WORKERS ? new int[] {0, all, 100} : new int[] {0, all});
            }
        }
    }

    /** All shares in turn, in slices, so that what they take can be compared though the machine is shared. */
    private void share(WorkersRun run, int workers, int[] shares) {
        double[][] nanos = new double[shares.length][SLICES];
        double[][] times = new double[shares.length][SLICES];
        for (int slice = -SLICES / 2; slice < SLICES; slice++) {
            for (int k = 0; k < shares.length; k++) {
                double one = run.measure(ROUNDS_PER_SLICE, shares[k]);
                if (slice >= 0) {
                    nanos[k][slice] = one;
                    times[k][slice] = one / nanos[0][slice];
                }
            }
        }
        for (int k = 0; k < shares.length; k++) {
            report.workers(
                    workers + " workers, " + shares[k] + " % handed off",
                    new PathReport.Share(Contest.median(nanos[k]), Contest.median(times[k])));
        }
    }
}
