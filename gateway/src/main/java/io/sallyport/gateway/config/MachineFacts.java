package io.sallyport.gateway.config;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The CPUs that a machine has, by number.
 *
 * @param present all that there are
 * @param online those that are switched on
 * @param usable those of them that this process may run on (its affinity, as a container may limit it)
 */
public record MachineFacts(Set<Integer> present, Set<Integer> online, Set<Integer> usable) {
    public MachineFacts {
        present = Set.copyOf(present);
        online = Set.copyOf(online);
        usable = Set.copyOf(usable);
    }

    /** The usable CPUs in order. */
    SortedSet<Integer> inOrder() {
        return new TreeSet<>(usable);
    }
}
