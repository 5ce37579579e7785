/*
 * How three workers pass packets to each other (docs/architecture.md, "Between workers"; worker.Worker, stage.Handoff). Spin tries every
 * order in which three processors can do this: what it does not find cannot happen in a gateway that works like this.
 *
 * A packet that another worker owns goes to its owner on the first leg of its way; the second half of a hairpin goes from there to the
 * owner of its destination on the second leg. For each leg there is a ring from each worker to each other one, and in front of it a
 * lane: packets that wait for room on that ring.
 *
 * A turn of a worker has two steps. It takes from its rings, and from the network card while nothing waits in its lanes; then it puts
 * on the rings what the lanes hold. Bursts are of one packet, and it takes from all of its rings or from some. A turn that would change nothing is left out: where no process can go on,
 * all workers would poll in vain for ever, and Spin reports an invalid end state.
 *
 * Packets are all alike; one may be marked, and stands for any packet, since workers do not look at marks. Packets arrive without end.
 *
 *   CAPACITY  packets a ring holds                 RESERVE  how many of these places new flows leave to established ones
 *   STAGE     packets a lane holds                 BUFFERS  packets in the gateway at a time
 *   OWNERS    3, or 2: worker 2 owns no flow       MARK     1: one packet is marked
 *   PATIENCE  NEVER     nobody ends waiting: what waits, waits for room
 *             ANY_TIME  whoever waits may lose patience at any time
 *             STALL     patience is longer than any work takes, and worker 0 may stop for longer than that
 *   LIVELOCK  also show that the marked packet comes to its end, whatever else comes
 *
 * Each of these plants a flaw, which Spin must find:
 *   SKIP_DRAIN ONE_LEG NO_ROOM_ASKED UNFAIR LOSE_ON_FULL DUPLICATE_ON_RETRY ESTABLISHED_FIRST IMPATIENT RESERVE_IGNORED
 *   OVERFILL
 * SHOW calls an error what the model must be able to do, so that Spin shows that it can.
 */
#define NEVER    0
#define ANY_TIME 1
#define STALL    2

#define PLAIN  0
#define MARKED 1

/* Pairs of workers: `me` sends to the next one over way 0, to the one after that over way 1; and gets from them. */
#define TO(leg, way)   (6 * (leg - 1) + 2 * me + way)
#define OWNS(way)      ((me + 1 + way) % 3 < OWNERS)
#define FROM(leg, way) (6 * (leg - 1) + 2 * ((me + 2 - way) % 3) + way)

#ifdef LIVELOCK
#define ANY_ORDER false                        /* rings take turns to be first, and none is passed over */
#else
#define ANY_ORDER true                         /* in whichever order it looks at its rings, and at however many */
#endif

#ifndef SHOW
#define SHOW NOTHING
#endif
#define NOTHING          0
#define DROP_ESTABLISHED 1
#define DROP_NEW         2
#define SECOND_LEG       3
#define MUTUAL_WAIT      4                     /* workers 0 and 1 each wait for room on the ring to the other */

#ifdef UNFAIR
#define NEXT(way) 0
#else
#define NEXT(way) (1 - way)
#endif

chan ring[12] = [CAPACITY] of { bit };
chan old[12] = [STAGE] of { bit };             /* a lane: packets of established flows, */
chan new[12] = [STAGE] of { bit };             /* and of others */
chan waiting[3] = [1] of { bit };              /* second halves of hairpins, before it is known who owns them (stage.SecondPass) */
bit over[12];                                  /* the receiver has taken nothing for longer than the patience */

byte held;                                     /* packets in the gateway */
bit received, ended;                           /* the marked packet was, and has its fate */
bit stopped;                                   /* worker 0 stands still */
bit quiet;                                     /* no packet arrives */

