package io.sallyport.dpdk;

/** The rules of a device ({@code rte_flow}). One control thread, while the device is started. */
public interface FlowTable {
    /**
     * Asks whether the device would take a rule. Some drivers say yes here and no to {@link #create}.
     *
     * @throws DpdkException if not, with the driver's reason
     */
    void validate(FlowRule rule);

    /**
     * Makes a rule; it holds at once.
     *
     * @return handle for {@link #destroy}
     * @throws DpdkException if the device does not take it, with the driver's reason
     */
    long create(FlowRule rule);

    /**
     * Removes a rule.
     *
     * @param handle what {@link #create} returned, once
     * @throws DpdkException if the driver refuses
     */
    void destroy(long handle);
}
