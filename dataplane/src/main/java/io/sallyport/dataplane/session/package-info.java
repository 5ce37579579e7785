/** A worker's sessions: their 64-byte lines, the two hash tables that find them, and the wheel that ends them. */
@NullMarked
package io.sallyport.dataplane.session;

import org.jspecify.annotations.NullMarked;
