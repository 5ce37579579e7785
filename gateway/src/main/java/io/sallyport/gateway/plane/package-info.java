/** The data plane of one process, built from the configuration: DPDK, devices, buffers, rings, tables and workers. */
@NullMarked
package io.sallyport.gateway.plane;

import org.jspecify.annotations.NullMarked;
