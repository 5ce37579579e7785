package io.sallyport.gateway.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration cannot be used. The message has all its problems, a line each. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    /** Takes at least one problem. */
    public ConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Everything that was found wrong, in the order of the file. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
