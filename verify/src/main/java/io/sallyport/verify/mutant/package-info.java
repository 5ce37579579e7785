/** Faults put into the data plane on purpose, to see whether the simulation finds them. */
@NullMarked
package io.sallyport.verify.mutant;

import org.jspecify.annotations.NullMarked;
