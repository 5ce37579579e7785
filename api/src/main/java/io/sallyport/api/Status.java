package io.sallyport.api;

import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/status}: what is running.
 *
 * @param version version of Sallyport
 * @param dpdk version of DPDK as it names itself
 * @param mode {@code production} or {@code lab}
 * @param workers number of workers
 * @param pid process id of the gateway
 * @param uptimeSeconds seconds since packets flow
 * @param hugepages whether packet and table memory is on huge pages
 * @param ready whether packets flow
 * @param restored what came of the sessions of the process before this one; null where sessions are not kept
 */
public record Status(
        String version,
        String dpdk,
        String mode,
        int workers,
        long pid,
        long uptimeSeconds,
        boolean hugepages,
        boolean ready,
        @Nullable Restored restored) {}
