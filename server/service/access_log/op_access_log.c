#include <string.h>

#include "audit/search.h"
#include "base/limits.h"
#include "service/access_log/access_show.h"
#include "service/core/access.h"
#include "service/core/audit_facts.h"
#include "service/core/language.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/erasure/erased.h"
#include "service/evidence/proofs.h"
#include "service/operations.h"

/* One page of the log, as it fills. */
struct viewer {
    struct access_show show;
    struct page page;
    struct search *search;
    bool fold;
    bool later_page; /* of a walk with proofs: it names the size of the first page */
};

static enum tnw_err
take_switch(struct call *call, const char *name, bool *out)
{
    const char *text = page_query(call, name);
    *out = text != NULL && strcmp(text, "true") == 0;
    if (text != NULL && !*out && strcmp(text, "false") != 0) {
        return problem(call, TNW_E_INVALID_PARAMETER, "%s must be true or false", name);
    }
    return TNW_OK;
}

static enum tnw_err
take_proof(struct viewer *viewer)
{
    struct access_show *show = &viewer->show;
    enum tnw_err err = take_switch(show->call, "proof", &show->proof);
    if (err != TNW_OK) {
        return err;
    }
    viewer->later_page = page_query(show->call, "size") != NULL;
    if (show->proof && viewer->fold) {
        return problem(show->call, TNW_E_INVALID_PARAMETER, "proof and fold exclude each other");
    }
    if (!show->proof) {
        return viewer->later_page ? problem(show->call, TNW_E_INVALID_PARAMETER, "size goes with proof=true") : TNW_OK;
    }
    return proofs_size(show->call, show->txn, "size", &show->size);
}

static enum tnw_err
take_view(struct viewer *viewer)
{
    struct call *call = viewer->show.call;
    enum tnw_err err = language_wanted(call, LANGUAGE_EN, &viewer->show.language);
    if (err == TNW_OK) {
        err = take_switch(call, "fold", &viewer->fold);
    }
    if (err == TNW_OK) {
        err = take_proof(viewer);
    }
    return err == TNW_OK ? page_open_seq(call, &viewer->page) : err;
}

/* Whether the page has had its fill; an item is never cut. */
static bool
page_has_its_fill(const struct page *page)
{
    return page->shown >= page->limit || page->jw.out->len >= LIMIT_PAGE_BYTES;
}

/* A page that ends without an item more, because the search looked at enough, goes on where the search stopped. */
static bool
is_unfinished(struct viewer *viewer)
{
    uint64_t after;
    if (!search_is_unfinished(viewer->search, &after)) {
        return false;
    }
    viewer->page.after_seq = after;
    return true;
}

/* Returns whether more may follow. */
static bool
show_each(struct viewer *viewer)
{
    struct search_hit hit;
    while (search_next(viewer->search, &hit)) {
        if (page_has_its_fill(&viewer->page)) {
            return true;
        }
        struct access_item item = {.seq = hit.seq, .first = hit.view.time, .count = 1};
        access_show_item(&viewer->page.jw, &viewer->show, &item);
        viewer->page.after_seq = hit.seq;
        viewer->page.shown++;
    }
    return is_unfinished(viewer);
}

static void
show_day(struct viewer *viewer, struct access_day *day)
{
    for (size_t i = 0; i < day->count; i++) {
        access_show_item(&viewer->page.jw, &viewer->show, &day->items[i]);
    }
    if (day->count > 0) {
        viewer->page.shown += day->count;
        viewer->page.after_seq = day->last;
    }
    access_day_clear(day);
}

/* A page holds whole days, or else what is counted together would depend on where pages end: it ends in front of the
 * day that does not fit, and shows the first one in any case. */
static bool
fits(const struct viewer *viewer, const struct access_day *day)
{
    return viewer->page.shown == 0 || viewer->page.shown + day->count <= viewer->page.limit;
}

/* The search ended, or the page looked at enough: what there is of the last day. Only a day that is too large for a
 * page by itself is shown in pieces. */
static bool
show_last_day(struct viewer *viewer, struct access_day *day, bool looked_enough)
{
    bool unfinished = looked_enough || search_is_unfinished(viewer->search, &(uint64_t){0});
    if (unfinished && viewer->page.shown == 0 && day->count == 0) {
        return is_unfinished(viewer);
    }
    if (!fits(viewer, day) || (unfinished && viewer->page.shown > 0)) {
        return true;
    }
    show_day(viewer, day);
    return unfinished;
}

static bool
fold_days(struct viewer *viewer, struct access_day *day)
{
    struct search_hit hit;
    size_t looked = 0;
    while (looked < LIMIT_SCAN_MAX && search_next(viewer->search, &hit)) {
        if (access_day_is_over(day, &hit.view)) {
            if (!fits(viewer, day)) {
                return true;
            }
            show_day(viewer, day);
            if (page_has_its_fill(&viewer->page)) {
                return true;
            }
        }
        looked++;
        txn_set_error(viewer->show.txn, access_day_add(day, &hit.view));
    }
    return show_last_day(viewer, day, looked == LIMIT_SCAN_MAX);
}

static bool
show_folded(struct viewer *viewer)
{
    struct access_day day = {.items = NULL};
    bool more = fold_days(viewer, &day);
    access_day_free(&day);
    return more;
}

static enum tnw_err
show_page(struct viewer *viewer)
{
    struct access_show *show = &viewer->show;
    struct page *page = &viewer->page;
    const struct search_query query = {.dossier = show->dossier->id, .reverse = true, .after = page->after_seq};
    viewer->search = search_open(show->txn, &query);
    if (viewer->search == NULL) {
        return TNW_OK; /* sticky in the transaction */
    }
    bool more = viewer->fold ? show_folded(viewer) : show_each(viewer);
    search_close(&viewer->search);
    page_end_seq(page, more);
    enum tnw_err err = show->proof ? access_show_sealed(&page->jw, show, viewer->later_page) : TNW_OK;
    page_close(show->call, page);
    return err;
}

/* It outlives the dossier: of one that was erased its patient reads on. */
static enum tnw_err
open_log(struct call *call, struct txn *txn, struct access *access)
{
    struct erasure erasure;
    const struct id *dossier = &call->in->path_id[0];
    enum tnw_err err = access_open(call, txn, dossier, access);
    if (err == TNW_E_NOT_FOUND && id_is_zero(&call->found.audit.dossier)) {
        err = erased_open(call, txn, dossier, &erasure);
        access->dossier.id = *dossier;
        access->is_subject = err == TNW_OK;
    }
    return err == TNW_OK && !access->is_subject ? TNW_E_NOT_FOUND : err;
}

enum tnw_err
op_access_log_read(struct call *call, struct txn *txn)
{
    struct access access;
    struct viewer viewer = {.show = {.call = call, .txn = txn, .dossier = &access.dossier}};
    enum tnw_err err = open_log(call, txn, &access);
    if (err == TNW_OK) {
        err = take_view(&viewer);
    }
    if (err == TNW_OK) {
        audit_facts_ground(&call->found.audit, "own_dossier");
        err = show_page(&viewer);
    }
    access_close(&access);
    return err;
}
