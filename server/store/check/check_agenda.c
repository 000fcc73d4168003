#include "store/check/check_agenda.h"

#include <stdlib.h>

#include "store/check/check_process.h"
#include "store/inside.h"
#include "store/records/asking.h"
#include "store/records/trio/question.h"

/* What waits in a closed dossier stands in no list; while it is taken out, or put back, it may. */
struct listing {
    bool may_stand;
    bool may_lack;
};

static struct listing
listing_of(struct txn *txn, const struct id *dossier)
{
    struct process_marks *marks = check_process_marks(txn, dossier);
    struct listing listing = {.may_stand = true};
    if (marks != NULL) {
        listing.may_stand = !marks->is_quiet || marks->is_sweeping;
        listing.may_lack = marks->is_quiet || marks->is_sweeping;
    }
    free(marks);
    return listing;
}

static bool
is_day_of_process(struct txn *txn, const struct agenda_entry *entry)
{
    struct process_marks *marks = check_process_marks(txn, &entry->dossier);
    bool known = false;
    for (size_t i = 0; marks != NULL && i < marks->row_count; i++) {
        known = known || (marks->rows[i].day == entry->day && id_eq(&marks->rows[i].actor, &entry->actor));
    }
    free(marks);
    return known;
}

static bool
is_asked_or_asks(const struct thread *thread, const struct open_question *open, const struct agenda_entry *entry)
{
    bool is = entry->list == AGENDA_ASKED_BY && id_eq(&thread->members[open->by].actor, &entry->actor);
    for (size_t i = 0; entry->list == AGENDA_ASKED_OF && i < thread->member_count; i++) {
        is = is || ((open->asked >> i & 1) != 0 && id_eq(&thread->members[i].actor, &entry->actor));
    }
    return is;
}

static bool
is_question_of_thread(struct txn *txn, const struct agenda_entry *entry)
{
    struct thread thread;
    if (!thread_get(txn, &entry->dossier, &entry->thread, &thread)) {
        return false;
    }
    const struct open_question *open = question_find(&thread, &entry->id);
    bool is = open != NULL && is_asked_or_asks(&thread, open, entry) &&
              entry->day == (open->answer_by == 0 ? AGENDA_NO_DAY : open->answer_by);
    thread_wipe(&thread);
    return is;
}

static bool
is_open_request(struct txn *txn, const struct agenda_entry *entry)
{
    struct asking asking;
    bool is = asking_get(txn, &entry->dossier, &entry->id, &asking) && asking.answer == ASKING_OPEN &&
              id_eq(&asking.by, &entry->actor) && asking.expires == entry->day;
    asking_wipe(&asking);
    return is;
}

static const char *
row_of_agenda(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct agenda_entry entry = {.actor = check_parts_id(parts)};
    uint8_t list = cursor_u8(&parts->cur);
    entry.day = (day_num)cursor_u32(&parts->cur);
    entry.id = check_parts_id(parts);
    if (!check_parts_whole(parts) || list >= AGENDA_LISTS) {
        return CHECK_BAD_KEY;
    }
    entry.list = (enum agenda_list)list;
    if (!agenda_parse(txn, value, &entry)) {
        return "it cannot be read";
    }
    if (!check_parts_actor(txn, &entry.actor)) {
        return "it is nobody's";
    }
    if (entry.list == AGENDA_STEPS) {
        return is_day_of_process(txn, &entry) ? NULL : "the process does not know of it";
    }
    bool waits = entry.list == AGENDA_CONSENT ? is_open_request(txn, &entry) : is_question_of_thread(txn, &entry);
    return !waits                                       ? "nothing of the kind waits for an answer"
           : !listing_of(txn, &entry.dossier).may_stand ? "its dossier is closed"
                                                        : NULL;
}

static const char *
lists_of_thread(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct thread thread;
    struct id dossier = check_parts_id(parts);
    struct id id = check_parts_id(parts);
    (void)value;
    if (!check_parts_whole(parts) || !thread_get(txn, &dossier, &id, &thread)) {
        return NULL; /* told of already */
    }
    bool stand = true;
    for (size_t i = 0; stand && i < thread.open_count; i++) {
        stand = question_stands(txn, &thread, &thread.open[i]);
    }
    thread_wipe(&thread);
    return stand || listing_of(txn, &dossier).may_lack ? NULL : "a question of it is not in all lists";
}

static const char *
list_of_request(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct asking asking;
    struct id dossier = check_parts_id(parts);
    struct id id = check_parts_id(parts);
    (void)value;
    if (!check_parts_whole(parts) || !asking_get(txn, &dossier, &id, &asking)) {
        return NULL; /* told of already */
    }
    struct agenda_entry entry = asking_entry(&asking);
    bool stands = asking.answer != ASKING_OPEN || agenda_has(txn, &entry);
    asking_wipe(&asking);
    return stands || listing_of(txn, &dossier).may_lack ? NULL : "it is not in the list of who asks";
}

static check_row *const checks[SPACE_COUNT] = {
    [SPACE_AGENDA] = row_of_agenda,
    [SPACE_THREAD] = lists_of_thread,
    [SPACE_ASKING] = list_of_request,
};

const char *
check_agenda_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value)
{
    return checks[space] == NULL ? NULL : checks[space](txn, parts, value);
}
