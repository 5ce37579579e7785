package io.sallyport.verify.protocol;

import java.util.List;

/**
 * One search of Spin through all states of a model.
 *
 * @param name one word, to choose it by
 * @param model file name of the model, beside this class
 * @param defines what the model is compiled with, as {@code NAME} or {@code NAME=VALUE}
 * @param eventually whether something must come to pass on every endless way, under weak fairness; else only states are judged
 * @param says what is so if the search ends as expected
 * @param isPlanted whether the model has a planted flaw, or a way to go that must exist, which Spin must find
 */
record Check(String name, String model, List<String> defines, boolean eventually, String says, boolean isPlanted) {
    private static final String HANDOFF = "handoff.pml";
    private static final String SNAPSHOT = "snapshot.pml";

    /** Copies the list. */
    Check {
        defines = List.copyOf(defines);
    }

    private static Check holds(String name, String model, String defines, boolean eventually, String says) {
        return new Check(name, model, List.of(defines.split(" ")), eventually, says, false);
    }

    private static Check found(String name, String model, String defines, boolean eventually, String says) {
        return new Check(name, model, List.of(defines.split(" ")), eventually, says, true);
    }

    /** What must hold: no state and no endless way is an error. */
    static final List<Check> PROPERTIES = List.of(
            holds(
                    "no-deadlock-1",
                    HANDOFF,
                    "CAPACITY=1 RESERVE=0 STAGE=1 BUFFERS=4 OWNERS=3 MARK=0 PATIENCE=NEVER",
                    false,
                    "rings of 1: no circle of waiting, nothing lost, though nobody ever gives up"),
            holds(
                    "no-deadlock-2",
                    HANDOFF,
                    "CAPACITY=1 RESERVE=0 STAGE=1 BUFFERS=6 OWNERS=2 MARK=0 PATIENCE=NEVER",
                    false,
                    "two owners, as many packets as both can hold: the same"),
            holds(
                    "no-deadlock-3",
                    HANDOFF,
                    "CAPACITY=2 RESERVE=0 STAGE=1 BUFFERS=5 OWNERS=2 MARK=0 PATIENCE=NEVER",
                    false,
                    "rings of 2: the same"),
            holds(
                    "no-livelock-1",
                    HANDOFF,
                    "CAPACITY=1 RESERVE=0 STAGE=1 BUFFERS=2 OWNERS=3 MARK=1 PATIENCE=NEVER LIVELOCK",
                    true,
                    "each packet comes to its end, whatever else comes"),
            holds(
                    "no-livelock-2",
                    HANDOFF,
                    "CAPACITY=1 RESERVE=0 STAGE=1 BUFFERS=3 OWNERS=2 MARK=1 PATIENCE=NEVER LIVELOCK",
                    true,
                    "two owners, one more packet: the same"),
            holds(
                    "one-fate-1",
                    HANDOFF,
                    "CAPACITY=1 RESERVE=0 STAGE=1 BUFFERS=2 OWNERS=3 MARK=1 PATIENCE=ANY_TIME",
                    false,
                    "rings of 1, patience ends at any time: one fate each, new flows go first"),
            holds(
                    "one-fate-2",
                    HANDOFF,
                    "CAPACITY=2 RESERVE=1 STAGE=1 BUFFERS=2 OWNERS=3 MARK=1 PATIENCE=ANY_TIME",
                    false,
                    "rings of 2, one place reserved: the same, and new flows leave that place"),
            holds(
                    "established-1",
                    HANDOFF,
                    "CAPACITY=1 RESERVE=0 STAGE=1 BUFFERS=3 OWNERS=3 MARK=0 PATIENCE=STALL",
                    false,
                    "rings of 1: patience ends, and established flows lose packets, only where a worker stood still"),
            holds(
                    "established-2",
                    HANDOFF,
                    "CAPACITY=2 RESERVE=1 STAGE=1 BUFFERS=3 OWNERS=3 MARK=0 PATIENCE=STALL",
                    false,
                    "rings of 2, one place reserved: the same"),
            holds(
                    "snapshot-in-use",
                    SNAPSHOT,
                    "WORKERS=3 SNAPSHOTS=3 PUBLISH=4",
                    false,
                    "no snapshot is freed, or seen half made, while a worker reads it"),
            holds(
                    "snapshot-freed",
                    SNAPSHOT,
                    "WORKERS=3 SNAPSHOTS=3 PUBLISH=4 EVENTUALLY",
                    true,
                    "every snapshot but the newest is freed at last"));

