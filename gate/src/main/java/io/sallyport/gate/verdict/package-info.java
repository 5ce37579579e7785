/** From what probes and tests have found to a verdict on each box. */
@NullMarked
package io.sallyport.gate.verdict;

import org.jspecify.annotations.NullMarked;
