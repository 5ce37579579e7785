package io.sallyport.gateway.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules of {@code interfaces}: both sides exist, and each interface is one of its kind (checklist C1.1 to C1.5). */
final class InterfaceRules {
    /** What DPDK is built for. */
    private static final int MAX_INTERFACES = 32;

    private final Reading reading;
    private final List<InterfaceConfig> interfaces;

    private InterfaceRules(Config config, Reading reading) {
        this.reading = reading;
        this.interfaces = config.interfaces();
    }

    static void check(Config config, Reading reading) {
        InterfaceRules rules = new InterfaceRules(config, reading);
        rules.checkRoles();
        for (int i = 0; i < rules.interfaces.size(); i++) {
            rules.checkPort(i);
            rules.checkDevargs(i);
            rules.checkAddress(i);
            rules.checkSubnet(i);
        }
    }

    /** The path of a setting of an interface. */
    static String path(int index, String key) {
        return Keys.child(Keys.item("interfaces", index), key);
    }

    private void checkRoles() {
        if (interfaces.size() > MAX_INTERFACES) {
            reading.report("interfaces", interfaces.size() + " interfaces", "DPDK takes at most " + MAX_INTERFACES);
        }
        checkRole(Role.INSIDE, "the one that the hosts to translate are behind");
        checkRole(Role.OUTSIDE, "the one that the Internet is behind");
    }

    private void checkRole(Role role, String meaning) {
        // An entry whose role could not be read may be the one that is missed.
        boolean unknown = false;
        for (int i = 0; i < interfaces.size(); i++) {
            unknown |= !reading.readable(path(i, "role"));
        }
        if (!unknown && interfaces.stream().noneMatch(iface -> iface.role() == role)) {
            String label = Formats.label(role);
            reading.report(
                    "interfaces",
                    "no interface with role " + label,
                    "NAT needs at least one: add role: " + label + " to " + meaning);
        }
    }

    private void checkPort(int index) {
        for (int before = 0; before < index; before++) {
            if (interfaces.get(before).port().equals(interfaces.get(index).port())) {
                reading.report(
                        path(index, "port"),
                        interfaces.get(index).port() + ", which " + path(before, "port") + " has too",
                        "a DPDK port can be one interface only");
                return;
            }
        }
    }

    private void checkDevargs(int index) {
        String port = interfaces.get(index).port();
        @Nullable String devargs = interfaces.get(index).devargs();
        boolean portKnown = reading.readable(path(index, "port"));
        if (portKnown && devargs != null && !devargs.equals(port) && !devargs.startsWith(port + ",")) {
            reading.report(
                    path(index, "devargs"),
                    Found.quote(devargs),
                    "device arguments begin with the name that port gives: " + port + ",...");
        }
    }

    private void checkAddress(int index) {
        Ipv4Prefix address = interfaces.get(index).address();
        String key = path(index, "address");
        SpecialRanges.noHost(address.address())
                .ifPresent(special -> reading.report(
                        key, address + ", which is in " + special, "give an address that hosts on the link can reach"));
        if (address.reserves(address.address())) {
            String what = address.address() == address.network() ? "network" : "broadcast";
            reading.report(
                    key,
                    address + ", the " + what + " address of its own subnet",
                    "give the gateway's own address, such as " + Ipv4.format(address.network() + 1) + "/"
                            + address.length());
        }
    }

    private void checkSubnet(int index) {
        Ipv4Prefix address = interfaces.get(index).address();
        for (int before = 0; before < index; before++) {
            Ipv4Prefix other = interfaces.get(before).address();
            if (reading.readable(path(before, "address")) && other.overlaps(address)) {
                reading.report(
                        path(index, "address"),
                        address + ", whose subnet overlaps that of " + path(before, "address") + " (" + other + ")",
                        "each interface needs a subnet of its own");
                return;
            }
        }
    }
}
