/** The gate on an operator's own interfaces: a host on each side, what it can be asked to do, and the stories told with both. */
@NullMarked
package io.sallyport.gate.hosts;

import org.jspecify.annotations.NullMarked;
