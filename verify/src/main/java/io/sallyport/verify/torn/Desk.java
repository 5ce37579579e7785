package io.sallyport.verify.torn;

import io.sallyport.dataplane.memory.MemoryPool;
import io.sallyport.dataplane.restart.Redeal;
import io.sallyport.dataplane.restart.Restored;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dpdk.memory.Memory;
import io.sallyport.dpdk.memory.TableMemory;
import io.sallyport.verify.simulation.ScratchMemory;
import java.util.List;

/** Memory for one process and for those that come after it, and what they leave to each other. One thread. */
final class Desk implements AutoCloseable {
    private static final int BUFFERS = 128;
    private static final long LEFT = 1 << 20;

    private final ScratchMemory first = new ScratchMemory();
    private final ScratchMemory next = new ScratchMemory();
    private final TableMemory left = TableMemory.allocateOnNormalPages(LEFT);
    private MemoryPool pool = new MemoryPool(BUFFERS);
    private MemoryPool nextPool = new MemoryPool(BUFFERS);

    /** A process that has taken sessions over, and what it says of them. */
    record Successor(Gateway gateway, Restored restored) {}

    /**
     * Who takes over.
     *
     * @param anew whether records are dealt out anew, into lines enough for all on each worker
     * @param secret what it draws at its start
     */
    record Heir(int workers, boolean anew, long secret) {}

    /** The process of a story; the one before is gone. */
    Gateway start(Scene scene, long secret) {
        first.reset();
        pool = renewed(pool);
        nextPool = renewed(nextPool);
        return new Gateway(first, pool, scene, scene.workers(), scene.capacity(), secret, scene.start());
    }

    private static MemoryPool renewed(MemoryPool pool) {
        if (pool.available() == BUFFERS) {
            return pool;
        }
        pool.close();
        return new MemoryPool(BUFFERS);
    }

    /** What lines hold that a process has left. */
    Contents contents(byte[] image) {
        Memory.put(left.address(), image);
        return Contents.of(left.address(), image.length / SessionLine.SIZE);
    }

    /** What one of the lines of an image says that it is, whether it holds anything or not. */
    Identity line(byte[] image, int number) {
        Memory.put(left.address(), image);
        return Identity.of(left.address() + (long) number * SessionLine.SIZE);
    }

    /** Peers of an image that nobody has damaged; they are made anew, so no more is said of them. */
    int intactPeers(byte[] image) {
        Memory.put(left.address(), image);
        int peers = 0;
        for (long line = left.address(); line < left.address() + image.length; line += SessionLine.SIZE) {
            boolean peer = (SessionLine.flags(line) & SessionLine.PEER) != 0;
            peers += peer && SessionLine.intact(line) ? 1 : 0;
        }
        return peers;
    }

    /** A process that is about to take an image over; the one before it is gone. */
    Gateway heir(Scene scene, Heir heir, byte[] image, long now) {
        next.reset();
        nextPool = renewed(nextPool);
        int total = image.length / SessionLine.SIZE;
        int capacity = heir.anew() ? total : total / heir.workers();
        return new Gateway(next, nextPool, scene, heir.workers(), capacity, heir.secret(), now);
    }

    /** Has it take the image over. */
    Restored takeOver(Gateway gateway, Heir heir, byte[] image) {
        Restored all = new Restored();
        if (heir.anew()) {
            Memory.put(left.address(), image);
            List<Redeal.Lines> earlier = List.of(new Redeal.Lines(left.address(), image.length / SessionLine.SIZE));
            long size = (long) gateway.capacity() * SessionLine.SIZE;
            for (int worker = 0; worker < heir.workers(); worker++) {
                all.add(Redeal.deal(
                        earlier, worker, heir.workers(), 0, gateway.lines() + worker * size, gateway.capacity()));
            }
        } else {
            Memory.put(gateway.lines(), image);
        }
        all.add(gateway.restore());
        return all;
    }

    /** A process that has taken an image over. */
    Successor successor(Scene scene, Heir heir, byte[] image, long now) {
        Gateway gateway = heir(scene, heir, image, now);
        return new Successor(gateway, takeOver(gateway, heir, image));
    }

    @Override
    public void close() {
        pool.close();
        nextPool.close();
        left.close();
        next.close();
        first.close();
    }
}
