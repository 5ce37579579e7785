package io.sallyport.lab.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;

/**
 * Sends frames of one length as they are, many with one system call ({@code packet(7)}, {@code sendmmsg(2)}). The caller writes
 * them into {@link #frames} and may change them once {@link #send} has returned. One thread.
 */
public final class PacketSocket implements AutoCloseable {
    private static final int FAMILY = 17;
    private static final int RAW = 3;
    private static final int ADDRESS_BYTES = 20;
    private static final int ADDRESS_INTERFACE = 4;
    private static final int VECTOR_BYTES = 16;
    private static final int VECTOR_LENGTH = 8;
    private static final int MESSAGE_BYTES = 64;
    private static final int MESSAGE_VECTOR = 16;
    private static final int MESSAGE_VECTORS = 24;
    /** A queue was full: the frame is lost, as it would be on a busy wire. */
    private static final int NO_BUFFERS = -105;

    private final Arena arena = Arena.ofConfined();
    private final int socket;
    private final int count;
    private final MemorySegment frames;
    private final ByteBuffer buffer;
    private final MemorySegment messages;

    /**
     * Opens a socket for an interface of this namespace.
     *
     * @param bytes length of a frame
     * @param count frames of one batch
     * @throws IOException if there is no such interface, or this is not root
     */
    public PacketSocket(String name, int bytes, int count) throws IOException {
        NetworkInterface found = NetworkInterface.getByName(name);
        if (found == null) {
            throw new IOException("there is no interface %s here".formatted(name));
        }
        this.count = count;
        this.frames = arena.allocate((long) bytes * count);
        this.buffer = frames.asByteBuffer();
        this.messages = messages(bytes);
        this.socket = Calls.SOCKET.orFail("AF_PACKET", FAMILY, RAW, 0);
        MemorySegment address = arena.allocate(ADDRESS_BYTES, Integer.BYTES);
        address.set(ValueLayout.JAVA_SHORT, 0, (short) FAMILY);
        address.set(ValueLayout.JAVA_INT, ADDRESS_INTERFACE, found.getIndex());
        Calls.BIND.orFail(name, socket, address, ADDRESS_BYTES);
    }

    /** The frames of the next batch, one after the other, in network byte order. */
    public ByteBuffer frames() {
        return buffer;
    }

    /**
     * Sends the batch.
     *
     * @return how many frames the kernel lost because a queue was full
     */
    public int send() throws IOException {
        int lost = 0;
        for (int sent = 0; sent < count; ) {
            MemorySegment rest = messages.asSlice((long) sent * MESSAGE_BYTES);
            int result = Calls.SENDMMSG.call(socket, rest, count - sent, 0);
            if (result == NO_BUFFERS) {
                lost++;
                sent++;
            } else if (result < 0) {
                throw new IOException("sendmmsg failed with errno " + -result);
            } else {
                sent += result;
            }
        }
        return lost;
    }

    @Override
    public void close() {
        Calls.CLOSE.call(socket);
        arena.close();
    }

    private MemorySegment messages(int bytes) {
        MemorySegment vectors = arena.allocate((long) count * VECTOR_BYTES, Long.BYTES);
        MemorySegment result = arena.allocate((long) count * MESSAGE_BYTES, Long.BYTES);
        for (long i = 0; i < count; i++) {
            vectors.set(ValueLayout.JAVA_LONG, i * VECTOR_BYTES, frames.address() + i * bytes);
            vectors.set(ValueLayout.JAVA_LONG, i * VECTOR_BYTES + VECTOR_LENGTH, bytes);
            result.set(ValueLayout.JAVA_LONG, i * MESSAGE_BYTES + MESSAGE_VECTOR, vectors.address() + i * VECTOR_BYTES);
            result.set(ValueLayout.JAVA_LONG, i * MESSAGE_BYTES + MESSAGE_VECTORS, 1);
        }
        return result;
    }
}
