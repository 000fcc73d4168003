/* Exports of the whole log: read in pieces of any length, and each way to change one is found with line and record. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "client_log.h"

#define LINES_MAX 64

struct house {
    struct client_log *log;
    struct tnw_verifier *verifier;
};

/* An export as lines that can be moved about. */
struct lines {
    struct slice line[LINES_MAX]; /* with its line end */
    size_t count;
    struct buf text; /* what they borrow from */
    struct buf made; /* one line that was made anew */
};

static struct lines
lines_of(struct buf text)
{
    struct lines lines = {.text = text};
    size_t begin = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\n') {
            lines.line[lines.count++] = slice_of(text.ptr + begin, i + 1 - begin);
            begin = i + 1;
        }
    }
    return lines;
}

static void
remove_line(struct lines *lines, size_t at)
{
    memmove(&lines->line[at], &lines->line[at + 1], (lines->count - at - 1) * sizeof lines->line[0]);
    lines->count--;
}

static json_t *
value_of(const struct lines *lines, size_t at)
{
    json_t *value = json_loadb((const char *)lines->line[at].ptr, lines->line[at].len, 0, NULL);
    assert_non_null(value);
    return value;
}

static void
put_value(struct lines *lines, size_t at, json_t *value)
{
    lines->made = client_log_text(value);
    buf_put_u8(&lines->made, '\n');
    lines->line[at] = buf_slice(&lines->made);
    json_decref(value);
}

static enum tnw_err
check_pieces(const struct house *house, struct slice text, size_t piece, struct tnw_export_proof *proof,
             struct tnw_finding *finding)
{
    struct tnw_export_check *check;
    enum tnw_err err = TNW_OK;
    assert_int_equal(tnw_export_check_new(house->verifier, &check), TNW_OK);
    for (size_t at = 0; at < text.len && err == TNW_OK; at += piece) {
        size_t len = text.len - at < piece ? text.len - at : piece;
        err = tnw_export_check_bytes(check, (const char *)text.ptr + at, len, finding);
    }
    struct tnw_finding last;
    enum tnw_err end = tnw_export_check_end(check, proof, &last);
    if (err == TNW_OK) {
        *finding = last;
        err = end;
    } else {
        assert_int_equal(end, err);
        assert_memory_equal(&last, finding, sizeof last);
    }
    assert_int_equal(err == TNW_OK, finding->fault == TNW_FAULT_NONE);
    tnw_export_check_free(&check);
    return err;
}

static enum tnw_err
check_lines(const struct house *house, struct lines *lines, struct tnw_export_proof *proof, struct tnw_finding *finding)
{
    struct buf text = {0};
    for (size_t i = 0; i < lines->count; i++) {
        buf_put_slice(&text, lines->line[i]);
    }
    enum tnw_err err = check_pieces(house, buf_slice(&text), text.len + 1, proof, finding);
    buf_free(&text);
    buf_free(&lines->text);
    buf_free(&lines->made);
    return err;
}

static void
a_whole_export_is_proven_in_pieces_of_any_length(void **state)
{
    const struct house *house = *state;
    struct buf text = client_log_export(house->log, LOG_SEALED, &house->log->note);
    uint64_t links = 0;
    for (unsigned i = 0; i < LOG_DOSSIERS; i++) {
        links += house->log->sealed_heads[i].counter;
    }
    for (size_t piece = 1; piece < text.len + 100; piece = piece * 3 / 2 + 1) {
        struct tnw_export_proof proof;
        struct tnw_finding finding;
        assert_int_equal(check_pieces(house, buf_slice(&text), piece, &proof, &finding), TNW_OK);
        assert_int_equal(proof.seal.size, LOG_SEALED);
        assert_int_equal(proof.dossiers, LOG_DOSSIERS);
        assert_int_equal(proof.links, links);
    }
    buf_free(&text);
}

static void
an_empty_log_is_whole_too(void **state)
{
    const struct house *house = *state;
    struct hash root = hash_of(slice_str(""));
    struct hash map = map_empty();
    struct buf note = client_log_note(house->log, house->log->log_secret, 0, &root, &map);
    struct buf text = client_log_export(house->log, 0, &note);
    struct tnw_export_proof proof;
    struct tnw_finding finding;
    assert_int_equal(check_pieces(house, buf_slice(&text), 7, &proof, &finding), TNW_OK);
    assert_int_equal(proof.seal.size, 0);
    buf_free(&text);
    buf_free(&note);
}

/* Lines: record 0, 1, 2, 3, 4, the links of 4, record 5 …; so record 12 is line 15 of those that count from 1. */
#define LINE_4 4
#define LINKS_4 5
#define LINE_7 8
#define LINE_12 14

