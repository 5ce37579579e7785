/*
 * How workers get what the control thread decides (snapshot.SnapshotPublisher, worker.Worker): the control thread fills a snapshot in,
 * publishes it by one store, and frees an older one when every worker has acknowledged a newer one. A worker takes the current
 * snapshot when its turn begins, reads it during the turn, and acknowledges it when the turn ends.
 *
 *   WORKERS  workers           SNAPSHOTS   how many there may be at a time; the control thread waits when it has so many
 *   PUBLISH  snapshots in all  EVENTUALLY  also show that all but the newest are freed at last
 *
 * Each of these plants a flaw: FREE_EARLY ASK_ONE READ_TWICE ACKNOWLEDGE_EARLY PUBLISH_FIRST NEVER_FREE
 */
#define FREE   0
#define HALF   1                               /* being filled in */
#define FILLED 2

byte place[PUBLISH + 1];                       /* what is in the snapshot of each version */
byte current = 1;                              /* version that was published last */
byte acknowledged[WORKERS];                    /* 0: nothing yet */
byte oldest = 1;                               /* oldest version that is not freed */

inline fill(version) {
	place[version] = HALF;
	place[version] = FILLED
}

proctype Worker(byte me) {
	byte mine;
	do
	:: atomic { current != mine -> mine = current };   /* a turn; one with the same snapshot again shows nothing new */
#ifdef ACKNOWLEDGE_EARLY
		acknowledged[me] = current;
#endif
		assert(place[mine] == FILLED);                 /* it is read while the turn lasts */
		assert(place[mine] == FILLED);
		acknowledged[me] = mine
	:: current == PUBLISH && acknowledged[me] == PUBLISH -> break
	od
}

/* The oldest version that a worker may hold: it asks one after the other while they go on (SnapshotPublisher.oldestInUse). */
inline find_oldest() {
	least = PUBLISH;
	k = 0;
	do
	:: k < WORKERS ->
#ifdef READ_TWICE
		if
		:: acknowledged[k] < least -> least = acknowledged[k]
		:: else
		fi;
#else
		atomic { least = (acknowledged[k] < least -> acknowledged[k] : least) };
#endif
#ifdef ASK_ONE
		k = WORKERS
#else
		k++
#endif
	:: else -> break
	od;
	k = 0
}

inline free_older() {
#ifdef NEVER_FREE
	least = 0;
#elif defined(FREE_EARLY)
	least = current;
#else
	find_oldest();
#endif
	do
	:: oldest < least -> place[oldest] = FREE; oldest++
	:: else -> break
	od
}

proctype Control() {
	byte next = 2, least, k;
	do
	:: next <= PUBLISH && next - oldest < SNAPSHOTS ->
#ifdef PUBLISH_FIRST
		current = next;
		fill(next);
#else
		fill(next);
		current = next;
#endif
		next++;
		free_older()
	:: oldest < current -> free_older()
	:: oldest == PUBLISH -> break
	od
}

init {
	atomic {
		place[1] = FILLED;
		byte w = 0;
		do
		:: w < WORKERS -> run Worker(w); w++
		:: else -> break
		od;
		run Control()
	}
}

#ifdef EVENTUALLY
ltl all_are_freed { <> (oldest == PUBLISH) }
#endif
