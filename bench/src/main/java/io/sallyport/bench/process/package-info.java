/** Processes that benchmarks start: JVMs with the flags of production, and gateways in them. */
@NullMarked
package io.sallyport.bench.process;

import org.jspecify.annotations.NullMarked;
