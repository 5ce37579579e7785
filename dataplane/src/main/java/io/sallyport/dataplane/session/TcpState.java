package io.sallyport.dataplane.session;

import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Tcp;

/**
 * What the flags of passing segments say about a TCP connection (RFC 7857 section 2, after RFC 6146 section 3.5.2). The
 * state is a set of bits: which ends have sent SYN, which FIN, whether RST was seen since.
 *
 * <ul>
 *   <li>opening: not both ends have sent SYN;
 *   <li>established: both have; one FIN changes nothing (half-close);
 *   <li>closing: both ends have sent FIN, or RST was the last word. Data revives a connection after RST; a SYN opens it
 *       anew.
 * </ul>
 */
public final class TcpState {
    private static final int SYN_OUT = 1;
    private static final int SYN_IN = 2;
    private static final int FIN_OUT = 4;
    private static final int FIN_IN = 8;
    private static final int RST = 16;
    /** Highest state there is. */
    public static final int HIGHEST = SYN_OUT | SYN_IN | FIN_OUT | FIN_IN | RST;

    private TcpState() {}

    /** Whether a packet is a TCP segment with SYN and without ACK or RST: the one that may open a session. */
    public static boolean isSyn(int protocol, long tcp) {
        return protocol == Ipv4.TCP && (Tcp.flags(tcp) & (Tcp.SYN | Tcp.ACK | Tcp.RST)) == Tcp.SYN;
    }

    /**
     * Returns the state after a segment.
     *
     * @param state before, 0 for a new session
     * @param flags flag bits of the segment
     * @param outbound whether it goes from inside to outside
     * @param rstRevives whether a segment after RST takes the RST back
     */
    public static int next(int state, int flags, boolean outbound, boolean rstRevives) {
        if ((flags & Tcp.RST) != 0) {
            return state | RST;
        }
        int after = rstRevives ? state & ~RST : state;
        if ((flags & Tcp.SYN) != 0) {
            int syn = outbound ? SYN_OUT : SYN_IN;
            boolean reopens = (flags & Tcp.ACK) == 0 && isClosing(state);
            return reopens ? syn : after | syn;
        }
        if ((flags & Tcp.FIN) != 0) {
            after |= outbound ? FIN_OUT : FIN_IN;
        }
        return after;
    }

    /** Whether both ends have sent SYN and the connection is not closing. */
    public static boolean isEstablished(int state) {
        return (state & (SYN_OUT | SYN_IN)) == (SYN_OUT | SYN_IN) && !isClosing(state);
    }

    /** Whether both ends have sent FIN or RST was the last word. */
    public static boolean isClosing(int state) {
        return (state & RST) != 0 || (state & (FIN_OUT | FIN_IN)) == (FIN_OUT | FIN_IN);
    }
}
