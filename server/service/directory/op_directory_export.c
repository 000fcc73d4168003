#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "service/core/answer.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/directory/fiche_show.h"
#include "service/operations.h"
#include "store/records/employer_service.h"
#include "store/records/fiche.h"
#include "store/txn.h"

static enum tnw_err
wants_professional(struct call *call, bool *wants)
{
    const char *text = page_query(call, "professional");
    *wants = text != NULL && strcmp(text, "1") == 0;
    return text == NULL || *wants ? TNW_OK : problem(call, TNW_E_INVALID_PARAMETER, "professional must be 1");
}

/* Also what is not shown to others: the operator's table has all that the operator put there. */
enum tnw_err
op_directory_export(struct call *call, struct txn *txn)
{
    struct page page;
    struct range walk;
    struct fiche fiche;
    bool professional;
    bool more;
    enum tnw_err err = wants_professional(call, &professional);
    err = err == TNW_OK ? page_open_ids(call, &page) : err;
    if (err != TNW_OK) {
        return err;
    }
    fiche_walk(&walk, txn, &page.at);
    while ((more = fiche_next(&walk, &fiche)) && page_look(&page, &fiche.id)) {
        if (!fiche.removed && page_take(&page)) {
            fiche_show_row(&page.jw, &fiche, professional);
        }
        fiche_wipe(&fiche);
    }
    fiche_wipe(&fiche);
    range_close(&walk);
    page_close_ids(call, &page, more);
    return TNW_OK;
}

/* What a table calls the service. */
static void
show_service_ref(struct json_writer *jw, struct txn *txn, const struct id *id)
{
    struct fiche fiche;
    char text[ID_TEXT];
    id_format(text, ID_FICHE, id);
    bool has_ref = fiche_get(txn, id, &fiche) && fiche.texts[FICHE_REF].len > 0;
    if (has_ref) {
        jw_slice(jw, "service", buf_slice(&fiche.texts[FICHE_REF]));
    } else {
        jw_str(jw, "service", text);
    }
    fiche_wipe(&fiche);
}

/* The place in the walk, as hex: it is a keyed hash and an id. */
static enum tnw_err
read_place(struct call *call, struct key *after, bool *given)
{
    const char *text = page_query(call, "after");
    size_t len = text == NULL ? 0 : strlen(text) / 2;
    *after = (struct key){.len = 0};
    *given = text != NULL;
    if (len > sizeof after->bytes || (text != NULL && hex_decode(after->bytes, len, text) != TNW_OK)) {
        return problem(call, TNW_E_INVALID_PARAMETER, "after must be the next of the page before");
    }
    after->len = len;
    return TNW_OK;
}

enum tnw_err
op_directory_employers(struct call *call, struct txn *txn)
{
    struct range walk;
    struct employer_service row;
    struct key after;
    bool given;
    size_t shown = 0;
    enum tnw_err err = read_place(call, &after, &given);
    if (err != TNW_OK) {
        return err;
    }
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_open_list(&jw, "items");
    employer_service_walk_all(&walk, txn, given ? &after : NULL);
    bool more = employer_service_next(&walk, &row);
    for (; more && shown < LIMIT_PAGE_MAX; more = employer_service_next(&walk, &row), shown++) {
        jw_open(&jw, NULL);
        jw_str(&jw, "cbe", row.cbe);
        show_service_ref(&jw, txn, &row.fiche);
        jw_close(&jw);
        after = row.at;
    }
    range_close(&walk);
    jw_close_list(&jw);
    if (more) {
        jw_hex(&jw, "next", slice_of(after.bytes, after.len));
    } else {
        jw_null(&jw, "next");
    }
    jw_close(&jw);
    answer_shown(call);
    return TNW_OK;
}
