/** How fast the gateway is over real DPDK ports: between them and a generator on another core, beside dpdk-testpmd in the same place. */
@NullMarked
package io.sallyport.bench.drivers;

import org.jspecify.annotations.NullMarked;
