/** The pieces of the packet path one by one, measured with JMH: {@code sallyport bench pieces}. Classes of benchmarks are not final because JMH extends them. */
@NullMarked
package io.sallyport.bench.pieces;

import org.jspecify.annotations.NullMarked;
