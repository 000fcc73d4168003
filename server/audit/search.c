#include "audit/search.h"

#include <stdlib.h>

#include "base/limits.h"
#include "store/audit/audit_index.h"
#include "store/audit/audit_log.h"
#include "store/audit/evidence.h"
#include "store/audit/unfiled.h"
#include "store/records/own/kept_clock.h"
#include "store/store.h"

#define CRITERIA 7

struct search {
    struct txn *txn;
    struct search_query query;
    uint64_t filed;   /* records below it have postings in the store */
    uint64_t covered; /* and from there to here in memory */
    uint64_t low;     /* what is left to look at: [low, high) */
    uint64_t high;
    size_t looked;
    size_t count; /* criteria */
    struct audit_index lists[];
};

static size_t
make_search_keys(const struct search_query *query, struct audit_index_key keys[CRITERIA])
{
    size_t count = 0;
    const struct {
        enum audit_index_kind kind;
        const struct id *id;
    } ids[] = {{AUDIT_INDEX_REQUEST, &query->request},
               {AUDIT_INDEX_DOSSIER, &query->dossier},
               {AUDIT_INDEX_ACTOR, &query->actor},
               {AUDIT_INDEX_ORGANISATION, &query->organisation}};
    const struct {
        enum audit_index_kind kind;
        struct slice text;
    } texts[] = {{AUDIT_INDEX_ACTION, query->action},
                 {AUDIT_INDEX_DECISION, query->decision},
                 {AUDIT_INDEX_GROUND, query->ground}};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        if (!id_is_zero(ids[i].id)) {
            keys[count++] = audit_index_id(ids[i].kind, ids[i].id);
        }
    }
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (texts[i].text.len > 0) {
            keys[count++] = audit_index_text(texts[i].kind, texts[i].text);
        }
    }
    return count;
}

/* false: sticky error. There must be a record at that place. */
static bool
read_hit(struct txn *txn, uint64_t seq, struct search_hit *hit)
{
    hit->seq = seq;
    if (audit_log_get(txn, seq, &hit->record) && record_view_parse(&hit->view, hit->record, seq) == TNW_OK) {
        return true;
    }
    txn_set_error(txn, TNW_E_CORRUPT);
    return false;
}

