/** What the HTTP API answers, worked out from the running data plane each time it is asked. */
@NullMarked
package io.sallyport.gateway.view;

import org.jspecify.annotations.NullMarked;
