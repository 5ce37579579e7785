package io.sallyport.lab.traffic;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/** Sends back what comes, until the other end is done. */
final class TcpEcho {
    private static final int BACKLOG = 1024;

    private TcpEcho() {}

    static void start(int port) throws IOException {
        ServerSocket listener = new ServerSocket(port, BACKLOG);
        Thread.ofPlatform().name("tcp-echo").start(() -> accept(listener));
    }

    private static void accept(ServerSocket listener) {
        try (listener) {
            while (true) {
                Socket connection = listener.accept();
                Thread.ofVirtual().start(() -> echo(connection));
            }
        } catch (IOException e) {
            System.out.println("tcp echo ended: " + e);
        }
    }

    private static void echo(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            connection.getInputStream().transferTo(connection.getOutputStream());
        } catch (IOException e) {
            System.out.println("tcp echo with " + connection.getRemoteSocketAddress() + ": " + e);
        }
    }
}
