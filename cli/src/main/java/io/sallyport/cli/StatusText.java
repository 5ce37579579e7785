package io.sallyport.cli;

import io.sallyport.api.Restored;
import io.sallyport.api.Status;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
                + "ready      " + (status.ready() ? "yes" : "no: packets do not flow yet") + "\n"
                + "sessions   " + sessions(status.restored()) + "\n";
    }

    private static String sessions(@Nullable Restored restored) {
        if (restored == null) {
            return "not kept over a restart";
        }
        String away = restored.awaySeconds() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %,d restored in %.2f s after %.1f s without a gateway",
                        restored.sessions(),
                        restored.seconds(),
                        restored.awaySeconds());
        String discarded = restored.discarded().isEmpty()
                ? ""
                : ", discarded "
                        + restored.discarded().toString().replace('{', '(').replace('}', ')');
        return "kept in " + restored.directory() + away + discarded;
    }
}
