package io.sallyport.gate.hosts;

import io.sallyport.lab.report.Trials;

/** Has two hosts talk through a gateway and says what it found; {@code own-rows.txt} says what that settles. One thread. */
public interface HostStory {
    /** Tells the story. */
    void tell(HostStand stand, Trials trials);
}
