#include "fault/fault_world.h"

#include <stdio.h>
#include <stdlib.h>

#include "audit/seal.h"
#include "ledger/ledger_run.h"
#include "store/audit/audit_log.h"

static void
must(bool holds, const char *what)
{
    if (!holds) {
        (void)fprintf(stderr, "fault_world: %s\n", what);
        abort();
    }
}

static void
set_keys(struct fault_world *world)
{
    uint8_t seed[SIGN_SEED] = {7};
    uint8_t public_key[SIGN_PUBLIC];
    char path[SCRATCH_PATH + 16];
    char where[256] = "";
    (void)snprintf(path, sizeof path, "%s/audit-key", world->w->place->folder);
    must(log_key_create(path, "fault.test") == TNW_OK && log_key_load(&world->key, path, where) == TNW_OK, where);
    must(sign_key_new(&world->witness, seed) == TNW_OK, "witness");
    sign_key_public(world->witness, public_key);
    must(note_key_set(&world->witness_key, slice_str("witness.test"), NOTE_COSIGNATURE, public_key) == TNW_OK, "key");
    world->trust = (struct trust){.log = world->key.public, .witnesses = {world->witness_key}, .witness_count = 1};
    world->w->world.trust = &world->trust;
}

struct fault_world *
fault_world_new(bool is_far)
{
    struct fault_world *world = calloc(1, sizeof *world);
    must(world != NULL, "memory");
    world->w = service_world_on(place_prepare());
    world->is_far = is_far;
    set_keys(world);
    fault_world_open(world, memory_disk_new());
    return world;
}

void
fault_world_free(struct fault_world **world)
{
    struct fault_world *it = *world;
    void *w = it->w;
    fault_world_close(it);
    memory_disk_free(&it->disk);
    log_key_wipe(&it->key);
    sign_key_free(&it->witness);
    (void)service_tear_down(&w);
    free(it);
    *world = NULL;
}

static void
note_fatal(void *ctx, enum tnw_err err)
{
    (void)err;
    ((struct fault_world *)ctx)->is_fatal = true;
}

void
fault_world_open(struct fault_world *world, struct memory_disk *disk)
{
    const struct memory_options options = {.disk = disk, .is_far = world->is_far};
    struct place *place = world->w->place;
    char where[256] = "";
    must(disk != NULL && memory_engine_open(&world->engine, &options, &layout_schema) == TNW_OK, "engine");
    must(store_open(&place->store, world->engine, place->keyring, true, where) == TNW_OK, where);
    world->disk = disk;
    world->is_fatal = false;
    world->w->world.store = place->store;
    must(ledger_start(&world->ledger, place->store, NULL, &world->w->log, note_fatal, world) == TNW_OK, "ledger");
    /* Its thread is there: what fails from now on fails in what is tried, and not in the making of a thread. */
    must(ledger_run(world->ledger, 0, NULL, NULL) == TNW_OK, "ledger");
}

void
fault_world_stop(struct fault_world *world)
{
    ledger_free(&world->ledger);
}

void
fault_world_close(struct fault_world *world)
{
    fault_world_stop(world);
    place_close(world->w->place);
    world->engine = NULL;
}

/* Half of what is sealed lies in the search index, the rest in memory. */
static void
file_sealed(struct txn *txn)
{
    struct postings postings = {.oldest = 0};
    struct postings_turn turn = {.order = NULL};
    bool more;
    must(postings_catch_up(&postings, txn, (size_t)audit_log_size(txn) / 2, &more) == TNW_OK, "postings");
    if (postings_turn_begin(&turn, txn, true)) {
        must(postings_turn_apply(&turn, txn) == TNW_OK, "file");
        postings_turn_applied(&turn);
    }
    must(postings_catch_up(&postings, txn, SIZE_MAX, &more) == TNW_OK, "postings");
    postings_turn_wipe(&turn);
    postings_wipe(&postings);
}

void
fault_world_seal(struct fault_world *world)
{
    struct txn *txn;
    struct seal_plan plan;
    struct buf note = {0};
    must(ledger_run(world->ledger, 0, NULL, NULL) == TNW_OK, "settle");
    must(txn_begin_write(world->w->place->store, &txn) == TNW_OK, "write");
    must(seal_plan_make(&plan, txn, slice_str(world->key.public.name), 1000) == TNW_OK, "plan");
    must(plan.next != SEAL_RECORD ||
             seal_plan_record(&plan, txn, world->w->world.policy->hash, clock_now(&world->w->world.clock)) == TNW_OK,
         "record");
    must(log_key_sign(&world->key, buf_slice(&plan.text), &note) == TNW_OK, "sign");
    must(seal_plan_apply(&plan, txn, buf_slice(&note)) == TNW_OK, "apply");
    file_sealed(txn);
    must(txn_commit(&txn) == TNW_OK, "commit");
    buf_free(&note);
    seal_plan_wipe(&plan);
}

void
fault_world_cosignature(struct fault_world *world, char *out, size_t size, uint64_t *sealed)
{
    struct txn *txn = place_read(world->w->place);
    struct checkpoint checkpoint;
    struct note note;
    struct buf line = {0};
    must(seal_newest(txn, &checkpoint, &note) == TNW_OK, "note");
    must(note_sign(&line, note.text, &world->witness_key, world->witness, 1772445600) == TNW_OK, "cosign");
    line.len--; /* its line end */
    must(line.len < size, "line");
    (void)snprintf(out, size, "%s", buf_text(&line));
    *sealed = checkpoint.size;
    buf_free(&line);
    txn_abort(&txn);
}

struct fault_counts
fault_world_count(struct memory_disk *disk)
{
    struct fault_counts counts;
    for (unsigned space = 0; space < SPACE_COUNT; space++) {
        counts.of[space] = memory_disk_count(disk, space);
    }
    return counts;
}

void
fault_world_last_record(struct memory_disk *disk, struct buf *out)
{
    const struct engine_range last = {.space = SPACE_AUDIT, .reverse = true};
    struct memory_disk *fork = memory_disk_fork(disk);
    const struct memory_options options = {.disk = fork};
    struct engine *engine;
    struct engine_txn *txn;
    struct slice key;
    struct slice value;
    must(fork != NULL && memory_engine_open(&engine, &options, &layout_schema) == TNW_OK, "fork");
    must(engine_begin(engine, false, &txn) == TNW_OK, "begin");
    if (engine_first(txn, &last, &key, &value) == TNW_OK) {
        struct cursor seq = cursor_of(key);
        struct cursor cur = cursor_of(value);
        (void)cursor_slice(&cur, audit_log_completes(cursor_u64(&seq)) * HASH_SIZE);
        buf_put_slice(out, cursor_rest(&cur));
    }
    engine_abort(&txn);
    engine_close(&engine);
    memory_disk_free(&fork);
}
