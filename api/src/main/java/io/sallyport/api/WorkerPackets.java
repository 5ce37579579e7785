package io.sallyport.api;

/**
 * What one worker moved through one interface.
 *
 * @param worker id of the worker
 * @param rxPackets packets it took from its RX queue
 * @param txPackets packets its TX queue accepted
 * @param handedOff those of {@code rxPackets} that another worker owns
 */
public record WorkerPackets(int worker, long rxPackets, long txPackets, long handedOff) {}
