package io.sallyport.verify.simulation;

import io.sallyport.verify.model.Addresses;
import io.sallyport.verify.model.Bytes;

/** Frames in words. */
final class Labels {
    private Labels() {}

    /** Ends of a frame that leaves. */
    static String ends(Parcel parcel, byte[] frame) {
        int protocol = Bytes.get8(frame, Frames.ETHERNET + 9);
        String source = Addresses.text(Bytes.get32(frame, Frames.ETHERNET + 12));
        String destination = Addresses.text(Bytes.get32(frame, Frames.ETHERNET + 16));
        boolean ports = protocol != Flow.ICMP && parcel.piece() == 0;
        int transport = Frames.ETHERNET + 20;
        return ports
                ? " as %s:%d to %s:%d"
                        .formatted(
                                source, Bytes.get16(frame, transport), destination, Bytes.get16(frame, transport + 2))
                : protocol == Flow.ICMP && parcel.kind() == Parcel.Kind.DATA
                        ? " as %s to %s, identifier %d"
                                .formatted(source, destination, Bytes.get16(frame, transport + 4))
                        : " as %s to %s".formatted(source, destination);
    }
}
