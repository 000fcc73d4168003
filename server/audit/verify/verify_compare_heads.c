#include <inttypes.h>

#include "audit/verify/verify_compare.h"
#include "audit/verify/verify_heads.h"
#include "audit/verify/verify_log.h"

static void
compare_heads(struct verify_run *run, const struct id *dossier, const struct audit_head *stored)
{
    struct verify_head *head = verify_heads_find(&run->heads, dossier);
    char text[ID_TEXT];
    id_format(text, ID_DOSSIER, dossier);
    if (head == NULL) {
        verify_run_find(run, VERIFY_HEAD, "head of %s: there is no record of that dossier", text);
        return;
    }
    head->stored = true;
    if (stored->counter != head->counter || !hash_eq(&stored->leaf, &head->leaf)) {
        verify_run_find(run, VERIFY_HEAD, "head of %s: is not its newest record, which is record %" PRIu64, text,
                        head->seq);
    }
    if (stored->written > run->tail.tree.size) {
        verify_run_find(run, VERIFY_HEAD, "head of %s: its last change is behind the end of the log", text);
    }
}

/* The stored ones, each as it was when the log ended in the record that was read last. */
static void
look_at_heads(struct verify_run *run)
{
    struct id dossier = {{0}};
    struct audit_head stored;
    char text[ID_TEXT];
    while (run->err == TNW_OK && audit_log_next_head(run->txn, &dossier, &dossier, &stored)) {
        compare_heads(run, &dossier, &stored);
        if (verify_run_renew(run)) {
            verify_log_follow(run, VERIFY_UNTIL_END);
        }
    }
    if (verify_run_was_damaged(run)) {
        id_format(text, ID_DOSSIER, &dossier);
        verify_run_find(run, VERIFY_HEAD, "head of %s, or the one behind it: is damaged", text);
    }
}

/* Of a dossier whose head was not met: it came meanwhile, or it is missing. */
static void
look_for_head(struct verify_run *run, const struct id *dossier)
{
    struct audit_head stored;
    char text[ID_TEXT];
    if (audit_log_get_head(run->txn, dossier, &stored)) {
        compare_heads(run, dossier, &stored);
    } else if (!verify_run_was_damaged(run)) { /* a damaged one was told */
        id_format(text, ID_DOSSIER, dossier);
        verify_run_find(run, VERIFY_HEAD, "head of %s: is missing; its newest record is record %" PRIu64, text,
                        verify_heads_find(&run->heads, dossier)->seq);
    }
}

static void
list_unmet(const struct verify_heads *heads, struct buf *out)
{
    for (size_t i = 0; i < heads->room; i++) {
        if (!id_is_zero(&heads->slots[i].dossier) && !heads->slots[i].stored) {
            buf_put_slice(out, id_slice(&heads->slots[i].dossier));
        }
    }
}

void
verify_compare_heads(struct verify_run *run)
{
    struct buf unmet = {0};
    verify_log_follow(run, VERIFY_UNTIL_END);
    look_at_heads(run);
    list_unmet(&run->heads, &unmet);
    run->err = run->err == TNW_OK ? unmet.err : run->err;
    struct cursor cur = cursor_of(buf_slice(&unmet));
    while (cur.left > 0 && run->err == TNW_OK) {
        struct id dossier;
        cursor_bytes(&cur, dossier.bytes, ID_SIZE);
        verify_log_follow(run, VERIFY_UNTIL_END);
        if (run->err == TNW_OK) {
            look_for_head(run, &dossier);
        }
        (void)verify_run_renew(run);
    }
    buf_free(&unmet);
}
