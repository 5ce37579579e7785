package io.sallyport.verify.report;

import java.util.Set;
import java.util.TreeSet;

/**
 * One test method with all its invocations. What breaks a class before its methods run counts as a test that has the
 * name of the class.
 *
 * @param testClass full name of the top-level class or of the class nested in it
 * @param name the class without the package all have in common, {@code #} and the method
 */
public record TestResult(String testClass, String name, Set<String> tags, Outcome outcome) {
    private static final String COMMON = "io.sallyport.";

    public TestResult {
        tags = Set.copyOf(tags);
    }

    static TestResult of(String testClass, String method, Set<String> tags, Outcome outcome) {
        String shortClass = testClass.startsWith(COMMON) ? testClass.substring(COMMON.length()) : testClass;
        return new TestResult(testClass, method.isEmpty() ? shortClass : shortClass + "#" + method, tags, outcome);
    }

    /** Two runs of the same test as one. */
    TestResult and(TestResult other) {
        Set<String> all = new TreeSet<>(tags);
        all.addAll(other.tags);
        return new TestResult(testClass, name, all, outcome.worse(other.outcome));
    }
}
