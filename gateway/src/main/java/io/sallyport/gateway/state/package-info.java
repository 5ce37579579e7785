/** The files that sessions outlive the process in: where they are, what they begin with, whose they are now. */
@NullMarked
package io.sallyport.gateway.state;

import org.jspecify.annotations.NullMarked;
