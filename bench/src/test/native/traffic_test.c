/*
 * Shows that the generator sees what is wrong: flips every bit of a translated frame, then makes frames that are well formed, with
 * right checksums, and wrong in one respect. Prints a line for each thing that went unseen; exits with 1 if there was one.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../../main/native/traffic.h"

enum { FLOWS = 40 };

static unsigned unseen, tried;

static void expect(const char *what, enum fault expected, enum fault found)
{
	tried++;
	if (found != expected) {
		unseen++;
		printf("%s: %s instead of %s\n", what, FAULT_NAMES[found], FAULT_NAMES[expected]);
	}
}

static void forget(void)
{
	memset(flows, 0, FLOWS * sizeof(*flows));
	memset(taken, 0, 256 * 65536 / 8);
}

/* Checksums as the RFCs describe them, a byte pair at a time. */
static uint16_t slow_sum(const uint8_t *bytes, unsigned n, uint32_t total)
{
	for (unsigned i = 0; i < n; i += 2)
		total += (uint32_t)bytes[i] << 8 | bytes[i + 1];
	while (total >> 16)
		total = (total & 0xffff) + (total >> 16);
	return (uint16_t)~total;
}

static void renew(struct frame *f, unsigned bytes)
{
	uint8_t *transport = f->transport + (options.tcp ? 16 : 6);
	const uint8_t *addresses = (const uint8_t *)f + 26;
	uint16_t pseudo_sum = (uint16_t)~slow_sum(addresses, 8, (uint32_t)f->ip.next_proto_id + bytes - 34), checksum;

	f->ip.hdr_checksum = 0;
	f->ip.hdr_checksum = rte_cpu_to_be_16(slow_sum((const uint8_t *)f + 14, 20, 0));
	memset(transport, 0, 2);
	checksum = rte_cpu_to_be_16(slow_sum(f->transport, bytes - 34, pseudo_sum));
	memcpy(transport, &checksum, 2);
}

static void renew_checksums(struct frame *f) { renew(f, FRAME); }

static void translate(struct frame *f, rte_be32_t address, uint16_t port, unsigned bytes)
{
	f->ether.src_addr = sides[OUTSIDE].gateway_mac;
	f->ether.dst_addr = sides[OUTSIDE].mac;
	f->ip.time_to_live = 63;
	f->ip.src_addr = address;
	f->udp.header.src_port = rte_cpu_to_be_16(port);
	renew(f, bytes);
}

/* What arrives outside when the gateway gives the flow this NAT tuple. */
static struct frame translated(uint32_t flow, rte_be32_t address, uint16_t port)
{
	struct frame f;

	write_frame(&sides[INSIDE], &f, flow, RTE_TCP_ACK_FLAG);
	translate(&f, address, port, FRAME);
	return f;
}

static enum fault look(struct frame f) { return verify(&sides[OUTSIDE], &f, FRAME); }

static void flip_every_bit(void)
{
	struct frame good = translated(3, ADDRESS(198, 18, 0, 7), 4000);

	for (unsigned bit = 0; bit < 8 * FRAME; bit++) {
		struct frame f = good;

		((uint8_t *)&f)[bit / 8] ^= (uint8_t)(1 << bit % 8);
		forget();
		tried++;
		if (look(f) == NONE) {
			unseen++;
			printf("bit %u of byte %u flipped: unseen\n", bit % 8, bit / 8);
		}
	}
	forget();
	expect("as it should be", NONE, look(good));
	expect("the same again", ORDER, look(good));
	expect("a byte longer", SHAPE, verify(&sides[OUTSIDE], &good, FRAME + 1));
}

static void bend(void)
{
	rte_be32_t address = ADDRESS(198, 18, 0, 7);
	struct frame f, older;

	forget();
	older = translated(3, address, 4000);
	expect("first packet", NONE, look(translated(3, address, 4000)));
	expect("overtaken", ORDER, look(older));
	expect("another port", TUPLE, look(translated(3, address, 4001)));
	expect("another address", TUPLE, look(translated(3, ADDRESS(198, 18, 0, 8), 4000)));
	expect("another flow's tuple", TUPLE, look(translated(4, address, 4000)));
	expect("a reserved port", TUPLE, look(translated(5, address, 1023)));
	expect("the pool's network", TUPLE, look(translated(5, ADDRESS(198, 18, 0, 0), 4000)));
	expect("beyond the pool", TUPLE, look(translated(5, ADDRESS(198, 18, 1, 0), 4000)));
	expect("untranslated", TUPLE, look(translated(5, host(5), 4000)));
	f = translated(3, address, 4000);
	f.ip.time_to_live = 64;
	renew_checksums(&f);
	expect("TTL as sent", TTL, look(f));
	f = translated(3, address, 4000);
	f.ip.version_ihl = 0x46;
	renew_checksums(&f);
	expect("a longer header", SHAPE, look(f));
	f = translated(3, address, 4000);
	f.ip.dst_addr = server(4);
	renew_checksums(&f);
	expect("another server", ADDRESSES, look(f));
	f = translated(3, address, 4000);
	f.udp.header.dst_port = RTE_BE16(80);
	renew_checksums(&f);
	expect("another server's port", ADDRESSES, look(f));
	f = translated(3, address, 4000);
	f.ether.dst_addr = sides[INSIDE].mac;
	expect("to another station", STATION, look(f));
	expect("next packet", NONE, look(translated(3, address, 4000)));
}

