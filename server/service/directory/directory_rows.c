#include "service/directory/directory_rows.h"

#include <string.h>

#include "rules/field.h"
#include "store/txn.h"

void
directory_rows_read(struct directory_row *out, const json_t *row)
{
    fiche_body_read(&out->body, json_object_get(row, "fiche"));
    out->has_verified = json_object_get(row, "verified_on") != NULL;
    out->verified_on = field_date(row, "verified_on", 0);
}

/* The fiche whose id the text is. false: it is none, or there is none. */
static bool
fiche_of_text(struct txn *txn, struct slice ref, struct fiche *out)
{
    struct id id;
    char text[ID_TEXT] = "";
    memcpy(text, ref.ptr, ref.len < sizeof text ? ref.len : 0);
    *out = FICHE_EMPTY;
    return id_parse(&id, ID_FICHE, text) == TNW_OK && fiche_get(txn, &id, out);
}

bool
directory_rows_misnamed(struct txn *txn, struct slice ref)
{
    struct id id;
    struct fiche fiche = FICHE_EMPTY;
    bool misnamed = !fiche_by_ref(txn, ref, &id) && fiche_of_text(txn, ref, &fiche) && fiche.texts[FICHE_REF].len > 0;
    fiche_wipe(&fiche);
    return misnamed;
}

void
directory_rows_find(struct txn *txn, struct slice ref, struct fiche *before)
{
    struct id id;
    *before = FICHE_EMPTY;
    if (fiche_by_ref(txn, ref, &id)) {
        (void)fiche_get(txn, &id, before);
    } else if (fiche_of_text(txn, ref, before) && before->texts[FICHE_REF].len > 0) {
        fiche_wipe(before);
    }
}

struct fiche
directory_rows_merge(const struct directory_row *row, const struct fiche *before)
{
    bool is_new = id_is_zero(&before->id);
    struct fiche next = fiche_body_merge(&row->body, before);
    if (row->has_verified && row->verified_on != next.verified_on) {
        next.verified_on = row->verified_on;
        next.verified_by = (struct id){.bytes = {0}};
    }
    if (!is_new) {
        next.texts[FICHE_REF] = before->texts[FICHE_REF]; /* by which it was found; or none, where it was its id */
    }
    return next;
}

bool
directory_rows_same(const struct fiche *a, const struct fiche *b)
{
    bool same = a->removed == b->removed && id_eq(&a->actor, &b->actor) && a->kind == b->kind &&
                a->waiting_weeks == b->waiting_weeks && a->valid_until == b->valid_until &&
                a->verified_on == b->verified_on;
    for (size_t i = 0; i < FICHE_SETS; i++) {
        same = same && a->sets[i] == b->sets[i];
    }
    for (size_t i = 0; i < FICHE_FLAGS; i++) {
        same = same && a->flags[i] == b->flags[i];
    }
    for (size_t i = 0; i < FICHE_TEXTS; i++) {
        same = same && slice_eq(buf_slice(&a->texts[i]), buf_slice(&b->texts[i]));
    }
    return same;
}
