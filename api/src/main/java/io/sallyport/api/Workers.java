package io.sallyport.api;

import java.util.List;

/**
 * {@code GET /v1/workers}: what each worker does and has counted.
 *
 * @param workers one entry per worker, by id
 */
public record Workers(List<WorkerInfo> workers) {
    public Workers {
        workers = List.copyOf(workers);
    }
}
