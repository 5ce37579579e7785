/** Tests of the commands against answers that docs/api.md shows. */
@NullMarked
package io.sallyport.cli;

import org.jspecify.annotations.NullMarked;
