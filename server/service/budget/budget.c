#include "service/budget/budget.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* Tokens of one call. A search looks at what belongs to everybody, an answer of bulk is up to a megabyte, a write is
 * some pages on the one thread that writes. */
static const unsigned prices[COST_COUNT] = {
    [COST_UNSET] = 1, [COST_POLL] = 1,  [COST_READ] = 1,   [COST_LIST] = 2,  [COST_SEARCH] = 4, [COST_PROOF] = 1,
    [COST_BULK] = 20, [COST_WRITE] = 2, [COST_APPEND] = 4, [COST_COMB] = 20, [COST_FILE] = 20,
};

#define SECOND INT64_C(1000000)
#define DAY (86400 * SECOND)
#define KEY_BYTES 16
/* Buckets in one group, where a key must find its place. */
#define WAYS 8

/* A bucket says when it will be full again: what is missing until then is what was taken. Times are microseconds. */
struct bucket {
    uint8_t key[KEY_BYTES];
    int64_t full;
    int64_t day; /* the same for what is left of a day */
};

struct buckets {
    struct budget_rate rate;
    struct bucket *list;
    size_t count;         /* a multiple of WAYS */
    struct bucket shared; /* of those for whom there is no place */
    uint64_t refused;
};

struct budget {
    pthread_mutex_t lock; /* guards all below */
    struct buckets of[BUDGET_PAYERS];
};

enum tnw_err
budget_new(struct budget **out, const struct budget_rate rates[BUDGET_PAYERS])
{
    static const size_t places[BUDGET_PAYERS] = {
        [BUDGET_PERSON] = LIMIT_BUDGET_PERSONS,
        [BUDGET_STRANGER] = LIMIT_BUDGET_STRANGERS,
        [BUDGET_ADDRESS] = LIMIT_BUDGET_ADDRESSES,
    };
    struct budget *budget = calloc(1, sizeof *budget);
    bool whole = budget != NULL;
    for (unsigned i = 0; whole && i < BUDGET_PAYERS; i++) {
        budget->of[i].rate = rates[i];
        budget->of[i].count = places[i];
        budget->of[i].list = calloc(places[i], sizeof *budget->of[i].list);
        whole = budget->of[i].list != NULL;
    }
    if (budget != NULL) {
        (void)pthread_mutex_init(&budget->lock, NULL);
    }
    if (!whole) {
        budget_free(&budget);
        return TNW_E_NO_MEMORY;
    }
    *out = budget;
    return TNW_OK;
}

void
budget_free(struct budget **budget)
{
    if (*budget == NULL) {
        return;
    }
    for (unsigned i = 0; i < BUDGET_PAYERS; i++) {
        free((*budget)->of[i].list);
    }
    (void)pthread_mutex_destroy(&(*budget)->lock);
    free(*budget);
    *budget = NULL;
}

/* The group of a key: the stand-ins are hashes, so that any of their bytes do. */
static struct bucket *
group_of(const struct buckets *all, const struct hash *key)
{
    uint64_t number;
    memcpy(&number, key->bytes + KEY_BYTES, sizeof number);
    return &all->list[number % (all->count / WAYS) * WAYS];
}

static struct bucket *
find_bucket(const struct buckets *all, const struct hash *key)
{
    struct bucket *group = group_of(all, key);
    for (unsigned i = 0; i < WAYS; i++) {
        if (memcmp(group[i].key, key->bytes, KEY_BYTES) == 0) {
            return &group[i];
        }
    }
    return NULL;
}

/* Its own bucket, or the place of one that is full; NULL: there is none. */
static struct bucket *
place_bucket(const struct buckets *all, const struct hash *key, int64_t now)
{
    struct bucket *found = find_bucket(all, key);
    struct bucket *group = group_of(all, key);
    for (unsigned i = 0; found == NULL && i < WAYS; i++) {
        if (group[i].full <= now) {
            found = &group[i];
            found->day = 0;
            memcpy(found->key, key->bytes, KEY_BYTES);
        }
    }
    return found;
}

