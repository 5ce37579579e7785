/** How long a start takes, and how fast the first packets are: {@code sallyport bench start}. */
@NullMarked
package io.sallyport.bench.start;

import org.jspecify.annotations.NullMarked;
