/*
 * The packets that the generator sends, and what must hold for those that come back. Included by generator.c alone.
 */
#ifndef SALLYPORT_TRAFFIC_H
#define SALLYPORT_TRAFFIC_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <rte_ethdev.h>
#include <rte_ip.h>
#include <rte_mbuf.h>
#include <rte_tcp.h>
#include <rte_udp.h>

enum { INSIDE, OUTSIDE };
enum { BURST = 64, FRAME = 60, FLOWS_OF_A_HOST = 16, SERVERS = 200 };
enum { LONGEST_FRAME = 1514, SHAPES = 3, MIX = 12 };

#define ADDRESS(a, b, c, d) RTE_BE32((uint32_t)(a) << 24 | (b) << 16 | (c) << 8 | (d))
#define FIRST_HOST 0x0a000100u   /* 10.0.1.0 */
#define FIRST_SERVER 0xc0000201u /* 192.0.2.1 */
#define POOL_NETWORK 0xc6120000u /* 198.18.0.0/16 */

struct frame {
	struct rte_ether_hdr ether;
	struct rte_ipv4_hdr ip;
	union {
		struct {
			struct rte_udp_hdr header;
			unaligned_uint32_t flow, number;
		} __rte_packed udp;
		struct {
			rte_be16_t from, to;
			unaligned_uint32_t number, acknowledged;
			uint8_t offset, flags;
			rte_be16_t window, checksum, urgent;
			unaligned_uint32_t flow;
		} __rte_packed tcp;
		uint8_t transport[FRAME - 34];
	};
} __rte_packed __rte_aligned(2);

/* A frame as every one of its length begins, and what it adds to the checksums; what follows in longer ones is zeros. */
struct shape {
	unsigned bytes;
	struct frame model;
	uint64_t ip_sum, transport_sum;
};

/* A flow's NAT tuple once known, and the number of the last packet seen each way. */
struct flow {
	uint32_t address;
	uint16_t port;
	bool known, open;
	uint32_t last[2];
};

struct side {
	uint16_t port;
	rte_be32_t address, gateway;
	struct rte_ether_addr mac, gateway_mac;
	bool resolved;
	struct rte_mbuf *stage[BURST];
	unsigned staged, queue;
	uint64_t sent, received;
	struct shape shapes[SHAPES];
};

enum fault { NONE, SHAPE, STATION, TTL, CHECKSUM, ADDRESSES, TUPLE, ORDER, FAULTS };
static const char *const FAULT_NAMES[FAULTS] = {"none", "shape", "station", "ttl", "checksum", "addresses", "tuple", "order"};

static struct {
	unsigned flows, warm_up_ms, run_ms, queues, size, random, tcp, both, mirror; /* the last four: 0 or 1; size 0: a mix */
} options = {.flows = 1, .warm_up_ms = 3000, .run_ms = 5000, .queues = 1, .size = FRAME};

static struct side sides[2] = {
	{.address = ADDRESS(172, 16, 0, 2), .gateway = ADDRESS(172, 16, 0, 1)},
	{.address = ADDRESS(198, 51, 100, 1), .gateway = ADDRESS(198, 51, 100, 2)},
};
static struct flow *flows;
static uint8_t *taken; /* NAT tuples, one bit each */
static uint32_t number; /* of the last packet written */

/* Addresses and ports of a flow, in network byte order. */

static rte_be32_t host(uint32_t flow) { return rte_cpu_to_be_32(FIRST_HOST + flow / FLOWS_OF_A_HOST); }
static rte_be16_t host_port(uint32_t flow) { return rte_cpu_to_be_16(20000 + 7 * (flow % FLOWS_OF_A_HOST)); }
static rte_be32_t server(uint32_t flow) { return rte_cpu_to_be_32(FIRST_SERVER + flow % SERVERS); }
static rte_be16_t server_port(void) { return RTE_BE16(4433); }

/* Sums of 16-bit words as RFC 1071 has them, in whatever byte order memory has. */

static inline uint64_t sum(const void *from, unsigned bytes)
{
	const uint8_t *p = from;
	uint64_t total = 0;

	for (; bytes >= 4; bytes -= 4, p += 4) {
		uint32_t word;

		memcpy(&word, p, 4);
		total += word;
	}
	if (bytes >= 2) { /* no frame of ours ends in an odd byte */
		uint16_t word;

		memcpy(&word, p, 2);
		total += word;
	}
	return total;
}

static inline uint16_t fold(uint64_t total)
{
	total = (total & 0xffffffff) + (total >> 32);
	total = (total & 0xffff) + (total >> 16 & 0xffff) + (total >> 32);
	total = (total & 0xffff) + (total >> 16);
	return (uint16_t)((total & 0xffff) + (total >> 16));
}

static inline uint64_t pseudo(const struct rte_ipv4_hdr *ip, unsigned bytes)
{
	return (uint64_t)rte_cpu_to_be_16(ip->next_proto_id) + rte_cpu_to_be_16((uint16_t)(bytes - 34));
}

/* Of the n-th frame: all alike, or of any twelve seven short ones, four of 590 bytes and one of the longest. */
static inline unsigned shape_of(uint32_t n)
{
	return options.size != 0 || n % MIX < 7 ? 0 : n % MIX < 11 ? 1 : 2;
}

