package io.sallyport.verify.model;

/** The answer to a ping of the gateway's own: the request with its ends exchanged (RFC 792). */
final class EchoReply {
    private static final int TTL = 64;

    private EchoReply() {}

    static Ip to(Ip request) {
        Ip reply = request.copy();
        Transport.change(reply, true, () -> {
            reply.setSource(request.destination());
            reply.setDestination(request.source());
            reply.setTtl(TTL);
            Bytes.put8(reply.bytes, reply.headerLength(), Icmp.ECHO_REPLY);
        });
        return reply;
    }
}
