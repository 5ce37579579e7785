package io.sallyport.gateway.config;

import java.util.Optional;

/** Rules of the inside end of a static mapping: a host that packets reach through an inside interface. */
final class InsideEndRules {
    private static final String A_HOST = "the end inside is a host behind an inside interface; correct the address";

    private final Config config;
    private final boolean waysKnown;

    InsideEndRules(Config config, Reading reading) {
        this.config = config;
        this.waysKnown = reading.whollyReadable("interfaces") && reading.whollyReadable("routes");
    }

    /**
     * A problem of an address.
     *
     * @param found a clause about it
     * @param allowed what there may be and what to do, as a clause
     */
    record Refusal(String found, String allowed) {}

    /** Why an address cannot be an end inside; empty if it can. */
    Optional<Refusal> refusal(int address) {
        return ofTheGateway(address).or(() -> ofNoHost(address)).or(() -> notInside(address));
    }

    private Optional<Refusal> ofTheGateway(int address) {
        boolean own =
                config.interfaces().stream().anyMatch(iface -> iface.address().address() == address);
        return own || config.nat().pooled(address)
                ? Optional.of(new Refusal(
                        own ? "an address of the gateway itself" : "an address of a pool",
                        "give the address of a host inside"))
                : Optional.empty();
    }

    private Optional<Refusal> ofNoHost(int address) {
        return config.interfaces().stream()
                .map(InterfaceConfig::address)
                .filter(subnet -> subnet.contains(address) && subnet.reserves(address))
                .findFirst()
                .map(subnet -> new Refusal("the network or broadcast address of " + subnet, A_HOST));
    }

    private Optional<Refusal> notInside(int address) {
        if (!waysKnown) {
            return Optional.empty();
        }
        Optional<Way> way = Way.to(address, config);
        if (way.isEmpty()) {
            return Optional.of(new Refusal("which no route leads to", A_HOST + " or add a route to it"));
        }
        return way.filter(found -> found.by() != null && found.by().role() != Role.INSIDE)
                .map(found -> new Refusal(
                        "which " + found.network() + " leads to by " + found.describe(),
                        A_HOST + " or add a route to it"));
    }
}
