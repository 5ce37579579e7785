/** A worker: the stages put together in one bounded turn, the memory they use, and the thread that repeats the turn. */
@NullMarked
package io.sallyport.dataplane.worker;

import org.jspecify.annotations.NullMarked;
