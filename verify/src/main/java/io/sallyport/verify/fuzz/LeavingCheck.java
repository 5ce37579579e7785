package io.sallyport.verify.fuzz;

import io.sallyport.dataplane.snapshot.InterfaceFacts;
import io.sallyport.dataplane.snapshot.NetworkSet;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.verify.check.Finding;

/**
 * What must hold of every frame that leaves, whatever came in: a whole IPv4 packet with right checksums, by the interface that the
 * routes name, to the MAC address of the next hop, and with no inside address in it when it goes outside. One thread.
 */
final class LeavingCheck {
    private final Setup setup;
    private final World world;
    private final NetworkSet untranslated;
    private final Frame frame = new Frame();

    LeavingCheck(Setup setup) {
        this.setup = setup;
        this.world = new World(setup.topology());
        this.untranslated = new NetworkSet(setup.topology().nat().untranslated());
    }

    /** Checks a frame that left by an interface. */
    void check(int interfaceNumber, byte[] bytes) {
        frame.set(bytes, interfaceNumber);
        InterfaceFacts by = setup.topology().interfaces().get(interfaceNumber);
        if (frame.length < Frame.IP) {
            throw bad("Ethernet", "shorter than a header");
        }
        if (frame.get16(12) == Frame.IPV4) {
            ipv4(by, bytes.length);
        } else {
            bridged(by);
        }
    }

    private void bridged(InterfaceFacts by) {
        int type = frame.get16(12);
        boolean never = type == 0x0806 || type == 0x8100 || type == 0x88a8;
        if (never || !setup.settings().options().bridge() || by.role() == Role.NONE) {
            throw bad("bridged", "is not to be bridged");
        }
    }

    private void ipv4(InterfaceFacts by, int length) {
        if (frame.length < Frame.IP + 20 || frame.get8(Frame.IP) >>> 4 != 4 || frame.headerLength() < 20) {
            throw bad("IPv4 header", "is no IPv4 header");
        }
        int total = frame.get16(Frame.IP + 2);
        if (Frame.IP + total != length || total < frame.headerLength()) {
            throw bad("IPv4 length", "total length %d".formatted(total));
        }
        if (Sums.sum(frame.bytes, Frame.IP, frame.transport(), 0) != 0xffff) {
            throw bad("IPv4 checksum", "the header's checksum is wrong");
        }
        if (total > by.mtu()) {
            throw bad("MTU", "longer than %d".formatted(by.mtu()));
        }
        if (frame.get8(Frame.IP + 8) == 0) {
            throw bad("TTL", "left with none");
        }
        way(by);
        addresses(by.role());
        contents(by.role());
    }

    /** The interface and the MAC addresses. */
    private void way(InterfaceFacts by) {
        int destination = frame.get32(Frame.IP + 16);
        int hop = world.hop(destination);
        if (hop < 0 || world.interfaceOf(hop) != frame.from) {
            throw bad("route", "the route leads elsewhere");
        }
        int neighbor = world.gateway(hop) == 0 ? destination : world.gateway(hop);
        if (mac(0) != Plan.neighborMac(frame.from, neighbor) || mac(6) != by.mac()) {
            throw bad("MAC address", "not from this interface to %08x".formatted(neighbor));
        }
    }

    private long mac(int at) {
        long mac = 0;
        for (int i = 5; i >= 0; i--) {
            mac = mac << 8 | frame.get8(at + i);
        }
        return mac;
    }

    private void addresses(Role role) {
        int source = frame.get32(Frame.IP + 12);
        int destination = frame.get32(Frame.IP + 16);
        if (role == Role.OUTSIDE && !world.isOwn(source) && !world.isNat(source) && !isUntranslated(destination)) {
            throw bad("leak", "goes outside from an address that is not the gateway's");
        }
        if (role == Role.INSIDE && (world.isNat(destination) || world.isOwn(destination))) {
            throw bad("untranslated", "goes inside to an address of the gateway");
        }
        boolean foreign = !world.isOwn(source) && !world.isNat(source);
        if (role == Role.INSIDE && foreign && world.isInside(source) && !mayBeIcmpError()) {
            throw bad("spoofed", "goes inside from an inside address");
        }
    }

    /** Any router may send one, from whatever address. */
    private boolean mayBeIcmpError() {
        return isIcmpError() || (frame.protocol() == Frame.ICMP && frame.isFragment());
    }

    private boolean isUntranslated(int address) {
        return untranslated.holds(Integer.reverseBytes(address));
    }

    private boolean isIcmpError() {
        int type = frame.get8(frame.transport());
        return frame.protocol() == Frame.ICMP
                && (frame.get16(Frame.IP + 6) & 0x1fff) == 0
                && frame.end() - frame.transport() >= 8
                && (type == 3 || type == 4 || type == 11 || type == 12);
    }

    private void contents(Role role) {
        if (Tag.isSound(frame) && !Sums.transportHolds(frame)) {
            throw bad("transport checksum", "was right when it came and is wrong");
        }
        if (isIcmpError()
                && !frame.isFragment()
                && setup.topology().nat().untranslated().isEmpty()) {
            error(role);
        }
    }

    /** An ICMP error: those from others must have been right, so all must be. */
    private void error(Role role) {
        int quote = frame.quote();
        if (Sums.sum(frame.bytes, frame.transport(), frame.end(), 0) != 0xffff) {
            throw bad("ICMP checksum", "that of an ICMP error is wrong");
        }
        int header = (frame.get8(quote) & 0xf) << 2;
        if (quote + 20 > frame.length || quote + header > frame.length) {
            throw bad("quote", "an ICMP error quotes no header");
        }
        if (Sums.sum(frame.bytes, quote, quote + header, 0) != 0xffff) {
            throw bad("quoted checksum", "that of the quoted header is wrong");
        }
        if (frame.get32(quote + 12) != frame.get32(Frame.IP + 16)) {
            throw bad("quoted source", "an ICMP error goes to another than the sender of what it quotes");
        }
        int destination = frame.get32(quote + 16);
        if (role == Role.OUTSIDE && world.isInside(destination) && !world.isOwn(destination)) {
            throw bad("quoted leak", "an ICMP error shows an inside address outside");
        }
    }

    private Finding bad(String kind, String what) {
        return new Finding(
                kind,
                "a frame that left by interface %d %s: %s"
                        .formatted(frame.from, what, Hex.of(frame.bytes, frame.length)));
    }
}
