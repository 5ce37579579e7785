package io.sallyport.dataplane.ports;

import io.sallyport.dataplane.session.TableAllocator;
import java.util.Arrays;

/**
 * The NAT ports one worker may give out (checklist C1.9): those of its slots, for every pool address and protocol class.
 *
 * <p>A new session gets any of the free ports of its slot with equal chance (RFC 6056), of the inside port's parity if
 * one is left (RFC 4787 REQ-4). "None is free" is exact: there is no probing that gives up early. A port can have
 * several uses, by sessions that differ in their remote endpoint; it is free again when the last one ends (C4.8).
 *
 * <p>Ports are in <em>host</em> order here, 0 to 65535; slot s has the ports 1024 s to 1024 s + 1023. Ports outside the
 * allowed range of their pool address and reserved ones (static mappings) are never given out. Both may change while
 * ports are in use: whoever has such a port keeps it.
 *
 * <p>Memory: 2,176 bytes per pool address, protocol class and slot. Every call but {@link #allow} takes a fixed time, no
 * call allocates. Single-threaded: owner worker only; {@link #inUse} may be read by others and is then an estimate.
 */
public final class PortMap {
    /** Protocol class of TCP. */
    public static final int TCP = 0;
    /** Protocol class of UDP. */
    public static final int UDP = 1;
    /** Protocol class of ICMP, whose ids are treated like ports (C7.1). */
    public static final int ICMP = 2;
    /** Number of protocol classes. */
    public static final int CLASSES = 3;
    /** Ports of a slot. */
    public static final int PORTS_PER_SLOT = PortBlock.PORTS;
    /** Most uses that one port can have at once. */
    public static final int MOST_USES = PortBlock.MOST_USES;

    private static final int SLOT_SHIFT = 10;
    private static final int LOWEST = 1024;
    private static final int HIGHEST = 65535;

    private final long blocks;
    private final int poolAddresses;
    private final int firstSlot;
    private final int slots;
    private final int[] lowest;
    private final int[] highest;
    /** Ports with at least one use, per pool address and class. */
    private final int[] inUse;

    /**
     * Makes a map in which all ports of the slots are free, 1024 to 65535 being allowed.
     *
     * @param poolAddresses number of pool addresses, which the other calls name by index from 0
     * @param firstSlot lowest slot the worker owns, 1 to 63
     * @param lastSlot highest slot the worker owns, {@code firstSlot} to 63
     * @throws IllegalArgumentException if an argument is out of range
     */
    public PortMap(TableAllocator allocator, int poolAddresses, int firstSlot, int lastSlot) {
        if (poolAddresses < 1 || firstSlot < 1 || lastSlot < firstSlot || lastSlot > HIGHEST >> SLOT_SHIFT) {
            throw new IllegalArgumentException("port map of %d pool addresses and the slots %d to %d; it takes at least"
                            .formatted(poolAddresses, firstSlot, lastSlot)
                    + " 1 address and ascending slots from 1 to 63");
        }
        this.poolAddresses = poolAddresses;
        this.firstSlot = firstSlot;
        this.slots = lastSlot - firstSlot + 1;
        this.blocks = allocator.allocate(bytes(poolAddresses, slots), "NAT ports");
        this.lowest = new int[poolAddresses];
        this.highest = new int[poolAddresses];
        this.inUse = new int[poolAddresses * CLASSES];
        Arrays.fill(lowest, LOWEST);
        Arrays.fill(highest, HIGHEST);
        for (long block = 0; block < (long) poolAddresses * CLASSES * slots; block++) {
            PortBlock.freeAll(blocks + block * PortBlock.SIZE);
        }
    }

    /** Bytes of memory that a map takes. */
    public static long bytes(int poolAddresses, int slots) {
        return (long) PortBlock.SIZE * poolAddresses * CLASSES * slots;
    }

    /**
     * Sets the range of ports that may be given out for a pool address. Visits every port of the worker: not for the
     * packet path.
     *
     * @param from lowest port, 1024 to 65535
     * @param to highest port, {@code from} to 65535
     * @throws IllegalArgumentException if the range is not within 1024 to 65535
     */
    public void allow(int poolAddress, int from, int to) {
        if (from < LOWEST || to < from || to > HIGHEST) {
            throw new IllegalArgumentException("port range %d-%d of pool address %d is not an ascending one in %d-%d"
                    .formatted(from, to, poolAddress, LOWEST, HIGHEST));
        }
        if (from == lowest[poolAddress] && to == highest[poolAddress]) {
            return;
        }
        lowest[poolAddress] = from;
        highest[poolAddress] = to;
        for (int protocolClass = 0; protocolClass < CLASSES; protocolClass++) {
            for (int slot = firstSlot; slot < firstSlot + slots; slot++) {
                int first = slot << SLOT_SHIFT;
                PortBlock.allow(block(poolAddress, protocolClass, first), from - first, to - first);
            }
        }
    }

