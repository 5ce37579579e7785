package io.sallyport.lab.load;

import io.sallyport.lab.net.Link;
import java.util.function.ToLongFunction;

/**
 * What has been counted between two moments.
 *
 * @param before the earlier one
 * @param after the later one
 */
record Change(Moment before, Moment after) {
    long of(ToLongFunction<Reading> number) {
        return number.applyAsLong(after.gateway()) - number.applyAsLong(before.gateway());
    }

    long counter(int worker, String name) {
        return of(reading -> reading.counter(worker, name));
    }

    long total(String name) {
        return of(reading -> reading.total(name));
    }

    long peer(Link link, ToLongFunction<PeerCounters.Seen> number) {
        return number.applyAsLong(after.peer(link)) - number.applyAsLong(before.peer(link));
    }

    int workers() {
        return after.gateway().workers();
    }
}
