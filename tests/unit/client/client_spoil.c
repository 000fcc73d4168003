#include "client_spoil.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "crypto/merkle.h"
#include "json/json.h"

/* Lines: record 0, its hashes, record 1, …, record 4, its hashes, its links, record 5 … */
#define LINKS_4 10
#define LINE_6 13
#define LINE_7 15
#define LINE_12 26
#define LINE_21 46

static json_t *
changed(const struct client_lines *lines, size_t at)
{
    json_t *value = client_lines_value(lines, at);
    assert_non_null(json_object_get(value, "ground"));
    json_object_set_new(value, "ground", json_string("emergency"));
    return value;
}

static void
record_changed(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    client_lines_put(lines, LINE_7, changed(lines, LINE_7));
}

/* Record 6 is of no dossier: its hash and the root alone know it. */
static void
lonely_record_changed(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    client_lines_put(lines, LINE_6, changed(lines, LINE_6));
}

/* None follows it in its dossier. */
static void
last_record_changed(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    client_lines_put(lines, LINE_21, changed(lines, LINE_21));
}

static struct hash
hash_at(const json_t *line, size_t level)
{
    struct hash hash;
    const char *text = json_string_value(json_array_get(json_object_get(line, "hashes"), level));
    assert_non_null(text);
    assert_int_equal(hex_decode(hash.bytes, HASH_SIZE, text), TNW_OK);
    return hash;
}

static void
set_hash(json_t *line, size_t level, const struct hash *hash)
{
    json_array_set_new(json_object_get(line, "hashes"), level, client_log_hash(hash));
}

static void
change_hash(struct client_lines *lines, size_t record, size_t level)
{
    json_t *line = client_lines_value(lines, record + 1);
    struct hash hash = hash_at(line, level);
    hash.bytes[0] ^= 1;
    set_hash(line, level, &hash);
    client_lines_put(lines, record + 1, line);
}

static void
leaf_hash_changed(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    change_hash(lines, LINE_7, 0);
}

static void
node_changed(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    change_hash(lines, LINE_7, 2);
}

/* The record, and as many hashes as that over it. */
static void
change_way_up(struct client_lines *lines, size_t at, const struct hash *left, size_t levels)
{
    struct buf text = {0};
    json_t *record = changed(lines, at);
    json_t *line = client_lines_value(lines, at + 1);
    struct hash hash = client_log_leaf(record);
    for (size_t level = 0; level < levels; level++) {
        hash = level == 0 ? hash : merkle_node(left, &hash);
        set_hash(line, level, &hash);
    }
    json_canonical(&text, record);
    buf_put_u8(&text, '\n');
    size_t length = text.len;
    json_canonical(&text, line);
    buf_put_u8(&text, '\n');
    assert_int_equal(text.err, TNW_OK);
    lines->made[lines->made_count++] = text;
    lines->line[at] = slice_of(text.ptr, length);
    lines->line[at + 1] = slice_of(text.ptr + length, text.len - length);
    json_decref(record);
    json_decref(line);
}

/* As a server's export of a store in which a record was changed: the node over it is still there. */
static void
record_and_its_hash_changed(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    change_way_up(lines, LINE_7, NULL, 1);
}

/* With all hashes on the way up to a peak only the root is left to tell. */
static void
record_changed_up_to_the_peak(struct client_lines *lines, struct client_log *log)
{
    change_way_up(lines, LINE_21, &log->tree->leaves[20], 2);
}

static void
hashes_removed(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    client_lines_remove(lines, LINE_7 + 1, 1);
}

static void
hash_missing(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    json_t *line = client_lines_value(lines, LINE_7 + 1);
    json_array_remove(json_object_get(line, "hashes"), 3);
    client_lines_put(lines, LINE_7 + 1, line);
}

static void
hashes_alone(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    client_lines_remove(lines, LINE_7, 1);
}

static void
record_removed(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    client_lines_remove(lines, LINE_7, 2);
}

/* Removed, and the numbers behind it moved up: the dossier's own count tells. */
static void
record_omitted(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    json_t *next = client_lines_value(lines, LINE_7 + 2);
    json_object_set_new(next, "seq", json_integer(7));
    client_lines_put(lines, LINE_7 + 2, next);
    client_lines_remove(lines, LINE_7, 2);
}

static void
reordered(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    struct slice moved = lines->line[LINE_7];
    lines->line[LINE_7] = lines->line[LINE_7 + 2];
    lines->line[LINE_7 + 2] = moved;
}