#define STAGED(lane)  (len(old[lane]) + len(new[lane]))
#ifdef OVERFILL
#define ROOM(lane)    (STAGED(lane) < STAGE || over[lane])
#else
#define ROOM(lane)    (STAGED(lane) < STAGE || (over[lane] && len(ring[lane]) == CAPACITY))
#endif
#define ROOM_ON(leg)  (ROOM(TO(leg, 0)) && ROOM(TO(leg, 1)))
#define FITS_OLD(lane) (len(old[lane]) > 0 && len(ring[lane]) < CAPACITY)
#ifdef RESERVE_IGNORED
#define FITS_NEW(lane) (len(new[lane]) > 0 && len(ring[lane]) < CAPACITY)
#else
#define FITS_NEW(lane) (len(new[lane]) > 0 && len(ring[lane]) < CAPACITY - RESERVE)
#endif
#define FITS(lane)    (FITS_OLD(lane) || FITS_NEW(lane))
#define WAITS(lane)   (STAGED(lane) > 0 && !FITS(lane) && !over[lane])
#define GIVEN_UP(lane) (over[lane] && len(ring[lane]) >= CAPACITY - RESERVE)
#define BLOCKS(lane)  (STAGED(lane) > 0 && !over[lane])
#define BLOCKED       (BLOCKS(TO(1, 0)) || BLOCKS(TO(1, 1)) || BLOCKS(TO(2, 0)) || BLOCKS(TO(2, 1)))

#ifdef ONE_LEG
#define SECOND 1
#else
#define SECOND 2
#endif
#ifdef SKIP_DRAIN
#define MAY_TAKE (!BLOCKED)
#else
#define MAY_TAKE true
#endif
#define MAY_TAKE_FIRST (MAY_TAKE && len(waiting[me]) == 0)
#ifdef NO_ROOM_ASKED
#define MAY_PASS_AGAIN (len(waiting[me]) > 0)
#else
#define MAY_PASS_AGAIN (len(waiting[me]) > 0 && ROOM_ON(SECOND))
#endif

#define ON_RING(leg, way) (len(ring[FROM(leg, way)]) > 0)
#define RECEIVES (!quiet && held < BUFFERS && len(waiting[me]) == 0 && ROOM_ON(1))
#define WORK \
	((MAY_TAKE && (ON_RING(2, 0) || ON_RING(2, 1))) || (MAY_TAKE_FIRST && (ON_RING(1, 0) || ON_RING(1, 1))) || \
	 MAY_PASS_AGAIN || (RECEIVES && !BLOCKED) || FITS(TO(1, 0)) || FITS(TO(1, 1)) || FITS(TO(2, 0)) || FITS(TO(2, 1)))

#define IN(q, k) (len(q[k]) + len(q[k + 1]) + len(q[k + 2]) + len(q[k + 3]) + len(q[k + 4]) + len(q[k + 5]))
#define LEDGER (held == IN(ring, 0) + IN(ring, 6) + IN(old, 0) + IN(old, 6) + IN(new, 0) + IN(new, 6) + \
	len(waiting[0]) + len(waiting[1]) + len(waiting[2]))

inline fate() {
	assert(p == PLAIN || !ended);              /* one fate, not two */
	ended = ended || p == MARKED;
	held--
}

inline drop_established(lane) {
	assert(over[lane]);                        /* only where patience has ended: see lose_patience */
	assert(len(new[lane]) == 0);               /* and after all new flows */
	assert(SHOW != DROP_ESTABLISHED);
	fate()
}

/* Which flows are established is not modelled: every answer is tried. */
inline stage(lane) {
	if
	:: STAGED(lane) < STAGE  -> old[lane]!p
	:: STAGED(lane) == STAGE -> drop_established(lane)
#if PATIENCE != NEVER
	:: STAGED(lane) < STAGE && !GIVEN_UP(lane) -> new[lane]!p
	:: STAGED(lane) == STAGE || GIVEN_UP(lane) -> assert(SHOW != DROP_NEW); fate()
#endif
	fi
}

/* The second half of a hairpin, for which there is room wherever it goes. */
inline pass_again() {
	if
	:: MAY_PASS_AGAIN ->
		waiting[me]?p;
		if
		:: fate()
		:: OWNS(0) -> stage(TO(SECOND, 0))
		:: OWNS(1) -> stage(TO(SECOND, 1))
		fi
	:: else
	fi
}

/* A packet that this worker owns: translated and sent, or a hairpin. */
inline owned() {
	if
	:: fate()
	:: waiting[me]!p; pass_again()
	fi
}

inline take_second(way) {
	if
	:: MAY_TAKE && ON_RING(2, way) -> assert(SHOW != SECOND_LEG); ring[FROM(2, way)]?p; fate()
	:: ANY_ORDER || !MAY_TAKE || !ON_RING(2, way)
	fi
}

