#include "bench/evidence/evidence_write.h"

#include <stdlib.h>
#include <string.h>

#include "bench/evidence/evidence_load.h"
#include "ledger/sealer.h"
#include "store/records/dossier.h"

/* Messages that each dossier has at the start. */
#define HISTORY 4
#define DOSSIERS_PER_COMMIT 1024
#define MAP_SIZE (UINT64_C(6) << 30)
#define LOG_NAME "bench.test"

/* A ledger over a store, with or without a sealer. */
struct side {
    struct evidence_store at;
    struct log log;
    struct clock clock;
    struct ledger *ledger;
    struct log_key key;
    struct state_file state;
};

static void
make_dossier(struct txn *txn, uint64_t number, struct evidence_random *random)
{
    struct dossier dossier = {.id = evidence_store_dossier(number), .niss = "00000000000", .participant_count = 3};
    struct hash identity = hash_of(id_slice(&dossier.id));
    dossier_create(txn, &dossier, &identity);
    for (unsigned i = 0; i < HISTORY; i++) {
        struct id message = id_new(INT64_C(1772445600000) + i);
        evidence_load_put(txn, number, &message, random);
    }
    dossier_wipe(&dossier);
}

static void
make_dossiers(struct store *store, uint64_t count)
{
    struct evidence_random random = evidence_random(count);
    for (uint64_t done = 0; done < count;) {
        struct txn *txn;
        evidence_store_must(txn_begin_write(store, &txn), "write");
        for (unsigned i = 0; i < DOSSIERS_PER_COMMIT && done < count; i++, done++) {
            make_dossier(txn, done, &random);
        }
        evidence_store_must(txn_commit(&txn), "commit");
    }
}

static void
die(void *ctx, enum tnw_err err)
{
    (void)ctx;
    evidence_store_must(err, "ledger");
}

static void
open_side(struct side *side, const struct evidence_write_plan *plan, const char *name)
{
    char path[EVIDENCE_STORE_PATH + 16];
    char where[256] = "";
    side->log.level = LOG_LEVEL_WARNING;
    side->clock = clock_system();
    evidence_store_open(&side->at, plan->folder, name, MAP_SIZE);
    (void)snprintf(path, sizeof path, "%s/audit-key", side->at.folder);
    evidence_store_must(log_key_create(path, LOG_NAME), path);
    evidence_store_must(log_key_load(&side->key, path, where), where);
    (void)snprintf(path, sizeof path, "%s/audit-state", side->at.folder);
    evidence_store_must(state_file_create(path, slice_str(LOG_NAME)), path);
    evidence_store_must(state_file_load(&side->state, path, slice_str(LOG_NAME), where), where);
    make_dossiers(side->at.store, plan->dossiers);
    evidence_store_must(ledger_start(&side->ledger, side->at.store, NULL, &side->log, die, NULL), "ledger");
}

static void
close_side(struct side *side)
{
    ledger_free(&side->ledger);
    state_file_wipe(&side->state);
    log_key_wipe(&side->key);
    evidence_store_close(&side->at);
}

static struct sealer *
start_sealer(struct side *side)
{
    static const uint8_t policy[HASH_SIZE];
    const struct sealer_options options = {.store = side->at.store,
                                           .ledger = side->ledger,
                                           .log = &side->log,
                                           .key = &side->key,
                                           .clock = &side->clock,
                                           .policy = policy,
                                           .state = &side->state};
    struct sealer *sealer;
    evidence_store_must(sealer_start(&sealer, &options), "sealer");
    return sealer;
}

/* Ends when all that was written is under a checkpoint. */
static void
stop_sealer(struct side *side, struct sealer *sealer)
{
    struct store_stats stats;
    sealer_stop(&sealer);
    evidence_store_must(store_stats(side->at.store, &stats), "statistics");
    evidence_store_must(stats.sealed == stats.records ? TNW_OK : TNW_E_UNAVAILABLE, "the sealer does not keep up");
}

