#include "seal_tamper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "seal_place.h"
#include "store/audit/audit_index.h"
#include "store/audit/audit_log.h"
#include "store/audit/evidence.h"
#include "store/inside.h"

#define RECORDS SEAL_TAMPER_RECORDS

static struct slice
get(struct txn *txn, enum space space, struct slice key, struct buf *copy)
{
    struct slice value;
    assert_true(txn_get(txn, space, key, &value));
    buf_clear(copy);
    buf_put_slice(copy, value);
    return buf_slice(copy);
}

static void
flip(struct txn *txn, enum space space, struct slice key, size_t at_end)
{
    struct buf copy = {0};
    (void)get(txn, space, key, &copy);
    copy.ptr[copy.len - 1 - at_end] ^= 1;
    txn_put(txn, space, key, buf_slice(&copy));
    buf_free(&copy);
}

static void
flip_number(struct txn *txn, enum space space, uint64_t number, size_t at_end)
{
    const struct key key = key_of_u64(number);
    flip(txn, space, key_slice(&key), at_end);
}

static void
del_number(struct txn *txn, enum space space, uint64_t number)
{
    const struct key key = key_of_u64(number);
    txn_del(txn, space, key_slice(&key));
}

void
seal_tamper_record(struct txn *txn)
{
    flip_number(txn, SPACE_AUDIT, 10, 3); /* a digit of its time */
}

static void
change_last_record(struct txn *txn)
{
    flip_number(txn, SPACE_AUDIT, RECORDS - 1, 3);
}

static void
spoil_record(struct txn *txn)
{
    flip_number(txn, SPACE_AUDIT, 10, 0); /* its brace */
}

void
seal_tamper_remove(struct txn *txn)
{
    del_number(txn, SPACE_AUDIT, 10);
}

static void
empty_record(struct txn *txn)
{
    const struct key key = key_of_u64(11);
    txn_put(txn, SPACE_AUDIT, key_slice(&key), slice_str("x"));
}

static void
swap_records(struct txn *txn)
{
    const struct key keys[2] = {key_of_u64(8), key_of_u64(10)};
    struct buf a = {0};
    struct buf b = {0};
    (void)get(txn, SPACE_AUDIT, key_slice(&keys[0]), &a);
    (void)get(txn, SPACE_AUDIT, key_slice(&keys[1]), &b);
    txn_put(txn, SPACE_AUDIT, key_slice(&keys[0]), buf_slice(&b));
    txn_put(txn, SPACE_AUDIT, key_slice(&keys[1]), buf_slice(&a));
    buf_free(&a);
    buf_free(&b);
}

static void
remove_head(struct txn *txn)
{
    del_number(txn, SPACE_AUDIT, 0);
}

static void
remove_tail(struct txn *txn)
{
    del_number(txn, SPACE_AUDIT, RECORDS - 1);
}

static void
cut_tail(struct txn *txn)
{
    const size_t left = 16; /* one peak, that of the node which record 15 completes */
    const struct key last = key_of_u64(left - 1);
    struct buf value = {0};
    struct buf tail = {0};
    for (uint64_t seq = left; seq < RECORDS; seq++) {
        del_number(txn, SPACE_AUDIT, seq);
    }
    (void)get(txn, SPACE_AUDIT, key_slice(&last), &value);
    buf_put_u64(&tail, left);
    buf_put_u64(&tail, 1772445600000);
    buf_put(&tail, value.ptr + 3 * HASH_SIZE, HASH_SIZE);
    txn_put(txn, SPACE_META, slice_str("audit_tail"), buf_slice(&tail));
    buf_free(&value);
    buf_free(&tail);
}

static void
grow_tail(struct txn *txn)
{
    struct buf tail = {0};
    buf_put_u64(&tail, UINT64_C(1) << 52);
    buf_put_u64(&tail, 1772445600000);
    buf_put(&tail, (uint8_t[HASH_SIZE]){0}, HASH_SIZE);
    txn_put(txn, SPACE_META, slice_str("audit_tail"), buf_slice(&tail));
    buf_free(&tail);
}

static void
spoil_tail(struct txn *txn)
{
    txn_put(txn, SPACE_META, slice_str("audit_tail"), slice_str("?"));
}

static void
change_peak(struct txn *txn)
{
    flip(txn, SPACE_META, slice_str("audit_tail"), 0);
}

static void
add_record_behind(struct txn *txn)
{
    const struct key key = key_of_u64(RECORDS);
    txn_put(txn, SPACE_AUDIT, key_slice(&key), slice_str("{}"));
}

/* The node over records 8 to 11 stands second in the value of record 11. */
void
seal_tamper_node(struct txn *txn)
{
    const struct key key = key_of_u64(11);
    struct buf copy = {0};
    (void)get(txn, SPACE_AUDIT, key_slice(&key), &copy);
    copy.ptr[HASH_SIZE] ^= 1;
    txn_put(txn, SPACE_AUDIT, key_slice(&key), buf_slice(&copy));
    buf_free(&copy);
}

