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
}

bool
verify_run_renew(struct verify_run *run)
{
    if (run->err != TNW_OK || ++run->looks < LIMIT_CHECK_ROWS) {
        return false;
    }
    txn_abort(&run->txn);
    verify_run_note(run);
    verify_run_begin(run);
    return run->err == TNW_OK;
}

void
verify_run_note(struct verify_run *run)
{
    const struct verify_input *input = run->input;
    if (input->progress != NULL) {
        input->progress(input->ctx, run->done < run->total ? run->done : run->total, run->total);
    }
    if (input->save != NULL && run->place.part != VERIFY_LOG) {
        run->place.result = *run->result;
        input->save(input->ctx, &run->place);
    }
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
