package io.sallyport.lab.traffic;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** Bytes that a seed determines, so that both ends know them without a file. */
public final class Content {
    private static final int BLOCK = 1 << 16;

    private Content() {}

    /** Writes the first {@code bytes} bytes that belong to {@code seed}. */
    public static void write(long seed, long bytes, OutputStream out) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] block = new byte[BLOCK];
        for (long left = bytes; left > 0; left -= BLOCK) {
            random.nextBytes(block);
            out.write(block, 0, (int) Math.min(left, BLOCK));
        }
    }

    /** SHA-256 of the first {@code bytes} bytes that belong to {@code seed}, in hexadecimal. */
    public static String sha256(long seed, long bytes) {
        MessageDigest digest = newSha256();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            write(seed, bytes, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return hex(digest);
    }

    /** A new SHA-256. */
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the digest and returns it in hexadecimal. */
    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
