package io.sallyport.verify.fuzz;

import java.util.SplittableRandom;

/**
 * Who lives where, the same for every gateway that is fuzzed, so that a frame means something in all of them. Addresses are in
 * host byte order, MAC addresses have the first byte on the wire lowest.
 */
final class Plan {
    static final int INSIDE = 0;
    static final int OUTSIDE = 1;
    static final int THIRD = 2;

    static final int INSIDE_ADDRESS = 0x0a00_0001;
    static final int OUTSIDE_ADDRESS = 0xc633_6402;
    static final int THIRD_ADDRESS = 0xac10_0001;
    static final int INSIDE_ROUTER = 0x0a00_0002;
    static final int OUTSIDE_ROUTER = 0xc633_6401;
    /** First of the pool addresses, which follow each other. */
    static final int POOL = 0xcb00_710a;
    /** Outside address of the 1:1 mapping. */
    static final int ONE_TO_ONE = 0xcb00_7114;
    /** Its inside address. */
    static final int ONE_TO_ONE_HOST = 0x0a01_0009;
    /** First of a network that is routed untranslated, 198.18.0.0/16. */
    static final int UNTRANSLATED = 0xc612_0000;

    private static final int HOSTS = 0x0a01_0001;
    private static final int THIRD_HOSTS = 0xac10_0101;
    private static final int REMOTES = 0xc000_0201;
    private static final int NEIGHBOR_PORT = 0xc633_6407;
    private static final int[] ODD = {
        0,
        0xffff_ffff,
        0x7f00_0001,
        0xe000_0001,
        0xf000_0001,
        0x0aff_ffff,
        0xc633_64ff,
        0x0808_0808,
        INSIDE_ADDRESS,
        OUTSIDE_ADDRESS,
        THIRD_ADDRESS,
        UNTRANSLATED + 5,
        0xc612_ffff,
        INSIDE_ROUTER,
        OUTSIDE_ROUTER,
        0xcb00_71c8
    };

    private Plan() {}

    /** MAC address of the gateway's interface with a number. */
    static long gatewayMac(int interfaceNumber) {
        return 0x02L | (interfaceNumber + 1L) << 40;
    }

    /** MAC address of whoever has an address on the link of an interface. */
    static long neighborMac(int interfaceNumber, int address) {
        return 0x02L | (0x10L + interfaceNumber) << 8 | Integer.toUnsignedLong(Integer.reverseBytes(address)) << 16;
    }

    static int host(SplittableRandom random, int interfaceNumber) {
        return (interfaceNumber == THIRD ? THIRD_HOSTS : HOSTS) + random.nextInt(16);
    }

    static int remote(SplittableRandom random) {
        int which = random.nextInt(16);
        return switch (which) {
            case 0, 1 -> UNTRANSLATED + 1 + random.nextInt(3);
            case 2 -> NEIGHBOR_PORT + random.nextInt(3);
            case 3 -> 0x0808_0808;
            default -> REMOTES + (which & 3);
        };
    }

    static int natAddress(SplittableRandom random) {
        int which = random.nextInt(6);
        return which < 4 ? POOL + which : ONE_TO_ONE;
    }

    static int odd(SplittableRandom random) {
        return ODD[random.nextInt(ODD.length)];
    }

    static int any(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> host(random, INSIDE);
            case 1 -> remote(random);
            case 2 -> natAddress(random);
            case 3 -> odd(random);
            default -> host(random, THIRD);
        };
    }

    /** Port of an inside host: few, so that flows meet again. */
    static int hostPort(SplittableRandom random) {
        return random.nextInt(16) == 0 ? random.nextInt(65_536) : 5_000 + random.nextInt(24);
    }

    static int remotePort(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(4) == 0 ? 0 : 65_535;
            case 1 -> 443;
            case 2 -> 80;
            default -> 50 + random.nextInt(4);
        };
    }

    /** A port at a NAT address that a static mapping may have, else any. */
    static int natPort(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> 8_080;
            case 1 -> 5_353;
            case 2 -> 5_000 + random.nextInt(24);
            default -> random.nextInt(65_536);
        };
    }
}
