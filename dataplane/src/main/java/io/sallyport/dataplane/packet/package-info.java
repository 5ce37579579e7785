/** Header fields and checksums as the RFCs draw them: static functions over addresses, without state. */
@NullMarked
package io.sallyport.dataplane.packet;

import org.jspecify.annotations.NullMarked;
