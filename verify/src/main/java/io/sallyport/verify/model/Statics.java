package io.sallyport.verify.model;

import io.sallyport.verify.model.Configuration.StaticMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Static mappings, searched from both sides: port mappings come before 1:1 mappings. */
final class Statics {
    private final List<StaticMapping> mappings;

    Statics(List<StaticMapping> mappings) {
        this.mappings = mappings;
    }

    /** The NAT tuple of an inside tuple, if it is static. */
    @Nullable
    End natOf(int protocol, End inside) {
        for (StaticMapping mapping : mappings) {
            if (mapping.protocol() == protocol && mapping.inside().equals(inside)) {
                return mapping.outside();
            }
        }
        for (StaticMapping mapping : mappings) {
            if (mapping.isOneToOne() && mapping.inside().address() == inside.address()) {
                return new End(mapping.outside().address(), inside.port());
            }
        }
        return null;
    }

    /** The inside tuple of a NAT tuple, if it is static. */
    @Nullable
    End insideOf(int protocol, End nat) {
        for (StaticMapping mapping : mappings) {
            if (mapping.protocol() == protocol && mapping.outside().equals(nat)) {
                return mapping.inside();
            }
        }
        for (StaticMapping mapping : mappings) {
            if (mapping.isOneToOne() && mapping.outside().address() == nat.address()) {
                return new End(mapping.inside().address(), nat.port());
            }
        }
        return null;
    }

    boolean isOneToOne(int natAddress) {
        return mappings.stream().anyMatch(m -> m.isOneToOne() && m.outside().address() == natAddress);
    }
}
