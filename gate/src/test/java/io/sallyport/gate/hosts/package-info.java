/** Tests. */
@NullMarked
package io.sallyport.gate.hosts;

import org.jspecify.annotations.NullMarked;
