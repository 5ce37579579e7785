package io.sallyport.dataplane.ports;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** The obvious port map, with sets: what {@link PortMap} has to agree with. */
final class PortModel {
    private final int first;
    private final int last;
    private final Map<Integer, Integer> uses = new HashMap<>();
    private final Set<Integer> reserved = new HashSet<>();
    private final int[] lowest = {1024, 1024};
    private final int[] highest = {65535, 65535};

    PortModel(int firstSlot, int lastSlot) {
        this.first = firstSlot * 1024;
        this.last = lastSlot * 1024 + 1023;
    }

    private static int key(int pool, int kind, int port) {
        return ((pool * 3 + kind) << 16) | port;
    }

    int uses(int pool, int kind, int port) {
        return uses.getOrDefault(key(pool, kind, port), 0);
    }

    boolean usable(int pool, int kind, int port) {
        return port >= Math.max(first, lowest[pool])
                && port <= Math.min(last, highest[pool])
                && !reserved.contains(key(pool, kind, port));
    }

    private boolean isFree(int pool, int kind, int port, int parity) {
        return usable(pool, kind, port) && uses(pool, kind, port) == 0 && (parity < 0 || port % 2 == parity);
    }

    int free(int pool, int kind, int slot, int parity) {
        int free = 0;
        for (int port = slot * 1024; port < slot * 1024 + 1024; port++) {
            free += isFree(pool, kind, port, parity) ? 1 : 0;
        }
        return free;
    }

    /** Says whether giving out this port, or none (-1), is right. */
    boolean mayGive(int pool, int kind, int slot, int parity, int port) {
        if (port < 0) {
            return free(pool, kind, slot, -1) == 0;
        }
        return port >>> 10 == slot
                && isFree(pool, kind, port, -1)
                && (parity < 0 || port % 2 == parity || free(pool, kind, slot, parity) == 0);
    }

    int inUse(int pool, int kind) {
        return (int) uses.entrySet().stream()
                .filter(use -> use.getKey() >>> 16 == pool * 3 + kind && use.getValue() > 0)
                .count();
    }

    void use(int pool, int kind, int port, int change) {
        if (port >= 0) {
            uses.merge(key(pool, kind, port), change, Integer::sum);
        }
    }

    /** Reserves, unreserves or sets another range, at random, in both. */
    void change(PortMap ports, SplittableRandom choice, int pool, int kind, int port) {
        int what = choice.nextInt(12);
        if (what == 0) {
            lowest[pool] = choice.nextInt(1024, first + 1500);
            highest[pool] = choice.nextInt(last - 1000, 65536);
            ports.allow(pool, lowest[pool], highest[pool]);
        } else if (what < 7) {
            reserved.add(key(pool, kind, port));
            ports.reserve(pool, kind, port);
        } else {
            reserved.remove(key(pool, kind, port));
            ports.unreserve(pool, kind, port);
        }
    }
}
