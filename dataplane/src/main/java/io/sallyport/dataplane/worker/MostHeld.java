package io.sallyport.dataplane.worker;

import io.sallyport.dataplane.stage.Burst;
import io.sallyport.dataplane.stage.Handoff;
import io.sallyport.dataplane.stage.Transmit;

/** How many packets workers and the rings between them can hold, every place full at once: so many buffers are needed beside those of devices. */
public final class MostHeld {
    /** Held fragments of each worker that are counted; more are no traffic but an attack. */
    private static final int FRAGMENTS = 4096;
    /** Packets that can wait on a worker for an ARP answer. */
    private static final int NEIGHBORS = 256;
    /** Packets that can wait on a worker for their second pass. */
    private static final int SECOND_PASS = 4096;

    private MostHeld() {}

    /**
     * Packets held in all.
     *
     * @param handoffRing elements of a handoff ring of the first leg
     * @param fragments fragments that each worker may hold back
     */
    public static int packets(int workers, int interfaces, int handoffRing, int fragments) {
        int staged = interfaces * Transmit.stagedPerInterface() + (workers - 1) * Handoff.stagedPerWorker();
        int waiting = NEIGHBORS + SECOND_PASS + Math.min(fragments, FRAGMENTS) + Burst.MAX;
        int onRings = (workers - 1) * RingSet.elementsPerPair(handoffRing);
        return workers * (staged + waiting + onRings);
    }
}
