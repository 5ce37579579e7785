/** Tests of {@code sallyport verify torn} and {@code sallyport verify corruption}. */
@NullMarked
package io.sallyport.verify.torn;

import org.jspecify.annotations.NullMarked;
