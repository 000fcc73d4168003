/* Ways to change what the store says of the map, and to name another one in the log itself. */
#include "audit/record.h"
#include "seal_tamper.h"
#include "store/audit/audit_index.h"
#include "store/audit/evidence.h"
#include "store/inside.h"
#include "unit/store/store_place.h"

static void
file_more_than_there_is(struct txn *txn)
{
    const struct audit_index_key key = audit_index_text(AUDIT_INDEX_DECISION, slice_str("permit"));
    audit_index_add(txn, &key, (uint64_t[]){SEAL_TAMPER_RECORDS}, 1);
}

static void
lower_mapped(struct txn *txn)
{
    struct hash root;
    (void)evidence_mapped(txn, &root);
    evidence_put_mapped(txn, 21, &root);
}

static void
raise_filed(struct txn *txn)
{
    evidence_put_filed(txn, SEAL_TAMPER_RECORDS + 1);
}

static void
spoil_filed(struct txn *txn)
{
    txn_put(txn, SPACE_META, slice_str("filed"), slice_str("?"));
}

/* What is filed again passes over what is there already: a hole before it would stay. */
static void
leave_hole_and_lower_filed(struct txn *txn)
{
    const struct id dossier = place_id(3);
    const struct audit_index_key index = audit_index_id(AUDIT_INDEX_DOSSIER, &dossier);
    struct key key = {.len = 0};
    key_add(&key, index.bytes, sizeof index.bytes);
    key_add_u64(&key, 2);
    txn_del(txn, SPACE_AUDIT_INDEX, key_slice(&key));
    audit_index_add(txn, &index, (uint64_t[]){5}, 1);
    evidence_put_filed(txn, 0);
}

static void
spoil_mapped(struct txn *txn)
{
    txn_put(txn, SPACE_META, slice_str("mapped"), slice_str("?"));
}

static void
spoil_map_place(struct txn *txn)
{
    txn_put(txn, SPACE_META, slice_str("map_place"), slice_str("?"));
}

static void
move_map_place(struct txn *txn)
{
    evidence_put_map_place(txn, &(struct evidence_map_place){.seq = 20, .size = 20});
}

/* Forged from within, too: the record is of the form, and the map is not that of the log. */
static void
name_map(struct txn *txn, uint64_t size)
{
    static const uint8_t policy[HASH_SIZE];
    const struct map_root map = {.size = size, .root = hash_of(slice_str("another"))};
    struct audit_record record = audit_record_by_server(MAP_ROOT_ACTION, policy);
    record.map = &map;
    audit_record_append(txn, &record, 0);
}

static void
name_other_map(struct txn *txn)
{
    name_map(txn, SEAL_TAMPER_RECORDS);
}

static void
name_older_map(struct txn *txn)
{
    name_map(txn, 3);
}

const struct seal_tamper seal_tampers_of_map[] = {
    {lower_mapped, "filed: 22 records, and the map is of 21"},
    {file_more_than_there_is, "postings: record 24 is filed already, and they go up to 22"},
    {raise_filed, "filed: 25 records, and the map is of 22"},
    {spoil_filed, "filed: damaged"},
    {leave_hole_and_lower_filed, "postings: record 2 is not filed under its dossier"},
    {spoil_mapped, "mapped: damaged"},
    {spoil_map_place, "map_place: damaged"},
    {move_map_place, "map_place: is not the newest record that names a map"},
    {name_other_map, "record 24: names a map that is not that of the first 24 records"},
    {name_older_map, "record 24: names a map of 3 records, where one of 23 to 24 belongs"},
    {.change = NULL},
};
