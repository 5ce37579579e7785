/** How the gateway's log looks, and where it goes. */
@NullMarked
package io.sallyport.gateway.log;

import org.jspecify.annotations.NullMarked;
