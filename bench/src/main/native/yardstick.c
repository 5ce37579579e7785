/*
 * What the packet path of one worker costs when it is written in C: the same work, in the same order, over the same rings, packets
 * and session tables as io.sallyport.dataplane, for packets of established TCP and UDP flows. Whatever else comes is counted as
 * odd and left unsent, so that a run in which anything was odd can be told.
 *
 * It takes bursts from rings, checks headers and the IP checksum, looks who may pass, finds the owner, looks the session up with
 * prefetches for the whole burst, refreshes it, rewrites with both checksums, routes, lowers the TTL, writes MAC addresses,
 * counts, and puts the packets on the ring of their interface. One thread.
 */
#include <stdint.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))
#define BURST 64
#define INTERFACES 2

enum { OUT = 1, IN = 2, ODD = -1 };
enum { TCP = 6, UDP = 17 };
enum { FOREIGN = -1, STATIC_BIT = 1 << 28, LOCAL_BIT = 1 << 29 };
enum { RST = 4, SYN = 2, FIN = 1 };

struct interface {
	uint64_t wire, sent; /* rings */
	uint64_t mac;
	uint64_t inside; /* 1: inside, 0: outside */
	uint64_t mtu;
	uint64_t received, transmitted;
};

/* Filled in by Java, every field 64 bits. Tables of int32 and int64 are copies of Java's arrays. */
struct yardstick {
	struct interface interface[INTERFACES];
	uint64_t lines;
	uint64_t buckets[2]; /* of packets from outside, from inside */
	uint64_t bucket_mask[2];
	uint64_t seed[2];
	uint64_t address_keys, address_codes, address_mask, address_shift;
	uint64_t neighbor_keys, neighbor_macs, neighbor_mask;
	uint64_t routes, route_masks, route_hops, route_count;
	uint64_t hop_interfaces, hop_gateways;
	uint64_t slot_owners; /* bytes */
	uint64_t self;
	uint64_t timeout_udp, timeout_tcp; /* milliseconds */
	uint64_t rx_packets, rx_bytes, tx_packets, tx_bytes, snat, dnat, odd;
};

/* One session, see SessionLine. */
struct line {
	uint32_t inside, remote, nat;
	uint16_t inside_port, remote_port, nat_port;
	uint8_t protocol, flags, tcp_state, owner, slot, pad;
	uint32_t last_activity, commit;
	uint64_t packets_out, bytes_out, packets_in, bytes_in;
};

struct bucket {
	uint64_t tags[2];
	uint32_t index[8];
	uint8_t displaced, pad[3];
	uint32_t overflow;
	uint8_t rest[8];
};

struct burst {
	int count;
	uint64_t mbuf[BURST], ip[BURST], transport[BURST], addresses[BURST], hash[BURST];
	uint32_t ports[BURST];
	int way[BURST], from[BURST], protocol[BURST], slot[BURST], owner[BURST];
	struct line *session[BURST];
};

static inline uint8_t u8(uint64_t at) { return *(uint8_t *)at; }
static inline uint16_t u16(uint64_t at) { uint16_t v; memcpy(&v, (void *)at, 2); return v; }
static inline uint32_t u32(uint64_t at) { uint32_t v; memcpy(&v, (void *)at, 4); return v; }
static inline uint64_t u64(uint64_t at) { uint64_t v; memcpy(&v, (void *)at, 8); return v; }
static inline void put8(uint64_t at, uint8_t v) { *(uint8_t *)at = v; }
static inline void put16(uint64_t at, uint16_t v) { memcpy((void *)at, &v, 2); }
static inline void put32(uint64_t at, uint32_t v) { memcpy((void *)at, &v, 4); }
static inline void put64(uint64_t at, uint64_t v) { memcpy((void *)at, &v, 8); }

/* Rings, as rte_ring with one producer and one consumer. */

enum { MASK = 52, CAPACITY = 56, PROD_HEAD = 128, PROD_TAIL = 132, CONS_HEAD = 256, CONS_TAIL = 260, ELEMENTS = 384 };

