/** NAT ports: which are free, which one a new session gets, and how many sessions use each. */
@NullMarked
package io.sallyport.dataplane.ports;

import org.jspecify.annotations.NullMarked;
