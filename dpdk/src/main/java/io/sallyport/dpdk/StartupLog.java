package io.sallyport.dpdk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Keeps what DPDK logs while it starts, so that an error can say what DPDK found wrong and standard error stays clean.
 * DPDK writes to a stream in memory between {@link #begin} and {@link #end}.
 */
final class StartupLog {
    private static final Call OPEN_STREAM = Call.returningLong("open_memstream", Native.LONG, Native.LONG);
    private static final Call FLUSH = Call.returningInt("fflush", Native.LONG);
    private static final Call REDIRECT = Call.returningInt("rte_openlog_stream", Native.LONG);

    /** A {@code char*} and a {@code size_t} that the C library keeps up to date; as long-lived as the stream. */
    private final MemorySegment text = Arena.global().allocate(16, 8);

    private final long stream;

    private StartupLog() {
        stream = OPEN_STREAM.number(text.address(), text.address() + 8);
        if (stream != 0) {
            REDIRECT.integer(stream);
        }
    }

    static StartupLog begin() {
        return new StartupLog();
    }

    /**
     * Gives DPDK its own log stream back and returns what it wrote so far. The stream itself is never closed: a thread of
     * DPDK may be in the middle of a line.
     */
    String end() {
        if (stream == 0) {
            return "";
        }
        REDIRECT.integer(0L);
        FLUSH.integer(stream);
        return Native.string(text.get(Native.LONG, 0)).strip();
    }
}
