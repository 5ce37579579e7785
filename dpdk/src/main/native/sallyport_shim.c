/*
 * What Java cannot reach in DPDK by itself: functions that exist only as static inlines in its headers, and the sizes,
 * offsets and numbers that the headers of the installed version give. Nothing else belongs here.
 *
 * Addresses are passed as uint64_t and counts as int, so that one call costs Java no conversion.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <rte_byteorder.h>
#include <rte_errno.h>
#include <rte_ethdev.h>
#include <rte_fib.h>
#include <rte_flow.h>
#include <rte_ip.h>
#include <rte_mbuf.h>
#include <rte_mempool.h>
#include <rte_prefetch.h>
#include <rte_ring.h>
#include <rte_version.h>

#define EXPORT __attribute__((visibility("default")))
#define POINTERS(type, address) ((type **)(uintptr_t)(address))

/* Bursts. Java calls each once with nothing to do, before any device or pool is there. */

EXPORT int sallyport_rx(int device, int queue, uint64_t pointers, int max)
{
	if (max == 0)
		return 0;
	return rte_eth_rx_burst((uint16_t)device, (uint16_t)queue, POINTERS(struct rte_mbuf, pointers), (uint16_t)max);
}

EXPORT int sallyport_tx(int device, int queue, uint64_t pointers, int count)
{
	if (count == 0)
		return 0;
	return rte_eth_tx_burst((uint16_t)device, (uint16_t)queue, POINTERS(struct rte_mbuf, pointers), (uint16_t)count);
}

/* Returns count, or 0 where the pool holds fewer. */
EXPORT int sallyport_alloc(uint64_t pool, uint64_t pointers, int count)
{
	struct rte_mempool *from = (struct rte_mempool *)(uintptr_t)pool;

	if (count == 0)
		return 0;
	return rte_pktmbuf_alloc_bulk(from, POINTERS(struct rte_mbuf, pointers), (unsigned int)count) == 0 ? count : 0;
}

EXPORT void sallyport_prefetch(uint64_t addresses, int count)
{
	void **lines = POINTERS(void, addresses);

	for (int i = 0; i < count; i++)
		rte_prefetch0(lines[i]);
}

/* DPDK's own view of a ring, for the proof that Java's agrees with it. */

EXPORT int sallyport_ring_enqueue(uint64_t ring, uint64_t pointers, int count)
{
	struct rte_ring *r = (struct rte_ring *)(uintptr_t)ring;

	return (int)rte_ring_enqueue_burst(r, POINTERS(void, pointers), (unsigned int)count, NULL);
}

EXPORT int sallyport_ring_dequeue(uint64_t ring, uint64_t pointers, int max)
{
	struct rte_ring *r = (struct rte_ring *)(uintptr_t)ring;

	return (int)rte_ring_dequeue_burst(r, POINTERS(void, pointers), (unsigned int)max, NULL);
}

/* Thread-local variables and bit fields have no address that Java could ask for. */

EXPORT int sallyport_errno(void)
{
	return rte_errno;
}

EXPORT int sallyport_link_up(uint64_t link)
{
	return ((struct rte_eth_link *)(uintptr_t)link)->link_status;
}

/*
 * Rules of rte_flow: structures that hold bit fields and point to each other. Both functions return 0 or a negative error
 * number, with what the driver says of it, which may be nothing, in message.
 */

static int refused(int result, const struct rte_flow_error *error, uint64_t message, int room)
{
	snprintf((char *)(uintptr_t)message, (size_t)room, "%s", error->message == NULL ? "" : error->message);
	return result;
}

/*
 * What comes in over IPv4 and TCP or UDP with a destination port that is the given one where the mask has ones goes to the
 * queue. Ports and masks are in host order. Asks whether the device would take the rule or, where there is room for a handle,
 * makes it.
 */
