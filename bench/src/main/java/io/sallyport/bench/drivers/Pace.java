package io.sallyport.bench.drivers;

/**
 * How fast packets went through.
 *
 * @param pps packets per second, both ways
 * @param cpuShare part of the CPU time that they wanted which forwarder and generator got, the lesser of the two; far from 1, others were
 *     on their CPUs and the rate says little
 * @param heldBack part of the generator's bursts that the ports did not take whole; near 0, the generator was the slower side and the
 *     rate is its own. 1 without a generator
 */
record Pace(double pps, double cpuShare, double heldBack) {}
