/*
 * Statistics: numbers of a quarter without people, as they were released once. For auditors.
 */
#ifndef TNW_STATISTICS_H
#define TNW_STATISTICS_H

#include "tnw/api.h"
#include "tnw/client.h"

TNW_BEGIN

struct tnw_median {
    int64_t days;
    const char *side; /* before, after the last day */
};

struct tnw_statistic {
    const char *kind;       /* step, estimate, outcome */
    const char *code;       /* the step; the category; how it stands at the end of month 24 */
    const char *employment; /* each NULL where it is not told apart, "unknown" where the dossiers do not say */
    const char *route;
    const char *region;
    const char *reason; /* illness, accident, work, pregnancy */
    int64_t count;      /* of a step: how many were due */
    int64_t done;       /* of a step; 0: too few to show; so the next */
    int64_t overdue;
    const struct tnw_median *median; /* when half of those done were done; NULL: too few to tell */
};

struct tnw_margin { /* 95 of 100 numbers are at most so far from the true one */
    int64_t due;    /* of the count of a step */
    int64_t other;
};

struct tnw_statistics {
    const struct tnw_statistic *items;
    size_t count;
    const char *next;    /* NULL at the end */
    const char *quarter; /* "2026-Q4" */
    const char *from;    /* dates */
    const char *until;
    const char *counted;   /* the day whose state was counted */
    const char *released;  /* time */
    int64_t guess_percent; /* who knows all other dossiers guesses right in at most so many cases of 100 */
    int64_t mu_thousandths;
    tnw_texts by;
    struct tnw_margin margin;
};

struct tnw_quarter {
    const char *quarter;
    const char *from;
    const char *until;
};

struct tnw_quarters {
    const struct tnw_quarter *items;
    size_t count;
    const char *next; /* NULL at the end */
};

/* In: by, what is told apart (employment, route, region, reason) and shown (step, estimate, outcome), with commas
 * between; NULL: all together, and all that there is. quarter, "2026-Q4"; NULL: the newest. page, NULL for the first.
 * Out: statistics. Errors: INVALID_PARAMETER, NOT_FOUND: it was not released. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_statistics_read(struct tnw_client *client, const char *by, const char *quarter,
                                                        const struct tnw_page *page,
                                                        struct tnw_statistics **statistics);
TNW_API void tnw_statistics_free(struct tnw_statistics **statistics);

/* The quarters that were released, newest first. page, NULL for the first. Out: quarters. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_statistics_quarters(struct tnw_client *client, const struct tnw_page *page,
                                                            struct tnw_quarters **quarters);
TNW_API void tnw_quarters_free(struct tnw_quarters **quarters);

TNW_END
#endif
