package io.sallyport.verify.run;

/** A frame that comes in. */
final class Event {
    final long time;
    final int interfaceNumber;
    /** Number of the worker whose receive queue it is put in. */
    final int queue;

    final byte[] frame;
    /** What it is meant to be, for a person. */
    final String what;

    Event(long time, int interfaceNumber, int queue, byte[] frame, String what) {
        this.time = time;
        this.interfaceNumber = interfaceNumber;
        this.queue = queue;
        this.frame = frame;
        this.what = what;
    }
}