static void
change_opening(struct txn *txn)
{
    flip_number(txn, SPACE_AUDIT_LINK, 4, HASH_SIZE);
}

static void
remove_openings(struct txn *txn)
{
    del_number(txn, SPACE_AUDIT_LINK, 4);
}

static void
add_openings(struct txn *txn)
{
    const struct key key = key_of_u64(5);
    static const uint8_t opening[AUDIT_LINK_SIZE];
    txn_put(txn, SPACE_AUDIT_LINK, key_slice(&key), slice_of(opening, sizeof opening));
}

static void
change_head(struct txn *txn)
{
    const struct id dossier = place_id(2);
    flip(txn, SPACE_AUDIT_HEAD, id_slice(&dossier), 20);
}

static void
spoil_head(struct txn *txn)
{
    const struct id dossier = place_id(2);
    txn_put(txn, SPACE_AUDIT_HEAD, id_slice(&dossier), slice_str("?"));
}

static void
remove_dossier_head(struct txn *txn)
{
    const struct id dossier = place_id(2);
    txn_del(txn, SPACE_AUDIT_HEAD, id_slice(&dossier));
}

static void
add_dossier_head(struct txn *txn)
{
    const struct id dossier = place_id(9);
    const struct audit_head head = {.counter = 1};
    audit_log_put_head(txn, &dossier, &head);
}

static void
change_map(struct txn *txn)
{
    flip(txn, SPACE_MAP, slice_of("\0\0\0", 3), 0);
}

static void
remove_map(struct txn *txn)
{
    txn_del(txn, SPACE_MAP, slice_of("\0\0\0", 3));
}

static void
add_map(struct txn *txn)
{
    txn_put(txn, SPACE_MAP, slice_of("\2\0\0\4", 4), slice_str("?"));
}

static void
spoil_map(struct txn *txn)
{
    txn_put(txn, SPACE_MAP, slice_of("\0", 1), slice_str("?"));
}

static void
change_signature(struct txn *txn)
{
    const struct key key = key_of_u64(14);
    struct buf copy = {0};
    (void)get(txn, SPACE_CHECKPOINT, key_slice(&key), &copy);
    uint8_t *digit = &copy.ptr[copy.len - 10];
    *digit = *digit == 'A' ? 'B' : 'A';
    txn_put(txn, SPACE_CHECKPOINT, key_slice(&key), buf_slice(&copy));
    buf_free(&copy);
}

static void
move_checkpoint(struct txn *txn)
{
    const struct key keys[2] = {key_of_u64(14), key_of_u64(13)};
    struct buf copy = {0};
    (void)get(txn, SPACE_CHECKPOINT, key_slice(&keys[0]), &copy);
    txn_put(txn, SPACE_CHECKPOINT, key_slice(&keys[1]), buf_slice(&copy));
    buf_free(&copy);
}

/* Back to the state of 21 records, map and postings left as they are. */
static void
roll_back(struct txn *txn)
{
    del_number(txn, SPACE_CHECKPOINT, 23);
    evidence_put_sealed(txn, 21);
}

static void
remove_checkpoint(struct txn *txn)
{
    del_number(txn, SPACE_CHECKPOINT, 23);
}

static void
add_cosigned(struct txn *txn)
{
    evidence_put_cosigned(txn, 13, slice_str("12345678"));
}

static void
spoil_sealed(struct txn *txn)
{
    txn_put(txn, SPACE_META, slice_str("sealed"), slice_str("?"));
}

static void
remove_posting(struct txn *txn)
{
    const struct id dossier = place_id(3);
    struct audit_index_key index = audit_index_id(AUDIT_INDEX_DOSSIER, &dossier);
    struct key key = {.len = 0};
    key_add(&key, index.bytes, sizeof index.bytes);
    key_add_u64(&key, 2);
    txn_del(txn, SPACE_AUDIT_INDEX, key_slice(&key));
}

static void
add_posting(struct txn *txn)
{
    const struct id dossier = place_id(8);
    struct audit_index_key index = audit_index_id(AUDIT_INDEX_DOSSIER, &dossier);
    audit_index_add(txn, &index, (uint64_t[]){6}, 1);
}

static void
spoil_posting(struct txn *txn)
{
    const struct id dossier = place_id(8);
    struct audit_index_key index = audit_index_id(AUDIT_INDEX_DOSSIER, &dossier);
    struct key key = {.len = 0};
    key_add(&key, index.bytes, sizeof index.bytes);
    key_add_u64(&key, 2);
    txn_put(txn, SPACE_AUDIT_INDEX, key_slice(&key), slice_of("\x80", 1));
}

static void
spoil_posting_key(struct txn *txn)
{
    txn_put(txn, SPACE_AUDIT_INDEX, slice_str("x"), slice_str("?"));
}

/* A log that was forged from within: the tree fits, what the record says does not. */
static void
forge_after_head(struct txn *txn, uint8_t number, uint64_t counter)
{
    const struct id dossier = place_id(number);
    const struct audit_head head = {.counter = counter};
    audit_log_put_head(txn, &dossier, &head);
    seal_place_record(txn, &dossier, slice_of("", 0));
}

