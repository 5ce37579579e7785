/** Tests. */
@NullMarked
package io.sallyport.gate.report;

import org.jspecify.annotations.NullMarked;
