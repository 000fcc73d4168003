#include "store/records/trio/question.h"

/* In whose lists it stands: each actor once, in whatever roles they are asked. */
struct places {
    size_t count;
    struct agenda_entry entries[LIMIT_THREAD_MEMBERS + 1];
};

static void
add_place_once(struct places *places, const struct agenda_entry *entry)
{
    for (size_t i = 0; i < places->count; i++) {
        if (places->entries[i].list == entry->list && id_eq(&places->entries[i].actor, &entry->actor)) {
            return;
        }
    }
    places->entries[places->count++] = *entry;
}

static struct places
places_of(const struct thread *thread, const struct open_question *open)
{
    struct places places = {.count = 0};
    struct agenda_entry entry = {
        .day = open->answer_by == 0 ? AGENDA_NO_DAY : open->answer_by,
        .id = open->message,
        .dossier = thread->dossier,
        .thread = thread->id,
    };
    entry.list = AGENDA_ASKED_OF;
    for (size_t i = 0; i < thread->member_count; i++) {
        entry.actor = thread->members[i].actor;
        if ((open->asked >> i & 1) != 0) {
            add_place_once(&places, &entry);
        }
    }
    entry.list = AGENDA_ASKED_BY;
    entry.actor = thread->members[open->by].actor;
    add_place_once(&places, &entry);
    return places;
}

void
question_put(struct txn *txn, const struct thread *thread, const struct open_question *open)
{
    struct places places = places_of(thread, open);
    for (size_t i = 0; i < places.count; i++) {
        agenda_put(txn, &places.entries[i]);
    }
}

void
question_del(struct txn *txn, const struct thread *thread, const struct open_question *open)
{
    struct places places = places_of(thread, open);
    for (size_t i = 0; i < places.count; i++) {
        agenda_del(txn, &places.entries[i]);
    }
}

bool
question_stands(struct txn *txn, const struct thread *thread, const struct open_question *open)
{
    struct places places = places_of(thread, open);
    bool stands = true;
    for (size_t i = 0; stands && i < places.count; i++) {
        stands = agenda_has(txn, &places.entries[i]);
    }
    return stands;
}

const struct open_question *
question_find(const struct thread *thread, const struct id *message)
{
    for (size_t i = 0; i < thread->open_count; i++) {
        if (id_eq(&thread->open[i].message, message)) {
            return &thread->open[i];
        }
    }
    return NULL;
}
