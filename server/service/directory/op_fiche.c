#include "base/limits.h"
#include "service/core/answer.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/directory/fiche_find.h"
#include "service/directory/fiche_show.h"
#include "service/operations.h"

/* In: code, as the query has it. Out: set: that code. */
static enum tnw_err
read_code(struct call *call, const char *name, const struct code_list *list, code_set *set)
{
    const char *text = page_query(call, name);
    int code = text == NULL ? 0 : codes_find(list, text);
    if (code < 0) {
        return problem(call, TNW_E_INVALID_PARAMETER, "%s is not one of its codes", name);
    }
    *set = text == NULL ? 0 : CODE_BIT(code);
    return TNW_OK;
}

static enum tnw_err
read_fiche_query(struct call *call, struct fiche_query *query)
{
    static const struct {
        const char *name;
        enum fiche_set set;
    } codes[] = {
        {"help", FICHE_HELP}, {"serves", FICHE_SERVES}, {"region", FICHE_REGIONS}, {"language", FICHE_LANGUAGES}};
    const char *text = page_query(call, "q");
    code_set kind = 0;
    enum tnw_err err = read_code(call, "kind", &codes_fiche_kind, &kind);
    *query = (struct fiche_query){.kind = FICHE_KIND_NONE, .zone = page_query(call, "zone")};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0] && err == TNW_OK; i++) {
        err = read_code(call, codes[i].name, fiche_set_codes[codes[i].set], &query->sets[codes[i].set]);
    }
    if (err != TNW_OK) {
        return err;
    }
    if (kind != 0) {
        query->kind = (enum fiche_kind)__builtin_ctz(kind);
    }
    fold_text(&query->words, slice_str(text));
    return text != NULL && query->words.count == 0
               ? problem(call, TNW_E_INVALID_PARAMETER, "q must hold a letter or a digit")
               : TNW_OK;
}

static void
list_fiches(struct call *call, struct txn *txn, const struct fiche_query *query, struct page *page)
{
    struct terms_walk walk;
    struct id id;
    bool more;
    fiche_search(&walk, txn, query, &page->at);
    while ((more = terms_next(&walk, &id)) && page->looked < LIMIT_SCAN_FICHES && page_look(page, &id)) {
        struct fiche fiche;
        bool fits = fiche_get(txn, &id, &fiche) && fiche_fits(query, &fiche);
        if (fits && fiche_find_is_offered(txn, &fiche, call->found.today) && page_take(page)) {
            fiche_show_open(&page->jw, NULL, &fiche, call->found.today);
        }
        fiche_wipe(&fiche);
    }
    page_close_ids(call, page, more);
}

enum tnw_err
op_fiche_list(struct call *call, struct txn *txn)
{
    struct page page;
    struct fiche_query query;
    enum tnw_err err = read_fiche_query(call, &query);
    if (err == TNW_OK) {
        err = page_open_ids(call, &page);
    }
    if (err == TNW_OK) {
        list_fiches(call, txn, &query, &page);
    }
    return err;
}

typedef void show_level(struct json_writer *jw, const char *key, const struct fiche *fiche, day_num today);

static enum tnw_err
show_fiche(struct call *call, struct txn *txn, show_level *show)
{
    struct fiche fiche;
    enum tnw_err err = fiche_find_of_path(call, txn, &fiche);
    if (err == TNW_OK) {
        struct json_writer jw = answer_open(call);
        show(&jw, NULL, &fiche, call->found.today);
        answer_version(call, fiche.epoch);
        answer_shown(call);
    }
    fiche_wipe(&fiche);
    return err;
}

enum tnw_err
op_fiche_read(struct call *call, struct txn *txn)
{
    return show_fiche(call, txn, fiche_show_open);
}

enum tnw_err
op_fiche_read_professional(struct call *call, struct txn *txn)
{
    return show_fiche(call, txn, fiche_show_whole);
}
