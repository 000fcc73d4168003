/*
 * A process seen on a day. Whatever depends on the day asks scene_reached, which notes the earliest day that was asked
 * about and is still to come: until then every answer stays as it is, and so do the steps.
 */
#ifndef TNW_RULES_TIMELINE_SCENE_H
#define TNW_RULES_TIMELINE_SCENE_H

#include "rules/timeline/spell.h"

/* Bits for all events of a process. */
#define SCENE_WORDS (LIMIT_PROCESS_EVENTS / 64)

struct scene {
    const struct process *process;
    /* Which events belong to this spell, by category, CATEGORY_NONE last: a rule looks only at those that it may be
     * about, however many others there are. */
    uint64_t events[CATEGORY_COUNT + 1][SCENE_WORDS];
    day_num today;
    day_num next;          /* the earliest day after today that was asked about; 0: none */
    day_num start;         /* of the spell that runs, or ran last */
    day_num uninterrupted; /* since when no resumption broke it that lasted as long as that of a relapse */
    day_num since;         /* what lies wholly before it belongs to an earlier spell; 0: nothing does */
    day_num resumed;       /* as of struct spells */
    bool unfit;            /* today */
    const bool *unread;    /* events that who looks may not read; NULL: none */
    code_set told;         /* of these categories such events are as if they were not there */
};

void scene_open(struct scene *scene, const struct spell_terms *terms, const struct process *process, day_num today);

/* Whether today is that day or later. */
bool scene_reached(struct scene *scene, day_num day);
/* The same of today or, where limit is not 0 and earlier, of limit. */
bool scene_reached_by(struct scene *scene, day_num day, day_num limit);

/* One event of this spell: of those that match and have the day that they are ordered by (the later written counts as
 * later on the same day). */
struct pick {
    const struct match *match;
    enum event_day by;
    bool last;                          /* else the first */
    day_num since;                      /* not those of before; 0: all */
    day_num until;                      /* not those of after; 0: all */
    const struct process_event *before; /* only what comes earlier in that order; NULL: all */
};
/* Returns NULL: there is none. */
const struct process_event *scene_pick(const struct scene *scene, const struct pick *pick);

/* The next event at or after index that belongs to this spell and matches, with index moved behind it; NULL: there are
 * no more. */
const struct process_event *scene_next(const struct scene *scene, const struct match *match, size_t *index);

#endif
