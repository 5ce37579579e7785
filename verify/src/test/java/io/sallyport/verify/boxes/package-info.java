/** Tests of the table of boxes and its exit codes. */
@NullMarked
package io.sallyport.verify.boxes;

import org.jspecify.annotations.NullMarked;
