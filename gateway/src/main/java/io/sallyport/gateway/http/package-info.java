/** The HTTP API: what the gateway says about itself, as JSON and as Prometheus metrics, on a loopback address. */
@NullMarked
package io.sallyport.gateway.http;

import org.jspecify.annotations.NullMarked;
