package io.sallyport.dataplane.policy;

/**
 * Bounds that protect hosts from each other (RFC 6888 REQ-4, REQ-5; RFC 4787 REQ-14). 0 is no bound, except for fragments.
 *
 * @param sessionsPerHost sessions of an inside address at one time, over all workers
 * @param portsPerHost NAT ports of an inside address at one time, over all workers
 * @param newSessionsPerHost sessions that an inside address opens in one second, over all workers
 * @param fragments datagrams in fragments that each worker follows, and fragments that it holds back, 64 or more
 */
public record Limits(int sessionsPerHost, int portsPerHost, int newSessionsPerHost, int fragments) {
    /** No bound per host, 4,096 datagrams. */
    public static final Limits DEFAULT = new Limits(0, 0, 0, 4096);

    /** Whether there is any bound per host. */
    public boolean perHost() {
        return sessionsPerHost > 0 || portsPerHost > 0 || newSessionsPerHost > 0;
    }
}