static void make_shape(struct side *side, struct shape *shape, unsigned bytes)
{
	struct frame *f = &shape->model;

	memset(f, 0, sizeof(*f));
	f->ether.dst_addr = side->gateway_mac;
	f->ether.src_addr = side->mac;
	f->ether.ether_type = RTE_BE16(RTE_ETHER_TYPE_IPV4);
	f->ip.version_ihl = RTE_IPV4_VHL_DEF;
	f->ip.total_length = rte_cpu_to_be_16((uint16_t)(bytes - 14));
	f->ip.time_to_live = 64;
	f->ip.next_proto_id = options.tcp ? IPPROTO_TCP : IPPROTO_UDP;
	if (options.tcp) {
		f->tcp.offset = 5 << 4;
		f->tcp.window = RTE_BE16(8192);
	} else {
		f->udp.header.dgram_len = rte_cpu_to_be_16((uint16_t)(bytes - 34));
	}
	shape->bytes = bytes;
	shape->ip_sum = sum(&f->ip, sizeof(f->ip));
	shape->transport_sum = sum(f->transport, sizeof(f->transport)) + pseudo(&f->ip, bytes);
}

static void make_model(struct side *side)
{
	const unsigned mix[SHAPES] = {FRAME, 590, LONGEST_FRAME};

	for (unsigned i = 0; i < SHAPES; i++)
		make_shape(side, &side->shapes[i], options.size != 0 ? options.size : mix[i]);
}

/* Returns its length. */
static inline unsigned write_frame(struct side *side, struct frame *f, uint32_t flow, uint8_t flags)
{
	bool outward = side == &sides[INSIDE];
	const struct flow *state = &flows[flow];
	rte_be32_t from = outward ? host(flow) : server(flow), to = outward ? server(flow) : state->address;
	rte_be16_t from_port = outward ? host_port(flow) : server_port(), to_port = outward ? server_port() : state->port;
	uint64_t addresses = (uint64_t)from + to;
	const struct shape *shape = &side->shapes[shape_of(++number)];
	uint64_t transport = shape->transport_sum + addresses + from_port + to_port + flow + number;

	*f = shape->model;
	f->ip.src_addr = from;
	f->ip.dst_addr = to;
	f->ip.hdr_checksum = (uint16_t)~fold(shape->ip_sum + addresses);
	f->udp.header.src_port = from_port;
	f->udp.header.dst_port = to_port;
	if (options.tcp) {
		f->tcp.flow = flow;
		f->tcp.number = number;
		f->tcp.flags = flags;
		f->tcp.checksum = (uint16_t)~fold(transport + RTE_BE16(flags));
	} else {
		uint16_t checksum = (uint16_t)~fold(transport);

		f->udp.flow = flow;
		f->udp.number = number;
		f->udp.header.dgram_cksum = checksum == 0 ? 0xffff : checksum;
	}
	return shape->bytes;
}

static inline uint32_t flow_of(const struct frame *f) { return options.tcp ? f->tcp.flow : f->udp.flow; }

/* A NAT tuple seen for the first time is one of the pool's that no other flow has. */
static bool learn(struct flow *flow, rte_be32_t address, rte_be16_t port)
{
	uint32_t place = rte_be_to_cpu_32(address) - POOL_NETWORK, bit = (place & 0xff) << 16 | rte_be_to_cpu_16(port);

	if (place == 0 || place > 0xff || rte_be_to_cpu_16(port) < 1024 || (taken[bit >> 3] >> (bit & 7) & 1))
		return false;
	taken[bit >> 3] |= (uint8_t)(1 << (bit & 7));
	flow->address = address;
	flow->port = port;
	return flow->known = true;
}

static inline enum fault verify(const struct side *side, const struct frame *f, unsigned bytes)
{
	bool outward = side == &sides[OUTSIDE];
	uint32_t id = flow_of(f), seen = options.tcp ? f->tcp.number : f->udp.number;

	const struct shape *shape = &side->shapes[shape_of(seen)];

	if (bytes != shape->bytes || f->ether.ether_type != RTE_BE16(RTE_ETHER_TYPE_IPV4) || f->ip.version_ihl != RTE_IPV4_VHL_DEF ||
	    f->ip.total_length != shape->model.ip.total_length || f->ip.next_proto_id != shape->model.ip.next_proto_id || id >= options.flows)
		return SHAPE;
	if (!options.mirror && (!rte_is_same_ether_addr(&f->ether.dst_addr, &side->mac) ||
				!rte_is_same_ether_addr(&f->ether.src_addr, &side->gateway_mac)))
		return STATION;
	if (f->ip.time_to_live != (options.mirror ? 64 : 63))
		return TTL;
	uint64_t addresses = (uint64_t)f->ip.src_addr + f->ip.dst_addr;

	if (fold(sum(&f->ip, sizeof(f->ip))) != 0xffff ||
	    fold(sum(f->transport, bytes - 34) + pseudo(&f->ip, bytes) + addresses) != 0xffff ||
	    (!options.tcp && f->udp.header.dgram_cksum == 0))
		return CHECKSUM;
	struct flow *flow = &flows[id];
	rte_be32_t far = outward ? f->ip.dst_addr : f->ip.src_addr, near = outward ? f->ip.src_addr : f->ip.dst_addr;
	rte_be16_t far_port = outward ? f->udp.header.dst_port : f->udp.header.src_port;
	rte_be16_t near_port = outward ? f->udp.header.src_port : f->udp.header.dst_port;

	if (far != server(id) || far_port != server_port())
		return ADDRESSES;
	if (!outward && (near != host(id) || near_port != host_port(id)))
		return ADDRESSES;
	if (outward && (flow->known ? near != flow->address || near_port != flow->port : !learn(flow, near, near_port)))
		return TUPLE;
	if (options.queues == 1 && (int32_t)(seen - flow->last[outward]) <= 0) /* several queues have no common order */
		return ORDER;
	flow->last[outward] = seen;
	return NONE;
}

#endif
