package io.sallyport.dpdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A set of rules that a device has taken as a whole, or not at all. One control thread. */
public final class FlowRules {
    private final FlowTable table;
    private final List<Long> handles = new ArrayList<>();
    private Optional<String> refusal = Optional.empty();

    private FlowRules(FlowTable table) {
        this.table = table;
    }

    /**
     * Gives a device the rules: all are validated first, then all are made. If it refuses any, those made before are removed.
     *
     * @return what came of it, see {@link #refusal}
     */
    public static FlowRules install(FlowTable table, List<FlowRule> rules) {
        FlowRules installed = new FlowRules(table);
        try {
            rules.forEach(table::validate);
            rules.forEach(rule -> installed.handles.add(table.create(rule)));
        } catch (DpdkException refused) {
            String left = installed.remove().map(failure -> "; " + failure).orElse("");
            installed.refusal = Optional.of(refused.getMessage() + left);
        }
        return installed;
    }

    /** Number of rules that the device has. */
    public int installed() {
        return handles.size();
    }

    /** Why the device has none of the rules; empty if it took them. */
    public Optional<String> refusal() {
        return refusal;
    }

    /**
     * Removes the rules, the last one first; before the device stops.
     *
     * @return the first failure, empty if there was none; a rule that could not be removed is given up
     */
    public Optional<String> remove() {
        Optional<String> failure = Optional.empty();
        for (long handle : handles.reversed()) {
            try {
                table.destroy(handle);
            } catch (DpdkException refused) {
                failure = failure.or(() -> Optional.ofNullable(refused.getMessage()));
            }
        }
        handles.clear();
        return failure;
    }
}