EXPORT int sallyport_flow_ports(int device, int queue, int protocol, int port, int mask, uint64_t handle, uint64_t message,
	int room)
{
	struct rte_flow_attr attributes = { .ingress = 1 };
	struct rte_flow_item_udp udp = { .hdr.dst_port = rte_cpu_to_be_16((uint16_t)port) };
	struct rte_flow_item_udp udp_mask = { .hdr.dst_port = rte_cpu_to_be_16((uint16_t)mask) };
	struct rte_flow_item_tcp tcp = { .hdr.dst_port = rte_cpu_to_be_16((uint16_t)port) };
	struct rte_flow_item_tcp tcp_mask = { .hdr.dst_port = rte_cpu_to_be_16((uint16_t)mask) };
	struct rte_flow_item ports = protocol == IPPROTO_TCP
		? (struct rte_flow_item){ .type = RTE_FLOW_ITEM_TYPE_TCP, .spec = &tcp, .mask = &tcp_mask }
		: (struct rte_flow_item){ .type = RTE_FLOW_ITEM_TYPE_UDP, .spec = &udp, .mask = &udp_mask };
	struct rte_flow_item pattern[] = {
		{ .type = RTE_FLOW_ITEM_TYPE_ETH },
		{ .type = RTE_FLOW_ITEM_TYPE_IPV4 },
		ports,
		{ .type = RTE_FLOW_ITEM_TYPE_END },
	};
	struct rte_flow_action_queue to = { .index = (uint16_t)queue };
	struct rte_flow_action actions[] = {
		{ .type = RTE_FLOW_ACTION_TYPE_QUEUE, .conf = &to },
		{ .type = RTE_FLOW_ACTION_TYPE_END },
	};
	struct rte_flow_error error = { 0 };
	struct rte_flow *flow;

	if (handle == 0)
		return refused(rte_flow_validate((uint16_t)device, &attributes, pattern, actions, &error), &error, message, room);
	flow = rte_flow_create((uint16_t)device, &attributes, pattern, actions, &error);
	*POINTERS(struct rte_flow, handle) = flow;
	return refused(flow == NULL ? -rte_errno : 0, &error, message, room);
}

EXPORT int sallyport_flow_destroy(int device, uint64_t flow, uint64_t message, int room)
{
	struct rte_flow_error error = { 0 };

	return refused(rte_flow_destroy((uint16_t)device, (struct rte_flow *)(uintptr_t)flow, &error), &error, message, room);
}

/* The numbers: a table of names and values that ends with a null name. */

struct constant {
	const char *name;
	uint64_t value;
};

#define VALUE(name) { #name, (uint64_t)(name) }
#define SIZE(type) { #type, sizeof(struct type) }
#define FIELD(type, field) { #type "." #field, offsetof(struct type, field) }

