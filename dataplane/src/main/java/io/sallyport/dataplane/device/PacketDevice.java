package io.sallyport.dataplane.device;

/**
 * A device with receive and transmit queues, one pair for each worker. Queue {@code q} is used by worker {@code q} alone.
 */
public interface PacketDevice {
    /**
     * Takes packets that have arrived.
     *
     * @param queue number of the worker's queue
     * @param pointers address of room for {@code max} mbuf pointers
     * @param max most packets to take
     * @return how many were taken, now the caller's
     */
    int receive(int queue, long pointers, int max);

    /**
     * Gives packets to be sent, the first ones first.
     *
     * @param queue number of the worker's queue
     * @param pointers address of {@code count} mbuf pointers
     * @param count how many
     * @return how many were accepted and are the device's now; the others remain the caller's
     */
    int transmit(int queue, long pointers, int count);
}
