package io.sallyport.lab.demo;

import io.sallyport.lab.Progress;
import io.sallyport.lab.traffic.Content;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Takes a download in: digests it and says how far it is. One thread. */
final class Received extends OutputStream {
    private static final int STEPS = 8;
    /** Less than this many bytes are here before anybody wonders. */
    private static final long WORTH_SAYING = 32L << 20;

    private final MessageDigest digest = Content.newSha256();
    private final String what;
    private final long expected;
    private final Progress progress;
    private long bytes;
    private int step = 1;

    Received(String what, long expected, Progress progress) {
        this.what = what;
        this.expected = expected;
        this.progress = progress;
    }

    String sha256() {
        return Content.hex(digest);
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) {
        digest.update(data, offset, length);
        bytes += length;
        while (expected >= WORTH_SAYING && step < STEPS && bytes >= expected / STEPS * step) {
            progress.say("  %s: %,d MiB are here".formatted(what, bytes >> 20));
            step++;
        }
    }
}
