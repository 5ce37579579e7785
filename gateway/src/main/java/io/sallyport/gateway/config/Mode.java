package io.sallyport.gateway.config;

/** How strict the gateway is about where it runs. */
public enum Mode {
    /** At least four workers, a core for each, hugepages (checklist C0.2, C0.4). */
    PRODUCTION,
    /** Anything that works; the gateway says at every chance that it is not for production. */
    LAB
}
