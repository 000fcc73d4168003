/*
 * One step of the story, tried again and again from the same state while something goes wrong: it is done as a whole,
 * or not at all.
 */
#ifndef TNW_TESTS_FAULT_FAULT_ATTEMPT_H
#define TNW_TESTS_FAULT_FAULT_ATTEMPT_H

#include "fault/fault_story.h"

/* What came of a run. */
struct fault_outcome {
    int status;
    bool fatal;           /* the ledger would have ended the process */
    bool recorded;        /* success is one that leaves a record */
    struct buf body;      /* of the answer; ids that were made by chance are all the same */
    struct buf record;    /* the last one; ids and hashes of what was made by chance are all the same */
    struct buf look;      /* what one sees of it afterwards; empty: there is nothing to look at */
    uint64_t differences; /* spaces that are not as before */
    struct fault_counts counts;
};

struct fault_attempt {
    struct fault_story *story;
    const struct fault_step *step;
    struct memory_disk *before;
    struct fault_counts counts;     /* of before */
    struct fault_outcome reference; /* what comes of it when nothing goes wrong */
    /* What goes wrong: set by the test. */
    void (*arm)(struct fault_attempt *attempt);
    bool (*disarm)(struct fault_attempt *attempt); /* returns whether it did go wrong */
    struct memory_fault fault;
    unsigned long nth;
    bool is_crash; /* the process ends, and nobody is told anything */
};

/* Plays the story, and calls try for each step in turn. */
void fault_attempt_play(struct fault_story *story, void (*try_step)(struct fault_attempt *attempt));

/* Runs the step with what goes wrong, and holds what came of it against what may come of it; then runs it again
 * without. A finding fails the test. Returns whether it did go wrong. */
bool fault_attempt_try(struct fault_attempt *attempt);

#endif
