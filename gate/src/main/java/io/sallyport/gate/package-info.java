/** The commands {@code ./sallyport gate} and {@code ./sallyport doctor}. */
@NullMarked
package io.sallyport.gate;

import org.jspecify.annotations.NullMarked;
