package io.sallyport.gate.story;

import io.sallyport.lab.Lab;
import io.sallyport.lab.gateway.GatewayApi;
import io.sallyport.lab.net.Link;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What the gateway says of its workers, interfaces and pools, held against its configuration (checklist sections
 * 0, 1 and 10).
 */
public final class Facts implements Story {
    private static final int LEAST_WORKERS = 4;
    private static final Pattern COMMENT = Pattern.compile("(?m)(^|\\s)#.*$");
    private static final Pattern PORT = Pattern.compile("(?<![\\w-])port:\\s*\"?([^\\s\",}]+)");
    private static final Pattern CHOSEN = Pattern.compile("(mapping|filtering):");
    private static final List<String> COUNTERS = List.of(
            "sessions_created",
            "sessions_active",
            "sessions_deleted",
            "sessions_timed_out",
            "snat_packets",
            "dnat_packets",
            "session_miss",
            "ed_drop",
            "port_allocation_failure",
            "handoff_enqueue",
            "handoff_dequeue",
            "handoff_drop",
            "xworker_hit",
            "xworker_miss");
    private static final List<String> REASONS =
            List.of("handoff_ring_full_new", "handoff_ring_full_established", "no_session", "no_port", "ed_filter");

    @Override
    public void tell(Stand stand, Trials trials) {
        tell(stand.api(), stand.configuration(), () -> kernel(stand.lab()), trials);
    }

    /**
     * Tells it of a gateway wherever it runs.
     *
     * @param kernel that the kernel has no part in what passes between inside and outside
     */
    public static void tell(GatewayApi api, String configuration, Supplier<Finding> kernel, Trials trials) {
        List<JsonNode> interfaces = list(api.get("interfaces").path("interfaces"));
        List<JsonNode> workers = list(api.get("workers").path("workers"));
        trials.attempt("workers", () -> workers(workers.size(), interfaces));
        trials.attempt("DPDK ports", () -> ports(configuration, interfaces));
        trials.attempt("kernel", kernel);
        trials.attempt("roles", () -> roles(interfaces));
        List<JsonNode> pools = list(api.get("pools").path("addresses"));
        trials.attempt("pools", () -> pools(pools));
        trials.attempt("port ranges", () -> ranges(pools));
        trials.attempt("mapping", () -> endpointDependent(configuration, pools));
        trials.attempt("counters", () -> counters(workers));
        trials.attempt("NUMA nodes", () -> numa(api.get("numa")));
    }

    private static Finding workers(int workers, List<JsonNode> interfaces) {
        boolean held = workers >= LEAST_WORKERS
                && interfaces.stream().allMatch(one -> one.path("queues").asInt() == workers);
        String queues = each(interfaces, one -> one.path("queues").asInt() + " queues on " + text(one, "name"));
        return new Finding(
                "4 workers or more, each with a queue on every interface",
                held,
                "%d workers, %s".formatted(workers, queues));
    }

    private static Finding ports(String configuration, List<JsonNode> interfaces) {
        List<String> named = PORT.matcher(COMMENT.matcher(configuration).replaceAll(""))
                .results()
                .map(match -> match.group(1))
                .toList();
        List<String> found = interfaces.stream().map(one -> text(one, "name")).toList();
        return new Finding(
                "interfaces are the DPDK ports that the configuration names",
                found.equals(named) && !found.isEmpty(),
                each(interfaces, one -> "%s (%s)".formatted(text(one, "name"), text(one, "driver"))));
    }

    /** The kernel that the gateway runs on has no interface, address or route of either side: it could not forward if it wanted to. */
    private static Finding kernel(Lab lab) {
        String known = lab.besideGateway("ip", "-4", "-o", "addr")
                + lab.besideGateway("ip", "-4", "route", "show", "table", "all");
        String interfaces = lab.besideGateway("ip", "-o", "link");
        List<String> wrong = new ArrayList<>();
        for (String address : List.of(
                Topology.GATEWAY_INSIDE, Topology.GATEWAY_OUTSIDE, Topology.INSIDE, Topology.POOL, "203.0.113.10")) {
            if (Pattern.compile("\\b" + Pattern.quote(address) + "\\b")
                    .matcher(known)
                    .find()) {
                wrong.add("the kernel knows " + address);
            }
        }
        for (Link link : Link.values()) {
            if (interfaces.contains(" " + link.interfaceName() + ":")) {
                wrong.add("the kernel has " + link.interfaceName());
            }
        }
        return new Finding(
                "no kernel between inside and outside",
                wrong.isEmpty(),
                wrong.isEmpty()
                        ? "the gateway's kernel has no interface, address or route of either side; packets pass DPDK ports alone"
                        : String.join(", ", wrong));
    }

