package io.sallyport.bench.drivers;

import tools.jackson.core.JacksonException;

/**
 * What the generator has seen. All but the rates counts from its start to its end.
 *
 * @param opened flows that were opened
 * @param openedPerSecond flows opened per second, over the second half of them; 0 if there are too few to tell
 * @param outwardPps packets received outside per second, while it was measured
 * @param inwardPps packets received inside per second, while it was measured
 * @param sent packets that its ports took
 * @param received packets that came back, right or wrong
 * @param lost sent less received
 * @param heldBack part of the bursts sent that a port did not take whole; near 0, the generator was slower than what is measured
 * @param wrongShape not a frame as it was sent: another length, type, protocol or flow
 * @param wrongStation MAC addresses
 * @param wrongTtl not one less than sent
 * @param wrongChecksum IP, UDP or TCP
 * @param wrongAddresses inside or remote address or port
 * @param wrongTuple another NAT tuple than before, one of another flow, or none of the pool's
 * @param wrongOrder behind a later packet of its flow, or twice
 * @param wrong all that were wrong
 */
record Exchange(
        long opened,
        double openedPerSecond,
        double outwardPps,
        double inwardPps,
        long sent,
        long received,
        long lost,
        double heldBack,
        long wrongShape,
        long wrongStation,
        long wrongTtl,
        long wrongChecksum,
        long wrongAddresses,
        long wrongTuple,
        long wrongOrder,
        long wrong) {
    /** Reads the generator's line. */
    static Exchange parse(String line) {
        try {
            return Json.MAPPER.readValue(line, Exchange.class);
        } catch (JacksonException e) {
            throw DriversException.failed("the generator said '%s', which is no result: build again".formatted(line));
        }
    }

    /** Packets per second, both ways. */
    double pps() {
        return outwardPps + inwardPps;
    }
}
