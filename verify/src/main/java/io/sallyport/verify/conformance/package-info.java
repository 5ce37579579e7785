/** {@code sallyport verify conformance}: what the RFCs on NAT ask for, what Sallyport does of it, and the tests that show it. */
@NullMarked
package io.sallyport.verify.conformance;

import org.jspecify.annotations.NullMarked;
