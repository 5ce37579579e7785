/** Tests. */
@NullMarked
package io.sallyport.gate.verdict;

import org.jspecify.annotations.NullMarked;
