/** Tests. */
@NullMarked
package io.sallyport.gate;

import org.jspecify.annotations.NullMarked;
