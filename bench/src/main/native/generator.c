/*
 * Sends UDP or TCP packets of many flows as fast as the ports take them, on one core, and looks at every packet that comes back.
 * It is the inside router, the outside router and all hosts behind them, at the addresses of GatewayConfiguration.java.
 *
 *     sallyport-generator EAL-ARGUMENTS -- flows=10000 random=1 tcp=0 both=0 mirror=0 size=60 warm_up_ms=3000 run_ms=5000
 *
 * The first port is inside, the second outside. size is that of every frame in bytes; 0 mixes them, 358 on average. With mirror=1 whatever is between them changes nothing. One line of JSON is the
 * result; then it stays until standard input ends, because memif ports of DPDK 22.11 do not bear to lose their peer.
 */
#include <inttypes.h>

#include <rte_cycles.h>
#include <rte_eal.h>
#include <rte_errno.h>

#include "ports.h"

enum { MBUFS = 8191, CACHE = 256, DESCRIPTORS = 1024, OPENING = 512 };

static uint64_t after_ms(uint64_t ms) { return rte_get_timer_cycles() + rte_get_timer_hz() / 1000 * ms; }
static bool is_past(uint64_t time) { return rte_get_timer_cycles() >= time; }

static void start_port(struct side *side, uint16_t port)
{
	struct rte_eth_conf conf = {0};
	uint16_t rx = DESCRIPTORS, tx = DESCRIPTORS;

	side->port = port;
	if (rte_eth_dev_configure(port, options.queues, options.queues, &conf) != 0 ||
	    rte_eth_dev_adjust_nb_rx_tx_desc(port, &rx, &tx) != 0)
		fail("a port cannot be configured; its driver says why above");
	for (unsigned q = 0; q < options.queues; q++)
		if (rte_eth_rx_queue_setup(port, q, rx, SOCKET_ID_ANY, NULL, pool) != 0 ||
		    rte_eth_tx_queue_setup(port, q, tx, SOCKET_ID_ANY, NULL) != 0)
			fail("a queue cannot be set up; its driver says why above");
	if (rte_eth_dev_start(port) != 0 || rte_eth_macaddr_get(port, &side->mac) != 0)
		fail("a port does not start; its driver says why above");
}

static void await_links(void)
{
	struct rte_eth_link inside = {0}, outside = {0};

	for (uint64_t limit = after_ms(20000); !(inside.link_status && outside.link_status); rte_delay_ms(10)) {
		if (is_past(limit))
			fail("waited 20 s in vain for the links to come up");
		rte_eth_link_get_nowait(sides[INSIDE].port, &inside);
		rte_eth_link_get_nowait(sides[OUTSIDE].port, &outside);
	}
}

static void resolve(void)
{
	const struct rte_ether_addr all = {{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}};
	uint64_t limit = after_ms(20000);

	while (!(sides[INSIDE].resolved && sides[OUTSIDE].resolved)) {
		if (is_past(limit))
			fail("the gateway answered no ARP request for 20 s");
		for (int i = 0; i < 2; i++)
			if (!sides[i].resolved)
				send_arp(&sides[i], RTE_ARP_OP_REQUEST, &all);
		for (uint64_t pause = after_ms(100); !is_past(pause);) {
			receive(&sides[INSIDE]);
			receive(&sides[OUTSIDE]);
		}
	}
}

static void exchange(void)
{
	unsigned moved = flush(&sides[INSIDE]) + flush(&sides[OUTSIDE]);

	if (moved + receive(&sides[OUTSIDE]) + receive(&sides[INSIDE]) == 0)
		rte_pause();
}

/* Waits until few of the flows asked for are not open yet, or for 100 ms in which none opens: those are lost, and not counted on. */
static uint64_t await_room(uint64_t asked)
{
	uint64_t seen = opened, patience = after_ms(100);

	for (; asked - opened >= OPENING; exchange()) {
		if (opened != seen) {
			seen = opened;
			patience = after_ms(100);
		} else if (is_past(patience)) {
			return opened;
		}
	}
	return asked;
}

/*
 * Opens every flow once, a bounded number at a time, and once more those that nothing was heard of. Returns flows per second
 * over the second half, by when the gateway has been compiled; 0 if there are too few to tell.
 */
static double open_flows(void)
{
	uint64_t half = 0;

	for (int pass = 0; pass < 50 && opened < options.flows; pass++) {
		uint64_t asked = opened;

		for (uint32_t id = 0; id < options.flows; id++) {
			if (flows[id].open)
				continue;
			asked = await_room(asked);
			send_one(&sides[INSIDE], id, RTE_TCP_SYN_FLAG);
			asked++;
			if (half == 0 && opened >= options.flows / 2)
				half = rte_get_timer_cycles();
			if (sides[INSIDE].staged == BURST / 2)
				exchange();
		}
		for (uint64_t patience = after_ms(200); opened < options.flows && !is_past(patience);)
			exchange();
	}
	if (opened < options.flows)
		fprintf(stderr, "generator: only %" PRIu64 " of %u flows could be opened\n", opened, options.flows);
	return options.flows < 100000 || half == 0
		       ? 0
		       : options.flows / 2 / ((double)(rte_get_timer_cycles() - half) / (double)rte_get_timer_hz());
}

static void run(unsigned ms)
{
	for (uint64_t end = after_ms(ms); !is_past(end); exchange()) {
		fill(&sides[INSIDE]);
		if (options.both)
			fill(&sides[OUTSIDE]);
	}
}

