package io.sallyport.cli;

import io.sallyport.api.Status;

/** {@code show status}. */
final class StatusText {
    private StatusText() {}

    static String of(Status status) {
        String mode = status.mode().equals("production") ? status.mode() : status.mode() + " (NOT FOR PRODUCTION)";
        return "version    " + status.version() + "\n"
                + "dpdk       " + status.dpdk() + "\n"
                + "mode       " + mode + "\n"
                + "workers    " + status.workers() + "\n"
                + "pid        " + status.pid() + "\n"
                + "uptime     " + Durations.text(status.uptimeSeconds()) + "\n"
                + "hugepages  " + (status.hugepages() ? "yes" : "no") + "\n"
                + "ready      " + (status.ready() ? "yes" : "no: packets do not flow yet") + "\n";
    }
}