static int dequeue(uint64_t ring, uint64_t *pointers)
{
	uint32_t mask = u32(ring + MASK), head = u32(ring + CONS_HEAD);
	uint32_t n = __atomic_load_n((uint32_t *)(ring + PROD_TAIL), __ATOMIC_ACQUIRE) - head;

	n = n > BURST ? BURST : n;
	for (uint32_t i = 0; i < n; i++)
		pointers[i] = u64(ring + ELEMENTS + 8 * (uint64_t)((head + i) & mask));
	put32(ring + CONS_HEAD, head + n);
	__atomic_store_n((uint32_t *)(ring + CONS_TAIL), head + n, __ATOMIC_RELEASE);
	return (int)n;
}

static int enqueue(uint64_t ring, const uint64_t *pointers, uint32_t count)
{
	uint32_t mask = u32(ring + MASK), head = u32(ring + PROD_HEAD);
	uint32_t room = u32(ring + CAPACITY) + __atomic_load_n((uint32_t *)(ring + CONS_TAIL), __ATOMIC_ACQUIRE) - head;
	uint32_t n = count > room ? room : count;

	for (uint32_t i = 0; i < n; i++)
		put64(ring + ELEMENTS + 8 * (uint64_t)((head + i) & mask), pointers[i]);
	put32(ring + PROD_HEAD, head + n);
	__atomic_store_n((uint32_t *)(ring + PROD_TAIL), head + n, __ATOMIC_RELEASE);
	return (int)n;
}

/* Checksums. */

static inline uint32_t fold(uint64_t sum)
{
	sum = (sum & 0xffffffff) + (sum >> 32);
	sum = (sum & 0xffff) + (sum >> 16);
	sum = (sum & 0xffff) + (sum >> 16);
	return (uint32_t)((sum & 0xffff) + (sum >> 16));
}

static inline int header_sum_holds(uint64_t ip, int length)
{
	uint64_t sum = 0;

	if (length == 20) {
		uint64_t first = u64(ip), second = u64(ip + 8);
		sum = (first & 0xffffffff) + (first >> 32) + (second & 0xffffffff) + (second >> 32) + u32(ip + 16);
		return fold(sum) == 0xffff;
	}
	for (int at = 0; at < length; at += 4)
		sum += u32(ip + at);
	return fold(sum) == 0xffff;
}

static inline uint32_t change16(uint32_t before, uint32_t after)
{
	return (~before & 0xffff) + (after & 0xffff);
}

static inline uint32_t change32(uint32_t before, uint32_t after)
{
	return (~before & 0xffff) + (~before >> 16) + (after & 0xffff) + (after >> 16);
}

static inline void mend(uint64_t checksum, uint32_t change)
{
	uint32_t sum = (uint16_t)~u16(checksum) + change;

	sum = (sum & 0xffff) + (sum >> 16);
	sum = (sum & 0xffff) + (sum >> 16);
	put16(checksum, (uint16_t)~sum);
}

/* Classify. */

static inline int find_address(const struct yardstick *y, uint32_t address)
{
	const int32_t *keys = (const int32_t *)y->address_keys, *codes = (const int32_t *)y->address_codes;
	uint32_t at = ((address * 0x9e3779b1u) >> y->address_shift) & (uint32_t)y->address_mask;

	while (codes[at] != FOREIGN && (uint32_t)keys[at] != address)
		at = (at + 1) & (uint32_t)y->address_mask;
	return codes[at];
}

static inline int is_martian(uint32_t address)
{
	uint32_t first = address & 0xff;

	return first == 0 || first == 127 || first >= 224;
}

static inline uint64_t mix(uint64_t x)
{
	uint64_t h = (x ^ (x >> 32)) * 0xd6e8feb86659fd93ull;

	h = (h ^ (h >> 29)) * 0x9e3779b97f4a7c15ull;
	h = (h ^ (h >> 32)) * 0xd6e8feb86659fd93ull;
	return h ^ (h >> 29);
}

static inline int admitted(const struct yardstick *y, uint64_t ip, int inside)
{
	uint32_t source = u32(ip + 12), destination = u32(ip + 16);

	if (is_martian(source) || find_address(y, source) != FOREIGN)
		return 0;
	int target = find_address(y, destination);
	if (target >= LOCAL_BIT || is_martian(destination))
		return 0;
	int to_nat = target >= 0;
	return inside != to_nat && u8(ip + 8) > 1;
}

