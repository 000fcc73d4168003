/*
 * On an engine with a journey to its data the ledger asks for nearly nothing: the workers have read it. What it still
 * asks for is counted here, for each operation of the story, when nothing was written since the worker looked.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fault/fault_story.h"
#include "ledger/ledger_run.h"

/* Once for a batch, not for each request: generation, registry and the log's tail. */
#define OF_THE_BATCH 3

/* What a row may ask for beyond that, since the worker cannot name it: what is made now, and whom that tells of it. */
static const struct {
    const char *op;
    unsigned most;
} rows[] = {
    /* of what is new: its data key, which wrapping key it gets; of it and of each fiche: its ordinal, and the blocks of
     * its terms in one journey */
    {"actor.add", 11},
    {"actor.change", 9},
    {"actor.disable", 6},
    {"dossier.open", 7},
    {"consent.give", 2},
    {"consent.ask", 1},
    {"consent.answer", 2},
    {"consent.withdraw", 2},
    {"participant.add", 4},
    {"participant.remove", 3},
    {"thread.start", 5},
    {"thread.close", 1},
    {"message.send", 2},
    {"message.acknowledge", 1},
    {"inbox.mark_seen", 2},
    {"dossier.close", 3},
    {"dossier.reopen", 2},
    {"dossier.erase", 4},
    {"audit.cosign", 1}, /* the checkpoint */
    {"fragment.list", 2},
    {"fragment.add", 2}, /* the first look of somebody new: the patient is told */
    {"fragment.sign", 1},
    {"fragment.retract", 2}, /* those who may read it are told; a piece */
    {"attachment.add", 7},   /* three jobs, one behind the other; whether the dossier was erased meanwhile */
    {"facts.set", 1},        /* the version that it made: the answer tells its number */
    {"directory.import", 6}, /* what its rows name, by keys of the operator */
    {"fiche.add", 4},
    {"fiche.change", 2},
    {"fiche.remove", 2},
    /* what the call itself has just put */
    {"casus.start", 1},
    {"moment.add", 2},
    {"moment.sign_up", 1},
};

static unsigned
most_of(const char *op)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(rows[i].op, op) == 0) {
            return OF_THE_BATCH + rows[i].most;
        }
    }
    return OF_THE_BATCH;
}

static struct store_stats
stats_of(const struct fault_world *world)
{
    struct store_stats stats;
    assert_int_equal(store_stats(world->w->place->store, &stats), TNW_OK);
    return stats;
}

/* Snapshots show all that came before; returns how many gets no hint answered. */
static uint64_t
play_settled(struct fault_story *story, const struct fault_step *step)
{
    struct fault_ask ask;
    assert_int_equal(ledger_run(story->world->ledger, 0, NULL, NULL), TNW_OK);
    uint64_t before = stats_of(story->world).unhinted;
    fault_ask_make(&ask, story, step);
    fault_ask_run(&ask, story->world);
    if (fault_ask_status(&ask) != step->status) {
        fail_msg("%s: %d\n%.*s", step->request, fault_ask_status(&ask), (int)fault_ask_body(&ask).len,
                 (const char *)fault_ask_body(&ask).ptr);
    }
    fault_story_note(story, step, &ask);
    fault_ask_free(&ask);
    return stats_of(story->world).unhinted - before;
}

static void
the_ledger_asks_for_nearly_nothing(void **state)
{
    struct fault_world *world = fault_world_new(true);
    struct fault_story story;
    unsigned over = 0;
    (void)state;
    fault_story_begin(&story, world);
    for (size_t i = 0; i < fault_steps_count; i++) {
        const struct fault_step *step = &fault_steps[i];
        if (step->op == NULL) {
            fault_story_seal(&story);
            continue;
        }
        uint64_t asked = play_settled(&story, step);
        if (asked > most_of(step->op)) {
            print_message("%s (%d): %u gets, at most %u\n", step->op, step->status, (unsigned)asked, most_of(step->op));
            over++;
        }
    }
    assert_int_equal(over, 0);
    assert_true(stats_of(world).hinted > 100);
    fault_story_end(&story);
    fault_world_free(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_ledger_asks_for_nearly_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