static void
forge_counter(struct txn *txn)
{
    forge_after_head(txn, 2, 9);
}

static void
forge_first(struct txn *txn)
{
    forge_after_head(txn, 9, 3);
}

static void
forge_time(struct txn *txn)
{
    const struct id none = {{0}};
    audit_log_tail(txn)->time += 1000;
    seal_place_record(txn, &none, slice_of("", 0));
    audit_log_tail(txn)->time = 0;
    seal_place_record(txn, &none, slice_of("", 0));
}

static void
change_last_change(struct txn *txn)
{
    const struct id dossier = place_id(2);
    struct audit_head head;
    assert_true(audit_log_get_head(txn, &dossier, &head));
    head.written = RECORDS + 1;
    audit_log_put_head(txn, &dossier, &head);
}

static void
add_checkpoint(struct txn *txn)
{
    const struct key keys[2] = {key_of_u64(23), key_of_u64(24)};
    struct buf copy = {0};
    (void)get(txn, SPACE_CHECKPOINT, key_slice(&keys[0]), &copy);
    txn_put(txn, SPACE_CHECKPOINT, key_slice(&keys[1]), buf_slice(&copy));
    buf_free(&copy);
}

static void
lower_sealed(struct txn *txn)
{
    evidence_put_sealed(txn, 21);
}

static void
cut_openings(struct txn *txn)
{
    const struct key key = key_of_u64(4);
    struct buf copy = {0};
    (void)get(txn, SPACE_AUDIT_LINK, key_slice(&key), &copy);
    txn_put(txn, SPACE_AUDIT_LINK, key_slice(&key), slice_of(copy.ptr, AUDIT_LINK_SIZE));
    buf_free(&copy);
}

const struct seal_tamper seal_tampers[] = {
    {seal_tamper_record, "records 10 to 11: one of them was changed"},
    {seal_tamper_record, "record 16: does not follow record 10 of"},
    {change_last_record, "records 22 to 23: one of them was changed"},
    {spoil_record, "record 10: is not in the form of a record"},
    {seal_tamper_remove, "record 10: is missing"},
    {empty_record, "record 11: is missing"},
    {swap_records, "record 8: is not in the form of a record, or says to be at another place"},
    {remove_head, "record 0: is missing"},
    {remove_tail, "record 23: is missing: the tail says that there are 24"},
    {cut_tail, "tail: the log has 16 records and was sealed up to 23: its end was cut off"},
    {cut_tail, "state: a checkpoint of 23 records was signed, and the log has 16"},
    {grow_tail, "record 24: is missing: the tail says that there are 4503599627370496"},
    {spoil_tail, "tail: damaged"},
    {change_peak, "tail: its peak of level 4"},
    {add_record_behind, "record 24: lies behind the end"},
    {seal_tamper_node, "node (2, 2): was changed: it is not that of records 8 to 11"},
    {change_opening, "record 4: opening 2 is not that of its commitment"},
    {remove_openings, "record 4: lists 2 dossiers, and not as many openings"},
    {cut_openings, "record 4: lists 2 dossiers, and not as many openings"},
    {forge_counter, "record 24: says to be number 10 of dos_01000000000000000000000002; the one before, record "},
    {forge_first, "record 24: says to be number 4 of dos_01000000000000000000000009; before it the log has none"},
    {forge_time, "record 25: is older than the one in front of it"},
    {change_last_change, "head of dos_01000000000000000000000002: its last change is behind the end of the log"},
    {add_checkpoint, "checkpoint 24: is none, or one of another size"},
    {lower_sealed, "checkpoint 23: the log is sealed only up to 21"},
    {add_openings, "record 5: lists 0 dossiers, and not as many openings"},
    {change_head, "head of dos_"},
    {spoil_head, "head of dos_"},
    {remove_dossier_head, "head of dos_"},
    {add_dossier_head, "head of dos_"},
    {change_map, "map: the node of depth 0"},
    {remove_map, "map: the node of depth 0"},
    {add_map, "map: has 1 nodes that no record accounts for"},
    {spoil_map, "map: has 1 nodes that no record accounts for"},
    {change_signature, "checkpoint 14: is not signed by the log's key"},
    {move_checkpoint, "checkpoint 13: is none, or one of another size"},
    {roll_back, "checkpoint 21: is the newest, and the map is of 22 records already: one behind it was taken away"},
    {remove_checkpoint, "checkpoint 23: is missing"},
    {add_cosigned, "checkpoint 13: is missing, and was cosigned"},
    {spoil_sealed, "sealed: damaged"},
    {remove_posting, "postings: record 2 is not filed under its dossier"},
    {add_posting, "postings: record 6 is filed under a dossier that is not its own"},
    {spoil_posting, "postings: a segment of those by dossier is damaged"},
    {spoil_posting_key, "postings: there is a key that is none"},
    {.change = NULL},
};