static void
record_changed(struct lines *lines, struct client_log *log)
{
    (void)log;
    json_t *value = value_of(lines, LINE_7);
    json_object_set_new(value, "status", json_integer(500));
    put_value(lines, LINE_7, value);
}

/* Record 6 is of no dossier: nothing but the root knows it. */
static void
lonely_record_changed(struct lines *lines, struct client_log *log)
{
    (void)log;
    json_t *value = value_of(lines, LINE_7 - 1);
    assert_true(json_is_null(json_object_get(value, "dossier")));
    json_object_set_new(value, "status", json_integer(500));
    put_value(lines, LINE_7 - 1, value);
}

static void
record_removed(struct lines *lines, struct client_log *log)
{
    (void)log;
    remove_line(lines, LINE_7);
}

/* Removed, and the numbers behind it moved up: the dossier's own count tells. */
static void
record_omitted(struct lines *lines, struct client_log *log)
{
    (void)log;
    json_t *next = value_of(lines, LINE_7 + 1);
    json_object_set_new(next, "seq", json_integer(7));
    put_value(lines, LINE_7 + 1, next);
    remove_line(lines, LINE_7);
}

static void
reordered(struct lines *lines, struct client_log *log)
{
    (void)log;
    struct slice moved = lines->line[LINE_7];
    lines->line[LINE_7] = lines->line[LINE_7 + 1];
    lines->line[LINE_7 + 1] = moved;
}

static void
head_cut(struct lines *lines, struct client_log *log)
{
    (void)log;
    remove_line(lines, 0);
}

static void
tail_cut(struct lines *lines, struct client_log *log)
{
    (void)log;
    remove_line(lines, lines->count - 2);
}

static void
without_checkpoint(struct lines *lines, struct client_log *log)
{
    (void)log;
    lines->count--;
}

static void
cut_in_a_line(struct lines *lines, struct client_log *log)
{
    (void)log;
    lines->line[lines->count - 1].len -= 10;
}

static void
links_removed(struct lines *lines, struct client_log *log)
{
    (void)log;
    remove_line(lines, LINKS_4);
}

static void
link_changed(struct lines *lines, struct client_log *log)
{
    (void)log;
    json_t *value = value_of(lines, LINKS_4);
    json_object_set_new(json_array_get(json_object_get(value, "links"), 0), "counter", json_integer(9));
    put_value(lines, LINKS_4, value);
}

static void
link_missing(struct lines *lines, struct client_log *log)
{
    (void)log;
    json_t *value = value_of(lines, LINKS_4);
    json_array_remove(json_object_get(value, "links"), 2);
    put_value(lines, LINKS_4, value);
}

static void
links_alone(struct lines *lines, struct client_log *log)
{
    (void)log;
    lines->line[LINE_7] = lines->line[LINKS_4];
}

static void
own_link_changed(struct lines *lines, struct client_log *log)
{
    (void)log;
    json_t *value = value_of(lines, LINE_12);
    json_object_set_new(value, "counter", json_integer(2));
    put_value(lines, LINE_12, value);
}

static void
not_canonical(struct lines *lines, struct client_log *log)
{
    (void)log;
    buf_put_u8(&lines->made, ' ');
    buf_put_slice(&lines->made, lines->line[LINE_12]);
    lines->line[LINE_12] = buf_slice(&lines->made);
}

static void
nonsense(struct lines *lines, struct client_log *log)
{
    (void)log;
    lines->line[LINE_12] = slice_str("nonsense\n");
}

static void
put_note(struct lines *lines, struct buf note)
{
    json_t *value = value_of(lines, lines->count - 1);
    json_object_set_new(value, "checkpoint", json_string(buf_text(&note)));
    put_value(lines, lines->count - 1, value);
    buf_free(&note);
}

static void
other_map(struct lines *lines, struct client_log *log)
{
    struct hash root = evidence_naive_root(log->tree, 0, LOG_SEALED);
    struct hash map = hash_of(slice_str("another"));
    put_note(lines, client_log_note(log, log->log_secret, LOG_SEALED, &root, &map));
}

static void
other_signer(struct lines *lines, struct client_log *log)
{
    struct hash root = evidence_naive_root(log->tree, 0, LOG_SEALED);
    put_note(lines, client_log_note(log, log->witness_secret, LOG_SEALED, &root, &log->map));
}

static void
rolled_back(struct lines *lines, struct client_log *log)
{
    struct hash root = evidence_naive_root(log->tree, 0, 10);
    put_note(lines, client_log_note(log, log->log_secret, 10, &root, &log->map));
}

static void
other_key(struct lines *lines, struct client_log *log)
{
    json_t *value = value_of(lines, lines->count - 1);
    json_object_set_new(value, "key", json_string(log->witness_text));
    put_value(lines, lines->count - 1, value);
}

