/** What only a system call can do for the lab: steering the queues of a tap, and sending frames in batches. Linux, 64 bit. */
@NullMarked
package io.sallyport.lab.kernel;

import org.jspecify.annotations.NullMarked;
