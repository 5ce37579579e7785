package io.sallyport.gate.hosts;

import io.sallyport.lab.LabException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operator's configuration as the gate runs it: the same, but nothing is kept, so that the operator's sessions stay as they
 * are and all counting begins at zero.
 *
 * @param text YAML that the gateway has found good
 */
public record OwnConfiguration(String text) {
    private static final String LISTEN = "127.0.0.1:8044";
    /** The whole section: its line, and what is indented below it. */
    private static final Pattern STATE =
            Pattern.compile("(?m)^[\"']?state[\"']?:.*\\n?(?:^(?:[ \\t].*|[ \\t]*|#.*)\\n)*");

    private static final Pattern API = Pattern.compile("(?<![\\w-])listen:\\s*[\"']?([\\w.:]+)");
    private static final Pattern IFACE = Pattern.compile("\\biface=([^,\\s\"'}]+)");
    private static final Pattern COMMENT = Pattern.compile("(?m)(^|\\s)#.*$");

    /**
     * The text to run.
     *
     * @throws LabException if the text is one flow mapping, which is not taken apart here
     */
    public String withoutState() {
        String bare = COMMENT.matcher(text).replaceAll("").strip();
        if (bare.startsWith("{")) {
            throw LabException.environment(
                    "the configuration begins with '{'; the gate runs a copy with another `state`, and for that each section has to begin on a line of its own");
        }
        String ended = text.endsWith("\n") ? text : text + "\n";
        return STATE.matcher(ended).replaceAll("") + "state: {keep-sessions: false}\n";
    }

    /**
     * Where the API answers.
     *
     * @throws LabException if it does not, on TCP
     */
    public String api() {
        Matcher listen = API.matcher(COMMENT.matcher(text).replaceAll(""));
        String address = listen.find() ? listen.group(1) : LISTEN;
        if (!address.contains(":")) {
            throw LabException.environment(
                    "api.listen is %s, and the gate asks the gateway over TCP: give a loopback address and port, such as \"%s\""
                            .formatted(address, LISTEN));
        }
        return address;
    }

    /** The kernel's interfaces that the gateway's ports open, as far as device arguments name them. */
    public List<String> kernelInterfaces() {
        return IFACE.matcher(COMMENT.matcher(text).replaceAll(""))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
