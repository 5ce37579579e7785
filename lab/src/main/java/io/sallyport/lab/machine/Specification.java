package io.sallyport.lab.machine;

/**
 * What machine is made.
 *
 * @param adapter its network cards for the gateway
 * @param cpus how many it has
 * @param nodes NUMA nodes that CPUs and memory are divided among evenly
 * @param jvmFlags more flags for the gateway's JVM
 */
public record Specification(Adapter adapter, int cpus, int nodes, String jvmFlags) {
    /** Of memory, in MiB. */
    static final int MEGABYTES = 3072;
    /** Pages of 2 MB, reserved when it starts. */
    static final int HUGEPAGES = 512;

    /** As many CPUs as this machine has, up to one for each of four workers: more would only be in each other's way. */
    public static final int CPUS = Math.min(4, Runtime.getRuntime().availableProcessors());

    /**
     * Methods compiled once. Where QEMU emulates several CPUs, it may read an instruction that another of them overwrites at that moment, as the
     * JVM does when it gives up a method for one that is compiled better, and the JVM then ends with SIGSEGV or SIGILL.
     */
    private static final String COMPILED_ONCE = "-XX:TieredStopAtLevel=1";

    /** A usual machine with these cards. */
    public static Specification of(Adapter adapter) {
        return new Specification(adapter, CPUS, 1, VirtualMachine.canVirtualize() ? "" : COMPILED_ONCE);
    }

    /** The same with another number of CPUs and of NUMA nodes. */
    public Specification with(int otherCpus, int otherNodes) {
        return new Specification(adapter, otherCpus, otherNodes, jvmFlags);
    }

    /** The same with more flags for the gateway's JVM. */
    public Specification withJvmFlags(String flags) {
        return new Specification(adapter, cpus, nodes, (jvmFlags + " " + flags).strip());
    }
}
