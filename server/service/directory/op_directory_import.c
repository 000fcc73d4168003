#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "rules/field.h"
#include "service/core/answer.h"
#include "service/core/problem.h"
#include "service/directory/directory_rows.h"
#include "service/directory/fiche_check.h"
#include "service/operations.h"
#include "store/records/employer_service.h"

struct import_draft {
    size_t count;
    struct directory_row rows[LIMIT_FICHES_AT_ONCE];
};

static void
wipe_draft(void *draft)
{
    struct import_draft *it = draft;
    for (size_t i = 0; i < it->count; i++) {
        fiche_body_wipe(&it->rows[i].body);
    }
}

static void
read_import_row(struct call *call, struct import_draft *draft, const json_t *row)
{
    char prefix[32];
    struct directory_row *out = &draft->rows[draft->count];
    (void)snprintf(prefix, sizeof prefix, "/fiches/%zu/fiche", draft->count);
    directory_rows_read(out, row);
    struct breach breach = fiche_body_breach(&out->body);
    if (!out->body.has_ref || out->body.given.texts[FICHE_REF].len == 0) {
        breach = (struct breach){"/ref", "is needed: rows are known by it"};
    }
    if (call->ready.meaning.err == TNW_OK) {
        call->ready.meaning.err = fault_breach(&call->ready.meaning, prefix, breach);
    }
    draft->count++;
}

enum tnw_err
op_directory_import_prepare(struct call *call)
{
    size_t i;
    const json_t *row;
    const json_t *rows = json_object_get(call->ready.body, "fiches");
    struct import_draft *draft = call_draft(call, sizeof *draft, wipe_draft);
    enum tnw_err err = draft == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    json_array_foreach(rows, i, row)
    {
        if (err == TNW_OK) {
            read_import_row(call, draft, row);
            err = fiche_body_error(&draft->rows[i].body);
        }
    }
    return err;
}

static enum tnw_err
refuse_row(struct call *call, const char *list, size_t index, const char *member, const char *why)
{
    char pointer[64];
    (void)snprintf(pointer, sizeof pointer, "/%s/%zu%s", list, index, member);
    return problem_at(call, pointer, "rule", why);
}

/* Two rows of one body that would be the same fiche, or about the same organisation. */
static bool
is_double(const struct import_draft *draft, size_t index)
{
    const struct fiche *row = &draft->rows[index].body.given;
    for (size_t i = 0; i < index; i++) {
        const struct fiche *other = &draft->rows[i].body.given;
        bool same_actor = !id_is_zero(&row->actor) && id_eq(&row->actor, &other->actor);
        if (same_actor || slice_eq(buf_slice(&row->texts[FICHE_REF]), buf_slice(&other->texts[FICHE_REF]))) {
            return true;
        }
    }
    return false;
}

static enum tnw_err
check_import_row(struct call *call, struct txn *txn, const struct import_draft *draft, size_t index)
{
    const struct directory_row *row = &draft->rows[index];
    struct fiche before;
    directory_rows_find(txn, buf_slice(&row->body.given.texts[FICHE_REF]), &before);
    struct fiche next = directory_rows_merge(row, &before);
    enum tnw_err err = TNW_OK;
    if (is_double(draft, index)) {
        err = refuse_row(call, "fiches", index, "/fiche", "is there twice, or about an organisation of another row");
    } else if (row->verified_on > call->found.today) {
        err = refuse_row(call, "fiches", index, "/verified_on", "must not be in the future");
    } else if (!fiche_check_actor(txn, &next)) {
        err = refuse_row(call, "fiches", index, "/fiche/actor", "must be the id of a registration");
    } else if (!fiche_check_only_one(call->world, txn, &next)) {
        err = refuse_row(call, "fiches", index, "/fiche/actor", DIRECTORY_ROWS_TAKEN);
    } else if (directory_rows_misnamed(txn, buf_slice(&row->body.given.texts[FICHE_REF]))) {
        err = refuse_row(call, "fiches", index, "/fiche/ref", DIRECTORY_ROWS_MISNAMED);
    }
    fiche_wipe(&before);
    return err == TNW_OK ? txn_error(txn) : err;
}

