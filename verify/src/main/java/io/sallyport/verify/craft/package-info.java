/** Makes frames as hosts send them. */
@NullMarked
package io.sallyport.verify.craft;

import org.jspecify.annotations.NullMarked;
