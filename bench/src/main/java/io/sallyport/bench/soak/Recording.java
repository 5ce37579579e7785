package io.sallyport.bench.soak;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Recordings of traffic (pcap) that DPDK's {@code net_pcap} plays for ever, as fast as a worker takes it: UDP of inside hosts on one side; on the
 * other, packets that belong to nobody and the ARP answer of the next hop, without which nothing could leave.
 */
final class Recording {
    private static final byte[] NEXT_HOP = {2, 0, 0, 0, 0, 1};
    private static final int INSIDE_HOST = 0x0a00_0002;
    private static final int HOSTS = 200;
    private static final int SERVER = 0xc000_020a;
    private static final int ROUTER = 0xc633_6401;
    private static final int OUTSIDE = 0xc633_6402;
    private static final int NAT_ADDRESS = 0xcb00_710a;
    private static final int FRAMES = 512;
    private static final int LENGTH = 60;

    private final ByteBuffer out = ByteBuffer.allocate(24 + FRAMES * (16 + LENGTH));

    private Recording() {
        out.putInt(0xa1b2_c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0)
                .putInt(65_535)
                .putInt(1);
    }

    /** MAC address that {@code net_pcap} gives the n-th device of a process. */
    private static byte[] mac(int device) {
        return new byte[] {2, 0x70, 0x63, 0x61, 0x70, (byte) device};
    }

    static void inside(Path file) throws IOException {
        Recording recording = new Recording();
        for (int i = 0; i < FRAMES; i++) {
            recording.udp(0, INSIDE_HOST + i % HOSTS, 5_000 + i / HOSTS, SERVER, 53);
        }
        Files.write(file, recording.out.array());
    }

    static void outside(Path file) throws IOException {
        Recording recording = new Recording();
        recording.arp();
        for (int i = 1; i < FRAMES; i++) {
            recording.udp(1, SERVER, 53, NAT_ADDRESS, 1_024 + 97 * i);
        }
        Files.write(file, recording.out.array());
    }

    private void frame(int device, int type) {
        out.putInt(0).putInt(0).putInt(LENGTH).putInt(LENGTH);
        out.put(mac(device)).put(NEXT_HOP).putShort((short) type);
    }

    private void udp(int device, int source, int sourcePort, int destination, int destinationPort) {
        int end = out.position() + 16 + LENGTH;
        frame(device, 0x0800);
        int ip = out.position();
        out.putShort((short) 0x4500)
                .putShort((short) (LENGTH - 14))
                .putInt(0x4000)
                .putShort((short) ((64 << 8) | 17));
        out.putShort((short) 0).putInt(source).putInt(destination);
        out.putShort(ip + 10, (short) checksum(ip));
        out.putShort((short) sourcePort).putShort((short) destinationPort).putShort((short) (LENGTH - 34));
        out.position(end);
    }

    private int checksum(int ip) {
        int sum = 0;
        for (int at = ip; at < ip + 20; at += 2) {
            sum += Short.toUnsignedInt(out.getShort(at));
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        return ~((sum & 0xffff) + (sum >>> 16)) & 0xffff;
    }

    private void arp() {
        int end = out.position() + 16 + LENGTH;
        frame(1, 0x0806);
        out.putShort((short) 1)
                .putShort((short) 0x0800)
                .put((byte) 6)
                .put((byte) 4)
                .putShort((short) 2);
        out.put(NEXT_HOP).putInt(ROUTER).put(mac(1)).putInt(OUTSIDE);
        out.position(end);
    }
}
