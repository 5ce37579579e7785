/** DPDK as Java sees it: one small class for each thing DPDK has (environment, device, pool, ring, forwarding table). */
@NullMarked
package io.sallyport.dpdk;

import org.jspecify.annotations.NullMarked;
