/*
 * Faults of the memory engine: what the n-th call from now on does instead of its work.
 */
#ifndef TNW_STORE_MEMORY_MEMORY_FAULT_H
#define TNW_STORE_MEMORY_MEMORY_FAULT_H

#include <pthread.h>

#include "store/engine.h"

/* The calls that can meet a fault, as bits. A get is a get-many of one. */
enum memory_call {
    MEMORY_STATS = 1,
    MEMORY_BEGIN = 2,
    MEMORY_COMMIT = 4,
    MEMORY_KEEP = 8,
    MEMORY_GET = 16,
    MEMORY_PUT = 32, /* put, put_later, append */
    MEMORY_DEL = 64,
    MEMORY_CURSOR_OPEN = 128,
    MEMORY_CURSOR_NEXT = 256,
    MEMORY_FIRST = 512,
    MEMORY_ANY = 1023,
};

enum memory_fault_kind {
    MEMORY_FAILS,  /* returns err */
    MEMORY_STALLS, /* waits until it is released, then does its work */
    /* Forgets all that is not durable; this call and all later ones return IO until it is opened again. */
    MEMORY_CRASHES,
    MEMORY_CRASHES_LATE /* the same, but a commit or a keep does its work first, and nobody learns of it */
};

struct memory_fault {
    enum memory_fault_kind kind;
    unsigned calls; /* bits of enum memory_call: those that count */
    uint64_t nth;   /* 1: the next one of them */
    enum tnw_err err;
};

/* What of an engine meets faults: memory_engine_trap. */
struct memory_trap;

/* Any thread. Another fault that was armed is forgotten. */
void memory_fault_arm(struct memory_trap *trap, const struct memory_fault *fault);
/* Returns whether a call met the fault; it is forgotten. */
bool memory_fault_disarm(struct memory_trap *trap);
/* Waits until a call has met the armed stall; and lets it go on. */
void memory_fault_await_stall(struct memory_trap *trap);
void memory_fault_release(struct memory_trap *trap);
/* How many calls of these kinds there were. */
uint64_t memory_fault_calls(struct memory_trap *trap, unsigned calls);

/*
 * For the engine.
 */

#define MEMORY_CALL_KINDS 10

struct memory_trap {
    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t moved;
    struct memory_fault fault;
    bool armed;
    bool met;
    bool stalled;
    bool crashed;
    uint64_t calls[MEMORY_CALL_KINDS];
};

void memory_fault_init(struct memory_trap *trap);
void memory_fault_clear(struct memory_trap *trap);
bool memory_fault_has_crashed(struct memory_trap *trap);
/* Counts a call and does what the fault says, should it be its turn. Out: late: the call is to do its work, and then to
 * return IO. */
TNW_MUST_CHECK enum tnw_err memory_fault_meet(struct memory_trap *trap, enum memory_call call, bool *late);

#endif
