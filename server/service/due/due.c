#include "service/due/due.h"

#include <stdlib.h>

#include "service/core/show.h"

static void
show_item(struct due *due, const struct due_item *item)
{
    struct json_writer *jw = &due->page.jw;
    const struct dossier *dossier = &item->access->dossier;
    jw_open(jw, NULL);
    jw_id(jw, "dossier", ID_DOSSIER, &dossier->id);
    show_patient(jw, dossier);
    jw_date_or_null(jw, "day", item->day);
    jw_str(jw, "side", item->by_me ? "by_me" : "for_me");
    jw_open_list(jw, "steps");
    due_steps_show(due, item);
    jw_close_list(jw);
    jw_open_list(jw, "questions");
    due_question_show(due, item);
    jw_close_list(jw);
    jw_open_list(jw, "consent_requests");
    due_consent_show(due, item);
    jw_close_list(jw);
    jw_close(jw);
}

/* It is theirs to see: if the page has a place for it. */
static void
take_item(struct due *due, const struct due_item *item)
{
    if (!page_take(&due->page)) {
        return;
    }
    if (due->bare) {
        due_question_show(due, item);
    } else {
        show_item(due, item);
    }
    buf_put_slice(&due->call->found.audit.listed, id_slice(&item->access->dossier.id));
    if (item->thread != NULL) {
        const struct access_question confer = {
            .action = ACTION_CONFER, .category = CATEGORY_NONE, .purpose = item->thread->procedure};
        (void)access_may(due->call, item->access, &confer); /* notes the ground */
    } else {
        access_note_sight(due->call, item->access);
    }
}

static void
look_at_steps(struct due *due, const struct access *access, const struct agenda_entry *entry)
{
    struct due_item item = {.access = access, .day = entry->day};
    struct steps *steps = access->is_participant ? due_steps_find(due, access, entry->day, &item.alert) : NULL;
    if (steps != NULL) {
        item.steps = steps;
        take_item(due, &item);
    }
    free(steps);
}

static void
look_at_question(struct due *due, const struct access *access, const struct agenda_entry *entry)
{
    struct thread thread;
    struct due_item item = {.access = access, .by_me = entry->list == AGENDA_ASKED_BY};
    item.day = entry->day == AGENDA_NO_DAY ? 0 : entry->day;
    if (due_question_find(due, access, entry, &thread, &item.question)) {
        item.thread = &thread;
        take_item(due, &item);
    }
    thread_wipe(&thread);
}

static void
look_at_request(struct due *due, const struct access *access, const struct agenda_entry *entry)
{
    struct asking request;
    const struct due_item item = {.access = access, .by_me = true, .request = &request};
    if (due_consent_find(due, access, entry, &request)) {
        take_item(due, &item);
    }
    asking_wipe(&request);
}

static void
look_at_entry(struct due *due, const struct agenda_entry *entry)
{
    static void (*const looks[AGENDA_LISTS])(struct due *, const struct access *, const struct agenda_entry *) = {
        [AGENDA_STEPS] = look_at_steps,
        [AGENDA_ASKED_OF] = look_at_question,
        [AGENDA_ASKED_BY] = look_at_question,
        [AGENDA_CONSENT] = look_at_request,
    };
    struct access access;
    if (access_peek(due->call, due->txn, &entry->dossier, &access) != PEEK_OPEN) {
        return;
    }
    if (access_is_open(&access)) {
        looks[entry->list](due, &access, entry);
    }
    access_close(&access);
}

static bool
list_agenda(struct due *due)
{
    struct agenda_walk walk;
    struct agenda_entry entry;
    bool more;
    due->query.actor = due->call->found.actor;
    due->query.today = due->call->found.today;
    due->query.after =
        (struct agenda_entry){.list = (enum agenda_list)due->page.list, .day = due->page.day, .id = due->page.at};
    agenda_open(&walk, due->txn, &due->query);
    while ((more = agenda_next(&walk, &entry)) && due->page.looked < LIMIT_SCAN_DUE) {
        const struct position row = {.list = (uint8_t)entry.list, .day = entry.day, .id = entry.id};
        if (!page_look_in(&due->page, &row)) {
            break;
        }
        look_at_entry(due, &entry);
    }
    agenda_close(&walk);
    return more;
}

/* All that waits in it for its patient is one item. */
static void
look_at_own(struct due *due, const struct id *dossier)
{
    struct access access;
    if (access_peek(due->call, due->txn, dossier, &access) != PEEK_OPEN) {
        return;
    }
    struct due_item item = {.access = &access, .all_requests = true};
    if (access_is_open(&access) && access.is_subject) {
        struct steps *steps = due_steps_find(due, &access, 0, &item.alert);
        item.steps = steps;
        if (steps != NULL || due_consent_waits(due, &access)) {
            take_item(due, &item);
        }
        free(steps);
    }
    access_close(&access);
}

/* A patient has few dossiers, by whichever registration: they need no index. */
static bool
list_own_due(struct due *due)
{
    struct dossier_walk walk;
    struct id dossier;
    bool more;
    dossier_walk_of_patient(&walk, due->txn, &due->call->in->peer.identity_index, &due->page.at);
    while ((more = dossier_next(&walk, &dossier)) && page_look(&due->page, &dossier)) {
        look_at_own(due, &dossier);
    }
    dossier_walk_close(&walk);
    return more;
}

void
due_show_list(struct due *due)
{
    bool more = due->call->found.role == ROLE_PATIENT ? list_own_due(due) : list_agenda(due);
    page_close_ids(due->call, &due->page, more);
}