EXPORT const struct constant sallyport_constants[] = {
	VALUE(RTE_VER_YEAR),
	VALUE(RTE_VER_MONTH),
	VALUE(RTE_MAX_ETHPORTS),
	VALUE(RTE_ETH_NAME_MAX_LEN),
	VALUE(RTE_ETH_XSTATS_NAME_SIZE),
	VALUE(RTE_ETH_MQ_RX_RSS),
	VALUE(RTE_ETH_SPEED_NUM_UNKNOWN),
	VALUE(RTE_ETH_RX_OFFLOAD_IPV4_CKSUM),
	VALUE(RTE_MBUF_F_RX_IP_CKSUM_BAD),
	VALUE(RTE_MBUF_F_RX_IP_CKSUM_GOOD),
	VALUE(RTE_PKTMBUF_HEADROOM),
	VALUE(RTE_FIB_DIR24_8),
	VALUE(RTE_FIB_DIR24_8_2B),
	VALUE(RING_F_SP_ENQ),
	VALUE(RING_F_SC_DEQ),

	SIZE(rte_mbuf),
	FIELD(rte_mbuf, buf_addr),
	FIELD(rte_mbuf, data_off),
	FIELD(rte_mbuf, refcnt),
	FIELD(rte_mbuf, nb_segs),
	FIELD(rte_mbuf, port),
	FIELD(rte_mbuf, ol_flags),
	FIELD(rte_mbuf, pkt_len),
	FIELD(rte_mbuf, data_len),
	FIELD(rte_mbuf, hash.usr),
	FIELD(rte_mbuf, hash.fdir.hi),
	FIELD(rte_mbuf, buf_len),
	FIELD(rte_mbuf, next),

	SIZE(rte_ring),
	FIELD(rte_ring, flags),
	FIELD(rte_ring, size),
	FIELD(rte_ring, mask),
	FIELD(rte_ring, capacity),
	FIELD(rte_ring, prod.head),
	FIELD(rte_ring, prod.tail),
	FIELD(rte_ring, cons.head),
	FIELD(rte_ring, cons.tail),

	FIELD(rte_mempool, mem_list.stqh_first),
	FIELD(rte_mempool_memhdr, next.stqe_next),
	FIELD(rte_mempool_memhdr, addr),
	FIELD(rte_mempool_memhdr, len),

	SIZE(rte_eth_conf),
	FIELD(rte_eth_conf, rxmode.mq_mode),
	FIELD(rte_eth_conf, rxmode.mtu),
	FIELD(rte_eth_conf, rxmode.offloads),
	FIELD(rte_eth_conf, rx_adv_conf.rss_conf.rss_hf),
	SIZE(rte_eth_rss_conf),
	FIELD(rte_eth_rss_conf, rss_hf),
	VALUE(RTE_ETH_RETA_GROUP_SIZE),
	SIZE(rte_eth_rss_reta_entry64),
	FIELD(rte_eth_rss_reta_entry64, mask),
	FIELD(rte_eth_rss_reta_entry64, reta),

	SIZE(rte_eth_dev_info),
	FIELD(rte_eth_dev_info, device),
	FIELD(rte_eth_dev_info, driver_name),
	FIELD(rte_eth_dev_info, min_mtu),
	FIELD(rte_eth_dev_info, max_mtu),
	FIELD(rte_eth_dev_info, max_rx_queues),
	FIELD(rte_eth_dev_info, max_tx_queues),
	FIELD(rte_eth_dev_info, rx_offload_capa),
	FIELD(rte_eth_dev_info, tx_offload_capa),
	FIELD(rte_eth_dev_info, reta_size),
	FIELD(rte_eth_dev_info, hash_key_size),
	FIELD(rte_eth_dev_info, flow_type_rss_offloads),
	FIELD(rte_eth_dev_info, rx_desc_lim.nb_max),
	FIELD(rte_eth_dev_info, rx_desc_lim.nb_min),
	FIELD(rte_eth_dev_info, rx_desc_lim.nb_align),
	FIELD(rte_eth_dev_info, tx_desc_lim.nb_max),
	FIELD(rte_eth_dev_info, tx_desc_lim.nb_min),
	FIELD(rte_eth_dev_info, tx_desc_lim.nb_align),

	SIZE(rte_eth_stats),
	FIELD(rte_eth_stats, ipackets),
	FIELD(rte_eth_stats, opackets),
	FIELD(rte_eth_stats, ibytes),
	FIELD(rte_eth_stats, obytes),
	FIELD(rte_eth_stats, imissed),
	FIELD(rte_eth_stats, ierrors),
	FIELD(rte_eth_stats, oerrors),
	FIELD(rte_eth_stats, rx_nombuf),
	SIZE(rte_eth_xstat),
	FIELD(rte_eth_xstat, id),
	FIELD(rte_eth_xstat, value),
	SIZE(rte_eth_xstat_name),
	SIZE(rte_eth_link),
	FIELD(rte_eth_link, link_speed),

	SIZE(rte_fib_conf),
	FIELD(rte_fib_conf, type),
	FIELD(rte_fib_conf, default_nh),
	FIELD(rte_fib_conf, max_routes),
	FIELD(rte_fib_conf, dir24_8.nh_sz),
	FIELD(rte_fib_conf, dir24_8.num_tbl8),

	{ NULL, 0 },
};
