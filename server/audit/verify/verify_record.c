#include "audit/verify/verify_record.h"

/* One record: its form and place, and its links to the records before it of the same dossiers. */
#include <inttypes.h>

#include "audit/clock_reset.h"
#include "audit/record_rules.h"
#include "audit/verify/verify_heads.h"
#include "audit/verify/verify_map.h"
#include "audit/verify/verify_tree.h"
#include "store/records/own/kept_clock.h"

#define NUMBER PRIu64

static bool
is_zero(const struct hash *hash)
{
    static const struct hash zero = {{0}};
    return hash_eq(hash, &zero);
}

/* Whether the record follows the dossier's last one; it is then the last one itself. */
static void
follow(struct verify_run *run, uint64_t seq, const struct audit_link *link, const struct hash *leaf)
{
    struct verify_head *head = verify_heads_get(run, &link->dossier);
    char dossier[ID_TEXT];
    if (head == NULL) {
        return;
    }
    id_format(dossier, ID_DOSSIER, &link->dossier);
    if (head->counter == 0 && (link->counter != 1 || !is_zero(&link->previous))) {
        verify_run_find(run, VERIFY_LINK,
                        "record %" NUMBER ": says to be number %" NUMBER " of %s; before it the log has none", seq,
                        link->counter, dossier);
    } else if (link->counter != head->counter + 1) {
        verify_run_find(run, VERIFY_LINK,
                        "record %" NUMBER ": says to be number %" NUMBER " of %s; the one before, record %" NUMBER
                        ", is number %" NUMBER,
                        seq, link->counter, dossier, head->seq, head->counter);
    } else if (head->counter > 0 && !hash_eq(&link->previous, &head->leaf)) {
        verify_run_find(run, VERIFY_LINK,
                        "record %" NUMBER ": does not follow record %" NUMBER
                        " of %s as it is now: that one was changed",
                        seq, head->seq, dossier);
    }
    head->counter = link->counter;
    head->leaf = *leaf;
    head->seq = seq;
    const struct map_entry entry = {.key = map_key(&link->dossier), .counter = link->counter, .head = *leaf};
    enum tnw_err err = map_follow_note(&run->follow, seq, &entry);
    if (err != TNW_OK) {
        run->err = err;
    }
}

/* The openings lie beside the record, which holds commitments to them. */
static void
follow_listed(struct verify_run *run, const struct record_view *view, const struct hash *leaf)
{
    struct slice links;
    size_t count = audit_log_get_links(run->txn, view->seq, &links);
    if (verify_run_was_damaged(run) || count != view->listed_count) {
        verify_run_find(run, VERIFY_LISTED,
                        "record %" NUMBER ": lists %zu dossiers, and not as many openings lie beside it", view->seq,
                        view->listed_count);
        return;
    }
    for (size_t i = 0; i < view->listed_count; i++) {
        struct audit_link link = audit_log_link(links, i);
        struct hash stated = record_view_listed(view, i);
        struct hash opened = audit_link_commitment(&link);
        if (!hash_eq(&stated, &opened) || id_is_zero(&link.dossier)) {
            verify_run_find(run, VERIFY_LISTED, "record %" NUMBER ": opening %zu is not that of its commitment",
                            view->seq, i + 1);
            continue;
        }
        follow(run, view->seq, &link, leaf);
    }
}

static void
look_at(struct verify_run *run, uint64_t seq, struct slice record, const struct hash *leaf)
{
    struct record_view view;
    if (record_view_parse(&view, record, seq) != TNW_OK) {
        verify_run_find(run, VERIFY_RECORD,
                        "record %" NUMBER ": is not in the form of a record, or says to be at another place", seq);
        return;
    }
    if (!clock_reset_explains(view.action, view.ground, view.time, run->time)) {
        verify_run_find(run, VERIFY_RECORD, "record %" NUMBER ": is older than the one in front of it", seq);
    } else if (view.time < run->time) {
        run->back = seq + 1;
    }
    run->time = view.time;
    const char *broken = record_rules_broken(&view);
    if (broken != NULL) {
        verify_run_find(run, VERIFY_RULE, "record %" NUMBER ": %s", seq, broken);
    }
    if (!id_is_zero(&view.dossier)) {
        const struct audit_link link = {.dossier = view.dossier, .counter = view.counter, .previous = view.previous};
        follow(run, seq, &link, leaf);
    }
    follow_listed(run, &view, leaf);
    if (view.has_map) {
        verify_map_named(run, &view);
    }
}

void
verify_record_next(struct verify_run *run)
{
    uint64_t seq = run->tree.size;
    struct slice record;
    run->done++;
    bool found = audit_log_get(run->txn, seq, &record);
    if (verify_run_was_damaged(run) || !found) {
        verify_run_find(run, VERIFY_RECORD, "record %" NUMBER ": is missing, or its nodes are", seq);
        run->holes = seq + 1;
        verify_tree_add(run, NULL);
        return;
    }
    struct hash leaf = merkle_leaf(record);
    look_at(run, seq, record, &leaf);
    verify_tree_add(run, &leaf);
}

/* Records that came since the run began may have set the clock back, too. */
void
verify_record_end(struct verify_run *run)
{
    struct kept_clock clock;
    (void)kept_clock_get(run->txn, &clock);
    if (verify_run_was_damaged(run)) {
        verify_run_find(run, VERIFY_CLOCK, "clock: damaged");
    } else if (clock.back != run->back && clock.back <= run->end) {
        verify_run_find(run, VERIFY_CLOCK, "clock: time went back last before record %" NUMBER ", and it says %" NUMBER,
                        run->back, clock.back);
    }
}
