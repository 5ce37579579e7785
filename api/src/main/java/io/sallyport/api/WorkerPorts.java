package io.sallyport.api;

/**
 * The run of port blocks that one worker gives out.
 *
 * @param worker id of the worker
 * @param firstPort first port, 1024 or more
 * @param lastPort last port, included
 */
public record WorkerPorts(int worker, int firstPort, int lastPort) {}