inline take_first(way) {
	if
	:: MAY_TAKE_FIRST && ON_RING(1, way) -> ring[FROM(1, way)]?p; next = NEXT(way); owned()
	:: ANY_ORDER || !MAY_TAKE_FIRST || !ON_RING(1, way)
	fi
}

inline take() {
	pass_again();
	take_second(0); take_second(1);
	if
	:: next == 0 || ANY_ORDER -> take_first(0); take_first(1)
	:: next == 1 || ANY_ORDER -> take_first(1); take_first(0)
	fi;
	if
	:: ANY_ORDER -> next = 0
	:: else
	fi
}

inline receive() {
	if
	:: RECEIVES && !blocked ->
		held++;
		if
		:: MARK && me == 0 && !received -> received = true; p = MARKED
		:: p = PLAIN
		fi;
		if
		:: OWNS(0) -> stage(TO(1, 0))
		:: OWNS(1) -> stage(TO(1, 1))
		:: owned()
		fi
	:: else
	fi
}

inline flush(lane) {
	do
#ifdef DUPLICATE_ON_RETRY
	:: FITS_OLD(lane) -> old[lane]?<p>; ring[lane]!p; over[lane] = 0
#else
	:: FITS_OLD(lane) -> old[lane]?p; ring[lane]!p; over[lane] = 0
#endif
	:: FITS_NEW(lane) -> new[lane]?p; ring[lane]!p; over[lane] = 0; assert(len(ring[lane]) <= CAPACITY - RESERVE)
#ifdef LOSE_ON_FULL
	:: len(old[lane]) > 0 && len(ring[lane]) == CAPACITY -> old[lane]?p
#endif
	:: else -> break
	od;
	over[lane] = over[lane] && (STAGED(lane) > 0 || len(ring[lane]) >= CAPACITY - RESERVE)
}

/* Nobody waits for this receiver any more, and new flows' packets to it are dropped. Those of established ones stay while they fit. */
inline lose_patience(lane) {
	assert(PATIENCE == ANY_TIME || stopped);   /* no worker that goes on makes another wait for so long */
	over[lane] = 1;
#ifdef ESTABLISHED_FIRST
	do :: len(old[lane]) > 0 -> old[lane]?p; drop_established(lane) :: else -> break od;
#endif
	do :: len(new[lane]) > 0 -> new[lane]?p; fate() :: else -> break od;
	p = 0
}

#ifdef IMPATIENT
#define PATIENCE_ENDS true
#elif PATIENCE == NEVER
#define PATIENCE_ENDS false
#elif PATIENCE == ANY_TIME
#define PATIENCE_ENDS true
#else
#define PATIENCE_ENDS timeout                  /* time passes when all have done what they can */
#endif

proctype Worker(byte me) {
	bit p, blocked, next;
	do
	:: WORK ->
		atomic { blocked = BLOCKED; take(); receive(); p = 0; blocked = 0; assert(LEDGER) };
		atomic {
			flush(TO(2, 0)); flush(TO(2, 1)); flush(TO(1, 0)); flush(TO(1, 1));
			p = 0; assert(LEDGER);
			assert(SHOW != MUTUAL_WAIT || !(WAITS(0) && WAITS(3)))
		}
	:: atomic { PATIENCE_ENDS && WAITS(TO(1, 0)) -> lose_patience(TO(1, 0)) }
	:: atomic { PATIENCE_ENDS && WAITS(TO(1, 1)) -> lose_patience(TO(1, 1)) }
	:: atomic { PATIENCE_ENDS && WAITS(TO(2, 0)) -> lose_patience(TO(2, 0)) }
	:: atomic { PATIENCE_ENDS && WAITS(TO(2, 1)) -> lose_patience(TO(2, 1)) }
#if PATIENCE == STALL
	:: me == 0 && WORK -> stopped = 1; timeout -> stopped = 0
#endif
	od
}

#if PATIENCE == STALL
proctype Network() {
	do
	:: quiet = 1; timeout -> quiet = 0
	od
}
#endif

init {
	atomic {
		run Worker(0); run Worker(1); run Worker(2);
#if PATIENCE == STALL
		run Network()
#endif
	}
}

#ifdef LIVELOCK
ltl comes_to_its_end { [] (received -> <> ended) }
#endif
