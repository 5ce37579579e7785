/** A whole gateway in plain memory, for simulation, benchmarks and warm-up: the real packet path without DPDK. */
@NullMarked
package io.sallyport.dataplane.memory;

import org.jspecify.annotations.NullMarked;
