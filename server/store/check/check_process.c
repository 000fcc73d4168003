#include "store/check/check_process.h"

#include <stdlib.h>
#include <string.h>

#include "store/inside.h"
#include "store/records/dossier.h"
#include "store/records/process/agenda.h"
#include "store/records/process/expiry.h"
#include "store/records/process/facts.h"
#include "store/records/process/suspension.h"

static bool
same_facts(const struct facts *a, const struct facts *b)
{
    return a->version == b->version && strcmp(a->employer, b->employer) == 0 && a->employer_size == b->employer_size &&
           a->contract_end == b->contract_end && a->region == b->region && strcmp(a->zone, b->zone) == 0 &&
           id_eq(&a->gmd_holder, &b->gmd_holder) && a->occupational_cause == b->occupational_cause &&
           a->route == b->route && a->entrance == b->entrance && a->exceptions == b->exceptions &&
           memcmp(&a->works, &b->works, sizeof a->works) == 0 && id_eq(&a->regie, &b->regie) &&
           id_eq(&a->contact, &b->contact);
}

/* That its newest version says what the header says, and none is missing. */
static const char *
facts_of_dossier(struct txn *txn, const struct id *id)
{
    struct dossier dossier;
    struct facts_version version;
    bool same = dossier_get(txn, id, &dossier);
    uint32_t latest = dossier.facts.version;
    for (uint32_t number = 1; same && number <= latest; number++) {
        struct key key = key_of(id);
        key_add_u32(&key, number);
        same = check_parts_has(txn, SPACE_FACTS, &key);
    }
    if (same && latest > 0) {
        same = facts_get(txn, id, latest, &version) && same_facts(&version.facts, &dossier.facts) &&
               version.start == dossier.start && version.employment == dossier.employment;
    }
    dossier_wipe(&dossier);
    return same ? NULL : "its facts are not those of their newest version, or a version is missing";
}

/* Whether the server came by to note when it ends; it walks by ids. */
static bool
is_adopted(struct txn *txn, const struct id *id)
{
    struct id until;
    return expiry_get_adopted(txn, &until) && memcmp(id->bytes, until.bytes, ID_SIZE) <= 0;
}

/* What it says of its end is what the index of ends says. */
static const char *
end_of_dossier(struct txn *txn, const struct id *id)
{
    struct dossier dossier;
    bool known = dossier_get(txn, id, &dossier);
    const struct expiry row = expiry_of(id, &dossier.term);
    known = known && (dossier.term.year == 0 ? !is_adopted(txn, id) : expiry_has(txn, &row));
    dossier_wipe(&dossier);
    return known ? NULL : "it is not found by when it ends";
}

static const char *
term_of_dossier(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct id id = check_parts_id(parts);
    (void)value;
    if (!check_parts_whole(parts)) {
        return NULL; /* told of already */
    }
    const char *wrong = facts_of_dossier(txn, &id);
    return wrong == NULL ? end_of_dossier(txn, &id) : wrong;
}

static const char *
row_of_expiry(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct expiry row;
    struct dossier dossier;
    (void)value;
    if (!expiry_parse(slice_of(parts->cur.ptr, parts->cur.left), &row)) {
        return CHECK_BAD_KEY;
    }
    bool known = dossier_get(txn, &row.dossier, &dossier);
    const struct expiry own = expiry_of(&row.dossier, &dossier.term);
    known = known && own.stage == row.stage && own.number == row.number;
    dossier_wipe(&dossier);
    return known ? NULL : "its dossier does not end then";
}

static const char *
row_of_facts(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct dossier dossier;
    struct facts_version version;
    struct id id = check_parts_id(parts);
    uint32_t number = cursor_u32(&parts->cur);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    bool known = dossier_get(txn, &id, &dossier) && number > 0 && number <= dossier.facts.version;
    dossier_wipe(&dossier);
    known = known && facts_get(txn, &id, number, &version) && version.facts.version == number;
    return known ? NULL : "its dossier does not know of it";
}

static const char *
row_of_suspension(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct suspension suspension;
    struct id dossier = check_parts_id(parts);
    struct id id = check_parts_id(parts);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    bool there = suspension_get(txn, &dossier, &id, &suspension) && check_parts_dossier(txn, &dossier);
    suspension_wipe(&suspension);
    return there ? NULL : "it cannot be read, or its dossier is not there";
}

struct process_marks *
check_process_marks(struct txn *txn, const struct id *dossier)
{
    struct process *process = calloc(1, sizeof *process);
    struct process_marks *marks = calloc(1, sizeof *marks);
    if (process == NULL || marks == NULL) {
        txn_set_error(txn, TNW_E_NO_MEMORY);
    }
    if (txn_error(txn) != TNW_OK || !process_get(txn, dossier, process, marks)) {
        free(marks);
        marks = NULL;
    }
    free(process);
    return marks;
}

static bool
has_rows(struct txn *txn, const struct id *dossier, const struct process_marks *marks)
{
    struct key wake = {.len = 0};
    key_add_u32(&wake, (uint32_t)marks->wake);
    key_add_id(&wake, dossier);
    bool all = marks->wake == 0 || check_parts_has(txn, SPACE_WAKE, &wake);
    for (size_t i = 0; all && i < marks->row_count; i++) {
        const struct agenda_entry entry = {.actor = marks->rows[i].actor, .day = marks->rows[i].day, .id = *dossier};
        all = agenda_has(txn, &entry);
    }
    return all;
}

static const char *
row_of_process(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct id dossier = check_parts_id(parts);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    struct process_marks *marks = check_process_marks(txn, &dossier);
    const char *wrong = marks == NULL || !check_parts_dossier(txn, &dossier)
                            ? "it cannot be read, or its dossier is not there"
                        : !has_rows(txn, &dossier, marks) ? "it is not found by its days"
                                                          : NULL;
    free(marks);
    return wrong;
}

static const char *
row_of_wake(struct txn *txn, struct check_parts *parts, struct slice value)
{
    day_num day = (day_num)cursor_u32(&parts->cur);
    struct id dossier = check_parts_id(parts);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    struct process_marks *marks = check_process_marks(txn, &dossier);
    bool known = marks != NULL && marks->wake == day;
    free(marks);
    return known ? NULL : "the process does not know of it";
}

static check_row *const checks[SPACE_COUNT] = {
    [SPACE_DOSSIER] = term_of_dossier, [SPACE_FACTS] = row_of_facts, [SPACE_SUSPENSION] = row_of_suspension,
    [SPACE_PROCESS] = row_of_process,  [SPACE_WAKE] = row_of_wake,   [SPACE_EXPIRY] = row_of_expiry,
};

const char *
check_process_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value)
{
    return checks[space] == NULL ? NULL : checks[space](txn, parts, value);
}
