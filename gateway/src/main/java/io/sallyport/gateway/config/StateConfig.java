package io.sallyport.gateway.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whether sessions outlive the process, and where.
 *
 * @param directory absolute; null is {@code auto}, the gateway chooses
 * @param keepSessions whether the next start takes the sessions over
 */
public record StateConfig(@Nullable Path directory, boolean keepSessions) {}
