/*
 * The facts of a dossier beside its patient and start, as they stand now: what rules and decisions go by. The store
 * keeps every version of them.
 */
#ifndef TNW_BASE_DOMAIN_FACTS_H
#define TNW_BASE_DOMAIN_FACTS_H

#include <stdbool.h>

#include "base/clock.h"
#include "base/codes.h"
#include "base/id.h"
#include "base/limits.h"

#define FACTS_CBE 11  /* ten digits and NUL; "" for none */
#define FACTS_ZONE 65 /* code of a primary-care zone; "" for none */

/* Days on which somebody works again, and then is unfit again: whether that continues the spell, the timeline says. */
struct work {
    day_num from;  /* the first of them */
    day_num until; /* the last; 0: until the day before the next certificate begins, if one does */
};

/* By day, and none touches another. What lies behind count is zero. */
struct works {
    uint32_t count;
    struct work list[LIMIT_WORKS];
};

enum answer { ANSWER_UNKNOWN, ANSWER_YES, ANSWER_NO };

struct facts {
    uint32_t version; /* 0: nobody told any yet */
    char employer[FACTS_CBE];
    enum employer_size employer_size; /* EMPLOYER_SIZE_NONE: not known */
    day_num contract_end;             /* 0: none */
    enum region region;               /* REGION_NONE: not known */
    char zone[FACTS_ZONE];
    struct id gmd_holder; /* actor who keeps the global medical file; zero: not known */
    enum answer occupational_cause;
    enum route route;       /* ROUTE_NONE: not chosen yet */
    enum entrance entrance; /* ENTRANCE_NONE: none told */
    code_set exceptions;    /* of enum exception */
    struct works works;     /* since the start */
    struct id regie;        /* actor who keeps the overview; zero: nobody */
    struct id contact;      /* the patient's fixed contact person at the sickness fund; zero: none named */
};

/* Of a dossier of which nobody told any yet. */
#define FACTS_NONE                                                                                                     \
    ((struct facts){                                                                                                   \
        .employer_size = EMPLOYER_SIZE_NONE, .region = REGION_NONE, .route = ROUTE_NONE, .entrance = ENTRANCE_NONE})

/* The last first day of work again; 0: none. */
static inline day_num
facts_resumed(const struct facts *facts)
{
    return facts->works.count == 0 ? 0 : facts->works.list[facts->works.count - 1].from;
}

#endif
