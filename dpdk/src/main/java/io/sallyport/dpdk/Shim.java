package io.sallyport.dpdk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The native shim, loaded once from the path in the system property {@code sallyport.shim}. DPDK's own libraries come in
 * with it, so that every exported function of theirs is found here too.
 */
final class Shim {
    static final String PROPERTY = "sallyport.shim";

    private static final @Nullable SymbolLookup LIBRARY;
    private static final String FAILURE;
    private static final Map<String, Long> CONSTANTS;

    static {
        SymbolLookup library = null;
        String failure = "";
        try {
            library = load(System.getProperty(PROPERTY));
        } catch (DpdkException e) {
            failure = String.valueOf(e.getMessage());
        }
        LIBRARY = library;
        FAILURE = failure;
        CONSTANTS = library == null ? Map.of() : readConstants(library);
    }

    private Shim() {}

    /** Returns why the shim could not be loaded, or nothing if it was. */
    static Optional<String> failure() {
        return FAILURE.isEmpty() ? Optional.empty() : Optional.of(FAILURE);
    }

    static Optional<MemorySegment> find(String symbol) {
        return LIBRARY == null ? Optional.empty() : LIBRARY.find(symbol);
    }

    /** Returns a size, an offset ({@code structure.field}) or a number of the headers the shim was compiled with. */
    static long constant(String name) {
        Long value = CONSTANTS.get(name);
        if (value == null) {
            throw new DpdkException(failure()
                    .orElse("the native shim does not report " + name + ": it is of another build, rebuild it"));
        }
        return value;
    }

    @SuppressWarnings("restricted")
    private static SymbolLookup load(@Nullable String path) {
        if (path == null) {
            throw new DpdkException("DPDK cannot be used: the system property " + PROPERTY
                    + " is not set; start Java with -D" + PROPERTY + "=/path/to/libsallyport_shim.so");
        }
        if (!Files.isReadable(Path.of(path))) {
            throw new DpdkException("DPDK cannot be used: there is no readable file " + path + " (system property "
                    + PROPERTY + "); build the module dpdk, which compiles it");
        }
        try {
            return SymbolLookup.libraryLookup(Path.of(path), Arena.global());
        } catch (IllegalArgumentException e) {
            throw new DpdkException("DPDK cannot be used: " + path + " cannot be loaded: " + reason(path)
                    + "; install DPDK's libraries (Debian: apt-get install libdpdk-dev) and rebuild the module dpdk");
        }
    }

    /** Loads once more in the way that tells what the linker found wrong. */
    @SuppressWarnings("restricted")
    private static String reason(String path) {
        try {
            System.load(Path.of(path).toAbsolutePath().toString());
            return "it is no shared library";
        } catch (UnsatisfiedLinkError e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Map<String, Long> readConstants(SymbolLookup library) {
        Map<String, Long> constants = new HashMap<>();
        MemorySegment table = library.find("sallyport_constants")
                .map(MemorySegment::address)
                .map(Native::unbounded)
                .orElse(MemorySegment.NULL);
        if (table.equals(MemorySegment.NULL)) {
            return Map.of();
        }
        for (long at = 0; table.get(ValueLayout.JAVA_LONG, at) != 0; at += 16) {
            String name = Native.string(table.get(ValueLayout.JAVA_LONG, at));
            constants.put(name, table.get(ValueLayout.JAVA_LONG, at + 8));
        }
        return Map.copyOf(constants);
    }
}
