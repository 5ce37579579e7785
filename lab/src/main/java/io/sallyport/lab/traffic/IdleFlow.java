package io.sallyport.lab.traffic;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** One flow to the {@link SourceService} that is silent until it is used. One thread at a time. */
interface IdleFlow {
    /** A TCP flow for even numbers, UDP for odd ones. */
    static IdleFlow open(int flow, Ends ends) throws IOException {
        InetSocketAddress local = new InetSocketAddress(ends.source(flow), 0);
        InetSocketAddress remote = new InetSocketAddress(ends.destination(flow), Services.SOURCE);
        return flow % 2 == 0 ? new Tcp(local, remote) : new Udp(local, remote);
    }

    /**
     * Sends one byte.
     *
     * @return where the far end says that it came from
     */
    String ask(byte token) throws IOException;

    /** The kernel repeats what is lost by itself. */
    final class Tcp implements IdleFlow {
        private static final int LIMIT_MILLIS = 10_000;

        private final Socket socket = new Socket();

        Tcp(InetSocketAddress local, InetSocketAddress remote) throws IOException {
            socket.bind(local);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.connect(remote, LIMIT_MILLIS);
        }

        @Override
        public String ask(byte token) throws IOException {
            socket.getOutputStream().write(token);
            InputStream in = socket.getInputStream();
            int back = in.read();
            if ((byte) back != token) {
                throw new IOException("sent %d, got %d".formatted(token, back));
            }
            StringBuilder source = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("the server has closed the connection");
                }
                source.append((char) next);
            }
            return source.toString();
        }
    }

    /** A busy machine may lose a datagram; the flow is dead when several in a row stay unanswered. */
    final class Udp implements IdleFlow {
        private static final int LIMIT_MILLIS = 1_000;
        private static final int TRIES = 4;
        private static final int LONGEST = 64;

        private final DatagramSocket socket;

        Udp(InetSocketAddress local, InetSocketAddress remote) throws IOException {
            socket = new DatagramSocket(local);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.connect(remote);
        }

        @Override
        public String ask(byte token) throws IOException {
            for (int i = 1; i <= TRIES; i++) {
                socket.send(new DatagramPacket(new byte[] {token}, 1));
                DatagramPacket answer = new DatagramPacket(new byte[LONGEST], LONGEST);
                try {
                    do {
                        socket.receive(answer);
                    } while (answer.getData()[0] != token); // the late answer to an earlier one
                    return new String(answer.getData(), 1, answer.getLength() - 2, StandardCharsets.US_ASCII);
                } catch (SocketTimeoutException e) {
                    // the next datagram, or the end of tries, follows
                }
            }
            throw new IOException("no answer to %d datagrams".formatted(TRIES));
        }
    }
}
