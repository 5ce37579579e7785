/** What workers read and the control thread decides: interfaces, addresses, routes, neighbors; immutable once published. */
@NullMarked
package io.sallyport.dataplane.snapshot;

import org.jspecify.annotations.NullMarked;
