package io.sallyport.dataplane.session;
/** Stub. */
public final class HostTable {
    public HostTable(TableAllocator m, int sessions) {}
}
