#include "http/guard/crowd.h"

#include <limits.h>
#include <string.h>
#include <sys/socket.h>

#include "base/limits.h"
#include "http/guard/deadline.h"

/* Persons are told apart by a byte of their HMAC: nobody can choose whom they are taken together with. */
#define STRANGERS 256

void
crowd_init(struct crowd *crowd)
{
    pthread_mutex_init(&crowd->lock, NULL);
    crowd->first = NULL;
    crowd->oldest = NULL;
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

/* How many there are, of all and of the newcomer's address; and how many of those a person holds. Those without a
 * certificate stand together as one more person. */
struct census {
    unsigned all;
    unsigned near;
    unsigned held[STRANGERS + 1];
    unsigned held_near[STRANGERS + 1];
};

static unsigned
crowd_share_of(const struct crowd_member *member)
{
    return atomic_load(&member->verified) ? member->peer.identity_index.bytes[0] : STRANGERS;
}

static bool
is_near(const struct crowd_member *member, const struct crowd_member *newcomer)
{
    return strcmp(member->peer.origin, newcomer->peer.origin) == 0;
}

/* Once for each newcomer that comes while there are many: everybody is looked at, but only once. */
static void
take_census(struct census *census, const struct crowd *crowd, const struct crowd_member *newcomer)
{
    for (const struct crowd_member *m = crowd->first; m != NULL; m = m->next) {
        if (m->cut) {
            continue;
        }
        unsigned near = is_near(m, newcomer) ? 1 : 0;
        unsigned share = crowd_share_of(m);
        census->all++;
        census->near += near;
        census->held[share] += m == newcomer ? 0 : 1;
        census->held_near[share] += m == newcomer ? 0 : near;
    }
}

/* Who holds the most: a person with more than anybody needs and more than all strangers together; else the strangers,
 * who can come again at no loss. */
static unsigned
who_gives_way(const unsigned held[STRANGERS + 1])
{
    unsigned most = STRANGERS;
    for (unsigned person = 0; person < STRANGERS; person++) {
        most = held[person] > LIMIT_PERSON_CONNECTIONS && held[person] > held[most] ? person : most;
    }
    return most;
}

/* The oldest had the most time, be it to show a certificate; what has nothing under way goes first. */
static struct crowd_member *
oldest_of(const struct crowd *crowd, unsigned share, const struct crowd_member *newcomer, bool near_only)
{
    struct crowd_member *busy = NULL;
    for (struct crowd_member *m = crowd->oldest; m != NULL; m = m->prev) {
        if (!m->cut && m != newcomer && crowd_share_of(m) == share && (!near_only || is_near(m, newcomer))) {
            if (!atomic_load(&m->busy)) {
                return m;
            }
            busy = busy == NULL ? m : busy;
        }
    }
    return busy;
}

/* Under the lock. */
static bool
displace_for(struct crowd *crowd, const struct crowd_member *newcomer)
{
    unsigned members = atomic_load(&crowd->count);
    if (members <= crowd->room && members <= crowd->room_of_address) {
        return false;
    }
    struct census census = {0};
    take_census(&census, crowd, newcomer);
    bool near_only = census.near > crowd->room_of_address;
    if (!near_only && census.all <= crowd->room) {
        return false;
    }
    unsigned share = who_gives_way(near_only ? census.held_near : census.held);
    struct crowd_member *chosen = oldest_of(crowd, share, newcomer, near_only);
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
    } else {
        crowd->oldest = newcomer;
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
    } else {
        crowd->oldest = member->prev;
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