static void
head_cut(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    client_lines_remove(lines, 0, 2);
}

static void
tail_cut(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    client_lines_remove(lines, lines->count - 3, 2);
}

static void
without_checkpoint(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    lines->count--;
}

static void
cut_in_a_line(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    lines->line[lines->count - 1].len -= 10;
}

static void
links_removed(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    client_lines_remove(lines, LINKS_4, 1);
}

static void
link_changed(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    json_t *value = client_lines_value(lines, LINKS_4);
    json_object_set_new(json_array_get(json_object_get(value, "links"), 0), "counter", json_integer(9));
    client_lines_put(lines, LINKS_4, value);
}

static void
link_missing(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    json_t *value = client_lines_value(lines, LINKS_4);
    json_array_remove(json_object_get(value, "links"), 2);
    client_lines_put(lines, LINKS_4, value);
}

static void
links_alone(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    lines->line[LINE_7] = lines->line[LINKS_4];
}

static void
own_link_changed(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    json_t *value = client_lines_value(lines, LINE_12);
    json_object_set_new(value, "counter", json_integer(2));
    client_lines_put(lines, LINE_12, value);
}

static void
not_canonical(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    lines->made_count = 1;
    buf_put_u8(&lines->made[0], ' ');
    buf_put_slice(&lines->made[0], lines->line[LINE_12]);
    lines->line[LINE_12] = buf_slice(&lines->made[0]);
}

static void
nonsense(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    lines->line[LINE_12] = slice_str("nonsense\n");
}

static void
put_note(struct client_lines *lines, struct buf note)
{
    json_t *value = client_lines_value(lines, lines->count - 1);
    json_object_set_new(value, "checkpoint", json_string(buf_text(&note)));
    client_lines_put(lines, lines->count - 1, value);
    buf_free(&note);
}

/* A log with another record 21: all of it fits, but for what the records say. */
static void
put_last(struct client_lines *lines, struct client_log *log, const struct buf *text)
{
    const size_t at = 46; /* its line */
    struct hash kept = log->tree->leaves[LOG_SEALED - 1];
    log->tree->leaves[LOG_SEALED - 1] = merkle_leaf(buf_slice(text));
    evidence_naive_grow(log->tree);
    struct hash root = evidence_naive_root(log->tree, 0, LOG_SEALED);
    json_t *hashes = client_lines_value(lines, at + 1);
    json_t *list = json_object_get(hashes, "hashes");
    json_array_set_new(list, 0, client_log_hash(&log->tree->leaves[LOG_SEALED - 1]));
    struct hash pair = evidence_naive_perfect(log->tree, 1, LOG_SEALED - 2);
    json_array_set_new(list, 1, client_log_hash(&pair));
    client_lines_put(lines, at, json_loadb((const char *)text->ptr, text->len, 0, NULL));
    client_lines_put(lines, at + 1, hashes);
    put_note(lines, client_log_note(log, log->log_secret, LOG_SEALED, &root));
    log->tree->leaves[LOG_SEALED - 1] = kept;
    evidence_naive_grow(log->tree);
}

static void
name_map(struct client_lines *lines, struct client_log *log, uint64_t size, const struct hash *map)
{
    struct buf text = client_log_map_record(LOG_SEALED - 1, size, map);
    put_last(lines, log, &text);
    buf_free(&text);
}

static void
other_map(struct client_lines *lines, struct client_log *log)
{
    struct hash map = hash_of(slice_str("another"));
    name_map(lines, log, LOG_SEALED - 1, &map);
}

/* A log in which the record is what it is from the beginning: its last one, which is of no dossier's chain. */
static void
log_with(struct client_lines *lines, struct client_log *log, const char *name, json_t *member)
{
    const size_t at = 46; /* the line of record 21 */
    json_t *record = client_lines_value(lines, at);
    json_object_set_new(record, name, member);
    struct buf text = client_log_text(record);
    put_last(lines, log, &text);
    json_decref(record);
    buf_free(&text);
}

static void
status_of_a_refusal(struct client_lines *lines, struct client_log *log)
{
    log_with(lines, log, "status", json_integer(404));
}

static void
unknown_decision(struct client_lines *lines, struct client_log *log)
{
    log_with(lines, log, "decision", json_string("maybe"));
}

static void
unknown_member(struct client_lines *lines, struct client_log *log)
{
    log_with(lines, log, "note", json_string("and more"));
}

static void
time_gone_back(struct client_lines *lines, struct client_log *log)
{
    log_with(lines, log, "time", json_string("2025-12-31T23:59:59.000Z"));
}

