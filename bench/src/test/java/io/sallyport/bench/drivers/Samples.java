package io.sallyport.bench.drivers;

import java.util.Map;

/** Results for the tests of those who judge and print them. */
final class Samples {
    static final String LINE = """
            {"opened":10000,"opened_per_second":0,"outward_pps":3604415,"inward_pps":1000000,"sent":500,"received":497,"lost":3,"held_back":0.97,\
            "wrong_shape":0,"wrong_station":0,"wrong_ttl":1,"wrong_checksum":0,"wrong_addresses":0,"wrong_tuple":1,"wrong_order":0,"wrong":2}\
            """;

    private Samples() {}

    /** What the generator saw of ten flows, all well but for what is given. */
    static Exchange seen(long opened, long lost, long wrong) {
        return new Exchange(opened, 383_461, 2e6, 0, 1000, 1000 - lost, lost, 0.9, 0, 0, 0, wrong, 0, 0, 0, wrong);
    }

    /** A case with ten flows, at half of testpmd's rate. */
    static Measured measured(Exchange seen, long difference, Map<String, Long> drops) {
        return new Measured(
                "memif-10",
                10,
                new Pace(seen.pps(), 0.99, 0.9),
                new Pace(4e6, 1, 0.5),
                seen,
                1000,
                difference,
                drops,
                true);
    }

    /** A case without a generator. */
    static Measured alone() {
        return new Measured("null", 0, new Pace(2e7, 1, 1), new Pace(4e7, 1, 1), null, 1000, 0, Map.of(), true);
    }
}
