package io.sallyport.verify.boxes;

import io.sallyport.verify.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All boxes, as {@code boxes.txt} lists them. */
public final class Checklist {
    /** What tests are tagged with that belong to a box. */
    static final Pattern ID = Pattern.compile("C\\d+\\.\\d+");

    private static final Pattern SECTION = Pattern.compile("\\[(\\d+ .+)]");
    private static final Pattern BOX = Pattern.compile("(" + ID + ") (.+)");

    private Checklist() {}

    /** Every box, in order. */
    public static List<Box> boxes() {
        List<Box> boxes = new ArrayList<>();
        String section = "";
        for (String line : Resource.lines(Checklist.class, "boxes.txt")) {
            Matcher heading = SECTION.matcher(line);
            Matcher box = BOX.matcher(line);
            if (heading.matches()) {
                section = heading.group(1);
            } else if (box.matches()) {
                boxes.add(new Box(box.group(1), section, box.group(2)));
            } else {
                throw new IllegalStateException("boxes.txt: found '" + line + "', want '[4 Title]' or 'C4.8 text'");
            }
        }
        return boxes;
    }
}
