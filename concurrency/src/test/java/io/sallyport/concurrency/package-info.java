/** What threads really do to each other: jcstress runs pairs of them against what they share, millions of times. */
@NullMarked
package io.sallyport.concurrency;

import org.jspecify.annotations.NullMarked;
