package io.sallyport.dataplane.snapshot;

import java.util.List;

/** A few networks, asked in turn whether they hold an address. Immutable; any thread may read it. */
public final class NetworkSet {
    private final int[] networks;
    private final int[] masks;

    /**
     * One network.
     *
     * @param address any address in it, host byte order
     * @param prefixLength 0 to 32
     */
    public record Network(int address, int prefixLength) {}

    /** Builds the set. */
    public NetworkSet(List<Network> networks) {
        this.masks = networks.stream()
                .mapToInt(network -> PrefixList.mask(network.prefixLength()))
                .toArray();
        this.networks = networks.stream()
                .mapToInt(network -> network.address() & PrefixList.mask(network.prefixLength()))
                .toArray();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return masks.length == 0;
    }

    /**
     * Whether one of the networks holds an address.
     *
     * @param address packet byte order
     */
    public boolean holds(int address) {
        int host = Integer.reverseBytes(address);
        for (int i = 0; i < masks.length; i++) {
            if ((host & masks[i]) == networks[i]) {
                return true;
            }
        }
        return false;
    }
}
