package io.sallyport.dpdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides, before DPDK is touched, whether shim, libraries and the constants of this module belong together. */
final class Compatibility {
    private static final Call VERSION = Call.returningLong("rte_version");

    private Compatibility() {}

    /** Returns why DPDK cannot be used, or nothing if it can. */
    static Optional<String> refusal() {
        if (Shim.failure().isPresent()) {
            return Shim.failure();
        }
        DpdkVersion compiled =
                new DpdkVersion((int) Shim.constant("RTE_VER_YEAR"), (int) Shim.constant("RTE_VER_MONTH"));
        return DpdkVersion.refusal(compiled, runningVersion()).or(() -> layoutRefusal(layout()));
    }

    /** Returns the release of the libraries, such as {@code DPDK 22.11.11}. */
    static String runningVersion() {
        return Native.string(VERSION.number());
    }

    /** Returns which of the expected values the shim reports otherwise, or nothing if all agree. */
    static Optional<String> layoutRefusal(Map<String, Integer> expected) {
        List<String> differences = expected.entrySet().stream()
                .filter(e -> Shim.constant(e.getKey()) != e.getValue())
                .map(e -> "%s is %d, not %d".formatted(e.getKey(), Shim.constant(e.getKey()), e.getValue()))
                .toList();
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "DPDK cannot be used: the structures of " + runningVersion() + " differ from those known: "
                                + String.join(", ", differences)
                                + "; use a build of DPDK with default options (enable_iova_as_pa=true)");
    }

    /** What {@link Mbuf} and {@link Ring} take for granted. */
    static Map<String, Integer> layout() {
        Map<String, Integer> layout = new LinkedHashMap<>();
        layout.put("rte_mbuf", Mbuf.SIZE);
        layout.put("RTE_PKTMBUF_HEADROOM", Mbuf.HEADROOM);
        layout.put("rte_mbuf.buf_addr", Mbuf.BUF_ADDR);
        layout.put("rte_mbuf.data_off", Mbuf.DATA_OFF);
        layout.put("rte_mbuf.refcnt", Mbuf.REFCNT);
        layout.put("rte_mbuf.nb_segs", Mbuf.NB_SEGS);
        layout.put("rte_mbuf.port", Mbuf.PORT);
        layout.put("rte_mbuf.ol_flags", Mbuf.OL_FLAGS);
        layout.put("rte_mbuf.pkt_len", Mbuf.PKT_LEN);
        layout.put("rte_mbuf.data_len", Mbuf.DATA_LEN);
        layout.put("rte_mbuf.hash.usr", Mbuf.HASH_USR);
        layout.put("rte_mbuf.hash.fdir.hi", Mbuf.HASH_FDIR_HI);
        layout.put("rte_mbuf.buf_len", Mbuf.BUF_LEN);
        layout.put("rte_mbuf.next", Mbuf.NEXT);
        layout.put("RTE_MBUF_F_RX_IP_CKSUM_BAD", Mbuf.IP_CHECKSUM_BAD);
        layout.put("RTE_MBUF_F_RX_IP_CKSUM_GOOD", Mbuf.IP_CHECKSUM_GOOD);
        layout.put("rte_ring", Ring.HEADER);
        layout.put("rte_ring.flags", Ring.FLAGS);
        layout.put("rte_ring.size", Ring.SIZE);
        layout.put("rte_ring.mask", Ring.MASK);
        layout.put("rte_ring.capacity", Ring.CAPACITY);
        layout.put("rte_ring.prod.head", Ring.PROD_HEAD);
        layout.put("rte_ring.prod.tail", Ring.PROD_TAIL);
        layout.put("rte_ring.cons.head", Ring.CONS_HEAD);
        layout.put("rte_ring.cons.tail", Ring.CONS_TAIL);
        return layout;
    }
}