static void
something_behind(struct lines *lines, struct client_log *log)
{
    (void)log;
    lines->line[lines->count] = lines->line[0];
    lines->count++;
}

struct spoiled {
    const char *name;
    void (*spoil)(struct lines *lines, struct client_log *log);
    enum tnw_fault fault;
    int64_t seq;
    uint64_t line;
};

static const struct spoiled spoiled[] = {
    {"a changed record", record_changed, TNW_FAULT_CHAIN, 8, 10},
    {"a changed record of no dossier", lonely_record_changed, TNW_FAULT_ROOT, -1, 27},
    {"a record removed", record_removed, TNW_FAULT_ORDER, 7, 9},
    {"a record omitted from its dossier", record_omitted, TNW_FAULT_MISSING, 7, 9},
    {"two records swapped", reordered, TNW_FAULT_ORDER, 7, 9},
    {"the head cut", head_cut, TNW_FAULT_ORDER, 0, 1},
    {"the tail cut", tail_cut, TNW_FAULT_SIZE, -1, 26},
    {"no checkpoint", without_checkpoint, TNW_FAULT_MISSING, LOG_SEALED, 0},
    {"cut in a line", cut_in_a_line, TNW_FAULT_FORM, -1, 27},
    {"the links of a list removed", links_removed, TNW_FAULT_LINK, 4, 6},
    {"a link of a list changed", link_changed, TNW_FAULT_LINK, 4, 6},
    {"a link of a list missing", link_missing, TNW_FAULT_LINK, 4, 6},
    {"links behind no list", links_alone, TNW_FAULT_FORM, -1, 9},
    {"a record's own link changed", own_link_changed, TNW_FAULT_CHAIN, 12, 15},
    {"a blank in front", not_canonical, TNW_FAULT_FORM, -1, 15},
    {"a line of nonsense", nonsense, TNW_FAULT_FORM, -1, 15},
    {"another map signed", other_map, TNW_FAULT_MAP, -1, 27},
    {"another signer", other_signer, TNW_FAULT_SIGNATURE, -1, 27},
    {"an older checkpoint", rolled_back, TNW_FAULT_SIZE, -1, 27},
    {"another key", other_key, TNW_FAULT_KEY, -1, 27},
    {"something behind the checkpoint", something_behind, TNW_FAULT_FORM, -1, 28},
};

static void
each_spoiled_export_is_found_with_its_place(void **state)
{
    const struct house *house = *state;
    for (size_t i = 0; i < sizeof spoiled / sizeof spoiled[0]; i++) {
        struct tnw_export_proof proof;
        struct tnw_finding finding;
        struct lines lines = lines_of(client_log_export(house->log, LOG_SEALED, &house->log->note));
        spoiled[i].spoil(&lines, house->log);
        enum tnw_err err = check_lines(house, &lines, &proof, &finding);
        if (err != TNW_E_CRYPTO || finding.fault != spoiled[i].fault || finding.seq != spoiled[i].seq ||
            finding.line != spoiled[i].line) {
            fail_msg("%s: error %d, %s at %lld, line %llu: %s", spoiled[i].name, err, tnw_fault_code(finding.fault),
                     (long long)finding.seq, (unsigned long long)finding.line, finding.text);
        }
        assert_int_equal(proof.seal.size, 0);
    }
}

static void
no_changed_byte_is_taken_for_proof(void **state)
{
    const struct house *house = *state;
    struct evidence_random random = evidence_random(13);
    struct buf text = client_log_export(house->log, LOG_SEALED, &house->log->note);
    for (size_t round = 0; round < 3000; round++) {
        struct tnw_export_proof proof;
        struct tnw_finding finding;
        size_t at = evidence_random_below(&random, text.len);
        uint8_t was = text.ptr[at];
        text.ptr[at] = (uint8_t)evidence_random_below(&random, 256);
        enum tnw_err err = check_pieces(house, buf_slice(&text), 1000, &proof, &finding);
        /* The last line may be written in other ways; all others have one. */
        assert_true(err == TNW_E_CRYPTO || text.ptr[at] == was);
        text.ptr[at] = was;
    }
    buf_free(&text);
}

int
main(void)
{
    struct house house = {.log = client_log_new()};
    assert_int_equal(tnw_verifier_new(house.log->log_text, (const char *const[]){house.log->witness_text, NULL}, 1,
                                      &house.verifier, NULL),
                     TNW_OK);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(a_whole_export_is_proven_in_pieces_of_any_length, &house),
        cmocka_unit_test_prestate(an_empty_log_is_whole_too, &house),
        cmocka_unit_test_prestate(each_spoiled_export_is_found_with_its_place, &house),
        cmocka_unit_test_prestate(no_changed_byte_is_taken_for_proof, &house),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    tnw_verifier_free(&house.verifier);
    client_log_free(&house.log);
    return failed;
}
