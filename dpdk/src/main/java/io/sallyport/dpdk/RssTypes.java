package io.sallyport.dpdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The packet types of IPv4 that RSS tells apart ({@code RTE_ETH_RSS_*}), as bits of a number. */
public final class RssTypes {
    /** IPv4, by addresses. */
    public static final long IPV4 = 1 << 2;
    /** Fragments, by addresses. */
    public static final long FRAGMENT = 1 << 3;
    /** TCP, by addresses and ports. */
    public static final long TCP = 1 << 4;
    /** UDP, by addresses and ports. */
    public static final long UDP = 1 << 5;
    /** Protocols without ports, ICMP among them, by addresses. */
    public static final long OTHER = 1 << 7;

    private static final Map<Long, String> NAMES = new TreeMap<>(
            Map.of(IPV4, "ipv4", FRAGMENT, "ipv4-frag", TCP, "ipv4-tcp", UDP, "ipv4-udp", OTHER, "ipv4-other"));

    private RssTypes() {}

    /** The names of the types above that {@code types} holds, as DPDK's tools call them; bits of other types are left out. */
    public static List<String> names(long types) {
        List<String> names = new ArrayList<>();
        NAMES.forEach((bit, name) -> {
            if ((types & bit) != 0) {
                names.add(name);
            }
        });
        return names;
    }
}
