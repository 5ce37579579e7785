/** Tests of the HTTP API over real connections to a gateway that is made up. */
@NullMarked
package io.sallyport.gateway.http;

import org.jspecify.annotations.NullMarked;
