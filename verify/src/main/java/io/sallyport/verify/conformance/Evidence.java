package io.sallyport.verify.conformance;

import io.sallyport.verify.report.Outcome;
import io.sallyport.verify.report.TestResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The tests that show a requirement: those which carry its id as a tag. */
final class Evidence {
    private final TreeMap<String, TreeSet<String>> passed = new TreeMap<>();
    private final TreeMap<String, TreeSet<String>> failed = new TreeMap<>();

    Evidence(List<TestResult> results) {
        for (TestResult test : results) {
            for (String tag : test.tags()) {
                if (tag.startsWith("RFC")) {
                    add(tag, test);
                }
            }
        }
    }

    private void add(String tag, TestResult test) {
        passed.computeIfAbsent(tag, _ -> new TreeSet<>());
        failed.computeIfAbsent(tag, _ -> new TreeSet<>());
        if (test.outcome() == Outcome.PASSED) {
            passed.get(tag).add(test.name());
        } else if (test.outcome() == Outcome.FAILED) {
            failed.get(tag).add(test.name());
        }
    }

    /** Names of the passing tests of a requirement, sorted. */
    Set<String> shows(Requirement requirement) {
        return passed.getOrDefault(requirement.id(), new TreeSet<>());
    }

    /** What is wrong, a line each: claims without a test, tests that failed, tags that no requirement has. */
    List<String> findings(List<Rfc> rfcs) {
        List<Requirement> requirements =
                rfcs.stream().flatMap(rfc -> rfc.requirements().stream()).toList();
        List<String> findings = new ArrayList<>();
        for (Requirement requirement : requirements) {
            if (requirement.isMetInAnyMode() && shows(requirement).isEmpty()) {
                findings.add(requirement.id() + " is said to be met, and no passing test is tagged with it");
            }
        }
        failed.forEach((tag, tests) -> tests.forEach(test -> findings.add(tag + ": " + test + " failed")));
        Set<String> known = requirements.stream().map(Requirement::id).collect(Collectors.toSet());
        passed.keySet().stream()
                .filter(tag -> !known.contains(tag))
                .forEach(tag -> findings.add("a test is tagged " + tag + ", and no requirement has this id"));
        return findings;
    }
}
