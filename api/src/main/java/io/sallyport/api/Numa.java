package io.sallyport.api;

import java.util.List;

/**
 * {@code GET /v1/numa}: which NUMA node everything is on, as the kernel says it (checklist C13.4).
 *
 * @param nodes numbers of the machine's nodes, ascending; empty if its kernel knows none
 * @param interfaces one entry per interface
 * @param workers one entry per worker
 * @param remote what is not on the node of those who use it, and what to do; empty if everything is
 */
public record Numa(List<Integer> nodes, List<NumaInterface> interfaces, List<NumaWorker> workers, List<String> remote) {
    public Numa {
        nodes = List.copyOf(nodes);
        interfaces = List.copyOf(interfaces);
        workers = List.copyOf(workers);
        remote = List.copyOf(remote);
    }
}
