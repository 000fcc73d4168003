#include "bench/worker.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#define SECOND UINT64_C(1000000000)
#define EVENTS 64
/* A connection that fails so often in a row is given up: the server is gone, or refuses us. */
#define FAILURES_MAX 3
/* The largest TLS record, so that one read takes all that there is. */
#define ROOM 16384

struct slot {
    struct connection conn;
    uint64_t intended;
    unsigned failures; /* in a row */
    bool queued;       /* in the ring of idle ones */
};

struct worker {
    const struct plan *plan;
    unsigned index;
    pthread_t thread;
    int epoll;
    struct slot *slots;
    size_t slot_count;
    size_t *ring; /* idle slots, first in first out, so that all connections take part */
    size_t ring_head;
    size_t ring_len;
    size_t alive;
    size_t in_flight;
    uint64_t sent;
    uint64_t measured;
    uint64_t quota; /* measured requests of this thread; UINT64_MAX without a count */
    uint64_t end;
    struct tally tally;
    char room[ROOM];
};

uint64_t
worker_now(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * SECOND + (uint64_t)now.tv_nsec;
}

/* An even share of the whole; the first threads take what is left over. */
static uint64_t
share(uint64_t whole, unsigned threads, unsigned index)
{
    return whole / threads + (index < whole % threads ? 1 : 0);
}

struct worker *
worker_new(const struct plan *plan, unsigned index)
{
    struct worker *worker = calloc(1, sizeof *worker);
    if (worker == NULL) {
        return NULL;
    }
    worker->plan = plan;
    worker->index = index;
    worker->end = plan->end;
    worker->quota = plan->count == 0 ? UINT64_MAX : share(plan->count, plan->threads, index);
    worker->slot_count = (size_t)share(plan->connections, plan->threads, index);
    worker->slots = calloc(worker->slot_count, sizeof *worker->slots);
    worker->ring = calloc(worker->slot_count, sizeof *worker->ring);
    worker->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (worker->slots == NULL || worker->ring == NULL || worker->epoll < 0) {
        worker_free(worker);
        return NULL;
    }
    for (size_t i = 0; i < worker->slot_count; i++) {
        worker->slots[i].conn.fd = -1;
    }
    return worker;
}

void
worker_free(struct worker *worker)
{
    if (worker == NULL) {
        return;
    }
    for (size_t i = 0; worker->slots != NULL && i < worker->slot_count; i++) {
        connection_close(&worker->slots[i].conn);
        buf_free(&worker->slots[i].conn.scratch);
    }
    if (worker->epoll >= 0) {
        (void)close(worker->epoll);
    }
    free(worker->slots);
    free(worker->ring);
    free(worker);
}

static bool
is_over(const struct worker *worker, uint64_t now)
{
    return now >= worker->end || worker->measured >= worker->quota;
}

static void
open_slot(struct worker *worker, struct slot *slot)
{
    struct epoll_event watch = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.ptr = slot};
    bool watched = !worker->plan->target->blocking;
    if (connection_open(&slot->conn, worker->plan->target) == TNW_OK &&
        (!watched || epoll_ctl(worker->epoll, EPOLL_CTL_ADD, slot->conn.fd, &watch) == 0)) {
        return;
    }
    connection_close(&slot->conn);
    worker->tally.failed[CONNECTION_REFUSED]++;
    worker->alive--;
}

static void
enqueue(struct worker *worker, struct slot *slot)
{
    if (!slot->queued) {
        size_t tail = (worker->ring_head + worker->ring_len) % worker->slot_count;
        worker->ring[tail] = (size_t)(slot - worker->slots);
        worker->ring_len++;
        slot->queued = true;
    }
}

static struct slot *
dequeue(struct worker *worker)
{
    struct slot *slot = &worker->slots[worker->ring[worker->ring_head]];
    worker->ring_head = (worker->ring_head + 1) % worker->slot_count;
    worker->ring_len--;
    slot->queued = false;
    return slot;
}

static void
replace(struct worker *worker, struct slot *slot, uint64_t now)
{
    connection_close(&slot->conn);
    if (slot->failures > FAILURES_MAX || is_over(worker, now)) {
        worker->alive--;
        return;
    }
    worker->tally.reopened++;
    open_slot(worker, slot);
}

static bool
counts(const struct worker *worker, uint64_t intended)
{
    return intended >= worker->plan->measure_from && intended < worker->end;
}

static void
take_answer(struct worker *worker, struct slot *slot, uint64_t now)
{
    const struct response *response = &slot->conn.response;
    worker->in_flight--;
    slot->failures = 0;
    if (counts(worker, slot->intended)) {
        histogram_add(&worker->tally.latency, now - slot->intended);
        worker->tally.status[response->status]++;
        worker->tally.bytes_in += slot->conn.bytes_in;
        worker->tally.bytes_out += slot->conn.out.len;
        worker->tally.last_answer = now;
    }
    slot->conn.bytes_in = 0;
    if (response->keep_alive) {
        enqueue(worker, slot);
    } else {
        replace(worker, slot, now);
    }
}

static void
note_tls(struct worker *worker, const struct slot *slot)
{
    if (worker->tally.tls[0] == 0) {
        (void)snprintf(worker->tally.tls, sizeof worker->tally.tls, "%s %s", SSL_get_version(slot->conn.ssl),
                       SSL_get_cipher(slot->conn.ssl));
    }
}

