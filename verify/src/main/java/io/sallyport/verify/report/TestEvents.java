package io.sallyport.verify.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Puts the events of one report together to tests. The setters tell of the test that started or finished last. */
final class TestEvents {
    private static final class Node {
        private final String name;
        private final Set<String> tags = new TreeSet<>();
        private String testClass;
        private String method;
        private boolean test;
        private Outcome outcome = Outcome.FAILED;

        Node(String name, String testClass, String method) {
            this.name = name;
            this.testClass = testClass;
            this.method = method;
        }
    }

    private static final Node NOWHERE = new Node("", "", "");

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<TestResult> besideTests = new ArrayList<>();
    private Node now = NOWHERE;

    void started(String id, String parentId, String name) {
        Node parent = nodes.getOrDefault(parentId, NOWHERE);
        now = new Node(name, parent.testClass, parent.method);
        nodes.put(id, now);
    }

    void tag(String tag) {
        now.tags.add(tag);
    }

    void type(String type) {
        now.test = type.equals("TEST");
    }

    void testClass(String className) {
        now.testClass = className;
    }

    void method(String name) {
        now.method = name;
    }

    void finished(String id) {
        now = nodes.getOrDefault(id, NOWHERE);
    }

    void result(String status) {
        now.outcome = switch (status) {
            case "SUCCESSFUL" -> Outcome.PASSED;
            case "SKIPPED", "ABORTED" -> Outcome.SKIPPED;
            default -> Outcome.FAILED;
        };
    }

    /** The report ends in the middle. */
    void cutOff(String file) {
        besideTests.add(TestResult.of(file + " (cut off)", "", Set.of(), Outcome.FAILED));
    }

    /** Each test once, in the order in which they ran. Containers count if they did not pass. */
    List<TestResult> results() {
        Map<String, TestResult> byName = new LinkedHashMap<>();
        for (Node node : nodes.values()) {
            if (node.test || node.outcome != Outcome.PASSED) {
                TestResult result = result(node);
                byName.merge(result.name(), result, TestResult::and);
            }
        }
        List<TestResult> results = new ArrayList<>(besideTests);
        results.addAll(byName.values());
        return results;
    }

    private static TestResult result(Node node) {
        // Engines that test other things than methods (rules in fields) say only the name.
        String method = node.test && node.method.isEmpty() ? node.name : node.method;
        return TestResult.of(node.testClass.isEmpty() ? node.name : node.testClass, method, node.tags, node.outcome);
    }
}
