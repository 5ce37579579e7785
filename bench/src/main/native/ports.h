/*
 * The generator's two ports: sends packets of chosen flows, receives and judges what comes back, and is the two routers for ARP.
 * Included by generator.c alone.
 */
#ifndef SALLYPORT_PORTS_H
#define SALLYPORT_PORTS_H

#include <stdio.h>
#include <stdlib.h>

#include <rte_arp.h>

#include "traffic.h"

static struct rte_mempool *pool;
static uint64_t faults[FAULTS], opened, bursts, held_back;

static void fail(const char *what)
{
	fprintf(stderr, "generator: %s\n", what);
	exit(1);
}

/* Sending */

/* Hands the port what is staged; what it does not take stays staged. */
static inline unsigned flush(struct side *side)
{
	unsigned n = rte_eth_tx_burst(side->port, side->queue, side->stage, side->staged);

	bursts += side->staged > 0;
	held_back += n < side->staged;
	side->sent += n;
	side->staged -= n;
	memmove(side->stage, side->stage + n, side->staged * sizeof(side->stage[0]));
	if (side->staged == 0 && ++side->queue == options.queues)
		side->queue = 0;
	return n;
}

static struct rte_mbuf *fresh(void)
{
	struct rte_mbuf *m = rte_pktmbuf_alloc(pool);

	if (m == NULL)
		fail("no packet buffer left: a port keeps more than it may");
	return m;
}

static inline void set_length(struct rte_mbuf *m, unsigned bytes)
{
	m->data_len = (uint16_t)bytes;
	m->pkt_len = bytes;
}

/* Stages one packet of a flow if there is room. */
static void send_one(struct side *side, uint32_t flow, uint8_t flags)
{
	if (side->staged == BURST && flush(side) == 0)
		return;
	struct rte_mbuf *m = fresh();

	set_length(m, write_frame(side, rte_pktmbuf_mtod(m, struct frame *), flow, flags));
	side->stage[side->staged++] = m;
}

static inline uint32_t choose(void)
{
	static uint32_t turn;
	static uint64_t chosen = 88172645463325252u;

	if (!options.random)
		return turn = turn + 1 < options.flows ? turn + 1 : 0;
	chosen ^= chosen << 13; /* xorshift64 */
	chosen ^= chosen >> 7;
	chosen ^= chosen << 17;
	return (uint32_t)(((chosen >> 32) * options.flows) >> 32);
}

static void fill(struct side *side)
{
	uint32_t picked[BURST];
	unsigned n = BURST - side->staged;

	for (unsigned i = 0; i < n; i++) {
		picked[i] = choose();
		rte_prefetch0(&flows[picked[i]]);
	}
	if (n > 0 && rte_pktmbuf_alloc_bulk(pool, side->stage + side->staged, n) != 0)
		fail("no packet buffers left: a port keeps more than it may");
	for (unsigned i = 0; i < n; i++) {
		struct rte_mbuf *m = side->stage[side->staged++];

		set_length(m, write_frame(side, rte_pktmbuf_mtod(m, struct frame *), picked[i], RTE_TCP_ACK_FLAG));
	}
}

static void send_arp(struct side *side, uint16_t operation, const struct rte_ether_addr *to)
{
	struct rte_mbuf *m = fresh();
	struct rte_ether_hdr *ether = rte_pktmbuf_mtod(m, struct rte_ether_hdr *);
	struct rte_arp_hdr *arp = (struct rte_arp_hdr *)(ether + 1);

	set_length(m, FRAME);
	memset(ether, 0, FRAME);
	ether->dst_addr = *to;
	ether->src_addr = side->mac;
	ether->ether_type = RTE_BE16(RTE_ETHER_TYPE_ARP);
	*arp = (struct rte_arp_hdr){RTE_BE16(RTE_ARP_HRD_ETHER), RTE_BE16(RTE_ETHER_TYPE_IPV4), 6, 4, rte_cpu_to_be_16(operation),
		{side->mac, side->address, *to, side->gateway}};
	if (rte_eth_tx_burst(side->port, 0, &m, 1) == 0) /* asked again later */
		rte_pktmbuf_free(m);
}

/* Receiving */

static void take_arp(struct side *side, const struct rte_arp_hdr *arp)
{
	if (options.mirror || arp->arp_data.arp_tip != side->address)
		return;
	side->gateway_mac = arp->arp_data.arp_sha;
	side->resolved = true;
	if (arp->arp_opcode == RTE_BE16(RTE_ARP_OP_REQUEST))
		send_arp(side, RTE_ARP_OP_REPLY, &side->gateway_mac);
}

/* UDP is open when its first packet is seen outside, TCP when the answer to its SYN is seen inside. */
static void follow_opening(const struct side *side, const struct frame *f)
{
	struct flow *flow = &flows[flow_of(f)];

	if (options.tcp && side == &sides[OUTSIDE] && f->tcp.flags == RTE_TCP_SYN_FLAG)
		send_one(&sides[OUTSIDE], flow_of(f), RTE_TCP_SYN_FLAG | RTE_TCP_ACK_FLAG);
	if (!flow->open && (side == &sides[INSIDE] || !options.tcp)) {
		flow->open = true;
		opened++;
	}
}

static unsigned receive(struct side *side)
{
	struct rte_mbuf *burst[BURST];
	unsigned received = 0;

	for (unsigned queue = 0; queue < options.queues; queue++) {
		unsigned n = rte_eth_rx_burst(side->port, queue, burst, BURST);

		for (unsigned i = 0; i < n; i++) {
			uint32_t id = flow_of(rte_pktmbuf_mtod(burst[i], struct frame *));

			rte_prefetch0(&flows[id < options.flows ? id : 0]);
		}
		for (unsigned i = 0; i < n; i++) {
			struct frame *f = rte_pktmbuf_mtod(burst[i], struct frame *);

			if (f->ether.ether_type == RTE_BE16(RTE_ETHER_TYPE_ARP)) {
				take_arp(side, (struct rte_arp_hdr *)&f->ip);
				continue;
			}
			enum fault fault = verify(side, f, rte_pktmbuf_data_len(burst[i]));

			faults[fault]++;
			side->received++;
			if (fault == NONE && opened < options.flows)
				follow_opening(side, f);
		}
		rte_pktmbuf_free_bulk(burst, n);
		received += n;
	}
	return received;
}

#endif
