#include "bench/evidence/evidence_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>

#include "audit/record.h"
#include "lmdb_store.h"
#include "unit/scratch.h"

/* 2026-03-02T10:00:00Z */
#define FIRST_DAY INT64_C(1772445600000)
#define RESERVE ((size_t)64 << 20)
#define ACTORS 500

void
evidence_store_must(enum tnw_err err, const char *what)
{
    if (err != TNW_OK) {
        (void)fprintf(stderr, "tnw-evidence: %s: %s\n", what, tnw_error_info(err)->title);
        exit(EXIT_FAILURE);
    }
}

static void
check_disk(const char *folder, uint64_t bytes)
{
    struct statvfs disk;
    if (statvfs(folder, &disk) != 0 || disk.f_bavail * disk.f_frsize < bytes) {
        (void)fprintf(stderr, "tnw-evidence: %s: %llu MiB must be free\n", folder, (unsigned long long)(bytes >> 20));
        exit(EXIT_FAILURE);
    }
}

void
evidence_store_open(struct evidence_store *it, const char *parent, const char *name, uint64_t map_size)
{
    char keys[EVIDENCE_STORE_PATH + 16];
    char where[256] = "";
    *it = (struct evidence_store){.store = NULL};
    int len = snprintf(it->folder, sizeof it->folder, "%s/%s", parent, name);
    if (len < 0 || (size_t)len >= sizeof it->folder || mkdir(it->folder, 0700) != 0) {
        evidence_store_must(TNW_E_IO, it->folder);
    }
    check_disk(it->folder, map_size);
    (void)snprintf(keys, sizeof keys, "%s/keyring", it->folder);
    evidence_store_must(keyring_create(keys), keys);
    evidence_store_must(keyring_load(&it->keyring, keys, where), where);
    const struct lmdb_options options = {.path = it->folder, .map_size = map_size, .reserve = RESERVE};
    evidence_store_must(lmdb_store_open(&it->store, &options, it->keyring, where), where);
}

void
evidence_store_close(struct evidence_store *it)
{
    store_close(&it->store);
    keyring_free(&it->keyring);
    scratch_remove(it->folder);
}

/* As id_new makes them: a time, then random bytes. One comes into being each minute. */
static struct id
sample_id(uint64_t kind, uint64_t number)
{
    struct evidence_random random = evidence_random(kind << 56 | number);
    struct id id;
    evidence_random_fill(&random, id.bytes, sizeof id.bytes);
    bytes_write_be(id.bytes, (uint64_t)FIRST_DAY + number * 60000, 6);
    return id;
}

struct id
evidence_store_dossier(uint64_t number)
{
    return sample_id(ID_DOSSIER, number);
}

struct id
evidence_store_thread(uint64_t number)
{
    return sample_id(ID_THREAD, number);
}

void
evidence_store_append(struct txn *txn, uint64_t dossier, struct evidence_random *random)
{
    static const struct hash some_hash = {{0xc0, 0xff, 0xee}};
    static const char ground_start[] = "participant consent:";
    const struct id consent = sample_id(ID_CONSENT, dossier);
    char ground[sizeof ground_start + ID_TEXT];
    char object[ID_TEXT];
    struct id fresh[2];
    evidence_random_fill(random, (uint8_t *)fresh, sizeof fresh);
    id_format(object, ID_MESSAGE, &fresh[0]);
    (void)snprintf(ground, sizeof ground, "%s", ground_start);
    id_format(ground + sizeof ground_start - 1, ID_CONSENT, &consent);
    const uint64_t actor = evidence_random_below(random, ACTORS);
    const struct audit_record record = {
        .request = fresh[1],
        .actor = sample_id(ID_ACTOR, actor),
        .role = ROLE_HUISARTS,
        .organisation = sample_id(ID_ACTOR, ACTORS + actor / 10),
        .origin = "192.0.2.17",
        .certificate = &some_hash,
        .action = "message.send",
        .dossier = evidence_store_dossier(dossier),
        .writes = true,
        .object = object,
        .purpose = PURPOSE_TNW_TRAJECT,
        .decision = "permit",
        .ground = slice_str(ground),
        .status = 201,
        .policy = some_hash.bytes,
    };
    const struct clock clock = clock_system();
    audit_record_append(txn, &record, clock_now(&clock));
}

uint64_t
evidence_store_now(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * UINT64_C(1000000000) + (uint64_t)now.tv_nsec;
}
