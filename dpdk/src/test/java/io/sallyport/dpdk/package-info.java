/** Proofs on devices that need no hardware. */
@NullMarked
package io.sallyport.dpdk;

import org.jspecify.annotations.NullMarked;
