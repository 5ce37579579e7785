package io.sallyport.gateway;

import io.sallyport.api.Ledger;
import io.sallyport.api.LedgerInterface;
import io.sallyport.gateway.config.ConfigReader;
import io.sallyport.gateway.state.StartWith;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * A gateway with real devices, whose ledger is read again and again while packets flow. Prints the least differences that any
 * reading had, and the last ledger's interfaces. A process of its own.
 */
final class TrafficProbe {
    private static final PrintStream OUT = System.out;
    private static final int READINGS = 200;

    private long leastNotTaken = Long.MAX_VALUE;
    private long leastNotSent = Long.MAX_VALUE;
    private long outOfBalance;

    private TrafficProbe() {}

    /**
     * Arguments: the configuration; datagrams to send between readings through the kernel; then the address of the gateway to
     * send them through, and commands to run once its devices are there.
     */
    public static void main(String[] arguments) throws Exception {
        new TrafficProbe()
                .run(
                        Path.of(arguments[0]),
                        Integer.parseInt(arguments[1]),
                        List.of(arguments).subList(2, arguments.length));
    }

    private void run(Path file, int datagrams, List<String> commands) throws Exception {
        try (Gateway gateway = new Gateway(ConfigReader.readFile(file), StartWith.USUAL, Throwable::printStackTrace)) {
            for (String command : commands) {
                command(command);
            }
            try (DatagramSocket socket = new DatagramSocket()) {
                for (int reading = 0; reading < READINGS; reading++) {
                    for (int k = 0; k < datagrams; k++) {
                        send(socket, reading * datagrams + k);
                    }
                    take(gateway.ledger());
                }
            }
            settle(gateway);
            gateway.stop(); // what the devices hold now has no taker any more
            Ledger last = gateway.ledger();
            take(last);
            OUT.println("least not taken " + leastNotTaken + ", not sent " + leastNotSent + ", out of balance "
                    + outOfBalance);
            last.interfaces().forEach(OUT::println);
            OUT.println("received " + last.received() + " transmitted " + last.transmitted());
        }
    }

    private void take(Ledger ledger) {
        for (LedgerInterface one : ledger.interfaces()) {
            leastNotTaken = Math.min(leastNotTaken, one.notTaken());
            leastNotSent = Math.min(leastNotSent, one.notSent());
        }
        outOfBalance += Math.abs(ledger.difference());
    }

    /** Waits until what the kernel still holds has come through. */
    private static void settle(Gateway gateway) throws InterruptedException {
        long before = -1;
        for (int k = 0; k < 20 && gateway.ledger().received() != before; k++) {
            before = gateway.ledger().received();
            Thread.sleep(100);
        }
    }

    private static void command(String command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command.split(" ")).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(command + " ended with " + code);
        }
    }

    private static void send(DatagramSocket socket, int number) throws IOException {
        InetAddress far = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) (1 + number % 200)});
        socket.send(new DatagramPacket(new byte[100], 100, far, 1000 + number % 5000));
    }
}
