package io.sallyport.api;

import java.util.List;

/**
 * {@code GET /v1/handoff}: what went from worker to worker (checklist C3.11).
 *
 * @param workers number of workers
 * @param pairs one entry per ordered pair of different workers, by {@code from}, then by {@code to}
 */
public record Handoff(int workers, List<HandoffPair> pairs) {
    public Handoff {
        pairs = List.copyOf(pairs);
    }
}
