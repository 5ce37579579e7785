/** Proofs of raw memory and its bounds; none needs DPDK. */
@NullMarked
package io.sallyport.dpdk.memory;

import org.jspecify.annotations.NullMarked;
