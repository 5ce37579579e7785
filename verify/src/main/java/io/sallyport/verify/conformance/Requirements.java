package io.sallyport.verify.conformance;

import io.sallyport.verify.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code requirements.txt}. */
final class Requirements {
    static final String FILE = "requirements.txt";

    private static final Pattern HEADING = Pattern.compile("\\[(RFC\\d+)] (.+)");
    private static final Pattern SEPARATOR = Pattern.compile(" *\\| *");
    private static final Pattern ID = Pattern.compile("RFC\\d+-[A-Za-z0-9.-]+");
    private static final int FIELDS = 6;

    private Requirements() {}

    /** Every RFC with its requirements, in order. */
    static List<Rfc> all() {
        return parse(Resource.lines(Requirements.class, FILE));
    }

    /**
     * Reads lines.
     *
     * @throws IllegalArgumentException names the line that is wrong
     */
    static List<Rfc> parse(List<String> lines) {
        List<Rfc> rfcs = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (String line : lines) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                rfcs.add(new Rfc(heading.group(1), heading.group(2), List.of()));
                continue;
            }
            Requirement requirement = requirement(line);
            check(ids.add(requirement.id()), line, "an id that no other line has");
            check(
                    !rfcs.isEmpty() && rfcs.getLast().id().equals(requirement.rfc()),
                    line,
                    "a line below the heading of its RFC");
            rfcs.add(with(rfcs.removeLast(), requirement));
        }
        return rfcs;
    }

    private static Rfc with(Rfc rfc, Requirement requirement) {
        List<Requirement> more = new ArrayList<>(rfc.requirements());
        more.add(requirement);
        return new Rfc(rfc.id(), rfc.title(), more);
    }

    private static Requirement requirement(String line) {
        String[] fields = SEPARATOR.split(line, -1);
        check(fields.length == FIELDS, line, "id | level | text | endpoint-dependent | endpoint-independent | remark");
        check(ID.matcher(fields[0]).matches(), line, "an id like RFC4787-REQ-9a");
        Optional<Level> level = Arrays.stream(Level.values())
                .filter(it -> it.name().equals(fields[1]))
                .findFirst();
        Optional<Verdict> dependent = Verdict.of(fields[3]);
        Optional<Verdict> independent = Verdict.of(fields[4]);
        check(level.isPresent(), line, "a level: MUST, SHOULD or MAY");
        check(dependent.isPresent() && independent.isPresent(), line, "verdicts: met, not met or n/a");
        Requirement requirement = new Requirement(
                fields[0],
                level.orElseThrow(),
                fields[2],
                dependent.orElseThrow(),
                independent.orElseThrow(),
                fields[5]);
        boolean unexplained = requirement.remark().isEmpty()
                && (requirement.dependent() != Verdict.MET || requirement.independent() != Verdict.MET);
        check(!unexplained, line, "a remark, as it is not met in both modes");
        return requirement;
    }

    private static void check(boolean good, String line, String wanted) {
        if (!good) {
            throw new IllegalArgumentException(FILE + ": found '" + line + "', want " + wanted);
        }
    }
}