    private static Finding roles(List<JsonNode> interfaces) {
        Set<String> roles = new TreeSet<>();
        interfaces.forEach(one -> roles.add(text(one, "role")));
        return new Finding(
                "inside and outside interfaces",
                roles.containsAll(List.of("inside", "outside")),
                each(interfaces, one -> "%s %s".formatted(text(one, "name"), text(one, "role"))));
    }

    private static Finding pools(List<JsonNode> pools) {
        boolean held = !pools.isEmpty() && pools.stream().noneMatch(pool -> Reserved.isReserved(text(pool, "address")));
        return new Finding("a pool of public addresses", held, each(pools, pool -> text(pool, "address")));
    }

    private static Finding ranges(List<JsonNode> pools) {
        boolean held = !pools.isEmpty();
        for (JsonNode pool : pools) {
            int next = 0;
            for (JsonNode range : pool.path("workers")) {
                held &= range.path("first_port").asInt() > next - 1
                        && range.path("last_port").asInt()
                                >= range.path("first_port").asInt();
                next = range.path("last_port").asInt() + 1;
            }
            held &= next == 65_536 && !pool.path("workers").isEmpty();
        }
        String figure = pools.isEmpty()
                ? "no pool"
                : each(
                        list(pools.getFirst().path("workers")),
                        range -> "worker %d: %d-%d"
                                .formatted(
                                        range.path("worker").asInt(),
                                        range.path("first_port").asInt(),
                                        range.path("last_port").asInt()));
        return new Finding("port ranges of workers come from the pool and do not overlap", held, figure);
    }

    private static Finding endpointDependent(String configuration, List<JsonNode> pools) {
        boolean chosen =
                CHOSEN.matcher(COMMENT.matcher(configuration).replaceAll("")).find();
        boolean held = !pools.isEmpty()
                && pools.stream()
                        .allMatch(pool -> text(pool, "mapping").equals("endpoint-dependent")
                                && text(pool, "filtering").equals("endpoint-dependent"));
        String figure = "mapping and filtering %s; the configuration %s"
                .formatted(
                        pools.stream()
                                .map(pool -> text(pool, "mapping") + ", " + text(pool, "filtering"))
                                .distinct()
                                .collect(Collectors.joining("; ")),
                        chosen ? "chooses" : "does not say so: it is the default");
        return new Finding("endpoint-dependent unless something else is configured", held && !chosen, figure);
    }

    private static Finding counters(List<JsonNode> workers) {
        Set<String> missing = new TreeSet<>();
        for (JsonNode worker : workers) {
            COUNTERS.stream().filter(name -> !worker.path("counters").has(name)).forEach(missing::add);
            REASONS.stream().filter(name -> !worker.path("drops").has(name)).forEach(missing::add);
        }
        return new Finding(
                "every worker shows every counter of the checklist",
                missing.isEmpty() && !workers.isEmpty(),
                missing.isEmpty()
                        ? "%d counters and %d drop reasons on each of %d workers"
                                .formatted(COUNTERS.size(), REASONS.size(), workers.size())
                        : "missing: " + missing);
    }

    /** As the kernel says of every piece of memory; on a machine with one node that is little, and tests of the choice are the rest. */
    private static Finding numa(JsonNode numa) {
        long pieces = 0;
        List<JsonNode> places = new ArrayList<>(list(numa.path("interfaces")));
        places.addAll(list(numa.path("workers")));
        for (JsonNode place : places) {
            for (String memory : List.of("buffers", "tables", "sessions", "rings")) {
                pieces += list(place.path(memory)).stream()
                        .mapToLong(JsonNode::asLong)
                        .sum();
            }
        }
        List<JsonNode> remote = list(numa.path("remote"));
        return new Finding(
                "everything is on the NUMA node of those who use it",
                remote.isEmpty() && pieces > 0,
                remote.isEmpty()
                        ? "%d node(s); %,d pieces of tables, sessions, rings and buffers looked up, none remote"
                                .formatted(numa.path("nodes").size(), pieces)
                        : each(remote, line -> line.asString("")));
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static String each(List<JsonNode> nodes, Function<JsonNode, String> text) {
        return nodes.stream().map(text).collect(Collectors.joining(", "));
    }
}
