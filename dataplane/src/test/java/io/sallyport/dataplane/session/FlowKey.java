package io.sallyport.dataplane.session;

/** Key of a flow in one direction, as the tables see it. */
record FlowKey(long addresses, int ports, int protocol) {}
