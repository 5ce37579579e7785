package io.sallyport.gateway.config;

/**
 * A route to a network that no interface is on.
 *
 * @param to destination, without host bits
 * @param via next hop's address, in host order, in the subnet of an interface
 */
public record RouteConfig(Ipv4Prefix to, int via) {}
