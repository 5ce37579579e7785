package io.sallyport.gate.verdict;

import io.sallyport.lab.report.Finding;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A finding that is to be expected of a story, and the boxes it settles.
 *
 * @param story name of the story that it is found in
 * @param boxes ids, like {@code C4.8}
 * @param name what findings of this row are called
 * @param optional whether it may be missing: such a row is there only where something is wrong
 */
public record Row(String story, List<String> boxes, Pattern name, boolean optional) {
    public Row {
        boxes = List.copyOf(boxes);
    }

    /** Whether a finding is of this row. */
    public boolean matches(Finding finding) {
        return name.matcher(finding.what()).matches();
    }
}
