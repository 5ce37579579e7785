package io.sallyport.verify.fuzz;

import java.util.HexFormat;

/** Frames as text. */
final class Hex {
    private Hex() {}

    static String of(byte[] bytes, int length) {
        return HexFormat.of().formatHex(bytes, 0, length);
    }

    static byte[] parse(String text) {
        return HexFormat.of().parseHex(text);
    }
}
