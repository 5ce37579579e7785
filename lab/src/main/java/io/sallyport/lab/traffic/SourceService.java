package io.sallyport.lab.traffic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers each byte, over TCP and UDP, with that byte and the {@code ADDRESS:PORT} it came from, as a line. */
final class SourceService {
    private static final int BACKLOG = 1024;

    private SourceService() {}

    static void startTcp(int port) throws IOException {
        ServerSocket listener = new ServerSocket(port, BACKLOG);
        Thread.ofPlatform().name("source-tcp").start(() -> accept(listener));
    }

    static void startUdp(InetSocketAddress local) throws IOException {
        DatagramSocket socket = new DatagramSocket(local);
        Thread.ofPlatform().name("source-" + local).start(() -> serve(socket));
    }

    private static void accept(ServerSocket listener) {
        try (listener) {
            while (true) {
                Socket connection = listener.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            System.out.println("source service ended: " + e);
        }
    }

    private static void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InetSocketAddress from = (InetSocketAddress) connection.getRemoteSocketAddress();
            InputStream in = connection.getInputStream();
            OutputStream out = connection.getOutputStream();
            for (int token = in.read(); token >= 0; token = in.read()) {
                out.write(answer((byte) token, from));
            }
        } catch (IOException e) {
            System.out.println("source service with " + connection.getRemoteSocketAddress() + ": " + e);
        }
    }

    private static void serve(DatagramSocket socket) {
        try (socket) {
            DatagramPacket packet = new DatagramPacket(new byte[1], 1);
            while (true) {
                packet.setLength(1);
                socket.receive(packet);
                byte[] answer = answer(packet.getData()[0], (InetSocketAddress) packet.getSocketAddress());
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            System.out.println("source service ended: " + e);
        }
    }

    private static byte[] answer(byte token, InetSocketAddress from) {
        byte[] answer = "?%s:%d\n"
                .formatted(from.getAddress().getHostAddress(), from.getPort())
                .getBytes(StandardCharsets.US_ASCII);
        answer[0] = token;
        return answer;
    }
}
