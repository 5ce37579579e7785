package io.sallyport.verify.boxes;

/**
 * One box of the checklist for a production-ready NAT44.
 *
 * @param id what tests are tagged with, like {@code C4.8}
 * @param section number and title of the section it stands in
 */
public record Box(String id, String section, String text) {
    /** Number of the section, like 4. */
    public int sectionNumber() {
        return Integer.parseInt(id.substring(1, id.indexOf('.')));
    }
}
