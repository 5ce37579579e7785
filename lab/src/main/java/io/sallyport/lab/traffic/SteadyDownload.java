package io.sallyport.lab.traffic;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** One download without an end at a steady rate; what has come is digested and compared when it ends. */
final class SteadyDownload {
    private static final long ENDLESS = 1L << 50;
    private static final int PIECE = 1 << 13;
    /** After each piece: half a megabyte a second is what a video takes, and leaves the CPUs to others. */
    private static final long PAUSE_MILLIS = 16;

    private static final int RECEIVE_BUFFER = 64 << 10;
    private static final int SILENCE_MILLIS = 60_000;

    private final int number;
    private final CountDownLatch opened;
    private final Thread thread;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final MessageDigest digest = Content.newSha256();
    private final AtomicLong bytes = new AtomicLong();
    private final long bytesPerSecond;
    private final Silence silence = new Silence();
    private volatile boolean ending;
    private volatile boolean broken;

    private SteadyDownload(int number, Ends ends, CountDownLatch opened, long bytesPerSecond) {
        this.number = number;
        this.opened = opened;
        this.bytesPerSecond = bytesPerSecond;
        this.local = new InetSocketAddress(ends.source(number), 0);
        this.remote = new InetSocketAddress(ends.destination(number), Services.HTTP);
        this.thread = Thread.ofPlatform().name("download-" + number).unstarted(this::run);
    }

    /** Starts one that is taken in slowly: the server always has more to send, and waits. */
    static SteadyDownload start(int number, Ends ends, CountDownLatch opened) {
        return start(number, ends, opened, 0);
    }

    /** Starts one that the server sends so many bytes of a second, and that is taken in at once: a pause is one of the way. */
    static SteadyDownload start(int number, Ends ends, CountDownLatch opened, long bytesPerSecond) {
        SteadyDownload download = new SteadyDownload(number, ends, opened, bytesPerSecond);
        download.thread.start();
        return download;
    }

    /** Bytes of content so far. */
    long bytes() {
        return bytes.get();
    }

    /** When nothing came. */
    Silence silence() {
        return silence;
    }

    /** Lets it end with the next bytes that come. */
    void end() {
        ending = true;
    }

    /** Waits for its end; whether it was not broken before, and all that came is what was sent. */
    boolean awaitRight() throws InterruptedException {
        thread.join();
        return !broken && bytes() > 0 && Content.hex(digest).equals(Content.sha256(number, bytes()));
    }

    private void run() {
        try (Socket socket = new Socket()) {
            // So little under way fits in any queue of the way: what is lost, others have crowded out.
            socket.setReceiveBufferSize(RECEIVE_BUFFER);
            socket.bind(local);
            socket.setSoTimeout(SILENCE_MILLIS);
            socket.connect(remote, SILENCE_MILLIS);
            socket.getOutputStream()
                    .write("GET /content?seed=%d&bytes=%d%s HTTP/1.1\r\nHost: lab\r\n\r\n"
                            .formatted(number, ENDLESS, bytesPerSecond == 0 ? "" : "&rate=" + bytesPerSecond)
                            .getBytes(StandardCharsets.US_ASCII));
            receive(new BufferedInputStream(socket.getInputStream(), PIECE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            broken = true;
            System.out.println("download %d from %s: %s".formatted(number, local, e));
            if (bytes() == 0) {
                opened.countDown();
            }
        }
    }

    private void receive(InputStream content) throws IOException, InterruptedException {
        skipHeader(content);
        byte[] piece = new byte[PIECE];
        while (!ending) {
            int read = content.read(piece);
            if (read < 0) {
                throw new IOException("the server has closed the connection");
            }
            silence.arrived(System.nanoTime());
            digest.update(piece, 0, read);
            if (bytes.getAndAdd(read) == 0) {
                opened.countDown();
            }
            if (bytesPerSecond == 0) {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private static void skipHeader(InputStream content) throws IOException {
        int newlines = 0;
        while (newlines < 2) {
            int next = content.read();
            if (next < 0) {
                throw new IOException("the answer has no end of header");
            }
            newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
        }
    }
}
