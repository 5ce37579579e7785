/** The control thread: ARP and neighbors, and what it tells the log about drops. */
@NullMarked
package io.sallyport.gateway.control;

import org.jspecify.annotations.NullMarked;
