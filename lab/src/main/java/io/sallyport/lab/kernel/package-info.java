/** What only the kernel can do for the lab: steering the queues of a tap, sending frames in batches, hurrying its grace periods. Linux, 64 bit. */
@NullMarked
package io.sallyport.lab.kernel;

import org.jspecify.annotations.NullMarked;
