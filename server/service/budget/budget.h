/*
 * What each may ask of the server: buckets of tokens, in memory. Every call has a price, by its cost class; it is paid
 * by the person behind the certificate (whichever of their certificates and registrations it is) and by the address.
 * Who is in no registry has a small bucket of their own. What is left of a day bounds what somebody's reads leave in
 * the log, which no quota counts.
 *
 * The number of buckets is bounded. A bucket that is full again says nothing, and gives its place away; where no place
 * is free, newcomers share one bucket. So a flood of newcomers takes nothing from those who have a bucket, and what it
 * gets is what one newcomer gets. Who is registered shares with strangers neither a bucket nor the places.
 */
#ifndef TNW_SERVICE_BUDGET_BUDGET_H
#define TNW_SERVICE_BUDGET_BUDGET_H

#include "crypto/hash.h"
#include "service/core/op.h"

struct budget;

struct budget_rate {
    unsigned per_s; /* tokens; 0: no limit */
    unsigned burst; /* tokens in a full bucket */
    unsigned day;   /* tokens that can be taken at once when none was for a day, and come back in one; 0: no limit */
};

enum budget_payer { BUDGET_PERSON, BUDGET_STRANGER, BUDGET_ADDRESS, BUDGET_PAYERS };

/* Who pays. Borrowed. */
struct budget_purse {
    const struct hash *identity;
    const struct hash *address; /* budget_address; NULL: what others of it asked does not matter */
    bool stranger;              /* in no registry */
};

/* rates: by payer. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err budget_new(struct budget **out, const struct budget_rate rates[BUDGET_PAYERS]);
void budget_free(struct budget **budget);

/* Any thread, as all below. Whether the identity has a bucket as somebody registered: then it is no stranger. Where
 * nobody is limited it does not matter, and everybody is known. */
bool budget_knows(struct budget *budget, const struct hash *identity);

/* Takes the price of such a call. now_ms: clock_monotonic_ms. Returns 0, or after how many seconds there will be
 * enough; then nothing was taken. */
int budget_take(struct budget *budget, const struct budget_purse *purse, enum op_cost cost, int64_t now_ms);

/* How many calls had to wait for that payer. */
uint64_t budget_refused(struct budget *budget, enum budget_payer payer);

/* The stand-in for a numeric address; all of one IPv6 /64, which is one household's or one machine's, are one. */
struct hash budget_address(const char *origin);

#endif
