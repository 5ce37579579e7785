package io.sallyport.gate.doctor;

import java.util.Arrays;

/** Lists of CPUs as the kernel writes them: {@code 0-3,8}. */
final class CpuList {
    private CpuList() {}

    /** How many are in it. */
    static int count(String list) {
        return Arrays.stream(list.split(",", -1))
                .filter(part -> part.matches("\\d+(-\\d+)?"))
                .mapToInt(CpuList::size)
                .sum();
    }

    private static int size(String part) {
        String[] ends = part.split("-", -1);
        return Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
    }
}
