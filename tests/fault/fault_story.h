/*
 * A story that reaches every operation: requests as they come in, one after the other.
 */
#ifndef TNW_TESTS_FAULT_FAULT_STORY_H
#define TNW_TESTS_FAULT_FAULT_STORY_H

#include <pthread.h>

#include "fault/fault_world.h"

/* In request and body <name> stands for what an earlier step made, or for one of what the story begins with. */
struct fault_step {
    const char *op;      /* the row of the table that it is to reach; NULL: a checkpoint is made here */
    const char *who;     /* NISS */
    const char *request; /* method, path and query */
    const char *body;
    const char *if_match;
    const char *key; /* Idempotency-Key */
    int status;      /* of the answer */
    const char *makes;
    enum id_kind kind;   /* of what it makes: the id in the answer */
    const char *look_op; /* how its maker sees afterwards what it did; NULL: there is nothing to see */
    const char *look;
};

extern const struct fault_step fault_steps[];
extern const size_t fault_steps_count;

#define FAULT_NAMES 40

struct fault_story {
    struct fault_world *world;
    struct fault_name {
        const char *name;
        char text[512];
    } names[FAULT_NAMES];
    size_t count;
    char *long_list; /* <long>: JSON, some tens of KiB */
};

/* Puts the people. */
void fault_story_begin(struct fault_story *story, struct fault_world *world);
void fault_story_end(struct fault_story *story);

/* One request with all that it borrows. */
struct fault_ask {
    struct call *call;
    struct buf path;
    struct buf body;
    char query[256];
    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t moved;
    bool done;
    enum tnw_err outcome; /* of the ledger, if it came to that */
};

void fault_ask_make(struct fault_ask *ask, struct fault_story *story, const struct fault_step *step);
/* Worker and ledger, until there is an answer. */
void fault_ask_run(struct fault_ask *ask, struct fault_world *world);
void fault_ask_free(struct fault_ask *ask);
/* The HTTP status. */
int fault_ask_status(const struct fault_ask *ask);
struct slice fault_ask_body(const struct fault_ask *ask);
/* Whether success leaves a record. */
bool fault_ask_is_recorded(const struct fault_ask *ask);

/* Keeps what a step that succeeded made. */
void fault_story_note(struct fault_story *story, const struct fault_step *step, const struct fault_ask *ask);
/* A step that makes a checkpoint: <size>, and <line>, the witness's signature. */
void fault_story_seal(struct fault_story *story);
/* The first operation of the table that no step reaches with success; NULL: there is none. */
const char *fault_story_hole(void);

#endif
