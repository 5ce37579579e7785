/** Tests of the requirements, the document and its exit codes. */
@NullMarked
package io.sallyport.verify.conformance;

import org.jspecify.annotations.NullMarked;
