/* What the record of a read leaves behind in a store of many dossiers, in pages that are written for it: counted, not
 * timed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/postings.h"
#include "audit/record.h"
#include "seal_place.h"
#include "store/audit/audit_log.h"
#include "unit/evidence_random.h"

#define DOSSIERS 20000
#define CHECKPOINTS 64
#define READS 256 /* in each: half a second of five hundred a second */
#define COMMIT 16 /* reads in one commit */
#define PAGE 4096
#define MOST 4.8 /* 4.1 as it is; 6.2 when each checkpoint files its records */
#define MAP_SIZE ((size_t)256 << 20)

static struct id
dossier_of(uint64_t number)
{
    struct evidence_random random = evidence_random(number + 1);
    struct id id;
    evidence_random_fill(&random, id.bytes, ID_SIZE);
    return id;
}

static void
record_read(struct txn *txn, uint64_t number)
{
    static const uint8_t policy[HASH_SIZE];
    char ground[64];
    (void)snprintf(ground, sizeof ground, "consent:cns_%026llu", (unsigned long long)number);
    const struct audit_record record = {.request = dossier_of(UINT32_MAX + audit_log_size(txn)),
                                        .actor = place_id(201),
                                        .role = ROLE_HUISARTS,
                                        .origin = "00112233aabbccdd",
                                        .action = "fragment.read",
                                        .dossier = dossier_of(number),
                                        .object = "",
                                        .purpose = PURPOSE_TNW_TRAJECT,
                                        .decision = "permit",
                                        .ground = slice_str(ground),
                                        .status = 200,
                                        .policy = policy};
    audit_record_append(txn, &record, 1772445600000);
}

/* Bytes that this process has had written. */
static unsigned long long
written(void)
{
    char line[128];
    unsigned long long bytes = 0;
    FILE *file = fopen("/proc/self/io", "re");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        (void)sscanf(line, "wchar: %llu", &bytes);
    }
    (void)fclose(file);
    return bytes;
}

/* What the sealer does about the search index between two checkpoints. */
static void
file_as_the_sealer(struct seal_place *it, struct postings_turn *turn, bool all)
{
    struct txn *txn = place_write(it->place);
    while (postings_turn_begin(turn, txn, all)) {
        assert_int_equal(postings_turn_apply(turn, txn), TNW_OK);
        postings_turn_applied(turn);
    }
    place_commit(txn);
}

static void
fill_store(struct seal_place *it)
{
    place_close(it->place);
    place_open(it->place, MAP_SIZE, PLACE_RESERVE);
    for (uint64_t i = 0; i < DOSSIERS;) {
        struct txn *txn = place_write(it->place);
        for (uint64_t end = i + 1000; i < end; i++) {
            record_read(txn, i);
        }
        place_commit(txn);
    }
    seal_place_seal(it->place->store, &it->key, 4096);
}

static void
a_read_of_many_dossiers_writes_few_pages(void **state)
{
    struct seal_place *it = *state;
    struct evidence_random random = evidence_random(3);
    struct postings_turn turn = {.order = NULL};
    fill_store(it);
    unsigned long long before = written();
    for (int checkpoint = 0; checkpoint < CHECKPOINTS; checkpoint++) {
        for (int commit = 0; commit < READS / COMMIT; commit++) {
            struct txn *txn = place_write(it->place);
            for (int i = 0; i < COMMIT; i++) {
                record_read(txn, evidence_random_below(&random, DOSSIERS));
            }
            place_commit(txn);
        }
        seal_place_sign(it->place->store, &it->key, 4096);
        file_as_the_sealer(it, &turn, false);
    }
    file_as_the_sealer(it, &turn, true);
    double pages = (double)(written() - before) / PAGE / (CHECKPOINTS * READS);
    print_message("%.2f pages for a read\n", pages);
    assert_true(pages < MOST);
    postings_turn_wipe(&turn);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {WITH_SEAL_PLACE(a_read_of_many_dossiers_writes_few_pages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
