package io.sallyport.verify.model;

/**
 * What a session is found by.
 *
 * @param protocol IP protocol
 * @param local the inside tuple, or the NAT tuple
 * @param remote the remote endpoint
 */
record FlowKey(int protocol, End local, End remote) {}
