/** What workers count: the counters, the reasons for a drop, and the ledger that adds every packet's fate up to zero. */
@NullMarked
package io.sallyport.dataplane.count;

import org.jspecify.annotations.NullMarked;
