package io.sallyport.lab.load;

import io.sallyport.lab.LabException;
import io.sallyport.lab.demo.GatewayNumbers;
import io.sallyport.lab.gateway.GatewayApi;
import io.sallyport.lab.net.Link;

/**
 * What the gateway and both its peers have counted, as of one moment at which nothing moved.
 *
 * @param gateway the gateway's numbers
 * @param inside the inside hosts' side
 * @param outside the internet's side
 */
record Moment(Reading gateway, PeerCounters.Seen inside, PeerCounters.Seen outside) {
    private static final int ATTEMPTS = 20;

    /** Waits for such a moment. */
    static Moment await(GatewayApi api, PeerCounters inside, PeerCounters outside) {
        for (int i = 0; i < ATTEMPTS; i++) {
            new GatewayNumbers(api::get).awaitQuiet();
            Moment before = new Moment(Reading.of(api::get), inside.read(), outside.read());
            Moment after = new Moment(before.gateway, inside.read(), outside.read());
            long received = Reading.of(api::get).total("rx_packets");
            if (before.equals(after) && received == before.gateway.total("rx_packets")) {
                return before;
            }
        }
        throw LabException.failed("packets flow although nothing sends any: no two counts were the same");
    }

    PeerCounters.Seen peer(Link link) {
        return link == Link.INSIDE ? inside : outside;
    }
}
