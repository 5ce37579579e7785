package io.sallyport.gateway.state;

import io.sallyport.dataplane.restart.Discard;
import io.sallyport.dataplane.restart.Redeal;
import io.sallyport.dataplane.restart.Restored;
import io.sallyport.dpdk.memory.NumaNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that this gateway's sessions are in, ready for its workers (checklist C13.5): those of the process before it where they fit, else new
 * ones with its records dealt out anew. Control thread only; workers write the lines.
 */
public final class SessionFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionFiles.class);
    /** Half of the range of a session's time: what is older than this cannot be told from what is younger. */
    private static final long MOST_AWAY_MILLIS = 1L << 31;

    private final StateFolder folder;
    private final List<StateFile> files;
    private final Restored dealt;
    private final long lastSeenMillis;
    private final long awayMillis;

    private SessionFiles(
            StateFolder folder, List<StateFile> files, Restored dealt, long lastSeenMillis, long awayMillis) {
        this.folder = folder;
        this.files = files;
        this.dealt = dealt;
        this.lastSeenMillis = lastSeenMillis;
        this.awayMillis = awayMillis;
    }

    /**
     * What files are wanted.
     *
     * @param workers how many workers there are
     * @param capacity lines of each
     * @param fingerprint of the configuration
     * @param discard whether to lose what there is
     */
    public record Wanted(int workers, int capacity, long fingerprint, boolean discard) {}

    /**
     * Opens or makes the files in a folder that this process has.
     *
     * @throws io.sallyport.gateway.EnvironmentException if what is there cannot be read, or there is no place; nothing is changed then
     */
    static SessionFiles open(StateFolder folder, Wanted wanted) {
        try {
            if (wanted.discard) {
                Earlier.checkOurs(folder.current());
                folder.discard();
            }
            Earlier earlier = folder.hasSessions() ? Earlier.open(folder.current()) : null;
            if (earlier == null) {
                return new SessionFiles(
                        folder, fresh(folder, wanted, List.of(), 0, new Restored()), new Restored(), -1, -1);
            }
            long away = System.currentTimeMillis() - earlier.wallMillis();
            if (earlier.fingerprint() != wanted.fingerprint) {
                LOG.info(
                        "the configuration is another than that of the sessions in {}: each is checked against it",
                        folder);
            }
            if (earlier.fits(wanted.workers, wanted.capacity, BootId.now()) && away < MOST_AWAY_MILLIS) {
                return new SessionFiles(folder, earlier.files(), new Restored(), earlier.wallMillis(), away);
            }
            return dealAnew(folder, wanted, earlier, away);
        } catch (IOException failure) {
            throw StateFolder.unusable(folder.current(), failure);
        }
    }

    private static SessionFiles dealAnew(StateFolder folder, Wanted wanted, Earlier earlier, long away)
            throws IOException {
        try (earlier) {
            boolean rebooted = !earlier.boot().equals(BootId.now());
            long now = System.nanoTime() / 1_000_000;
            int shift = rebooted ? (int) (now - away - earlier.clockMillis()) : 0;
            Restored dealt = new Restored();
            List<Redeal.Lines> lines = earlier.lines();
            if (rebooted && !earlier.stoppedCleanly()) {
                discardAll(lines, Discard.NOT_STOPPED_BEFORE_BOOT, dealt);
                lines = List.of();
            } else if (away >= MOST_AWAY_MILLIS) {
                discardAll(lines, Discard.EXPIRED, dealt);
                lines = List.of();
            }
            return new SessionFiles(
                    folder, fresh(folder, wanted, lines, shift, dealt), dealt, earlier.wallMillis(), away);
        }
    }

    private static void discardAll(List<Redeal.Lines> all, Discard reason, Restored result) {
        all.forEach(lines -> lines.live().forEach(line -> result.discard(reason)));
    }

    /** Makes new files beside those there are and, once they are whole, puts them in their place. */
    private static List<StateFile> fresh(
            StateFolder folder, Wanted wanted, List<Redeal.Lines> earlier, int shift, Restored result)
            throws IOException {
        List<StateFile> files = new ArrayList<>();
        try {
            folder.makeNext();
            for (int worker = 0; worker < wanted.workers; worker++) {
                files.add(StateFile.create(folder.next(), worker, wanted.workers, wanted.capacity, BootId.now()));
            }
            List<Restored> results = IntStream.range(0, earlier.isEmpty() ? 0 : wanted.workers)
                    .parallel()
                    .mapToObj(worker -> Redeal.deal(
                            earlier,
                            worker,
                            wanted.workers,
                            shift,
                            files.get(worker).lines(),
                            wanted.capacity))
                    .toList();
            results.forEach(result::add);
            files.forEach(file -> StateHeader.take(file.header(), wanted.fingerprint));
            folder.promote();
            return files;
        } catch (IOException | RuntimeException failure) {
            files.forEach(StateFile::close);
            folder.dropNext();
            throw failure;
        }
    }

    /** Marks the files as this process's, from now on and until {@link #close}. */
    public void take(long fingerprint) {
        files.forEach(file -> StateHeader.take(file.header(), fingerprint));
    }

    /** Address of a worker's lines. */
    public long lines(int worker) {
        return files.get(worker).lines();
    }

    /** What of the earlier process was lost when its records were dealt out anew; its sessions are counted when they are restored. */
    public Restored dealt() {
        return dealt;
    }

    /**
     * What came of the earlier process's sessions.
     *
     * @param all what its workers restored and did not, and {@link #dealt}
     * @param nanos how long it took
     */
    public TakenOver takenOver(Restored all, long nanos) {
        return new TakenOver(all, nanos, lastSeenMillis, awayMillis, folder.toString());
    }

    /**
     * Has the kernel move each worker's file to where the worker is, as far as there is room.
     *
     * @param node NUMA node by worker
     */
    public void moveTo(IntUnaryOperator node) {
        for (int worker = 0; worker < files.size(); worker++) {
            files.get(worker).moveTo(node.applyAsInt(worker));
        }
    }

    /** Where a worker's file is: pieces of at most 2 MiB by NUMA node. */
    public Map<Integer, Long> pieces(int worker) {
        StateFile file = files.get(worker);
        return NumaNode.pieces(file.header(), file.bytes());
    }

    /** Whether there is any record in the files. */
    public boolean holdAny() {
        return files.stream().anyMatch(file -> file.all().live().findAny().isPresent());
    }

    /** Whether all files are on huge pages. */
    public boolean hugePages() {
        return files.stream().allMatch(StateFile::hugePages);
    }

    /** Notes that the gateway is there; a few times a second. */
    public void seen() {
        files.forEach(file -> StateHeader.seen(file.header()));
    }

    /** Says that the sessions are whole and nobody changes them any more; after the last turn of the last worker. */
    public void stopped() {
        files.forEach(file -> {
            StateHeader.seen(file.header());
            StateHeader.setMark(file.header(), StateHeader.STOPPED);
        });
    }

    /** Gives files and folder up; the sessions stay. */
    @Override
    public void close() {
        files.forEach(StateFile::close);
        folder.close();
    }
}
