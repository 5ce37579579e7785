/** A virtual machine of QEMU with the gateway in it, in which DPDK drives emulated network cards. */
@NullMarked
package io.sallyport.lab.machine;

import org.jspecify.annotations.NullMarked;
