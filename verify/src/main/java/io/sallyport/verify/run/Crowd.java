package io.sallyport.verify.run;

import io.sallyport.dataplane.ownership.Slots;

/** Asks the gateway for slots, so that traffic can be aimed at one. */
final class Crowd {
    private Crowd() {}

    static int slot(int protocol, int host, int port) {
        return Slots.slot(Order.swap(host), Order.swap16(port), protocol);
    }
}
