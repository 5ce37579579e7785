/** Faults put in on purpose, to see whether the gate finds them. */
@NullMarked
package io.sallyport.gate.sabotage;

import org.jspecify.annotations.NullMarked;
