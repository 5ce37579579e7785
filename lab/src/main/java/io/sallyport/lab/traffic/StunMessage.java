package io.sallyport.lab.traffic;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** The messages of STUN that tell a client how it is translated (RFC 3489 section 11). */
final class StunMessage {
    /** Flag in {@link #changeRequest}: answer from the other address. */
    static final int CHANGE_ADDRESS = 0x04;
    /** Flag in {@link #changeRequest}: answer from the other port. */
    static final int CHANGE_PORT = 0x02;

    private static final int HEADER = 20;
    private static final int ATTRIBUTE_HEADER = 4;
    private static final int TRANSACTION = 4;
    private static final short BINDING_REQUEST = 0x0001;
    private static final short BINDING_RESPONSE = 0x0101;
    private static final short MAPPED_ADDRESS = 0x0001;
    private static final short CHANGE_REQUEST = 0x0003;
    private static final short SOURCE_ADDRESS = 0x0004;
    private static final short CHANGED_ADDRESS = 0x0005;
    private static final short ADDRESS_LENGTH = 8;
    private static final byte IPV4 = 1;

    private StunMessage() {}

    static boolean isBindingRequest(byte[] message) {
        return message.length >= HEADER && ByteBuffer.wrap(message).getShort(0) == BINDING_REQUEST;
    }

    /** The flags of CHANGE-REQUEST in a binding request; 0 if it has none. */
    static int changeRequest(byte[] request) {
        ByteBuffer message = ByteBuffer.wrap(request).position(HEADER);
        while (message.remaining() >= ATTRIBUTE_HEADER) {
            short type = message.getShort();
            int length = message.getShort() & 0xffff;
            if (type == CHANGE_REQUEST && length == Integer.BYTES && message.remaining() >= length) {
                return message.getInt();
            }
            message.position(message.position() + Math.min(length, message.remaining()));
        }
        return 0;
    }

    /** The answer that leaves from {@code source}; {@code other} differs from where the request came to in address and port. */
    static byte[] bindingResponse(
            byte[] request, InetSocketAddress mapped, InetSocketAddress source, InetSocketAddress other) {
        short length = 3 * (ATTRIBUTE_HEADER + ADDRESS_LENGTH);
        ByteBuffer message = ByteBuffer.allocate(HEADER + length)
                .putShort(BINDING_RESPONSE)
                .putShort(length)
                .put(request, TRANSACTION, HEADER - TRANSACTION);
        putAddress(message, MAPPED_ADDRESS, mapped);
        putAddress(message, SOURCE_ADDRESS, source);
        putAddress(message, CHANGED_ADDRESS, other);
        return message.array();
    }

    private static void putAddress(ByteBuffer message, short type, InetSocketAddress address) {
        message.putShort(type)
                .putShort(ADDRESS_LENGTH)
                .put((byte) 0)
                .put(IPV4)
                .putShort((short) address.getPort())
                .put(address.getAddress().getAddress());
    }
}
