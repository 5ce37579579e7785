package io.sallyport.gateway.config;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** Decimal numbers as the configuration writes them: ASCII digits only, no sign, no leading zero. */
final class Numbers {
    /** No number of more digits is ever in range, and this many cannot overflow a {@code long}. */
    private static final int MAX_DIGITS = 18;

    private Numbers() {}

    static OptionalInt parse(String text, int min, int max) {
        OptionalLong number = parseLong(text);
        return number.isPresent() && number.getAsLong() >= min && number.getAsLong() <= max
                ? OptionalInt.of((int) number.getAsLong())
                : OptionalInt.empty();
    }

    static OptionalLong parseLong(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS || (text.length() > 1 && text.charAt(0) == '0')) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            number = number * 10 + digit;
        }
        return OptionalLong.of(number);
    }
}
