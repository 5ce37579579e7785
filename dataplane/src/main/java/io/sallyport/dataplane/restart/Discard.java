package io.sallyport.dataplane.restart;

import java.util.Locale;

/** Why a record of an earlier process was not taken over. The names are stable: scripts, the log and the API use them in lower case. */
public enum Discard {
    DAMAGED("the commit word does not fit the record: it was being written, or the file was changed"),
    IMPLAUSIBLE("no session can have such values"),
    NOT_STOPPED_BEFORE_BOOT("the machine was started anew while the gateway ran, so its files may be out of date"),
    EXPIRED("it has been idle for longer than its timeout, the time without a gateway included"),
    DUPLICATE("another record has the same key"),
    POOL_ADDRESS_REMOVED("its NAT address is in no pool any more"),
    PORT_NOT_AVAILABLE("its NAT port is outside the pool's range now, or a static mapping's"),
    STATIC_MAPPING_REMOVED("it belongs to a static mapping that does not exist any more"),
    MAPPING_LOST("it belongs to an endpoint-independent mapping that did not come back"),
    NO_PLACE("the tables have no place for it: fewer sessions per worker are configured than there were");

    /** All reasons, in order; shared, do not change it. */
    public static final Discard[] ALL = values();

    private final String label = name().toLowerCase(Locale.ROOT);
    private final String help;

    Discard(String help) {
        this.help = help;
    }

    /** Stable name, lower case with underscores. */
    public String label() {
        return label;
    }

    /** One line for a person. */
    public String help() {
        return help;
    }
}
