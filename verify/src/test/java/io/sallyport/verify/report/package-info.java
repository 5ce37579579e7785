/** Tests of the reports: a sample of each thing that a report may say. */
@NullMarked
package io.sallyport.verify.report;

import org.jspecify.annotations.NullMarked;
