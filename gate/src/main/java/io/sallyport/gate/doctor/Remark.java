package io.sallyport.gate.doctor;

/**
 * One fact of the machine.
 *
 * @param what it is about, in a word or two
 * @param found in one line
 * @param remedy the command that mends it; empty where nothing is to be mended
 */
public record Remark(Level level, String what, String found, String remedy) {
    static Remark good(String what, String found) {
        return new Remark(Level.GOOD, what, found, "");
    }

    static Remark note(String what, String found, String remedy) {
        return new Remark(Level.NOTE, what, found, remedy);
    }

    static Remark lacks(String what, String found, String remedy) {
        return new Remark(Level.LACKS, what, found, remedy);
    }
}
