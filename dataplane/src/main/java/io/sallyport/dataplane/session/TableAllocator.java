package io.sallyport.dataplane.session;

/**
 * Where tables get their memory from, at construction and never again (checklist C11.2). In production it hands out
 * 2 MB pages of the worker's NUMA node.
 */
@FunctionalInterface
public interface TableAllocator {
    /**
     * Returns the address of zeroed, 64-byte aligned memory that is registered with
     * {@link io.sallyport.dpdk.memory.Regions} and lives as long as the table.
     *
     * @param bytes how much, more than 0
     * @param what what it is for, for a person who asks where the memory went
     */
    long allocate(long bytes, String what);
}
