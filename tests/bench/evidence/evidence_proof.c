#include "bench/evidence/evidence_proof.h"

#include <stdlib.h>

#include "audit/proof.h"
#include "audit/seal.h"
#include "bench/evidence/evidence_store.h"
#include "store/audit/audit_log.h"

/* A record with its nodes takes some 850 bytes. */
#define BYTES_PER_RECORD 1100
#define BYTES_AT_LEAST (UINT64_C(192) << 20)
#define RECORDS_PER_COMMIT 16384
/* Unmeasured proofs, as a share of the records: after so many, hardly one in a hundred meets a page that is not mapped
 * yet. */
#define WARM_UP_SHARE 40

/* More than the caches of a processor hold, and in more pages than its TLB knows. */
#define OTHER_WORK ((size_t)64 << 20)
#define CACHE_LINE 64

struct subject {
    struct evidence_store at;
    struct evidence_random random;
    struct evidence_proof_times *times;
    volatile uint8_t *other; /* memory of the work between two proofs */
};

/* What the server puts into one answer. */
struct answer {
    struct proof proof;
    struct hash root;
    struct hash leaf;
};

static void
fill(struct subject *it, uint64_t dossiers)
{
    for (uint64_t done = 0; done < it->times->records;) {
        struct txn *txn;
        evidence_store_must(txn_begin_write(it->at.store, &txn), "write");
        for (unsigned i = 0; i < RECORDS_PER_COMMIT && done < it->times->records; i++, done++) {
            uint64_t dossier = evidence_random_below(&it->random, dossiers);
            evidence_store_append(txn, dossier, &it->random);
        }
        evidence_store_must(txn_commit(&txn), "commit");
    }
    struct store_stats stats;
    evidence_store_must(store_stats(it->at.store, &stats), "statistics");
    it->times->bytes = stats.engine.used;
}

static void
make_subject(struct subject *it, const struct evidence_proof_plan *plan, const char *name, uint64_t records)
{
    uint64_t map_size = records * BYTES_PER_RECORD + BYTES_AT_LEAST;
    it->random = evidence_random(records);
    it->times->records = records;
    evidence_store_open(&it->at, plan->folder, name, map_size);
    uint64_t start = evidence_store_now();
    fill(it, plan->dossiers);
    (void)fprintf(stderr, "tnw-evidence: %llu records, %llu MiB, made in %.1f s\n", (unsigned long long)records,
                  (unsigned long long)(it->times->bytes >> 20), (double)(evidence_store_now() - start) / 1e9);
}

/* All that the server reads and hashes for such a request, in a snapshot of its own. */
static enum tnw_err
prove(struct store *store, uint64_t seq, uint64_t size, struct answer *out)
{
    struct txn *txn;
    enum tnw_err err = txn_begin_read(store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    struct proof_source tree = seal_tree(txn);
    err = proof_inclusion(&tree, seq, size, &out->proof);
    if (err == TNW_OK) {
        err = proof_root(&tree, size, &out->root);
    }
    if (err == TNW_OK && !audit_log_get_node(txn, 0, seq, &out->leaf)) {
        err = TNW_E_CORRUPT;
    }
    txn_abort(&txn);
    return err;
}

static void
do_other_work(const struct subject *it)
{
    for (size_t i = 0; i < OTHER_WORK; i += CACHE_LINE) {
        it->other[i]++;
    }
}

/* hist: NULL: not measured */
static void
prove_some(struct subject *it, uint64_t count, bool cold, struct histogram *hist)
{
    uint64_t size = it->times->records;
    for (uint64_t i = 0; i < count; i++) {
        struct answer answer;
        if (cold) {
            do_other_work(it);
        }
        uint64_t seq = evidence_random_below(&it->random, size);
        uint64_t start = evidence_store_now();
        evidence_store_must(prove(it->at.store, seq, size, &answer), "proof");
        uint64_t end = evidence_store_now();
        evidence_store_must(proof_check_inclusion(&answer.proof, &answer.leaf, seq, size, &answer.root),
                            "the proof does not hold");
        if (hist != NULL) {
            histogram_add(hist, end - start);
        }
    }
}

static void
run_round(struct subject *it, const struct evidence_proof_plan *plan, unsigned number)
{
    struct histogram *hist = calloc(1, sizeof *hist);
    evidence_store_must(hist == NULL ? TNW_E_NO_MEMORY : TNW_OK, "round");
    prove_some(it, plan->proofs, false, &it->times->warm);
    prove_some(it, plan->proofs, true, hist);
    it->times->medians[number] = histogram_quantile(hist, 500000);
    histogram_merge(&it->times->cold, hist);
    free(hist);
}

void
evidence_proof_run(struct evidence_proof_result *out, const struct evidence_proof_plan *plan)
{
    uint8_t *other = calloc(OTHER_WORK, 1);
    evidence_store_must(other == NULL ? TNW_E_NO_MEMORY : TNW_OK, "other work");
    struct subject small = {.times = &out->small, .other = other};
    struct subject large = {.times = &out->large, .other = other};
    out->rounds = plan->rounds;
    make_subject(&small, plan, "small", plan->small);
    make_subject(&large, plan, "large", plan->large);
    prove_some(&small, plan->small / WARM_UP_SHARE, false, NULL);
    prove_some(&large, plan->large / WARM_UP_SHARE, false, NULL);
    for (unsigned i = 0; i < plan->rounds; i++) {
        run_round(&small, plan, i);
        run_round(&large, plan, i);
    }
    evidence_store_close(&small.at);
    evidence_store_close(&large.at);
    free(other);
}

static double
microseconds(const struct histogram *hist, unsigned ppm)
{
    return (double)histogram_quantile(hist, ppm) / 1e3;
}

static void
print_times(const struct evidence_proof_times *times, unsigned rounds, FILE *out)
{
    (void)fprintf(out, "{\"records\":%llu,\"bytes\":%llu,\"p50_us\":%.2f,\"p99_us\":%.2f,\"back_to_back_p50_us\":%.2f,",
                  (unsigned long long)times->records, (unsigned long long)times->bytes,
                  microseconds(&times->cold, 500000), microseconds(&times->cold, 990000),
                  microseconds(&times->warm, 500000));
    (void)fputs("\"rounds_us\":[", out);
    for (unsigned i = 0; i < rounds; i++) {
        (void)fprintf(out, "%s%.2f", i == 0 ? "" : ",", (double)times->medians[i] / 1e3);
    }
    (void)fputs("]}", out);
}

void
evidence_proof_print(const struct evidence_proof_result *result, FILE *out)
{
    (void)fputs("{\"small\":", out);
    print_times(&result->small, result->rounds, out);
    (void)fputs(",\"large\":", out);
    print_times(&result->large, result->rounds, out);
    (void)fprintf(out, ",\"ratio\":%.3f,\"back_to_back_ratio\":%.3f}",
                  microseconds(&result->large.cold, 500000) / microseconds(&result->small.cold, 500000),
                  microseconds(&result->large.warm, 500000) / microseconds(&result->small.warm, 500000));
}
