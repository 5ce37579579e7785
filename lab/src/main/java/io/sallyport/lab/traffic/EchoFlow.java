package io.sallyport.lab.traffic;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** One flow to an echo service that stays open. One thread. */
interface EchoFlow extends AutoCloseable {
    /** A TCP flow for even numbers, UDP for odd ones. */
    static EchoFlow open(int flow, Ends ends, Runnable repeated) throws IOException {
        InetSocketAddress local = new InetSocketAddress(ends.source(flow), 0);
        InetSocketAddress remote = new InetSocketAddress(ends.destination(flow), Services.ECHO);
        return flow % 2 == 0 ? new Tcp(local, remote) : new Udp(local, remote, repeated);
    }

    /** Sends one byte and waits until it is back. */
    void exchange(byte value) throws IOException;

    @Override
    void close() throws IOException;

    /** TCP repeats what is lost by itself. */
    final class Tcp implements EchoFlow {
        private static final int LIMIT_MILLIS = 20_000;

        private final Socket socket = new Socket();

        Tcp(InetSocketAddress local, InetSocketAddress remote) throws IOException {
            socket.bind(local);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.connect(remote, LIMIT_MILLIS);
        }

        @Override
        public void exchange(byte value) throws IOException {
            socket.getOutputStream().write(value);
            int back = socket.getInputStream().read();
            if ((byte) back != value) {
                throw new IOException("sent %d, got %d".formatted(value, back));
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /**
     * UDP loses datagrams beside TCP at full speed: a tap has room for 500 packets, and one datagram in ten finds none. A
     * flow that has lost its mapping loses them all, so it is given up only after the time that TCP is given.
     */
    final class Udp implements EchoFlow {
        private static final int LIMIT_MILLIS = 2_000;
        private static final int TRIES = Tcp.LIMIT_MILLIS / LIMIT_MILLIS;

        private final DatagramSocket socket;
        private final Runnable repeated;

        Udp(InetSocketAddress local, InetSocketAddress remote, Runnable repeated) throws IOException {
            this.socket = new DatagramSocket(local);
            this.repeated = repeated;
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.connect(remote);
        }

        @Override
        public void exchange(byte value) throws IOException {
            for (int i = 1; !attempt(value); i++) {
                if (i == TRIES) {
                    throw new IOException("no answer to %d datagrams".formatted(TRIES));
                }
                repeated.run();
            }
        }

        private boolean attempt(byte value) throws IOException {
            socket.send(new DatagramPacket(new byte[] {value}, 1));
            DatagramPacket answer = new DatagramPacket(new byte[2], 2);
            try {
                do {
                    socket.receive(answer);
                } while (answer.getData()[0] != value); // the late answer to an earlier one
                return true;
            } catch (SocketTimeoutException e) {
                return false;
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