/* What this process has handed to write() and its kin so far. */
static uint64_t
bytes_written(void)
{
    static const char name[] = "wchar: ";
    unsigned long long bytes = 0;
    char line[128];
    FILE *io = fopen("/proc/self/io", "r");
    while (io != NULL && fgets(line, sizeof line, io) != NULL) {
        if (strncmp(line, name, sizeof name - 1) == 0) {
            bytes = strtoull(line + sizeof name - 1, NULL, 10);
        }
    }
    if (io != NULL) {
        (void)fclose(io);
    }
    return bytes;
}

/* The sealer runs only during the round, and sealing the last writes counts too. */
static void
run_round(struct side *side, const struct evidence_write_plan *plan, struct evidence_write_rounds *out, bool seals)
{
    const unsigned number = out->count++;
    const struct evidence_load load = {.ledger = side->ledger,
                                       .dossiers = plan->dossiers,
                                       .outstanding = plan->outstanding,
                                       .seconds = plan->seconds,
                                       .seed = (uint64_t)(number + 1) << 48};
    uint64_t bytes = bytes_written();
    uint64_t start = evidence_store_now();
    struct sealer *sealer = seals ? start_sealer(side) : NULL;
    uint64_t written = evidence_load_run(&load);
    uint64_t last = evidence_store_now();
    if (seals) {
        stop_sealer(side, sealer);
    }
    uint64_t end = evidence_store_now();
    out->per_second[number] = (double)written * 1e9 / (double)(end - start);
    out->kib_each[number] = (double)(bytes_written() - bytes) / 1024 / (double)written;
    out->behind_ms[number] = (double)(end - last) / 1e6;
}

void
evidence_write_run(struct evidence_write_result *out, const struct evidence_write_plan *plan)
{
    struct side with = {.ledger = NULL};
    struct side without = {.ledger = NULL};
    out->dossiers = plan->dossiers;
    out->outstanding = plan->outstanding;
    open_side(&with, plan, "with");
    open_side(&without, plan, "without");
    stop_sealer(&with, start_sealer(&with));
    for (unsigned i = 0; i < plan->rounds; i++) {
        run_round(&without, plan, &out->without, false);
        run_round(&with, plan, &out->with, true);
    }
    close_side(&with);
    close_side(&without);
}

static int
compare(const void *a, const void *b)
{
    const double *one = a;
    const double *other = b;
    return (*one > *other) - (*one < *other);
}

static double
median(const double *values, unsigned count)
{
    double sorted[EVIDENCE_WRITE_ROUNDS];
    for (unsigned i = 0; i < count; i++) {
        sorted[i] = values[i];
    }
    qsort(sorted, count, sizeof *sorted, compare);
    return (sorted[count / 2] + sorted[(count - 1) / 2]) / 2;
}

static void
print_values(const char *name, const double *values, unsigned count, FILE *out)
{
    (void)fprintf(out, "\"%s\":%.2f,\"%s_rounds\":[", name, median(values, count), name);
    for (unsigned i = 0; i < count; i++) {
        (void)fprintf(out, "%s%.2f", i == 0 ? "" : ",", values[i]);
    }
    (void)fputs("]", out);
}

static void
print_rounds(const char *name, const struct evidence_write_rounds *rounds, FILE *out)
{
    (void)fprintf(out, "\"%s\":{", name);
    print_values("per_second", rounds->per_second, rounds->count, out);
    (void)fputs(",", out);
    print_values("kib_each", rounds->kib_each, rounds->count, out);
    (void)fputs(",", out);
    print_values("behind_ms", rounds->behind_ms, rounds->count, out);
    (void)fputs("},", out);
}

void
evidence_write_print(const struct evidence_write_result *result, FILE *out)
{
    (void)fprintf(out, "{\"dossiers\":%llu,\"outstanding\":%u,", (unsigned long long)result->dossiers,
                  result->outstanding);
    print_rounds("with", &result->with, out);
    print_rounds("without", &result->without, out);
    (void)fprintf(out, "\"ratio\":%.3f}",
                  median(result->with.per_second, result->with.count) /
                      median(result->without.per_second, result->without.count));
}
