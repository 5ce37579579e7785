/** Start, stop and everything between that is not packets: the process that {@code sallyport run} starts. */
@NullMarked
package io.sallyport.gateway;

import org.jspecify.annotations.NullMarked;