static inline int transport_holds(uint64_t transport, int protocol, int length)
{
	if (protocol == UDP) {
		int said = __builtin_bswap16(u16(transport + 4));
		return length >= 8 && said >= 8 && said <= length;
	}
	int header = u8(transport + 12) >> 4 << 2;
	return length >= 20 && header >= 20 && header <= length;
}

static inline int classify_one(const struct yardstick *y, struct burst *b, int i)
{
	uint64_t mbuf = b->mbuf[i];
	uint64_t ip = b->ip[i], frame = ip - 14;
	int room = (int)u16(mbuf + 40) - 14;
	const struct interface *from = &y->interface[b->from[i]];

	if (room < 20 || u16(mbuf + 20) != 1 || u16(frame + 12) != 0x0008 || (u64(frame) & 0xffffffffffffull) != from->mac)
		return ODD;
	int header = (u8(ip) & 15) << 2, total = __builtin_bswap16(u16(ip + 2));
	uint32_t fragment = __builtin_bswap16(u16(ip + 6));
	if (u8(ip) >> 4 != 4 || header < 20 || total < header || total > room || !header_sum_holds(ip, header))
		return ODD;
	if (total < room) {
		put16(mbuf + 40, (uint16_t)(total + 14));
		put32(mbuf + 36, (uint32_t)(total + 14));
	}
	int protocol = u8(ip + 9);
	uint64_t transport = ip + header;
	if (!admitted(y, ip, (int)from->inside) || (fragment & 0x3fff) != 0 || (protocol != TCP && protocol != UDP)
			|| !transport_holds(transport, protocol, total - header))
		return ODD;
	uint32_t ports = u32(transport);
	b->transport[i] = transport;
	b->protocol[i] = protocol;
	b->addresses[i] = u64(ip + 12);
	b->ports[i] = ports;
	uint64_t slot;
	if (from->inside) {
		uint64_t tuple = (uint64_t)protocol << 48 | (uint64_t)(ports & 0xffff) << 32 | u32(ip + 12);
		slot = 1 + (((mix(tuple) >> 32) * 63) >> 32);
		if (ports >> 16 == 0)
			return ODD;
	} else {
		slot = __builtin_bswap16((uint16_t)(ports >> 16)) >> 10;
		if ((ports & 0xffff) == 0)
			return ODD;
	}
	b->slot[i] = (int)slot;
	b->owner[i] = u8(y->slot_owners + slot);
	return from->inside ? OUT : IN;
}

static void classify(const struct yardstick *y, struct burst *b)
{
	for (int i = 0; i < b->count; i++)
		b->way[i] = classify_one(y, b, i);
	for (int i = 0; i < b->count; i++)
		if (b->way[i] != ODD && b->owner[i] != (int)y->self)
			b->way[i] = ODD; /* here a packet would be handed off */
}

/* Look-up. */

static inline uint64_t fold_product(uint64_t a, uint64_t b)
{
	__uint128_t product = (__uint128_t)a * b;

	return (uint64_t)(product >> 64) ^ (uint64_t)product;
}

static inline uint64_t hash(uint64_t addresses, uint32_t ports, int protocol, uint64_t seed)
{
	const uint64_t m1 = 0x9e3779b97f4a7c15ull, m2 = 0xd6e8feb86659fd93ull;
	uint64_t rest = (uint64_t)protocol << 32 | ports;
	uint64_t mixed = fold_product(addresses ^ seed ^ m1, rest ^ (seed << 32 | seed >> 32) ^ m2);

	return fold_product(mixed ^ seed, m1);
}

static inline struct bucket *bucket_of(const struct yardstick *y, int outbound, uint64_t hash)
{
	return (struct bucket *)(y->buckets[outbound] + ((hash << 6) & y->bucket_mask[outbound]));
}

static inline uint32_t tag_of(uint64_t hash)
{
	uint32_t tag = (uint32_t)(hash >> 48);

	return tag == 0 ? 1 : tag;
}

static inline uint64_t zero_lanes(uint64_t lanes)
{
	const uint64_t low = 0x7fff7fff7fff7fffull;

	return ~(((lanes & low) + low) | lanes | low);
}

static inline uint64_t matches(const struct bucket *bucket, uint32_t tag)
{
	uint64_t pattern = tag * 0x0001000100010001ull;

	return zero_lanes(bucket->tags[0] ^ pattern) >> 15 | zero_lanes(bucket->tags[1] ^ pattern) >> 14;
}

