package io.sallyport.gateway.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Every key a configuration may have. A key path names a setting in a file ({@code interfaces[1].port}); a key pattern
 * is the same with the numbers left out ({@code interfaces[].port}).
 */
final class Keys {
    /** All key patterns in the order in which the documentation has them. */
    static final List<String> ALL = List.of(
            "mode",
            "workers",
            "workers.count",
            "workers.cores",
            "dpdk",
            "dpdk.eal",
            "dpdk.hugepages",
            "dpdk.mbufs",
            "dpdk.flow-rules",
            "interfaces",
            "interfaces[].port",
            "interfaces[].devargs",
            "interfaces[].role",
            "interfaces[].address",
            "interfaces[].mtu",
            "routes",
            "routes[].to",
            "routes[].via",
            "nat",
            "nat.mapping",
            "nat.filtering",
            "nat.pools",
            "nat.pools[].name",
            "nat.pools[].addresses",
            "nat.pools[].ports",
            "nat.pools[].mapping",
            "nat.pools[].filtering",
            "nat.static",
            "nat.static[].protocol",
            "nat.static[].inside",
            "nat.static[].outside",
            "nat.no-nat",
            "nat.no-nat[].to",
            "nat.hairpin",
            "nat.pairing",
            "nat.port-overload",
            "nat.other-protocols",
            "nat.non-ipv4",
            "nat.icmp-refusal",
            "nat.tcp-rst-revive",
            "nat.mss-clamp",
            "nat.timeouts",
            "nat.timeouts.udp",
            "nat.timeouts.tcp-established",
            "nat.timeouts.tcp-transitory",
            "nat.timeouts.tcp-opening",
            "nat.timeouts.tcp-closing",
            "nat.timeouts.icmp",
            "nat.timeouts.other",
            "nat.timeouts.fragment",
            "nat.timeouts.port-quarantine",
            "nat.limits",
            "nat.limits.sessions-per-worker",
            "nat.limits.sessions-per-host",
            "nat.limits.ports-per-host",
            "nat.limits.new-sessions-per-host",
            "nat.limits.fragments-per-worker",
            "state",
            "state.directory",
            "state.keep-sessions",
            "api",
            "api.listen",
            "api.unix");

    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    /** Names by the pattern of their section. */
    private static final Map<String, List<String>> BY_SECTION = ALL.stream()
            .collect(Collectors.groupingBy(Keys::parent, Collectors.mapping(Keys::name, Collectors.toList())));

    private Keys() {}

    /** The pattern of a path. */
    static String pattern(String path) {
        return INDEX.matcher(path).replaceAll("[]");
    }

    /** The names of the keys that the section at {@code path} may have. */
    static List<String> under(String path) {
        return BY_SECTION.getOrDefault(pattern(path), List.of());
    }

    /** The path of the key {@code name} in the section at {@code path}. */
    static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The path of an entry of the list at {@code path}. */
    static String item(String path, int index) {
        return path + "[" + index + "]";
    }

    /** The section or list that a path is in; empty at the top. */
    static String parent(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }

    /** The last word of a path. */
    static String name(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
