#include "audit/verify/verify_run.h"

#include <stdarg.h>
#include <stdio.h>

#include "audit/seal.h"
#include "base/limits.h"

void
verify_run_find(struct verify_run *run, unsigned kind, const char *format, ...)
{
    char line[512];
    va_list args;
    run->result->findings++;
    if (run->told[kind]++ > 0) {
        return;
    }
    va_start(args, format);
    (void)vsnprintf(line, sizeof line, format, args);
    va_end(args);
    run->input->tell(run->input->ctx, line);
}

void
verify_run_begin(struct verify_run *run)
{
    enum tnw_err err = txn_begin_read(run->input->store, &run->txn);
    if (err != TNW_OK) {
        run->err = err;
        return;
    }
    run->source = seal_tree(run->txn);
    run->looks = 0;
    run->snapshots++;
}

/* By the stored tree, so that a log in which something was found is known again too. */
void
verify_run_mark(struct verify_run *run)
{
    const uint64_t size = run->place.part == VERIFY_LOG ? run->tree.size : run->end;
    if (run->err != TNW_OK || run->place.part > VERIFY_POSTINGS) {
        return;
    }
    run->place.size = size;
    if (proof_root(&run->source, size, &run->place.root) != TNW_OK) {
        const struct merkle_tree none = {.size = 0};
        (void)verify_run_was_damaged(run);
        run->place.size = 0;
        run->place.root = merkle_root(&none);
    }
}

bool
verify_run_renew(struct verify_run *run)
{
    if (run->err != TNW_OK || ++run->looks < LIMIT_CHECK_ROWS) {
        return false;
    }
    if (run->place.part == VERIFY_LOG && run->input->save != NULL) {
        verify_run_mark(run);
    }
    txn_abort(&run->txn);
    verify_run_note(run);
    if (run->err == TNW_OK) {
        verify_run_begin(run);
    }
    return run->err == TNW_OK;
}

/* What is not kept is looked at again by who goes on: no reason to end. */
static void
save_place(struct verify_run *run)
{
    const struct verify_input *input = run->input;
    struct buf table = {0};
    run->put_table(run, &table);
    run->place.result = *run->result;
    if (table.err == TNW_OK) {
        input->save(input->ctx, &run->place, buf_slice(&table));
    }
    buf_free(&table);
}

void
verify_run_note(struct verify_run *run)
{
    const struct verify_input *input = run->input;
    if (input->progress != NULL) {
        input->progress(input->ctx, run->done < run->total ? run->done : run->total, run->total);
    }
    bool cut = input->is_cut != NULL && input->is_cut(input->ctx);
    if (input->save != NULL && (cut || input->is_due == NULL || input->is_due(input->ctx))) {
        save_place(run);
    }
    run->err = cut ? TNW_E_UNAVAILABLE : run->err;
}

bool
verify_run_was_damaged(struct verify_run *run)
{
    enum tnw_err err = run->err == TNW_OK ? txn_error(run->txn) : TNW_OK;
    if (err == TNW_OK) {
        return false;
    }
    if (err == TNW_E_NO_MEMORY || err == TNW_E_IO) {
        run->err = err;
    } else {
        txn_abort(&run->txn);
        verify_run_begin(run);
    }
    return true;
}
