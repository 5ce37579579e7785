package io.sallyport.gateway.config;

/** Checks what no single setting shows: whether the settings go together. */
final class Rules {
    private Rules() {}

    static void check(Config config, Reading reading) {
        WorkerRules.check(config, reading);
        InterfaceRules.check(config, reading);
        RouteRules.check(config, reading);
        PoolRules.check(config, reading);
        NatRules.check(config, reading);
        StaticRules.check(config, reading);
        ApiRules.check(config, reading);
    }
}
