/** The verdicts as text, JSON and a page. */
@NullMarked
package io.sallyport.gate.report;

import org.jspecify.annotations.NullMarked;
