/** What was tried, whether it held, and the table of it. */
@NullMarked
package io.sallyport.lab.report;

import org.jspecify.annotations.NullMarked;
