package io.sallyport.dpdk;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of DPDK.
 *
 * @param year its year in two digits
 * @param month its month: 3, 7 or 11
 */
record DpdkVersion(int year, int month) {
    private static final Pattern TEXT = Pattern.compile("(\\d+)\\.(\\d+)");

    /** First and last release whose structures and functions this module was written and checked against. */
    private static final DpdkVersion OLDEST = new DpdkVersion(22, 11);

    private static final DpdkVersion NEWEST = new DpdkVersion(26, 7);

    /** Reads what {@code rte_version()} returns, such as {@code DPDK 22.11.11}. */
    static Optional<DpdkVersion> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.find()
                ? Optional.of(new DpdkVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /**
     * Returns why a shim compiled with the headers of {@code compiled} must not work on the libraries of
     * {@code running}, or nothing if it may.
     *
     * <p>A pure function: the inline functions in the shim are part of DPDK's binary interface, so even two releases of
     * one interface year are refused; building the shim again takes two seconds.
     */
    static Optional<String> refusal(DpdkVersion compiled, String running) {
        String advice = "; allowed are %s to %s".formatted(OLDEST, NEWEST)
                + ", the same for both: install a supported DPDK and rebuild the module dpdk";
        String found = "the native shim was compiled for DPDK " + compiled + " and \"" + running + "\" is installed";
        Optional<DpdkVersion> version = parse(running);
        boolean good = version.isPresent() && version.get().equals(compiled) && compiled.supported();
        return good ? Optional.empty() : Optional.of("DPDK cannot be used: " + found + advice);
    }

    private boolean supported() {
        return number() >= OLDEST.number() && number() <= NEWEST.number();
    }

    private int number() {
        return 100 * year + month;
    }

    @Override
    public String toString() {
        return "%d.%02d".formatted(year, month);
    }
}
