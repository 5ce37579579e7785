package io.sallyport.dataplane.stage;

final class MssClamp {
    static void clamp(long tcp, int headerLength, int limit) {}
}
