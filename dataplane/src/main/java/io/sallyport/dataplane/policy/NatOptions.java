package io.sallyport.dataplane.policy;

/**
 * The switches of translation.
 *
 * @param hairpin whether packets from inside to a NAT address are translated
 * @param bridge whether frames that are not IPv4 are bridged
 * @param otherProtocols whether protocols other than TCP, UDP and ICMP are translated
 * @param portOverload whether a port may serve several remote endpoints once none is free
 * @param softPairing whether a host may get another pool address once its own has nothing left
 * @param rstRevives whether a segment after RST takes the RST back (RFC 7857 section 2.2)
 * @param mssClamp highest MSS that a TCP SYN leaves with, in bytes; 0 leaves it alone
 * @param refusal what a host is told when it gets no session
 */
public record NatOptions(
        boolean hairpin,
        boolean bridge,
        boolean otherProtocols,
        boolean portOverload,
        boolean softPairing,
        boolean rstRevives,
        int mssClamp,
        Refusal refusal) {
    /** As a configuration without any option gives them, but with other protocols translated. */
    public static final NatOptions DEFAULT =
            new NatOptions(true, true, true, true, true, true, 0, Refusal.ADMIN_PROHIBITED);
}