static void
handle(struct worker *worker, struct slot *slot, enum connection_event event, bool was_busy, uint64_t now)
{
    switch (event) {
    case CONNECTION_BLOCKED:
        return;
    case CONNECTION_READY:
        note_tls(worker, slot);
        enqueue(worker, slot);
        return;
    case CONNECTION_ANSWERED:
        take_answer(worker, slot, now);
        return;
    case CONNECTION_ENDED: /* an idle connection may be closed at any time */
        replace(worker, slot, now);
        return;
    default:
        worker->tally.failed[event]++;
        worker->in_flight -= was_busy ? 1 : 0;
        slot->failures++;
        replace(worker, slot, now);
    }
}

/* When the next request is meant to start: in the closed loop at once, in the open loop at its place in the grid. */
static uint64_t
next_intended(const struct worker *worker, uint64_t now)
{
    const struct plan *plan = worker->plan;
    if (plan->rate == 0) {
        return now;
    }
    return plan->start + (worker->sent * plan->threads + worker->index) * SECOND / plan->rate;
}

static bool
is_due(const struct worker *worker, uint64_t now)
{
    uint64_t intended = next_intended(worker, now);
    return worker->measured < worker->quota && intended <= now && intended < worker->end;
}

static void
send_one(struct worker *worker, struct slot *slot, uint64_t now)
{
    const struct plan *plan = worker->plan;
    uint64_t number = plan->first_number + worker->sent * plan->threads + worker->index;
    slot->intended = next_intended(worker, now);
    worker->sent++;
    worker->measured += counts(worker, slot->intended) ? 1 : 0;
    if (worker->measured == worker->quota) {
        worker->end = now + 1;
    }
    worker->in_flight++;
    struct slice request = template_render(plan->requests, number, &slot->conn.scratch);
    handle(worker, slot, connection_send(&slot->conn, request, plan->requests->head), true, now);
}

static void
send_due(struct worker *worker, uint64_t now)
{
    while (worker->ring_len > 0 && is_due(worker, now)) {
        struct slot *slot = dequeue(worker);
        if (slot->conn.state == CONNECTION_IDLE) {
            send_one(worker, slot, now);
        }
    }
}

/* Until something is due, or the end, or the end of patience. */
static struct timespec
time_to_wait(const struct worker *worker, uint64_t now)
{
    uint64_t until = now < worker->end ? worker->end : worker->end + worker->plan->patience;
    if (worker->plan->rate > 0 && worker->ring_len > 0 && next_intended(worker, now) < until) {
        until = next_intended(worker, now);
    }
    uint64_t wait = until > now ? until - now : 0;
    wait = wait > SECOND / 10 ? SECOND / 10 : wait;
    return (struct timespec){.tv_sec = 0, .tv_nsec = (long)wait};
}

static void
step(struct worker *worker, struct slot *slot)
{
    bool was_busy = slot->conn.state >= CONNECTION_SENDING;
    enum connection_event event = connection_step(&slot->conn, worker->room, sizeof worker->room);
    uint64_t now = worker_now();
    handle(worker, slot, event, was_busy, now);
    send_due(worker, now);
}

/* A thread that blocks has one connection, and nothing else to look at. */
static void
block_once(struct worker *worker)
{
    if (worker->slots[0].conn.state != CONNECTION_IDLE) {
        step(worker, &worker->slots[0]);
    }
}

static void
poll_once(struct worker *worker)
{
    struct epoll_event events[EVENTS];
    struct timespec wait = time_to_wait(worker, worker_now());
    int count = epoll_pwait2(worker->epoll, events, EVENTS, &wait, NULL);
    for (int i = 0; i < count; i++) {
        step(worker, events[i].data.ptr);
    }
}

static bool
is_finished(const struct worker *worker, uint64_t now)
{
    if (worker->alive == 0 || now >= worker->end + worker->plan->patience) {
        return true;
    }
    return is_over(worker, now) && worker->in_flight == 0 && !is_due(worker, now);
}

/* The backlog of the open loop at the end: an overloaded server must not look good by what it was not asked. */
static uint64_t
count_unsent(struct worker *worker)
{
    uint64_t unsent = 0;
    if (worker->plan->rate == 0 || worker->plan->count > 0) {
        return 0;
    }
    for (; next_intended(worker, 0) < worker->end; worker->sent++) {
        unsent++;
    }
    return unsent;
}

static void *
run(void *arg)
{
    struct worker *worker = arg;
    /* Else the kernel may wake us 50 µs late, which the latencies would show. */
    (void)prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL);
    worker->alive = worker->slot_count;
    for (size_t i = 0; i < worker->slot_count; i++) {
        open_slot(worker, &worker->slots[i]);
    }
    for (uint64_t now = worker_now(); !is_finished(worker, now); now = worker_now()) {
        if (worker->plan->target->blocking) {
            block_once(worker);
        } else {
            poll_once(worker);
        }
        send_due(worker, worker_now());
    }
    worker->tally.sent = worker->sent;
    worker->tally.unanswered = worker->in_flight;
    worker->tally.unsent = count_unsent(worker);
    return NULL;
}

enum tnw_err
worker_start(struct worker *worker)
{
    return pthread_create(&worker->thread, NULL, run, worker) == 0 ? TNW_OK : TNW_E_INTERNAL;
}

const struct tally *
worker_join(struct worker *worker)
{
    (void)pthread_join(worker->thread, NULL);
    return &worker->tally;
}
