/** The fuzzer: whole frames, good, bent and broken, through real workers whose every memory access is checked. */
@NullMarked
package io.sallyport.verify.fuzz;

import org.jspecify.annotations.NullMarked;
