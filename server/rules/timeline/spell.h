/*
 * Spells of unfitness: who works again and falls ill soon after continues the spell, else a new one begins.
 */
#ifndef TNW_RULES_TIMELINE_SPELL_H
#define TNW_RULES_TIMELINE_SPELL_H

#include "rules/timeline/match.h"

/* When a relapse continues the spell, from the file's "spell". */
struct spell_terms {
    struct match again;               /* what says that somebody is unfit again, from its from on */
    struct offset relapse;            /* sooner after the first day of work than this */
    struct offset relapse_invalidity; /* the same in invalidity */
    struct offset invalidity;         /* after the start */
};

struct spell_terms spell_read_terms(const struct reader *top);

struct spell {
    day_num start;
    day_num resumed;   /* the last first day of work in it; 0: it was never interrupted */
    unsigned relapses; /* that continued it */
};

/* As they are on a day. */
struct spells {
    size_t count;
    struct spell list[LIMIT_WORKS + 1]; /* by start; the last is the one that runs, or ran last */
    day_num uninterrupted;              /* since when no resumption broke it that lasted as long as that of a relapse */
    day_num resumed;                    /* when they last began to work or, unfit, will; 0: never */
    bool unfit;
    day_num next; /* when that changes, as far as is known; 0: it does not */
};

void spell_find(struct spells *out, const struct spell_terms *terms, const struct process *process, day_num today);

#endif