/* Until nothing has come for 200 ms; for 2 s if the gateway owes packets, which may wait for a CPU. */
static void drain(void)
{
	uint64_t soon = after_ms(200), late = after_ms(2000);
	bool owes = !options.mirror;

	while (!is_past(owes ? late : soon)) {
		if (flush(&sides[INSIDE]) + flush(&sides[OUTSIDE]) + receive(&sides[OUTSIDE]) + receive(&sides[INSIDE]) > 0) {
			soon = after_ms(200);
			late = after_ms(2000);
		}
		owes = !options.mirror && sides[INSIDE].sent + sides[OUTSIDE].sent > sides[INSIDE].received + sides[OUTSIDE].received;
	}
}

static void report(double opening, const uint64_t received[2], double seconds)
{
	uint64_t wrong = 0, lost = sides[INSIDE].sent + sides[OUTSIDE].sent - sides[INSIDE].received - sides[OUTSIDE].received;

	printf("{\"opened\":%" PRIu64 ",\"opened_per_second\":%.0f,\"outward_pps\":%.0f,\"inward_pps\":%.0f", opened, opening,
	       (double)received[OUTSIDE] / seconds, (double)received[INSIDE] / seconds);
	printf(",\"sent\":%" PRIu64 ",\"received\":%" PRIu64 ",\"lost\":%" PRId64, sides[INSIDE].sent + sides[OUTSIDE].sent,
	       sides[INSIDE].received + sides[OUTSIDE].received, (int64_t)lost);
	printf(",\"held_back\":%.2f", bursts == 0 ? 0 : (double)held_back / (double)bursts);
	for (int i = NONE + 1; i < FAULTS; i++) {
		wrong += faults[i];
		printf(",\"wrong_%s\":%" PRIu64, FAULT_NAMES[i], faults[i]);
	}
	printf(",\"wrong\":%" PRIu64 "}\n", wrong);
	fflush(stdout);
}

/* Arguments */

static bool take(const char *argument, const char *name, unsigned *value)
{
	size_t length = strlen(name);
	char *end;

	if (strncmp(argument, name, length) != 0 || argument[length] != '=')
		return false;
	*value = (unsigned)strtoul(argument + length + 1, &end, 10);
	return *end == 0 && end != argument + length + 1;
}

static void parse(int count, char **arguments)
{
	for (int i = 1; i < count; i++) {
		const char *a = arguments[i];

		if (!take(a, "flows", &options.flows) && !take(a, "random", &options.random) && !take(a, "tcp", &options.tcp) &&
		    !take(a, "both", &options.both) && !take(a, "mirror", &options.mirror) && !take(a, "queues", &options.queues) && !take(a, "size", &options.size) &&
		    !take(a, "warm_up_ms", &options.warm_up_ms) && !take(a, "run_ms", &options.run_ms)) {
			fprintf(stderr, "generator: '%s': allowed are flows, random, tcp, both, mirror, queues, size, warm_up_ms, run_ms =number\n", a);
			exit(2);
		}
	}
	if (options.size != 0 && (options.size < FRAME || options.size > LONGEST_FRAME || options.size % 2 != 0)) {
		fprintf(stderr, "generator: size: 60 to 1514, even, or 0 for a mix\n");
		exit(2);
	}
	if (options.flows == 0 || options.flows > 4000000 || options.queues == 0 || options.queues > 63 || options.run_ms == 0) {
		fprintf(stderr, "generator: flows: 1 to 4000000, queues: 1 to 63, run_ms: 1 or more\n");
		exit(2);
	}
}

/* What follows the headers is never written again; what comes back over it is zeros, too, or it is wrong. */
static void clear(struct rte_mempool *from, void *argument, void *object, unsigned index)
{
	struct rte_mbuf *m = object;

	(void)from, (void)argument, (void)index;
	memset(m->buf_addr, 0, m->buf_len);
}

static void prepare(void)
{
	flows = calloc(options.flows, sizeof(*flows));
	taken = calloc(1, 256 * 65536 / 8);
	pool = rte_pktmbuf_pool_create("generator", MBUFS, CACHE, 0, RTE_MBUF_DEFAULT_BUF_SIZE, SOCKET_ID_ANY);
	if (flows == NULL || taken == NULL || pool == NULL)
		fail("not enough memory");
	rte_mempool_obj_iter(pool, clear, NULL);
	for (uint32_t id = 0; options.mirror && id < options.flows; id++) {
		flows[id] = (struct flow){.address = host(id), .port = host_port(id), .known = true, .open = true};
		opened++;
	}
}

int main(int count, char **arguments)
{
	int eal = rte_eal_init(count, arguments);
	double opening = 0;

	if (eal < 0)
		fail(rte_strerror(rte_errno));
	parse(count - eal, arguments + eal);
	if (rte_eth_dev_count_avail() != 2)
		fail("two ports are needed, inside and outside, in this order");
	prepare();
	start_port(&sides[INSIDE], 0);
	start_port(&sides[OUTSIDE], 1);
	await_links();
	if (!options.mirror)
		resolve();
	make_model(&sides[INSIDE]);
	make_model(&sides[OUTSIDE]);
	if (!options.mirror)
		opening = open_flows();
	run(options.warm_up_ms);
	uint64_t before[2] = {sides[INSIDE].received, sides[OUTSIDE].received}, began = rte_get_timer_cycles();

	run(options.run_ms);
	double seconds = (double)(rte_get_timer_cycles() - began) / (double)rte_get_timer_hz();
	uint64_t during[2] = {sides[INSIDE].received - before[INSIDE], sides[OUTSIDE].received - before[OUTSIDE]};

	drain();
	report(opening, during, seconds);
	while (getchar() != EOF)
		;
	rte_eal_cleanup();
	return 0;
}