    /**
     * Keeps a port from being given out; does nothing if the worker does not own it. Uses that exist go on.
     *
     * @param port 0 to 65535
     */
    public void reserve(int poolAddress, int protocolClass, int port) {
        setReserved(poolAddress, protocolClass, port, true);
    }

    /** Ends {@link #reserve}; does nothing if the worker does not own the port. */
    public void unreserve(int poolAddress, int protocolClass, int port) {
        setReserved(poolAddress, protocolClass, port, false);
    }

    private void setReserved(int poolAddress, int protocolClass, int port, boolean reserved) {
        if (owns(port)) {
            PortBlock.setReserved(block(poolAddress, protocolClass, port), inBlock(port), reserved);
            refresh(poolAddress, protocolClass, port);
        }
    }

    /**
     * Gives out a port that is free; it then has one use.
     *
     * @param protocolClass {@link #TCP}, {@link #UDP} or {@link #ICMP}
     * @param slot one of the worker's slots
     * @param parity 0 even or 1 odd if such a port is free, else any; -1 any
     * @return the port, or -1 if the slot has none that is free
     */
    public int allocate(int poolAddress, int protocolClass, int slot, int parity, PortRandom random) {
        long block = block(poolAddress, protocolClass, slot << SLOT_SHIFT);
        int port = PortBlock.choose(block, parity, random);
        if (port < 0 && parity >= 0) {
            port = PortBlock.choose(block, -1, random);
        }
        if (port < 0) {
            return -1;
        }
        PortBlock.take(block, port);
        inUse[poolAddress * CLASSES + protocolClass]++;
        return (slot << SLOT_SHIFT) + port;
    }

    /**
     * Adds a use to a given port, in use already or not: to overload it, or to take it back for a session that outlived
     * a restart. That no two of its sessions have the same remote endpoint is the caller's care.
     *
     * @param port 0 to 65535
     * @return false, with nothing changed, if the worker does not own the port, if it is reserved or not in the allowed
     *     range, or if it has {@link #MOST_USES} uses
     */
    public boolean share(int poolAddress, int protocolClass, int port) {
        if (!owns(port) || port < lowest[poolAddress] || port > highest[poolAddress]) {
            return false;
        }
        long block = block(poolAddress, protocolClass, port);
        int inBlock = inBlock(port);
        int uses = PortBlock.uses(block, inBlock);
        if (uses == MOST_USES || PortBlock.reserved(block, inBlock)) {
            return false;
        }
        if (uses == 0) {
            PortBlock.setFree(block, inBlock, false);
            inUse[poolAddress * CLASSES + protocolClass]++;
        }
        PortBlock.setUses(block, inBlock, uses + 1);
        return true;
    }

    /**
     * Ends one use of a port; after the last one it is free again.
     *
     * @param port a port from {@link #allocate} or {@link #share}
     * @return false, with nothing changed, if the worker does not own the port or it has no use
     */
    public boolean release(int poolAddress, int protocolClass, int port) {
        int uses = uses(poolAddress, protocolClass, port);
        if (uses == 0) {
            return false;
        }
        long block = block(poolAddress, protocolClass, port);
        PortBlock.setUses(block, inBlock(port), uses - 1);
        if (uses == 1) {
            refresh(poolAddress, protocolClass, port);
            inUse[poolAddress * CLASSES + protocolClass]--;
        }
        return true;
    }

    /** Uses of a port; 0 if the worker does not own it. */
    public int uses(int poolAddress, int protocolClass, int port) {
        return owns(port) ? PortBlock.uses(block(poolAddress, protocolClass, port), inBlock(port)) : 0;
    }

    /** Ports of a pool address that have at least one use, in all slots of the worker. */
    public int inUse(int poolAddress, int protocolClass) {
        return inUse[poolAddress * CLASSES + protocolClass];
    }

    /** Ports that can still be given out of one of the worker's slots. */
    public int free(int poolAddress, int protocolClass, int slot) {
        return PortBlock.free(block(poolAddress, protocolClass, slot << SLOT_SHIFT), -1);
    }

    private static int inBlock(int port) {
        return port & (PORTS_PER_SLOT - 1);
    }

    private boolean owns(int port) {
        int slot = port >>> SLOT_SHIFT;
        return slot >= firstSlot && slot < firstSlot + slots;
    }

    /** Brings the free bit of a port in line with its range, reservation and uses. */
    private void refresh(int poolAddress, int protocolClass, int port) {
        long block = block(poolAddress, protocolClass, port);
        int inBlock = inBlock(port);
        boolean allowed = port >= lowest[poolAddress] && port <= highest[poolAddress];
        boolean taken = PortBlock.uses(block, inBlock) > 0 || PortBlock.reserved(block, inBlock);
        PortBlock.setFree(block, inBlock, allowed && !taken);
    }

    private long block(int poolAddress, int protocolClass, int port) {
        assert owns(port) && poolAddress < poolAddresses : "port " + port + " of pool address " + poolAddress;
        int slot = (port >>> SLOT_SHIFT) - firstSlot;
        return blocks + (long) PortBlock.SIZE * ((poolAddress * CLASSES + protocolClass) * (long) slots + slot);
    }
}
