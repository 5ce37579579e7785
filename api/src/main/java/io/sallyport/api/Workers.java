package io.sallyport.api;

import java.util.List;

/**
 * {@code GET /v1/workers}: what each worker does and has counted.
 *
 * @param workers one entry per worker, by id
 * @param rates of all workers together, shortest time first; a time is left out as long as a worker's rates over it are not
 *     known
 */
public record Workers(List<WorkerInfo> workers, List<Rates> rates) {
    public Workers {
        workers = List.copyOf(workers);
        rates = List.copyOf(rates);
    }
}
