/** {@code sallyport verify}: which of its commands runs. */
@NullMarked
package io.sallyport.verify;

import org.jspecify.annotations.NullMarked;