/* The first record of [low, high) of that time or later; high when there is none. Time must not go back in there. */
static uint64_t
find_time(struct txn *txn, uint64_t low, uint64_t high, time_ms time)
{
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        struct search_hit hit;
        if (!read_hit(txn, middle, &hit)) {
            return high;
        }
        if (hit.view.time < time) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void
set_bounds(struct search *search, uint64_t size)
{
    const struct search_query *query = &search->query;
    search->high = size;
    if (query->after != UINT64_MAX && query->reverse) {
        search->high = query->after < size ? query->after : size;
    } else if (query->after != UINT64_MAX) {
        search->low = query->after + 1;
    }
    /* Where time went back (clock_reset.h), what lies in front is looked at one by one. */
    struct kept_clock clock;
    (void)kept_clock_get(search->txn, &clock);
    uint64_t ordered = clock.back == 0 ? 0 : clock.back - 1;
    if (query->has_from && search->low >= ordered) {
        search->low = find_time(search->txn, search->low, search->high, query->from);
    }
    if (query->has_until && search->high > ordered) {
        uint64_t low = search->low > ordered ? search->low : ordered;
        search->high = find_time(search->txn, low, search->high, query->until);
    }
}

struct search *
search_open(struct txn *txn, const struct search_query *query)
{
    struct audit_index_key keys[CRITERIA];
    size_t count = make_search_keys(query, keys);
    struct search *search = malloc(sizeof *search + count * sizeof search->lists[0]);
    const struct audit_tail *tail = audit_log_tail(txn);
    if (search == NULL) {
        txn_set_error(txn, TNW_E_NO_MEMORY);
    }
    if (search == NULL || tail == NULL) {
        free(search);
        return NULL;
    }
    *search = (struct search){.txn = txn, .query = *query, .filed = evidence_filed(txn), .count = count};
    bool covers = unfiled_covers(audit_index_unfiled(txn), search->filed, &search->covered);
    search->covered = !covers ? search->filed : search->covered < tail->tree.size ? search->covered : tail->tree.size;
    for (size_t i = 0; i < count; i++) {
        audit_index_open(&search->lists[i], txn, &keys[i], query->reverse);
    }
    set_bounds(search, tail->tree.size);
    if (txn_error(txn) != TNW_OK) {
        search_close(&search);
    }
    return search;
}

void
search_close(struct search **search)
{
    free(*search);
    *search = NULL;
}

static bool
lists_dossier(struct txn *txn, const struct search_hit *hit, const struct id *dossier)
{
    struct slice links;
    if (hit->view.listed_count == 0) {
        return false;
    }
    if (audit_log_get_links(txn, hit->seq, &links) != hit->view.listed_count) {
        txn_set_error(txn, TNW_E_CORRUPT);
        return false;
    }
    for (size_t i = 0; i < hit->view.listed_count; i++) {
        struct audit_link link = audit_log_link(links, i);
        if (id_eq(&link.dossier, dossier)) {
            return true;
        }
    }
    return false;
}

static bool
record_has_ground(struct slice grounds, struct slice wanted)
{
    struct slice ground;
    while (record_view_next_ground(&grounds, &ground)) {
        if (slice_eq(ground, wanted) || slice_eq(record_view_ground_kind(ground), wanted)) {
            return true;
        }
    }
    return false;
}

static bool
is_id(const struct id *wanted, const struct id *id)
{
    return id_is_zero(wanted) || id_eq(wanted, id);
}

/* Who did it, or in whose name. */
static bool
is_actor(const struct id *wanted, const struct record_view *view)
{
    return is_id(wanted, &view->actor) || id_eq(wanted, &view->acted_for);
}

static bool
is_text(struct slice wanted, struct slice text)
{
    return wanted.len == 0 || slice_eq(wanted, text);
}

static bool
is_in_time(const struct search_query *query, time_ms time)
{
    return (!query->has_from || time >= query->from) && (!query->has_until || time < query->until);
}

/* All that lists of places can be asked for. */
static bool
has_criteria(const struct search *search, const struct search_hit *hit)
{
    const struct search_query *query = &search->query;
    const struct record_view *view = &hit->view;
    return is_id(&query->request, &view->request) && is_actor(&query->actor, view) &&
           is_id(&query->organisation, &view->organisation) && is_text(query->action, view->action) &&
           is_text(query->decision, view->decision) &&
           (query->ground.len == 0 || record_has_ground(view->ground, query->ground)) &&
           (is_id(&query->dossier, &view->dossier) || lists_dossier(search->txn, hit, &query->dossier));
}

static bool
has_more(const struct search *search)
{
    return search->low < search->high && txn_error(search->txn) == TNW_OK;
}

static bool
may_look(const struct search *search)
{
    return has_more(search) && search->looked < LIMIT_SEARCH_LOOK;
}

/* The next place to look at, while there is one. */
static uint64_t
next_place(const struct search *search)
{
    return search->query.reverse ? search->high - 1 : search->low;
}

/* Nothing before that place, in the search's direction, is left to look at. */
static void
move_to(struct search *search, uint64_t seq)
{
    if (search->query.reverse) {
        search->high = seq + 1;
    } else {
        search->low = seq;
    }
}

static void
move_behind(struct search *search, uint64_t seq)
{
    if (search->query.reverse) {
        search->high = seq;
    } else {
        search->low = seq + 1;
    }
}

/* There is nothing more where it looks now: among the postings of the store, or among those in memory. What is left is
 * on the other side of their border, when it was not looked at before. */
static void
end_postings(struct search *search)
{
    bool stored = next_place(search) < search->filed;
    if (!search->query.reverse) {
        search->low = stored ? search->filed : search->covered;
    } else {
        search->high = stored || search->filed < search->low ? search->low : search->filed;
    }
}

/* The first place of list i at or behind the one that is wanted, on the same side of the border. false: there is none,
 * or the postings in memory are gone, which leaves the records to be read. */
static bool
seek_posting(struct search *search, size_t i, uint64_t wanted, uint64_t *seq, bool *is_lost)
{
    struct audit_index *list = &search->lists[i];
    if (wanted < search->filed) {
        return audit_index_seek(list, wanted, seq) && *seq < search->filed;
    }
    enum unfiled_found found = unfiled_seek(audit_index_unfiled(search->txn), &list->key, search->filed,
                                            search->covered, wanted, search->query.reverse, seq);
    *is_lost = found == UNFILED_LOST;
    return found == UNFILED_FOUND;
}

/* Leaps to the next place that is on all lists. false: none among the records with postings, which leaves only those
 * behind them, or it has looked at enough. */
static bool
leap(struct search *search)
{
    size_t agreed = 0;
    for (size_t i = 0; agreed < search->count; i = (i + 1) % search->count) {
        uint64_t seq;
        uint64_t wanted = next_place(search);
        bool is_lost = false;
        if (!may_look(search)) {
            return false;
        }
        search->looked++;
        if (!seek_posting(search, i, wanted, &seq, &is_lost)) {
            if (is_lost) {
                search->covered = search->filed;
            } else {
                end_postings(search);
            }
            return false;
        }
        agreed = seq == wanted ? agreed + 1 : 1;
        move_to(search, seq);
    }
    return has_more(search);
}

bool
search_next(struct search *search, struct search_hit *hit)
{
    while (may_look(search)) {
        bool indexed = search->count > 0 && next_place(search) < search->covered;
        if (indexed && !leap(search)) {
            continue;
        }
        search->looked++;
        if (!read_hit(search->txn, next_place(search), hit)) {
            return false;
        }
        move_behind(search, hit->seq);
        bool fits = has_criteria(search, hit);
        if (fits && is_in_time(&search->query, hit->view.time)) {
            return txn_error(search->txn) == TNW_OK;
        }
        if (indexed && !fits) {
            txn_set_error(search->txn, TNW_E_CORRUPT);
        }
    }
    return false;
}

bool
search_is_unfinished(const struct search *search, uint64_t *after)
{
    if (!has_more(search)) {
        return false;
    }
    *after = search->query.reverse ? search->high : search->low - 1;
    return true;
}