static inline int entry_of(uint64_t matches)
{
	int bit = __builtin_ctzll(matches);

	return (bit >> 4) + ((bit & 1) << 2);
}

static void prefetch(const struct yardstick *y, struct burst *b)
{
	for (int i = 0; i < b->count; i++)
		if (b->way[i] != ODD) {
			int outbound = b->way[i] == OUT;
			b->hash[i] = hash(b->addresses[i], b->ports[i], b->protocol[i], y->seed[outbound]);
			__builtin_prefetch(bucket_of(y, outbound, b->hash[i]));
		}
	for (int i = 0; i < b->count; i++)
		if (b->way[i] != ODD) {
			struct bucket *bucket = bucket_of(y, b->way[i] == OUT, b->hash[i]);
			uint64_t found = matches(bucket, tag_of(b->hash[i]));
			if (found != 0)
				__builtin_prefetch((void *)(y->lines + 64ull * bucket->index[entry_of(found)]));
		}
}

static inline struct line *find(const struct yardstick *y, const struct burst *b, int i)
{
	int outbound = b->way[i] == OUT;
	struct bucket *bucket = bucket_of(y, outbound, b->hash[i]);
	uint32_t tag = tag_of(b->hash[i]);

	for (int again = 0; again < 2; again++) {
		for (uint64_t found = matches(bucket, tag); found != 0; found &= found - 1) {
			struct line *line = (struct line *)(y->lines + 64ull * bucket->index[entry_of(found)]);
			uint64_t base = (uint64_t)line;
			if (u64(base + (outbound ? 0 : 4)) == b->addresses[i] && u32(base + (outbound ? 12 : 14)) == b->ports[i]
					&& line->protocol == b->protocol[i])
				return line;
		}
		if (bucket->overflow == 0)
			return NULL;
		uint64_t step = ((tag * 0x9e3779b97f4a7c15ull) >> 16) & y->bucket_mask[outbound];
		uint64_t offset = (uint64_t)bucket - y->buckets[outbound];
		bucket = (struct bucket *)(y->buckets[outbound] + (offset ^ (step == 0 ? 64 : step)));
	}
	return NULL;
}

/* States that an established connection goes through; others are odd. */
static inline int tcp_holds(struct line *line, uint64_t transport)
{
	return (line->tcp_state & 3) == 3 && (u8(transport + 13) & (RST | SYN | FIN)) == 0;
}

static void sessions(const struct yardstick *y, struct burst *b, uint32_t now)
{
	for (int i = 0; i < b->count; i++) {
		if (b->way[i] == ODD)
			continue;
		struct line *line = find(y, b, i);
		uint64_t timeout = b->protocol[i] == TCP ? y->timeout_tcp : y->timeout_udp;
		if (line == NULL || (line->flags & 24) != 0 || now - line->last_activity >= timeout
				|| (b->protocol[i] == TCP && !tcp_holds(line, b->transport[i]))) {
			b->way[i] = ODD;
			continue;
		}
		int bytes = __builtin_bswap16(u16(b->ip[i] + 2));
		if (b->way[i] == OUT || (line->flags & 4) == 0)
			line->last_activity = now;
		if (b->way[i] == OUT) {
			line->packets_out++;
			line->bytes_out += (uint64_t)bytes;
		} else {
			line->packets_in++;
			line->bytes_in += (uint64_t)bytes;
		}
		b->session[i] = line;
	}
}

/* Translate. */

static inline void rewrite(uint64_t ip, int address_at, uint32_t address, uint64_t transport, int port_at, uint32_t port, int protocol)
{
	uint32_t change = change32(u32(ip + address_at), address);

	put32(ip + address_at, address);
	mend(ip + 10, change);
	change += change16(u16(transport + port_at), port);
	put16(transport + port_at, (uint16_t)port);
	if (protocol == TCP) {
		mend(transport + 16, change);
	} else if (u16(transport + 6) != 0) {
		mend(transport + 6, change);
		if (u16(transport + 6) == 0)
			put16(transport + 6, 0xffff);
	}
}