/* Returns whether there was anything to change. */
static bool
put_import_row(struct call *call, struct txn *txn, const struct directory_row *row)
{
    struct fiche before;
    directory_rows_find(txn, buf_slice(&row->body.given.texts[FICHE_REF]), &before);
    bool is_new = id_is_zero(&before.id);
    struct fiche next = directory_rows_merge(row, &before);
    bool changes = is_new || !directory_rows_same(&before, &next);
    if (changes) {
        next.id = is_new ? id_new(call->found.now) : before.id;
        next.epoch = is_new ? 1 : before.epoch + 1;
        fiche_put(txn, &next);
    }
    fiche_wipe(&before);
    return changes;
}

static enum tnw_err
import_fiches(struct call *call, struct txn *txn, size_t *changed)
{
    const struct import_draft *draft = call->ready.draft;
    enum tnw_err err = TNW_OK;
    for (size_t i = 0; i < draft->count && err == TNW_OK; i++) {
        err = check_import_row(call, txn, draft, i);
    }
    for (size_t i = 0; i < draft->count && err == TNW_OK; i++) {
        *changed += put_import_row(call, txn, &draft->rows[i]);
    }
    return err;
}

static void
remove_fiches(struct call *call, struct txn *txn, size_t *changed)
{
    size_t i;
    const json_t *ref;
    json_array_foreach(json_object_get(call->ready.body, "removed"), i, ref)
    {
        struct fiche fiche;
        directory_rows_find(txn, slice_str(json_string_value(ref)), &fiche);
        if (!id_is_zero(&fiche.id) && !fiche.removed) {
            fiche_clear(&fiche);
            fiche.epoch++;
            fiche_put(txn, &fiche);
            (*changed)++;
        }
        fiche_wipe(&fiche);
    }
}

/* In: row: {"cbe", "service"}. Out: service; zero: there is none, or none that could get employers. */
static struct id
service_of(struct txn *txn, const json_t *row, bool serves)
{
    struct fiche fiche;
    directory_rows_find(txn, slice_str(field_text(row, "service")), &fiche);
    bool may = !serves || (!fiche.removed && fiche.kind == FICHE_KIND_PREVENTIEDIENST);
    struct id id = may ? fiche.id : (struct id){.bytes = {0}};
    fiche_wipe(&fiche);
    return id;
}

static enum tnw_err
check_employers(struct call *call, struct txn *txn, const json_t *rows)
{
    size_t i;
    const json_t *row;
    json_array_foreach(rows, i, row)
    {
        struct id service = service_of(txn, row, true);
        if (id_is_zero(&service)) {
            return refuse_row(call, "employers", i, "/service", "must be the ref of the fiche of a preventiedienst");
        }
    }
    return txn_error(txn);
}

static void
put_employers(struct txn *txn, const json_t *rows, bool there, size_t *changed)
{
    size_t i;
    const json_t *row;
    json_array_foreach(rows, i, row)
    {
        const char *cbe = field_text(row, "cbe");
        struct id service = service_of(txn, row, there);
        if (id_is_zero(&service) || employer_service_has(txn, cbe, &service) == there) {
            continue;
        }
        if (there) {
            employer_service_put(txn, cbe, &service);
        } else {
            employer_service_del(txn, cbe, &service);
        }
        (*changed)++;
    }
}

enum tnw_err
op_directory_import(struct call *call, struct txn *txn)
{
    size_t changed = 0;
    const json_t *employers = json_object_get(call->ready.body, "employers");
    enum tnw_err err = problem_tell(call, &call->ready.meaning);
    err = err == TNW_OK ? check_employers(call, txn, employers) : err;
    err = err == TNW_OK ? import_fiches(call, txn, &changed) : err;
    if (err != TNW_OK) {
        return err;
    }
    remove_fiches(call, txn, &changed);
    put_employers(txn, employers, true, &changed);
    put_employers(txn, json_object_get(call->ready.body, "released"), false, &changed);
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_int(&jw, "changed", (int64_t)changed);
    jw_close(&jw);
    answer_shown(call);
    return TNW_OK;
}
