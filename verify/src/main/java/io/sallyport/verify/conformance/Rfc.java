package io.sallyport.verify.conformance;

import java.util.List;

/**
 * An RFC and all that it asks of a NAT.
 *
 * @param id like {@code RFC4787}
 */
record Rfc(String id, String title, List<Requirement> requirements) {
    Rfc {
        requirements = List.copyOf(requirements);
    }
}
