#include "service/process/waiting.h"

#include "base/limits.h"
#include "store/records/asking.h"
#include "store/records/trio/question.h"

/* The next one that waits for the patient; a writer writes only when the walk is closed. */
static bool
next_open_request(struct txn *txn, const struct id *dossier, struct id *after, struct agenda_entry *out)
{
    struct range walk;
    struct asking asking;
    bool found = false;
    asking_walk(&walk, txn, dossier, after);
    while (!found && asking_next(&walk, dossier, &asking)) {
        found = asking.answer == ASKING_OPEN;
        *after = asking.id;
        *out = asking_entry(&asking);
        asking_wipe(&asking);
    }
    range_close(&walk);
    return found;
}

static void
sweep_requests(struct txn *txn, const struct id *dossier, bool out)
{
    struct id after = {{0}};
    struct agenda_entry entry;
    while (next_open_request(txn, dossier, &after, &entry)) {
        if (out) {
            agenda_del(txn, &entry);
        } else {
            agenda_put(txn, &entry);
        }
    }
}

static bool
next_thread(struct txn *txn, const struct id *dossier, const struct id *after, struct thread *out)
{
    struct range walk;
    thread_walk(&walk, txn, dossier, after);
    bool found = thread_next(&walk, dossier, out);
    range_close(&walk);
    return found;
}

static void
sweep_thread(struct txn *txn, const struct thread *thread, bool out)
{
    for (size_t i = 0; i < thread->open_count; i++) {
        if (out) {
            question_del(txn, thread, &thread->open[i]);
        } else {
            question_put(txn, thread, &thread->open[i]);
        }
    }
}

bool
waiting_sweep(struct txn *txn, const struct id *dossier, bool out, struct id *swept)
{
    struct thread thread;
    size_t questions = 0;
    if (id_is_zero(swept)) {
        sweep_requests(txn, dossier, out);
    }
    for (size_t i = 0; i < LIMIT_SWEEP_THREADS && questions < LIMIT_SWEEP_QUESTIONS; i++) {
        if (!next_thread(txn, dossier, swept, &thread)) {
            return false;
        }
        sweep_thread(txn, &thread, out);
        questions += thread.open_count;
        *swept = thread.id;
        thread_wipe(&thread);
    }
    return true;
}
