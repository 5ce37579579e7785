package io.sallyport.verify.boxes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChecklistTest {
    @Test
    void has110BoxesIn15Sections() {
        Map<Integer, Integer> sizes = new LinkedHashMap<>();
        Checklist.boxes().forEach(box -> sizes.merge(box.sectionNumber(), 1, Integer::sum));

        assertThat(Checklist.boxes()).hasSize(110);
        assertThat(sizes.keySet()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
        assertThat(sizes.values()).containsExactly(5, 10, 6, 12, 9, 10, 5, 10, 6, 5, 10, 5, 5, 5, 7);
    }

    @Test
    void boxesOfASectionAreNumberedInOrder() {
        int number = 0;
        String section = "";
        for (Box box : Checklist.boxes()) {
            number = box.section().equals(section) ? number + 1 : 1;
            section = box.section();
            assertThat(box.id()).isEqualTo("C" + section.substring(0, section.indexOf(" ")) + "." + number);
        }
    }

    @Test
    void textsAreOneLineWithoutMarkup() {
        List<Box> boxes = Checklist.boxes();

        assertThat(boxes).allSatisfy(box -> assertThat(box.text()).isNotBlank().doesNotContain("`", "**"));
        assertThat(boxes.getFirst().text()).isEqualTo("Userspace NAT: DPDK only, no kernel fallback");
    }
}
