#include "rules/timeline/scene.h"

#include <assert.h>

static_assert(LIMIT_PROCESS_EVENTS % 64 == 0, "events are counted by words");

struct spell_terms
scene_read_spell(const struct reader *top)
{
    static const char *const names[] = {"again", "relapse", "relapse_invalidity", "invalidity", "source", "why", NULL};
    struct reader spell = reader_object(top, "spell");
    struct spell_terms terms = {.again = match_read(&spell, "again")};
    reader_only(&spell, names);
    reader_prose(&spell);
    struct reader relapse = reader_object(&spell, "relapse");
    terms.relapse = offset_read(&relapse, NULL);
    struct reader longer = reader_object(&spell, "relapse_invalidity");
    terms.relapse_invalidity = offset_read(&longer, NULL);
    struct reader invalidity = reader_object(&spell, "invalidity");
    terms.invalidity = offset_read(&invalidity, NULL);
    return terms;
}

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

/* Somebody who worked and is unfit again: a relapse, or a new spell. */
static void
fall_ill_again(struct scene *scene, const struct spell_terms *terms, day_num resumed, day_num again)
{
    bool invalid = resumed - 1 >= offset_add(scene->start, terms->invalidity);
    if (again >= offset_add(resumed, terms->relapse)) {
        scene->uninterrupted = again;
    }
    if (again >= offset_add(resumed, invalid ? terms->relapse_invalidity : terms->relapse)) {
        scene->start = again;
        scene->since = again;
    }
}

/* Where the spell begins that runs, or ran last. */
static void
find_spell(struct scene *scene, const struct spell_terms *terms)
{
    const struct process *process = scene->process;
    day_num resumed = process->facts.resumed;
    if (resumed == 0 || !scene_reached(scene, resumed)) {
        return;
    }
    day_num again = 0;
    for (size_t i = 0; i < process->event_count; i++) {
        const struct process_event *event = &process->events[i];
        if (match_event(&terms->again, event) && event->from >= resumed && (again == 0 || event->from < again)) {
            again = event->from;
        }
    }
    scene->unfit = again != 0 && scene_reached(scene, again);
    if (scene->unfit) {
        fall_ill_again(scene, terms, resumed, again);
    }
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
    *scene = (struct scene){
        .process = process, .today = today, .start = process->start, .uninterrupted = process->start, .unfit = true};
    find_spell(scene, terms);
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
