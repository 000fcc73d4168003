/* A sealed log in memory, made with the server's own code. */
#ifndef TNW_TESTS_CLIENT_LOG_H
#define TNW_TESTS_CLIENT_LOG_H

#include <jansson.h>

#include "audit/map.h"
#include "audit/note/checkpoint.h"
#include "audit/record.h"
#include "tnw/verify.h"
#include "unit/audit/evidence_naive.h"
#include "unit/audit/evidence_shelf.h"

#define LOG_RECORDS 26
#define LOG_SEALED 22 /* the rest is newer than the checkpoint, whose last record names the map */
#define LOG_DOSSIERS 3
#define LOG_NONE LOG_DOSSIERS /* a dossier without a record */
#define LOG_GIVE 1            /* the records of a consent in dossier 0 */
#define LOG_WITHDRAW 12
#define LOG_SALT "000102030405060708090a0b0c0d0e0f"
#define LOG_TIME INT64_C(1767225600) /* of the witness's cosignature */

struct client_log_record {
    struct buf text;
    struct hash leaf;
    struct audit_link link;
    struct audit_link listed[LOG_DOSSIERS];
    size_t listed_count;
};

struct client_log {
    struct client_log_record records[LOG_RECORDS];
    struct audit_link heads[LOG_DOSSIERS];        /* of all; previous: leaf of the newest */
    bool erases;                                  /* dossier 0 */
    size_t mapped;                                /* how many records the map is made of */
    struct audit_link mapped_heads[LOG_DOSSIERS]; /* as it has them */
    struct evidence_naive *tree;
    struct evidence_shelf *shelf;
    struct hash map;
    struct sign_key *log_secret;
    struct sign_key *witness_secret;
    struct note_key log_key;
    struct note_key witness_key;
    char log_text[TNW_KEY_TEXT];
    char witness_text[TNW_KEY_TEXT];
    struct buf note;
};

struct client_log *client_log_new(void);
/* One in which the erasure of dossier 0 is recorded, in these records. */
#define LOG_ERASE 9
#define LOG_EMPTIED 13
#define LOG_ERASED 17
struct client_log *client_log_new_erased(void);
/* One whose map leaves the last records of the checkpoint out; mapped is below LOG_SEALED. */
struct client_log *client_log_new_behind(size_t mapped);
void client_log_free(struct client_log **log);

struct id client_log_dossier(unsigned dossier);
const char *client_log_id(char out[ID_TEXT], enum id_kind kind, struct id id);
/* The terms of the consent, before or after its withdrawal. */
json_t *client_log_terms(bool withdrawn);
/* The signed note over that text of a checkpoint, with the witness's cosignature. */
struct buf client_log_note(const struct client_log *log, const struct sign_key *secret, uint64_t size,
                           const struct hash *root);
/* The record at that place that names a map. */
struct buf client_log_map_record(uint64_t seq, uint64_t size, const struct hash *root);

/* The root of the map after the first `size` records. */
void client_log_map_at(const struct client_log *log, size_t size, struct hash *map);

json_t *client_log_hash(const struct hash *hash);
/* The leaf hash of a record, whatever it says. */
struct hash client_log_leaf(const json_t *record);
/* The canonical text. */
struct buf client_log_text(const json_t *value);

#endif
