/**
 * The answers of the HTTP API, one record each. In JSON the components are written in snake_case ({@code uptimeSeconds} is
 * {@code uptime_seconds}); the keys of maps are the stable names of counters and drop reasons, as they are.
 */
@NullMarked
package io.sallyport.api;

import org.jspecify.annotations.NullMarked;
