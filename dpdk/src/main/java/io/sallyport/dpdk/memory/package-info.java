/** Raw native memory: the one accessor that every read and write of packets and tables goes through, and its bounds. */
@NullMarked
package io.sallyport.dpdk.memory;

import org.jspecify.annotations.NullMarked;
