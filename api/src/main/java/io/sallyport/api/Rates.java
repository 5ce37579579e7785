package io.sallyport.api;

/**
 * How fast something went, per second, on average over the last seconds.
 *
 * @param seconds the length of time that the average is over: 1, 10 or 60
 * @param rxPackets packets received from devices
 * @param txPackets packets accepted by devices
 * @param sessionsCreated sessions created
 * @param dropped packets dropped, whatever the reason
 */
public record Rates(int seconds, double rxPackets, double txPackets, double sessionsCreated, double dropped) {
    /** Adds another worker's rates over the same time. */
    public Rates plus(Rates other) {
        return new Rates(
                seconds,
                rxPackets + other.rxPackets,
                txPackets + other.txPackets,
                sessionsCreated + other.sessionsCreated,
                dropped + other.dropped);
    }
}
