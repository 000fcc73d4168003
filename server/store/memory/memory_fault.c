#include "store/memory/memory_fault.h"

void
memory_fault_init(struct memory_trap *trap)
{
    (void)pthread_mutex_init(&trap->lock, NULL);
    (void)pthread_cond_init(&trap->moved, NULL);
}

void
memory_fault_clear(struct memory_trap *trap)
{
    (void)pthread_cond_destroy(&trap->moved);
    (void)pthread_mutex_destroy(&trap->lock);
}

void
memory_fault_arm(struct memory_trap *trap, const struct memory_fault *fault)
{
    (void)pthread_mutex_lock(&trap->lock);
    trap->fault = *fault;
    trap->armed = fault->nth > 0;
    trap->met = false;
    (void)pthread_mutex_unlock(&trap->lock);
}

bool
memory_fault_disarm(struct memory_trap *trap)
{
    (void)pthread_mutex_lock(&trap->lock);
    bool met = trap->met;
    trap->armed = trap->met = false;
    (void)pthread_mutex_unlock(&trap->lock);
    return met;
}

void
memory_fault_await_stall(struct memory_trap *trap)
{
    (void)pthread_mutex_lock(&trap->lock);
    while (!trap->stalled) {
        (void)pthread_cond_wait(&trap->moved, &trap->lock);
    }
    (void)pthread_mutex_unlock(&trap->lock);
}

void
memory_fault_release(struct memory_trap *trap)
{
    (void)pthread_mutex_lock(&trap->lock);
    trap->stalled = false;
    (void)pthread_cond_broadcast(&trap->moved);
    (void)pthread_mutex_unlock(&trap->lock);
}

uint64_t
memory_fault_calls(struct memory_trap *trap, unsigned calls)
{
    uint64_t sum = 0;
    (void)pthread_mutex_lock(&trap->lock);
    for (unsigned kind = 0; kind < MEMORY_CALL_KINDS; kind++) {
        sum += (calls >> kind & 1) != 0 ? trap->calls[kind] : 0;
    }
    (void)pthread_mutex_unlock(&trap->lock);
    return sum;
}

static void
count_call(struct memory_trap *trap, enum memory_call call)
{
    unsigned kind = 0;
    while ((unsigned)call >> kind != 1) {
        kind++;
    }
    trap->calls[kind]++;
}

/* With the lock held. */
static enum tnw_err
act(struct memory_trap *trap, bool *late)
{
    trap->armed = false;
    trap->met = true;
    switch (trap->fault.kind) {
    case MEMORY_FAILS:
        return trap->fault.err;
    case MEMORY_STALLS:
        trap->stalled = true;
        (void)pthread_cond_broadcast(&trap->moved);
        while (trap->stalled) {
            (void)pthread_cond_wait(&trap->moved, &trap->lock);
        }
        return TNW_OK;
    case MEMORY_CRASHES_LATE:
        *late = true;
        break;
    case MEMORY_CRASHES:
        break;
    }
    trap->crashed = true;
    return *late ? TNW_OK : TNW_E_IO;
}

bool
memory_fault_has_crashed(struct memory_trap *trap)
{
    (void)pthread_mutex_lock(&trap->lock);
    bool crashed = trap->crashed;
    (void)pthread_mutex_unlock(&trap->lock);
    return crashed;
}

enum tnw_err
memory_fault_meet(struct memory_trap *trap, enum memory_call call, bool *late)
{
    enum tnw_err err = TNW_OK;
    *late = false;
    (void)pthread_mutex_lock(&trap->lock);
    count_call(trap, call);
    if (trap->crashed) {
        err = TNW_E_IO;
    } else if (trap->armed && (trap->fault.calls & (unsigned)call) != 0 && --trap->fault.nth == 0) {
        err = act(trap, late);
    }
    (void)pthread_mutex_unlock(&trap->lock);
    return err;
}
