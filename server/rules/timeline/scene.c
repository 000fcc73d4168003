#include "rules/timeline/scene.h"

#include <assert.h>

static_assert(LIMIT_PROCESS_EVENTS % 64 == 0, "events are counted by words");

bool
scene_reached(struct scene *scene, day_num day)
{
    if (day <= scene->today) {
        return true;
    }
    if (scene->next == 0 || day < scene->next) {
        scene->next = day;
    }
    return false;
}

bool
scene_reached_by(struct scene *scene, day_num day, day_num limit)
{
    return (limit == 0 || day <= limit) && scene_reached(scene, day);
}

static size_t
row_of(enum category category)
{
    return category < CATEGORY_COUNT ? (size_t)category : CATEGORY_COUNT;
}

static void
sort_events(struct scene *scene)
{
    for (size_t i = 0; i < scene->process->event_count; i++) {
        const struct process_event *event = &scene->process->events[i];
        day_num last = event->until > event->day ? event->until : event->day;
        if (last >= scene->since) {
            scene->events[row_of(event->category)][i / 64] |= UINT64_C(1) << i % 64;
        }
    }
}

void
scene_open(struct scene *scene, const struct spell_terms *terms, const struct process *process, day_num today)
{
    struct spells spells;
    spell_find(&spells, terms, process, today);
    day_num start = spells.list[spells.count - 1].start;
    *scene = (struct scene){.process = process,
                            .today = today,
                            .next = spells.next,
                            .start = start,
                            .uninterrupted = spells.uninterrupted,
                            .since = spells.count > 1 ? start : 0,
                            .resumed = spells.resumed,
                            .unfit = spells.unfit};
    sort_events(scene);
}

static bool
is_withheld(const struct scene *scene, size_t index)
{
    enum category category = scene->process->events[index].category;
    return scene->unread != NULL && scene->unread[index] && category < CATEGORY_COUNT &&
           (scene->told & CODE_BIT(category)) != 0;
}

/* Those of the 64 events of a word that a match may be about, from index on. */
static uint64_t
candidates(const struct scene *scene, const struct match *match, size_t word, size_t index)
{
    uint64_t events = 0;
    for (size_t i = 0; i < match->count; i++) {
        events |= scene->events[row_of(match->patterns[i].category)][word];
    }
    return index / 64 == word ? events & UINT64_MAX << index % 64 : events;
}

const struct process_event *
scene_next(const struct scene *scene, const struct match *match, size_t *index)
{
    for (size_t word = *index / 64; word < SCENE_WORDS; word++) {
        for (uint64_t left = candidates(scene, match, word, *index); left != 0; left &= left - 1) {
            size_t at = 64 * word + (size_t)__builtin_ctzll(left);
            if (match_event(match, &scene->process->events[at]) && !is_withheld(scene, at)) {
                *index = at + 1;
                return &scene->process->events[at];
            }
        }
    }
    return NULL;
}

/* Events lie in the order in which they were written. */
static bool
is_later(const struct process_event *a, const struct process_event *b, enum event_day by)
{
    day_num day_a = match_day(a, by);
    day_num day_b = match_day(b, by);
    return day_a != day_b ? day_a > day_b : a > b;
}

const struct process_event *
scene_pick(const struct scene *scene, const struct pick *pick)
{
    const struct process_event *found = NULL;
    const struct process_event *event;
    for (size_t i = 0; (event = scene_next(scene, pick->match, &i)) != NULL;) {
        bool in_time = event->day >= pick->since && (pick->until == 0 || event->day <= pick->until);
        if (!in_time || match_day(event, pick->by) == 0) {
            continue;
        }
        if (pick->before != NULL && !is_later(pick->before, event, pick->by)) {
            continue;
        }
        if (found == NULL || is_later(event, found, pick->by) == pick->last) {
            found = event;
        }
    }
    return found;
}