/* When the bucket would be full again after that price. */
static int64_t
full_after(const struct buckets *all, const struct bucket *bucket, unsigned price, int64_t now)
{
    int64_t from = bucket->full > now ? bucket->full : now;
    unsigned asked = price < all->rate.burst ? price : all->rate.burst;
    return from + asked * SECOND / all->rate.per_s;
}

static int64_t
day_after(const struct buckets *all, const struct bucket *bucket, unsigned price, int64_t now)
{
    int64_t from = bucket->day > now ? bucket->day : now;
    return all->rate.day == 0 ? 0 : from + price * DAY / all->rate.day;
}

/* Microseconds until the bucket holds the price; 0 or less: it does. */
static int64_t
missing(const struct buckets *all, const struct bucket *bucket, unsigned price, int64_t now)
{
    int64_t soon = full_after(all, bucket, price, now) - now - all->rate.burst * SECOND / all->rate.per_s;
    int64_t today = all->rate.day == 0 ? 0 : day_after(all, bucket, price, now) - now - DAY;
    return soon > today ? soon : today;
}

static void
spend(const struct buckets *all, struct bucket *bucket, unsigned price, int64_t now)
{
    bucket->full = full_after(all, bucket, price, now);
    bucket->day = day_after(all, bucket, price, now);
}

/* Rates are const after the start. */
static bool
limits_nobody(const struct budget *budget)
{
    bool limits = false;
    for (unsigned i = 0; i < BUDGET_PAYERS; i++) {
        limits = limits || budget->of[i].rate.per_s != 0;
    }
    return !limits;
}

bool
budget_knows(struct budget *budget, const struct hash *identity)
{
    if (limits_nobody(budget)) {
        return true;
    }
    (void)pthread_mutex_lock(&budget->lock);
    bool known = find_bucket(&budget->of[BUDGET_PERSON], identity) != NULL;
    (void)pthread_mutex_unlock(&budget->lock);
    return known;
}

/* Which bucket of these pays; NULL: none does. An address without a place costs a registered person nothing: they have
 * a bucket of their own. */
static struct bucket *
choose_bucket(struct buckets *all, const struct hash *key, bool shares, int64_t now)
{
    if (all->rate.per_s == 0) {
        return NULL;
    }
    struct bucket *own = place_bucket(all, key, now);
    return own != NULL || !shares ? own : &all->shared;
}

/* Under the lock. */
static int64_t
take_tokens(struct budget *budget, const struct budget_purse *purse, unsigned price, int64_t now)
{
    struct buckets *own = &budget->of[purse->stranger ? BUDGET_STRANGER : BUDGET_PERSON];
    struct buckets *near = &budget->of[BUDGET_ADDRESS];
    struct bucket *first = choose_bucket(own, purse->identity, true, now);
    struct bucket *second = purse->address == NULL ? NULL : choose_bucket(near, purse->address, purse->stranger, now);
    int64_t wait = first == NULL ? 0 : missing(own, first, price, now);
    if (wait > 0) {
        own->refused++;
        return wait;
    }
    wait = second == NULL ? 0 : missing(near, second, price, now);
    if (wait > 0) {
        near->refused++;
        return wait;
    }
    if (first != NULL) {
        spend(own, first, price, now);
    }
    if (second != NULL) {
        spend(near, second, price, now);
    }
    return 0;
}

int
budget_take(struct budget *budget, const struct budget_purse *purse, enum op_cost cost, int64_t now_ms)
{
    (void)pthread_mutex_lock(&budget->lock);
    int64_t wait = take_tokens(budget, purse, prices[cost], now_ms * 1000);
    (void)pthread_mutex_unlock(&budget->lock);
    return (int)((wait + SECOND - 1) / SECOND);
}

uint64_t
budget_refused(struct budget *budget, enum budget_payer payer)
{
    (void)pthread_mutex_lock(&budget->lock);
    uint64_t count = budget->of[payer].refused;
    (void)pthread_mutex_unlock(&budget->lock);
    return count;
}

struct hash
budget_address(const char *origin)
{
    uint8_t bytes[16] = {0};
    if (inet_pton(AF_INET6, origin, bytes) == 1) {
        memset(bytes + 8, 0, 8);
    } else {
        (void)inet_pton(AF_INET, origin, bytes);
    }
    return hash_of(slice_of(bytes, sizeof bytes));
}
