package io.sallyport.verify.run;

import io.sallyport.verify.model.Addresses;
import io.sallyport.verify.model.Configuration.Interface;
import io.sallyport.verify.model.Configuration.Neighbor;
import io.sallyport.verify.model.Configuration.Role;
import io.sallyport.verify.model.Configuration.Route;
import io.sallyport.verify.model.Network;
import java.util.ArrayList;
import java.util.List;

/** The networks around a random gateway. */
final class Scenery {
    static final long FIRST_MAC = 0x02_00_00_00_00_10L;
    static final long NEIGHBOR_MAC = 0x02_00_00_00_10_00L;

    private static final int[] MTUS = {1500, 1500, 1500, 1400, 1280, 576, 576, 300, 68};
    private static final int ON_LINK = 0;

    final List<Interface> interfaces = new ArrayList<>();
    final List<Route> routes = new ArrayList<>();
    final List<Neighbor> neighbors = new ArrayList<>();
    final List<Integer> hosts = new ArrayList<>();
    final List<Integer> servers = new ArrayList<>();

    private final Dice dice;
    private final boolean smallMtu;

    Scenery(Dice dice, boolean smallMtu) {
        this.dice = dice;
        this.smallMtu = smallMtu;
        int inside = add(Role.INSIDE, "10.0.0.1/28");
        int outside = add(Role.OUTSIDE, "198.51.100.2/28");
        route("10.0.0.0/8", inside, "10.0.0.2");
        hosts("10.0.0.5", "10.0.0.6", "10.9.1.5", "10.9.2.5");
        servers.add(Addresses.of("198.51.100.9"));
        if (dice.percent(40)) {
            int second = add(Role.INSIDE, "172.16.0.1/28");
            route("172.16.0.0/12", second, "172.16.0.2");
            hosts("172.16.0.5", "172.20.3.4");
        }
        if (dice.percent(40)) {
            int second = add(Role.OUTSIDE, "192.0.2.1/28");
            route("100.0.0.0/8", second, "192.0.2.3");
            servers.add(Addresses.of("100.3.2.1"));
            servers.add(Addresses.of("192.0.2.7"));
        }
        if (dice.percent(20)) {
            add(Role.NONE, "192.168.77.1/28");
        }
        farAway(outside);
        servers.add(Addresses.of("8.8.8.8"));
        servers.add(Addresses.of("93.184.216.34"));
    }

    private void farAway(int outside) {
        if (dice.percent(80)) {
            route("0.0.0.0/0", outside, "198.51.100.1");
        } else {
            route("8.0.0.0/8", outside, "198.51.100.1");
            route("93.184.0.0/16", outside, "198.51.100.3");
        }
    }

    private void hosts(String... addresses) {
        for (String address : addresses) {
            hosts.add(Addresses.of(address));
        }
    }

    private int add(Role role, String network) {
        int number = interfaces.size();
        int mtu = smallMtu ? dice.pick(MTUS) : 1500;
        Network own = Network.of(network);
        interfaces.add(new Interface(role, own, FIRST_MAC + number, mtu));
        routes.add(new Route(own, number, ON_LINK));
        for (int k = 0; k < 16; k++) {
            int address = (own.address() & ~0xf) + k;
            neighbors.add(new Neighbor(number, address, NEIGHBOR_MAC + number * 256L + k));
        }
        return number;
    }

    private void route(String to, int interfaceNumber, String via) {
        routes.add(new Route(Network.of(to), interfaceNumber, Addresses.of(via)));
    }
}
