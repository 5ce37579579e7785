package io.sallyport.gateway.control;

import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An ARP message and its Ethernet header as a person writes them. Reads and writes bytes one by one, sharing nothing with
 * the code under test but memory access.
 *
 * @param destination MAC address that the frame goes to
 * @param source MAC address that it comes from
 * @param operation 1 asks, 2 answers
 */
record ArpMessage(
        String destination,
        String source,
        int operation,
        String senderMac,
        String sender,
        String targetMac,
        String target) {
    static final int LENGTH = 42;
    static final String NOBODY = "00:00:00:00:00:00";
    static final String EVERYBODY = "ff:ff:ff:ff:ff:ff";

    /** A question to everybody: who has {@code target}? */
    static ArpMessage question(String mac, String sender, String target) {
        return new ArpMessage(EVERYBODY, mac, 1, mac, sender, NOBODY, target);
    }

    /** An answer to one station. */
    static ArpMessage answer(String mac, String sender, String targetMac, String target) {
        return new ArpMessage(targetMac, mac, 2, mac, sender, targetMac, target);
    }

    void write(long mbuf) {
        long frame = Mbuf.data(mbuf);
        putMac(frame, destination);
        putMac(frame + 6, source);
        put(frame + 12, 0x08, 0x06, 0, 1, 0x08, 0, 6, 4, 0, operation);
        putMac(frame + 22, senderMac);
        putAddress(frame + 28, sender);
        putMac(frame + 32, targetMac);
        putAddress(frame + 38, target);
    }

    static ArpMessage read(long mbuf) {
        long frame = Mbuf.data(mbuf);
        int[] fixed = {0x08, 0x06, 0, 1, 0x08, 0, 6, 4, 0};
        for (int i = 0; i < fixed.length; i++) {
            if (Memory.getByte(frame + 12 + i) != fixed[i]) {
                throw new AssertionError("not ARP: byte " + (12 + i) + " is " + Memory.getByte(frame + 12 + i));
            }
        }
        return new ArpMessage(
                mac(frame),
                mac(frame + 6),
                Memory.getByte(frame + 21),
                mac(frame + 22),
                address(frame + 28),
                mac(frame + 32),
                address(frame + 38));
    }

    /** An IPv4 address in packet byte order. */
    static int packed(String address) {
        String[] parts = address.split("\\.", 4);
        int result = 0;
        for (int i = 0; i < 4; i++) {
            result |= Integer.parseInt(parts[i]) << (8 * i);
        }
        return result;
    }

    /** A MAC address as a number whose lowest byte is the first on the wire. */
    static long packedMac(String mac) {
        String[] parts = mac.split(":", 6);
        long result = 0;
        for (int i = 0; i < 6; i++) {
            result |= Long.parseLong(parts[i], 16) << (8 * i);
        }
        return result;
    }

    private static void put(long at, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            Memory.putByte(at + i, bytes[i]);
        }
    }

    private static void putMac(long at, String mac) {
        for (int i = 0; i < 6; i++) {
            Memory.putByte(at + i, (int) (packedMac(mac) >>> (8 * i)));
        }
    }

    private static void putAddress(long at, String address) {
        for (int i = 0; i < 4; i++) {
            Memory.putByte(at + i, packed(address) >>> (8 * i));
        }
    }

    private static String mac(long at) {
        return IntStream.range(0, 6)
                .mapToObj(i -> "%02x".formatted(Memory.getByte(at + i)))
                .collect(Collectors.joining(":"));
    }

    private static String address(long at) {
        return IntStream.range(0, 4)
                .mapToObj(i -> Integer.toString(Memory.getByte(at + i)))
                .collect(Collectors.joining("."));
    }
}
