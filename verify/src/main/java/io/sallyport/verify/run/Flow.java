package io.sallyport.verify.run;

import io.sallyport.verify.model.End;

/** A conversation that an inside tuple may have with a remote endpoint; for ICMP the remote port is 0. */
record Flow(int protocol, End inside, End remote) {
    static final int ICMP = 1;
    static final int TCP = 6;
    static final int UDP = 17;
}
