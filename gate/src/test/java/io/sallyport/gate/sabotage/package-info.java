/** Tests. */
@NullMarked
package io.sallyport.gate.sabotage;

import org.jspecify.annotations.NullMarked;
