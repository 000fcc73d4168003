#include "http/crowd.h"

#include <limits.h>
#include <string.h>
#include <sys/socket.h>

#include "base/limits.h"
#include "http/deadline.h"

/* Persons are told apart by a byte of their HMAC: nobody can choose whom they are taken together with. */
#define STRANGERS 256

void
crowd_init(struct crowd *crowd)
{
    pthread_mutex_init(&crowd->lock, NULL);
    crowd->first = NULL;
    atomic_init(&crowd->count, 0);
    crowd->room = UINT_MAX;
    crowd->room_of_address = UINT_MAX;
}

void
crowd_limit(struct crowd *crowd, unsigned limit, unsigned limit_of_address)
{
    pthread_mutex_lock(&crowd->lock);
    crowd->room = limit - limit / 8;
    crowd->room_of_address = limit_of_address - limit_of_address / 8;
    pthread_mutex_unlock(&crowd->lock);
}

void
crowd_wipe(struct crowd *crowd)
{
    pthread_mutex_destroy(&crowd->lock);
}

static void
cut(struct crowd_member *member)
{
    shutdown(member->fd, SHUT_RDWR);
    member->cut = true;
}

/* Those among whom somebody must go: all, or those of an address. */
static bool
is_in_question(const struct crowd_member *member, const char *address)
{
    return !member->cut && (address == NULL || strcmp(member->peer.origin, address) == 0);
}

static unsigned
count_in_question(const struct crowd *crowd, const char *address)
{
    unsigned count = 0;
    for (const struct crowd_member *m = crowd->first; m != NULL; m = m->next) {
        count += is_in_question(m, address) ? 1 : 0;
    }
    return count;
}

/* Those without a certificate stand together as one more person. */
static unsigned
crowd_share_of(const struct crowd_member *member)
{
    return atomic_load(&member->verified) ? member->peer.identity_index.bytes[0] : STRANGERS;
}

/* Who holds the most: a person with more than anybody needs and more than all strangers together; else the strangers,
 * who can come again at no loss. */
static unsigned
who_gives_way(const struct crowd *crowd, const struct crowd_member *newcomer, const char *address)
{
    unsigned held[STRANGERS + 1] = {0};
    unsigned most = STRANGERS;
    for (const struct crowd_member *m = crowd->first; m != NULL; m = m->next) {
        held[crowd_share_of(m)] += is_in_question(m, address) && m != newcomer ? 1 : 0;
    }
    for (unsigned person = 0; person < STRANGERS; person++) {
        most = held[person] > LIMIT_PERSON_CONNECTIONS && held[person] > held[most] ? person : most;
    }
    return most;
}

/* The oldest had the most time, be it to show a certificate; what has nothing under way goes first. */
static struct crowd_member *
oldest_of(const struct crowd *crowd, unsigned person, const struct crowd_member *newcomer, const char *address)
{
    struct crowd_member *idle = NULL;
    struct crowd_member *busy = NULL;
    for (struct crowd_member *m = crowd->first; m != NULL; m = m->next) {
        if (is_in_question(m, address) && m != newcomer && crowd_share_of(m) == person) {
            idle = atomic_load(&m->busy) ? idle : m;
            busy = m;
        }
    }
    return idle != NULL ? idle : busy;
}

/* Under the lock. */
static bool
displace_for(struct crowd *crowd, const struct crowd_member *newcomer)
{
    const char *address = newcomer->peer.origin;
    unsigned most = atomic_load(&crowd->count);
    if (most <= crowd->room && most <= crowd->room_of_address) {
        return false;
    }
    if (count_in_question(crowd, address) <= crowd->room_of_address) {
        if (count_in_question(crowd, NULL) <= crowd->room) {
            return false;
        }
        address = NULL;
    }
    struct crowd_member *chosen = oldest_of(crowd, who_gives_way(crowd, newcomer, address), newcomer, address);
    if (chosen != NULL) {
        cut(chosen);
    }
    return chosen != NULL;
}

bool
crowd_join(struct crowd *crowd, struct crowd_member *newcomer)
{
    pthread_mutex_lock(&crowd->lock);
    newcomer->prev = NULL;
    newcomer->next = crowd->first;
    if (crowd->first != NULL) {
        crowd->first->prev = newcomer;
    }
    crowd->first = newcomer;
    atomic_fetch_add(&crowd->count, 1);
    bool displaced = displace_for(crowd, newcomer);
    pthread_mutex_unlock(&crowd->lock);
    return displaced;
}

void
crowd_leave(struct crowd *crowd, struct crowd_member *member)
{
    pthread_mutex_lock(&crowd->lock);
    if (member->next != NULL) {
        member->next->prev = member->prev;
    }
    if (member->prev != NULL) {
        member->prev->next = member->next;
    } else {
        crowd->first = member->next;
    }
    atomic_fetch_sub(&crowd->count, 1);
    pthread_mutex_unlock(&crowd->lock);
}

static bool
is_late(const struct crowd_member *member, bool scarce, int64_t now)
{
    int64_t early = deadline_after(member->begun, LIMIT_HANDSHAKE_SCARCE_MS);
    return deadline_passed(atomic_load(&member->deadline), now) ||
           (scarce && !atomic_load(&member->verified) && deadline_passed(early, now));
}

unsigned
crowd_cut_late(struct crowd *crowd, int64_t now)
{
    unsigned count = 0;
    pthread_mutex_lock(&crowd->lock);
    bool scarce = atomic_load(&crowd->count) > crowd->room / 2;
    for (struct crowd_member *m = crowd->first; m != NULL; m = m->next) {
        if (!m->cut && is_late(m, scarce, now)) {
            cut(m);
            count++;
        }
    }
    pthread_mutex_unlock(&crowd->lock);
    return count;
}