    private static final String NEVER = "CAPACITY=1 RESERVE=0 STAGE=1 BUFFERS=6 OWNERS=2 MARK=0 PATIENCE=NEVER ";
    private static final String ANY_TIME = "CAPACITY=1 RESERVE=0 STAGE=1 BUFFERS=2 OWNERS=3 MARK=1 PATIENCE=ANY_TIME ";
    private static final String STALL = "CAPACITY=1 RESERVE=0 STAGE=1 BUFFERS=3 OWNERS=3 MARK=0 PATIENCE=STALL ";
    private static final String FAIR =
            "CAPACITY=1 RESERVE=0 STAGE=1 BUFFERS=3 OWNERS=3 MARK=1 PATIENCE=NEVER LIVELOCK ";
    private static final String SMALL = "WORKERS=3 SNAPSHOTS=3 PUBLISH=4 ";

    /** What Spin must find: ways that the model must be able to go, so that it proves something, and planted flaws. */
    static final List<Check> PLANTED = List.of(
            found("shows-mutual-wait", HANDOFF, NEVER + "SHOW=MUTUAL_WAIT", false, "two workers wait for each other"),
            found("shows-second-leg", HANDOFF, NEVER + "SHOW=SECOND_LEG", false, "a hairpin is handed off twice"),
            found("shows-drop-new", HANDOFF, STALL + "SHOW=DROP_NEW", false, "a new flow's packet is given up"),
            found("shows-drop-established", HANDOFF, STALL + "SHOW=DROP_ESTABLISHED", false, "an established one's"),
            found("skip-drain", HANDOFF, NEVER + "SKIP_DRAIN", false, "who waits for room takes nothing"),
            found("one-leg", HANDOFF, NEVER + "ONE_LEG", false, "second halves go on the rings of the first"),
            found("no-room-asked", HANDOFF, NEVER + "NO_ROOM_ASKED", false, "second halves go where no room is"),
            found(
                    "unfair",
                    HANDOFF,
                    FAIR + "UNFAIR",
                    true,
                    "one ring is always looked at first, others if time is left"),
            found("lose-on-full", HANDOFF, NEVER + "LOSE_ON_FULL", false, "what a full ring refuses is forgotten"),
            found("duplicate-on-retry", HANDOFF, ANY_TIME + "DUPLICATE_ON_RETRY", false, "what went stays staged"),
            found(
                    "established-first",
                    HANDOFF,
                    "CAPACITY=1 RESERVE=0 STAGE=2 BUFFERS=3 OWNERS=3 MARK=0 PATIENCE=STALL ESTABLISHED_FIRST",
                    false,
                    "established flows go before new ones"),
            found("impatient", HANDOFF, STALL + "IMPATIENT", false, "no patience at all"),
            found(
                    "reserve-ignored",
                    HANDOFF,
                    "CAPACITY=2 RESERVE=1 STAGE=1 BUFFERS=3 OWNERS=3 MARK=0 PATIENCE=STALL RESERVE_IGNORED",
                    false,
                    "new flows take every place of a ring"),
            found(
                    "overfill",
                    HANDOFF,
                    STALL + "OVERFILL",
                    false,
                    "a full lane is no reason to wait, though its ring takes packets again"),
            found("free-early", SNAPSHOT, SMALL + "FREE_EARLY", false, "freed without asking anybody"),
            found("ask-one", SNAPSHOT, SMALL + "ASK_ONE", false, "freed when one worker has let go"),
            found(
                    "read-twice",
                    SNAPSHOT,
                    SMALL + "READ_TWICE",
                    false,
                    "an acknowledgement is read again after it was compared"),
            found(
                    "acknowledge-early",
                    SNAPSHOT,
                    SMALL + "ACKNOWLEDGE_EARLY",
                    false,
                    "a worker acknowledges what it does not read yet"),
            found("publish-first", SNAPSHOT, SMALL + "PUBLISH_FIRST", false, "published before it is filled in"),
            found("never-free", SNAPSHOT, SMALL + "EVENTUALLY NEVER_FREE", true, "nothing is ever freed"));
}
