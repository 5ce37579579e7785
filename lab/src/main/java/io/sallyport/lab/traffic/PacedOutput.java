package io.sallyport.lab.traffic;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;

/** Writes no faster than so many bytes a second, in small pieces, so that what is under way is little and never long ago. One thread. */
final class PacedOutput extends OutputStream {
    private static final int PIECE = 4 << 10;
    private static final double SECOND = 1e9;

    private final OutputStream out;
    private final long pieceNanos;
    private long due = System.nanoTime();

    PacedOutput(OutputStream out, long bytesPerSecond) {
        this.out = out;
        this.pieceNanos = (long) (PIECE * SECOND / bytesPerSecond);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int at = 0; at < length; at += PIECE) {
            await();
            out.write(bytes, offset + at, Math.min(PIECE, length - at));
            out.flush();
        }
    }

    /** Waits until the next piece is due; one that was held up is not made up for. */
    private void await() throws IOException {
        long now = System.nanoTime();
        due = Math.max(due, now - pieceNanos);
        while (due > now) {
            if (Thread.interrupted()) {
                throw new InterruptedIOException();
            }
            LockSupport.parkNanos(due - now);
            now = System.nanoTime();
        }
        due += pieceNanos;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
