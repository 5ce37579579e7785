package io.sallyport.lab.traffic;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A STUN server with two addresses and two ports, so that a client can find out how it is translated (RFC 3489). */
final class StunService {
    private static final int LARGEST = 1_500;

    /** Indexed by 2 * address + port. */
    private final List<DatagramSocket> sockets = new ArrayList<>();

    private StunService() {}

    static void start(InetAddress first, InetAddress second) throws IOException {
        StunService service = new StunService();
        for (InetAddress address : List.of(first, second)) {
            for (int port : List.of(Services.STUN, Services.STUN_OTHER)) {
                service.sockets.add(new DatagramSocket(new InetSocketAddress(address, port)));
            }
        }
        for (int i = 0; i < service.sockets.size(); i++) {
            int at = i;
            Thread.ofPlatform().name("stun-" + i).start(() -> service.serve(at));
        }
    }

    private void serve(int at) {
        DatagramSocket socket = sockets.get(at);
        try (socket) {
            while (true) {
                DatagramPacket query = new DatagramPacket(new byte[LARGEST], LARGEST);
                socket.receive(query);
                answer(at, Arrays.copyOf(query.getData(), query.getLength()), (InetSocketAddress)
                        query.getSocketAddress());
            }
        } catch (IOException e) {
            System.out.println("stun service ended: " + e);
        }
    }

    private void answer(int at, byte[] query, InetSocketAddress client) throws IOException {
        if (!StunMessage.isBindingRequest(query)) {
            return;
        }
        int change = StunMessage.changeRequest(query);
        int from = at
                ^ ((change & StunMessage.CHANGE_ADDRESS) != 0 ? 2 : 0)
                ^ ((change & StunMessage.CHANGE_PORT) != 0 ? 1 : 0);
        byte[] answer = StunMessage.bindingResponse(query, client, local(from), local(at ^ 3));
        sockets.get(from).send(new DatagramPacket(answer, answer.length, client));
    }

    private InetSocketAddress local(int index) {
        return (InetSocketAddress) sockets.get(index).getLocalSocketAddress();
    }
}
