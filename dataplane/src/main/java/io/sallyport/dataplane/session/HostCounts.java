package io.sallyport.dataplane.session;

import io.sallyport.dataplane.policy.Limits;

/** Stub. */
public final class HostCounts {
    public static final int OK = 0, SESSIONS = 1, RATE = 2, NO_ROOM = 3;

    public HostCounts(int self, HostTable[] all, Limits limits) {}

    public int admit(int host, int second) {
        return OK;
    }

    public boolean mayTakePort(int host) {
        return true;
    }

    public void began(int host, int second) {}

    public void tookPort(int host) {}

    public void ended(int host) {}

    public void gavePort(int host) {}
}