static void answer(void)
{
	struct frame f, good;

	write_frame(&sides[OUTSIDE], &good, 3, RTE_TCP_ACK_FLAG);
	good.ether.src_addr = sides[INSIDE].gateway_mac;
	good.ether.dst_addr = sides[INSIDE].mac;
	good.ip.time_to_live = 63;
	good.ip.dst_addr = host(3);
	good.udp.header.dst_port = host_port(3);
	renew_checksums(&good);
	f = good;
	f.ip.dst_addr = host(3 + FLOWS_OF_A_HOST);
	renew_checksums(&f);
	expect("to another host", ADDRESSES, verify(&sides[INSIDE], &f, FRAME));
	f = good;
	f.udp.header.dst_port = host_port(4);
	renew_checksums(&f);
	expect("to another port", ADDRESSES, verify(&sides[INSIDE], &f, FRAME));
	expect("an answer", NONE, verify(&sides[INSIDE], &good, FRAME));
	expect("an answer again", ORDER, verify(&sides[INSIDE], &good, FRAME));
}

/* What is sent has the checksums that the slow way gives. */
static void sent_frames(void)
{
	for (uint32_t flow = 0; flow < FLOWS; flow++) {
		struct frame sent, slow;

		write_frame(&sides[INSIDE], &sent, flow, RTE_TCP_SYN_FLAG);
		slow = sent;
		renew_checksums(&slow);
		tried++;
		if (memcmp(&sent, &slow, FRAME) != 0) {
			unseen++;
			printf("flow %u is sent with other checksums than it should have\n", flow);
		}
	}
}

/* Longer frames: sent with the checksums that the slow way gives, known again when translated, and every flipped bit seen. */
static void longer_frames(unsigned size)
{
	static union {
		struct frame frame;
		uint8_t bytes[LONGEST_FRAME + 2];
	} sent, bent;

	options.size = size;
	make_model(&sides[OUTSIDE]);
	make_model(&sides[INSIDE]);
	for (unsigned i = 0; i < MIX; i++) {
		memset(&sent, 0, sizeof(sent));
		unsigned bytes = write_frame(&sides[INSIDE], &sent.frame, 3, RTE_TCP_ACK_FLAG);

		bent = sent;
		renew(&bent.frame, bytes);
		expect("checksums as sent", 0, memcmp(&sent, &bent, bytes) != 0);
		expect("length as sent", 0, bytes != (size != 0 ? size : shape_of(number) == 0 ? FRAME : shape_of(number) == 1 ? 590 : 1514));
		translate(&sent.frame, ADDRESS(198, 18, 0, 7), 4000, bytes);
		for (unsigned bit = 0; bit < 8 * bytes; bit += i == 0 ? 1 : 7) {
			bent = sent;
			bent.bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
			forget();
			tried++;
			if (verify(&sides[OUTSIDE], &bent.frame, bytes) == NONE) {
				unseen++;
				printf("%u bytes, bit %u of byte %u flipped: unseen\n", bytes, bit % 8, bit / 8);
			}
		}
		forget();
		expect("as it should be", NONE, verify(&sides[OUTSIDE], &sent.frame, bytes));
		forget();
		expect("two bytes shorter", SHAPE, verify(&sides[OUTSIDE], &sent.frame, bytes - 2));
	}
	options.size = FRAME;
}

int main(void)
{
	options.flows = FLOWS;
	flows = calloc(FLOWS, sizeof(*flows));
	taken = calloc(1, 256 * 65536 / 8);
	if (flows == NULL || taken == NULL)
		return 1;
	for (int i = 0; i < 2; i++) {
		sides[i].mac = (struct rte_ether_addr){{2, 0, 0, 0, 1, (uint8_t)i}};
		sides[i].gateway_mac = (struct rte_ether_addr){{2, 0, 0, 0, 2, (uint8_t)i}};
	}
	for (options.tcp = 0; options.tcp <= 1; options.tcp++) {
		make_model(&sides[INSIDE]);
		make_model(&sides[OUTSIDE]);
		sent_frames();
		flip_every_bit();
		bend();
		answer();
		longer_frames(512);
		longer_frames(LONGEST_FRAME);
		longer_frames(0);
	}
	printf("%u tried, %u unseen\n", tried, unseen);
	return unseen != 0;
}