static void translate(struct yardstick *y, struct burst *b)
{
	for (int i = 0; i < b->count; i++) {
		struct line *line = b->session[i];
		if (b->way[i] == OUT) {
			rewrite(b->ip[i], 12, line->nat, b->transport[i], 0, line->nat_port, b->protocol[i]);
			y->snat++;
		} else if (b->way[i] == IN) {
			rewrite(b->ip[i], 16, line->inside, b->transport[i], 2, line->inside_port, b->protocol[i]);
			y->dnat++;
		}
	}
}

/* Forward. */

static inline int route(const struct yardstick *y, uint32_t destination)
{
	const uint32_t *networks = (const uint32_t *)y->routes, *masks = (const uint32_t *)y->route_masks;

	for (uint64_t i = 0; i < y->route_count; i++)
		if ((destination & masks[i]) == networks[i])
			return ((const int32_t *)y->route_hops)[i];
	return -1;
}

static inline uint64_t mac_of(const struct yardstick *y, int interface, uint32_t address)
{
	const uint64_t *keys = (const uint64_t *)y->neighbor_keys, *macs = (const uint64_t *)y->neighbor_macs;
	uint64_t key = (uint64_t)interface << 32 | address;
	uint32_t at = (uint32_t)((key * 0x9e3779b97f4a7c15ull) >> 40) & (uint32_t)y->neighbor_mask;

	while (macs[at] != 0 && keys[at] != key)
		at = (at + 1) & (uint32_t)y->neighbor_mask;
	return macs[at];
}

static inline int forward_one(struct yardstick *y, struct burst *b, int i)
{
	uint64_t ip = b->ip[i], frame = ip - 14;
	int hop = route(y, __builtin_bswap32(u32(ip + 16)));

	if (hop < 0)
		return -1;
	int number = ((const int32_t *)y->hop_interfaces)[hop];
	uint32_t gateway = ((const uint32_t *)y->hop_gateways)[hop];
	const struct interface *to = &y->interface[number];
	if (to->inside != (b->way[i] == IN) || __builtin_bswap16(u16(ip + 2)) > to->mtu)
		return -1;
	uint32_t word = u16(ip + 8);
	put16(ip + 8, (uint16_t)(word - 1));
	mend(ip + 10, change16(word, word - 1));
	uint64_t mac = mac_of(y, number, gateway == 0 ? u32(ip + 16) : gateway);
	if (mac == 0)
		return -1;
	put64(frame, mac | to->mac << 48);
	put32(frame + 8, (uint32_t)(to->mac >> 16));
	return number;
}

static void forward(struct yardstick *y, struct burst *b)
{
	uint64_t staged[INTERFACES][BURST], bytes = 0;
	uint32_t count[INTERFACES] = {0};

	for (int i = 0; i < b->count; i++) {
		int to = b->way[i] == ODD ? -1 : forward_one(y, b, i);
		if (to < 0) {
			y->odd++;
		} else {
			bytes += u32(b->mbuf[i] + 36);
			staged[to][count[to]++] = b->mbuf[i];
		}
	}
	y->tx_bytes += bytes;
	for (int to = 0; to < INTERFACES; to++) {
		int sent = count[to] == 0 ? 0 : enqueue(y->interface[to].sent, staged[to], count[to]);
		y->tx_packets += (uint64_t)sent;
		y->interface[to].transmitted += (uint64_t)sent;
		y->odd += count[to] - (uint64_t)sent;
	}
}

/* One turn: a burst of each interface. Returns how many packets were received. */
EXPORT int yardstick_turn(uint64_t at, int now)
{
	struct yardstick *y = (struct yardstick *)at;
	struct burst b;
	int all = 0;

	for (int from = 0; from < INTERFACES; from++) {
		b.count = dequeue(y->interface[from].wire, b.mbuf);
		if (b.count == 0)
			continue;
		for (int i = 0; i < b.count; i++) {
			b.from[i] = from;
			b.ip[i] = u64(b.mbuf[i]) + u16(b.mbuf[i] + 16) + 14;
			__builtin_prefetch((void *)b.ip[i]);
			y->rx_bytes += u32(b.mbuf[i] + 36);
		}
		y->rx_packets += (uint64_t)b.count;
		y->interface[from].received += (uint64_t)b.count;
		classify(y, &b);
		prefetch(y, &b);
		sessions(y, &b, (uint32_t)now);
		translate(y, &b);
		forward(y, &b);
		all += b.count;
	}
	return all;
}
