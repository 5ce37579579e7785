package io.sallyport.lab.traffic;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Answers each datagram with another. */
final class UdpService {
    private static final int LARGEST = 65_535;
    private static final int RECEIVE_BUFFER = 1 << 20;

    private UdpService() {}

    static void start(InetSocketAddress local, UnaryOperator<byte[]> answer) throws IOException {
        DatagramSocket socket = new DatagramSocket(local);
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        Thread.ofPlatform().name("udp-" + local).start(() -> serve(socket, answer));
    }

    static void discard(InetSocketAddress local) throws IOException {
        DatagramSocket socket = new DatagramSocket(local);
        byte[] bytes = new byte[LARGEST];
        Thread.ofPlatform().name("discard-" + local).start(() -> {
            try (socket) {
                while (true) {
                    socket.receive(new DatagramPacket(bytes, bytes.length));
                }
            } catch (IOException e) {
                System.out.println("discard ended: " + e);
            }
        });
    }

    private static void serve(DatagramSocket socket, UnaryOperator<byte[]> answer) {
        try (socket) {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
                socket.receive(packet);
                byte[] query = Arrays.copyOfRange(packet.getData(), 0, packet.getLength());
                packet.setData(answer.apply(query));
                socket.send(packet);
            }
        } catch (IOException e) {
            System.out.println("udp service ended: " + e);
        }
    }
}