static void
map_without_the_newest(struct client_lines *lines, struct client_log *log)
{
    struct hash map;
    client_log_map_at(log, LOG_SEALED - 5, &map);
    name_map(lines, log, LOG_SEALED - 1, &map);
}

static void
other_signer(struct client_lines *lines, struct client_log *log)
{
    struct hash root = evidence_naive_root(log->tree, 0, LOG_SEALED);
    put_note(lines, client_log_note(log, log->witness_secret, LOG_SEALED, &root));
}

static void
rolled_back(struct client_lines *lines, struct client_log *log)
{
    struct hash root = evidence_naive_root(log->tree, 0, 10);
    put_note(lines, client_log_note(log, log->log_secret, 10, &root));
}

static void
other_key(struct client_lines *lines, struct client_log *log)
{
    json_t *value = client_lines_value(lines, lines->count - 1);
    json_object_set_new(value, "key", json_string(log->witness_text));
    client_lines_put(lines, lines->count - 1, value);
}

static void
something_behind(struct client_lines *lines, struct client_log *log)
{
    (void)log;
    lines->line[lines->count] = lines->line[0];
    lines->count++;
}

const struct client_spoil client_spoils[] = {
    {"a changed record", record_changed, TNW_FAULT_RECORD, 7, 16},
    {"a changed record of no dossier", lonely_record_changed, TNW_FAULT_RECORD, 6, 14},
    {"the last record of a dossier changed", last_record_changed, TNW_FAULT_RECORD, 21, 47},
    {"a changed leaf hash", leaf_hash_changed, TNW_FAULT_RECORD, 7, 16},
    {"a changed node", node_changed, TNW_FAULT_RECORD, 7, 16},
    {"a record changed in the store", record_and_its_hash_changed, TNW_FAULT_RECORD, 7, 16},
    {"a record changed with all hashes over it", record_changed_up_to_the_peak, TNW_FAULT_ROOT, -1, 49},
    {"the hashes of a record removed", hashes_removed, TNW_FAULT_FORM, 7, 17},
    {"a hash missing", hash_missing, TNW_FAULT_FORM, -1, 17},
    {"hashes behind no record", hashes_alone, TNW_FAULT_FORM, -1, 16},
    {"a record removed", record_removed, TNW_FAULT_ORDER, 7, 16},
    {"a record omitted from its dossier", record_omitted, TNW_FAULT_MISSING, 7, 16},
    {"two records swapped", reordered, TNW_FAULT_ORDER, 7, 16},
    {"the head cut", head_cut, TNW_FAULT_ORDER, 0, 1},
    {"the tail cut", tail_cut, TNW_FAULT_SIZE, -1, 47},
    {"no checkpoint", without_checkpoint, TNW_FAULT_MISSING, LOG_SEALED, 0},
    {"cut in a line", cut_in_a_line, TNW_FAULT_FORM, -1, 49},
    {"the links of a list removed", links_removed, TNW_FAULT_LINK, 4, 11},
    {"a link of a list changed", link_changed, TNW_FAULT_LINK, 4, 11},
    {"a link of a list missing", link_missing, TNW_FAULT_LINK, 4, 11},
    {"links behind no list", links_alone, TNW_FAULT_FORM, -1, 16},
    {"a record's own link changed", own_link_changed, TNW_FAULT_CHAIN, 12, 27},
    {"a blank in front", not_canonical, TNW_FAULT_FORM, -1, 27},
    {"a line of nonsense", nonsense, TNW_FAULT_FORM, -1, 27},
    {"a permit with the status of a refusal", status_of_a_refusal, TNW_FAULT_RULE, 21, 47},
    {"a decision that is none", unknown_decision, TNW_FAULT_RULE, 21, 47},
    {"a member that no record has", unknown_member, TNW_FAULT_RULE, 21, 47},
    {"a time before that of the record in front", time_gone_back, TNW_FAULT_TIME, 21, 47},
    {"another map named", other_map, TNW_FAULT_MAP, 21, 47},
    {"a map without the newest accesses named", map_without_the_newest, TNW_FAULT_MAP, 21, 47},
    {"another signer", other_signer, TNW_FAULT_SIGNATURE, -1, 49},
    {"an older checkpoint", rolled_back, TNW_FAULT_SIZE, -1, 49},
    {"another key", other_key, TNW_FAULT_KEY, -1, 49},
    {"something behind the checkpoint", something_behind, TNW_FAULT_FORM, -1, 50},
    {.spoil = NULL},
};
