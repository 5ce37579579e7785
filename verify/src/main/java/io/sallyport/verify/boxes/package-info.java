/** {@code sallyport verify boxes}: which boxes of the checklist the tests have shown. */
@NullMarked
package io.sallyport.verify.boxes;

import org.jspecify.annotations.NullMarked;
