/* The patient's access log with proofs: what is whole is proven, and each way to leave out, change or invent something is
 * found, with its name and its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "client_log.h"

#define ALL 1000

static struct tnw_verifier *
verifier_of(const struct client_log *log)
{
    struct tnw_verifier *verifier;
    const char *const witnesses[] = {log->witness_text, NULL};
    assert_int_equal(tnw_verifier_new(log->log_text, witnesses, 1, &verifier, NULL), TNW_OK);
    return verifier;
}

static const char *
dossier_text(char out[ID_TEXT], unsigned dossier)
{
    struct id id = client_log_dossier(dossier);
    id_format(out, ID_DOSSIER, &id);
    return out;
}

static enum tnw_err
give(struct tnw_access_check *check, json_t *page, struct tnw_finding *finding)
{
    struct buf text = client_log_text(page);
    enum tnw_err err = tnw_access_check_page(check, (const char *)text.ptr, text.len, NULL, finding);
    buf_free(&text);
    json_decref(page);
    return err;
}

/* Checks one page that is the whole list; takes it over. */
static enum tnw_err
check_list(const struct client_log *log, unsigned dossier, const struct tnw_access_head *known, json_t *page,
           struct tnw_access_proof *proof, struct tnw_finding *finding)
{
    char text[ID_TEXT];
    struct tnw_access_check *check;
    struct tnw_finding again;
    struct tnw_verifier *verifier = verifier_of(log);
    assert_int_equal(tnw_access_check_new(verifier, dossier_text(text, dossier), known, &check), TNW_OK);
    enum tnw_err err = give(check, page, finding);
    if (err == TNW_OK) {
        err = tnw_access_check_end(check, proof, finding);
    } else {
        assert_int_equal(tnw_access_check_end(check, proof, &again), err);
        assert_memory_equal(&again, finding, sizeof again);
        assert_int_equal(proof->head.counter, 0);
    }
    assert_int_equal(err == TNW_OK, finding->fault == TNW_FAULT_NONE);
    tnw_access_check_free(&check);
    tnw_verifier_free(&verifier);
    return err;
}

static void
whole_lists_are_complete(void **state)
{
    struct client_log *log = *state;
    for (unsigned dossier = 0; dossier < LOG_DOSSIERS; dossier++) {
        struct tnw_access_proof proof;
        struct tnw_finding finding;
        char head[TNW_HASH_TEXT];
        assert_int_equal(check_list(log, dossier, NULL, client_log_page(log, dossier, -1, ALL), &proof, &finding),
                         TNW_OK);
        assert_int_equal(proof.seal.size, LOG_SEALED);
        assert_int_equal(proof.seal.witness_count, 1);
        assert_string_equal(proof.seal.witnesses[0].time, "2026-01-01T00:00:00.000Z");
        assert_int_equal(proof.head.counter, log->sealed_heads[dossier].counter);
        hex_encode(head, log->sealed_heads[dossier].previous.bytes, HASH_SIZE);
        assert_string_equal(proof.head.head, head);
        assert_int_equal(proof.unsealed, log->heads[dossier].counter - log->sealed_heads[dossier].counter);
        assert_true(proof.unsealed > 0);
    }
}

static void
pages_of_any_size_give_the_same(void **state)
{
    struct client_log *log = *state;
    struct tnw_verifier *verifier = verifier_of(log);
    char text[ID_TEXT];
    for (size_t limit = 1; limit < 12; limit++) {
        struct tnw_access_check *check;
        struct tnw_access_proof proof;
        assert_int_equal(tnw_access_check_new(verifier, dossier_text(text, 0), NULL, &check), TNW_OK);
        int64_t after = -1;
        for (bool more = true; more;) {
            json_t *page = client_log_page(log, 0, after, limit);
            const json_t *items = json_object_get(page, "items");
            const json_t *last = json_array_get(items, json_array_size(items) - 1);
            after = json_integer_value(json_object_get(last, "seq"));
            more = json_is_string(json_object_get(page, "next"));
            assert_int_equal(give(check, page, NULL), TNW_OK);
        }
        assert_int_equal(tnw_access_check_end(check, &proof, NULL), TNW_OK);
        assert_int_equal(proof.head.counter, log->sealed_heads[0].counter);
        tnw_access_check_free(&check);
    }
    tnw_verifier_free(&verifier);
}

static void
absence_is_proven_too(void **state)
{
    struct client_log *log = *state;
    struct tnw_access_proof proof;
    struct tnw_finding finding;
    assert_int_equal(check_list(log, LOG_NONE, NULL, client_log_page(log, LOG_NONE, -1, ALL), &proof, &finding),
                     TNW_OK);
    assert_int_equal(proof.head.counter, 0);
    assert_string_equal(proof.head.head, "");
    assert_int_equal(proof.seal.size, LOG_SEALED);
}

/* Spoiling ---------------------------------------------------------------------------------------------------------- */

static json_t *
items(json_t *page)
{
    return json_object_get(page, "items");
}

static json_t *
item(json_t *page, size_t i)
{
    return json_array_get(items(page), i);
}

static void
set_text(json_t *object, const char *name, const char *text)
{
    assert_int_equal(json_object_set_new(object, name, json_string(text)), 0);
}

/* Another last digit. */
static void
spoil_hash(json_t *object, const char *name)
{
    char text[2 * HASH_SIZE + 1];
    memcpy(text, json_string_value(json_object_get(object, name)), sizeof text);
    text[63] = text[63] == '0' ? '1' : '0';
    set_text(object, name, text);
}

static void
spoil_element(json_t *list, size_t i)
{
    json_t *holder = json_pack("{s:O}", "it", json_array_get(list, i));
    spoil_hash(holder, "it");
    json_array_set(list, i, json_object_get(holder, "it"));
    json_decref(holder);
}

static json_t *
map_of(json_t *page)
{
    return json_object_get(json_object_get(page, "sealed"), "map");
}

/* Dossier 0 has the records 24 23 | 19 16 15 14 12 11 9 8 7 4 3 1 0; the first two are not sealed, 24 and 19 are lists. */
#define FIRST_SEALED 2
#define MIDDLE 3

static void
record_changed(json_t *page, struct client_log *log)
{
    (void)log;
    json_object_set_new(json_object_get(item(page, MIDDLE), "record"), "status", json_integer(500));
}

/* Record, leaf and what is shown, all of one mind. */
static void
record_forged(json_t *page, size_t i)
{
    json_t *record = json_object_get(item(page, i), "record");
    set_text(record, "ground", "emergency");
    set_text(item(page, i), "ground", "emergency");
    struct hash leaf = client_log_leaf(record);
    json_object_set_new(item(page, i), "leaf", client_log_hash(&leaf));
}

static void
middle_forged(json_t *page, struct client_log *log)
{
    (void)log;
    record_forged(page, MIDDLE);
}

static void
newest_sealed_forged(json_t *page, struct client_log *log)
{
    (void)log;
    record_forged(page, FIRST_SEALED);
}

static void
unsealed_forged(json_t *page, struct client_log *log)
{
    (void)log;
    record_forged(page, 1);
}

static void
middle_removed(json_t *page, struct client_log *log)
{
    (void)log;
    json_array_remove(items(page), MIDDLE);
}

static void
newest_sealed_removed(json_t *page, struct client_log *log)
{
    (void)log;
    json_array_remove(items(page), FIRST_SEALED);
}

/* All that is unsealed, and the newest sealed one. */
static void
head_cut(json_t *page, struct client_log *log)
{
    (void)log;
    for (size_t i = 0; i <= FIRST_SEALED; i++) {
        json_array_remove(items(page), 0);
    }
}

static void
sealed_all_removed(json_t *page, struct client_log *log)
{
    (void)log;
    json_array_clear(items(page));
}

static void
oldest_removed(json_t *page, struct client_log *log)
{
    (void)log;
    json_array_remove(items(page), json_array_size(items(page)) - 1);
}

static void
pages_missing(json_t *page, struct client_log *log)
{
    (void)log;
    set_text(page, "next", "cursor");
}

static void
swapped(json_t *page, struct client_log *log)
{
    (void)log;
    json_t *moved = json_incref(item(page, MIDDLE + 1));
    json_array_remove(items(page), MIDDLE + 1);
    json_array_insert_new(items(page), MIDDLE, moved);
}

static void
twice(json_t *page, struct client_log *log)
{
    (void)log;
    json_array_insert(items(page), MIDDLE, item(page, MIDDLE));
}

static void
link_counter(json_t *page, struct client_log *log)
{
    (void)log;
    json_object_set_new(json_object_get(item(page, MIDDLE), "link"), "counter", json_integer(7));
}

/* Of a list there is only a commitment to its links. */
static void
listed_link(json_t *page, struct client_log *log)
{
    (void)log;
    spoil_hash(json_object_get(item(page, 0), "link"), "previous");
}

static void
map_sibling(json_t *page, struct client_log *log)
{
    (void)log;
    spoil_element(json_object_get(map_of(page), "siblings"), 0);
}

static void
map_head(json_t *page, struct client_log *log)
{
    (void)log;
    spoil_hash(map_of(page), "head");
}

static void
map_counter(json_t *page, struct client_log *log)
{
    (void)log;
    json_object_set_new(map_of(page), "counter", json_integer(2));
}

static void
map_denied(json_t *page, struct client_log *log)
{
    (void)log;
    json_object_set_new(map_of(page), "counter", json_null());
    json_object_set_new(map_of(page), "head", json_null());
}

static void
map_of_another(json_t *page, struct client_log *log)
{
    json_t *other = client_log_page(log, 1, -1, ALL);
    json_object_set(json_object_get(page, "sealed"), "map", map_of(other));
    json_decref(other);
}

static void
other_key(json_t *page, struct client_log *log)
{
    set_text(json_object_get(page, "sealed"), "key", log->witness_text);
}

static void
put_note(json_t *page, struct buf note)
{
    set_text(json_object_get(page, "sealed"), "checkpoint", buf_text(&note));
    buf_free(&note);
}

static void
other_signer(json_t *page, struct client_log *log)
{
    struct hash root = evidence_naive_root(log->tree, 0, LOG_SEALED);
    put_note(page, client_log_note(log, log->witness_secret, LOG_SEALED, &root, &log->map));
}

/* Signed by the log, but of another tree. */
static void
other_root(json_t *page, struct client_log *log)
{
    struct hash root = hash_of(slice_str("another"));
    put_note(page, client_log_note(log, log->log_secret, LOG_SEALED, &root, &log->map));
}

static void
rolled_back(json_t *page, struct client_log *log)
{
    struct hash root = evidence_naive_root(log->tree, 0, 10);
    put_note(page, client_log_note(log, log->log_secret, 10, &root, &log->map));
}

static void
without_witness(json_t *page, struct client_log *log)
{
    const char *text = (const char *)log->note.ptr;
    const char *last = strstr(text, "witness.example");
    char note[1024];
    (void)snprintf(note, sizeof note, "%.*s", (int)(last - text - 4), text);
    set_text(json_object_get(page, "sealed"), "checkpoint", note);
}

static void
path_changed(json_t *page, struct client_log *log)
{
    (void)log;
    spoil_element(json_object_get(json_object_get(item(page, MIDDLE), "inclusion"), "path"), 1);
}

static void
path_for_other_size(json_t *page, struct client_log *log)
{
    (void)log;
    json_object_set_new(json_object_get(item(page, MIDDLE), "inclusion"), "size", json_integer(LOG_SEALED - 1));
}

static void
called_unsealed(json_t *page, struct client_log *log)
{
    (void)log;
    json_object_set_new(item(page, FIRST_SEALED), "inclusion", json_null());
}

static void
without_proofs(json_t *page, struct client_log *log)
{
    (void)log;
    json_object_del(page, "sealed");
}

static void
folded(json_t *page, struct client_log *log)
{
    (void)log;
    json_object_set_new(item(page, MIDDLE), "count", json_integer(3));
}

struct spoiled {
    const char *name;
    void (*spoil)(json_t *page, struct client_log *log);
    enum tnw_fault fault;
    int64_t seq;
};

static const struct spoiled spoiled[] = {
    {"a record changed", record_changed, TNW_FAULT_RECORD, 16},
    {"a record changed with its leaf and what is shown", middle_forged, TNW_FAULT_CHAIN, 16},
    {"the newest sealed record changed so", newest_sealed_forged, TNW_FAULT_HEAD, 19},
    {"an unsealed record changed so", unsealed_forged, TNW_FAULT_CHAIN, 23},
    {"a record left out", middle_removed, TNW_FAULT_MISSING, 15},
    {"the newest sealed record left out", newest_sealed_removed, TNW_FAULT_MISSING, 16},
    {"the head cut", head_cut, TNW_FAULT_MISSING, 16},
    {"all left out", sealed_all_removed, TNW_FAULT_MISSING, -1},
    {"the oldest record left out", oldest_removed, TNW_FAULT_MISSING, 1},
    {"the last pages left out", pages_missing, TNW_FAULT_MISSING, 0},
    {"two records swapped", swapped, TNW_FAULT_MISSING, 15},
    {"a record twice", twice, TNW_FAULT_ORDER, 16},
    {"another counter beside a record", link_counter, TNW_FAULT_LINK, 16},
    {"another opening of a commitment", listed_link, TNW_FAULT_LINK, 24},
    {"a sibling of the map's path changed", map_sibling, TNW_FAULT_MAP, -1},
    {"the map's head changed", map_head, TNW_FAULT_MAP, -1},
    {"the map's counter changed", map_counter, TNW_FAULT_MAP, -1},
    {"the dossier denied by the map", map_denied, TNW_FAULT_MAP, -1},
    {"the map's proof for another dossier", map_of_another, TNW_FAULT_MAP, -1},
    {"another key named", other_key, TNW_FAULT_KEY, -1},
    {"a checkpoint signed by another", other_signer, TNW_FAULT_SIGNATURE, -1},
    {"a signed checkpoint of another tree", other_root, TNW_FAULT_INCLUSION, 19},
    {"an older checkpoint", rolled_back, TNW_FAULT_FORM, 19},
    {"no cosignature", without_witness, TNW_FAULT_WITNESSES, -1},
    {"an inclusion path changed", path_changed, TNW_FAULT_INCLUSION, 16},
    {"an inclusion path for another size", path_for_other_size, TNW_FAULT_INCLUSION, 16},
    {"a sealed record called unsealed", called_unsealed, TNW_FAULT_FORM, 19},
    {"no proofs at all", without_proofs, TNW_FAULT_FORM, -1},
    {"a line that stands for several", folded, TNW_FAULT_SHOWN, 16},
};

static void
each_spoiled_list_is_found_with_its_place(void **state)
{
    struct client_log *log = *state;
    for (size_t i = 0; i < sizeof spoiled / sizeof spoiled[0]; i++) {
        struct tnw_access_proof proof;
        struct tnw_finding finding;
        json_t *page = client_log_page(log, 0, -1, ALL);
        spoiled[i].spoil(page, log);
        enum tnw_err err = check_list(log, 0, NULL, page, &proof, &finding);
        if (err != TNW_E_CRYPTO || finding.fault != spoiled[i].fault || finding.seq != spoiled[i].seq) {
            fail_msg("%s: error %d, %s at %lld: %s", spoiled[i].name, err, tnw_fault_code(finding.fault),
                     (long long)finding.seq, finding.text);
        }
        assert_true(strlen(finding.text) > 0);
    }
}

static void
each_shown_field_is_held_against_the_record(void **state)
{
    static const char *const names[] = {"time",         "role",     "action", "object", "categories",
                                        "purpose",      "decision", "ground", "status", "actor",
                                        "organisation", "seq",      "first",  "until"};
    struct client_log *log = *state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct tnw_access_proof proof;
        struct tnw_finding finding;
        json_t *page = client_log_page(log, 0, -1, ALL);
        set_text(item(page, 4), names[i], "werkgever");
        assert_int_equal(check_list(log, 0, NULL, page, &proof, &finding), TNW_E_CRYPTO);
        assert_int_equal(finding.fault, TNW_FAULT_SHOWN);
        assert_int_equal(finding.seq, 15);
        assert_non_null(strstr(finding.text, names[i]));
    }
    /* Words about it are the server's own. */
    struct tnw_access_proof proof;
    struct tnw_finding finding;
    json_t *page = client_log_page(log, 0, -1, ALL);
    set_text(item(page, 4), "reason", "Otherwise said.");
    assert_int_equal(check_list(log, 0, NULL, page, &proof, &finding), TNW_OK);
}

static void
a_list_of_another_dossier_is_none_of_this_one(void **state)
{
    struct client_log *log = *state;
    struct tnw_access_proof proof;
    struct tnw_finding finding;
    assert_int_equal(check_list(log, 1, NULL, client_log_page(log, 0, -1, ALL), &proof, &finding), TNW_E_CRYPTO);
    assert_int_equal(finding.fault, TNW_FAULT_MAP);
    /* A record that never was sealed for a dossier without any. */
    json_t *page = client_log_page(log, LOG_NONE, -1, ALL);
    json_t *other = client_log_page(log, 0, -1, ALL);
    json_array_append(items(page), item(other, FIRST_SEALED));
    json_decref(other);
    assert_int_equal(check_list(log, LOG_NONE, NULL, page, &proof, &finding), TNW_E_CRYPTO);
    assert_int_equal(finding.fault, TNW_FAULT_LINK);
}

static void
what_was_proven_before_must_still_be_there(void **state)
{
    struct client_log *log = *state;
    struct tnw_access_proof proof;
    struct tnw_finding finding;
    /* The fourth newest of what is sealed. */
    struct tnw_access_head known = {.counter = log->sealed_heads[0].counter - 3};
    hex_encode(known.head, log->records[14].leaf.bytes, HASH_SIZE);
    assert_int_equal(check_list(log, 0, &known, client_log_page(log, 0, -1, ALL), &proof, &finding), TNW_OK);
    hex_encode(known.head, log->records[16].leaf.bytes, HASH_SIZE);
    assert_int_equal(check_list(log, 0, &known, client_log_page(log, 0, -1, ALL), &proof, &finding), TNW_E_CRYPTO);
    assert_int_equal(finding.fault, TNW_FAULT_KNOWN);
    assert_int_equal(finding.seq, 14);
    known.counter = 1000;
    assert_int_equal(check_list(log, 0, &known, client_log_page(log, 0, -1, ALL), &proof, &finding), TNW_E_CRYPTO);
    assert_int_equal(finding.fault, TNW_FAULT_KNOWN);
}

/* Names, explaining texts and the cursor itself are nobody's evidence. */
static void
drop_words(json_t *page)
{
    size_t i;
    json_t *line;
    json_array_foreach(items(page), i, line)
    {
        static const char *const words[] = {"reason", "text", "count", "first", "until"};
        for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
            json_object_del(line, words[w]);
        }
        json_object_del(json_object_get(line, "actor"), "name");
        json_object_del(json_object_get(line, "organisation"), "name");
    }
}

/* Only what a check looks at: members that it does not know it passes over, wherever they stand. */
static json_t *
known_part(const json_t *value, const json_t *like)
{
    json_t *made = json_deep_copy(value);
    if (json_is_object(made) && json_is_object(like)) {
        const char *name;
        void *next;
        json_t *member;
        json_object_foreach_safe(made, next, name, member)
        {
            json_t *model = json_object_get(like, name);
            if (model == NULL) {
                json_object_del(made, name);
            } else {
                json_object_set_new(made, name, known_part(member, model));
            }
        }
    } else if (json_is_array(made) && json_array_size(made) == json_array_size(like)) {
        for (size_t i = 0; i < json_array_size(made); i++) {
            json_array_set_new(made, i, known_part(json_array_get(made, i), json_array_get(like, i)));
        }
    }
    return made;
}

static void
no_changed_byte_is_taken_for_proof(void **state)
{
    struct client_log *log = *state;
    struct evidence_random random = evidence_random(7);
    json_t *page = client_log_page(log, 2, -1, ALL);
    struct buf text = client_log_text(page);
    struct tnw_verifier *verifier = verifier_of(log);
    char dossier[ID_TEXT];
    size_t taken = 0;
    drop_words(page);
    for (size_t round = 0; round < 4000; round++) {
        struct tnw_access_check *check;
        struct tnw_access_proof proof;
        struct buf changed = {0};
        buf_put_slice(&changed, buf_slice(&text));
        size_t at = evidence_random_below(&random, changed.len);
        changed.ptr[at] = (uint8_t)evidence_random_below(&random, 256);
        assert_int_equal(tnw_access_check_new(verifier, dossier_text(dossier, 2), NULL, &check), TNW_OK);
        enum tnw_err err = tnw_access_check_page(check, (const char *)changed.ptr, changed.len, NULL, NULL);
        err = err == TNW_OK ? tnw_access_check_end(check, &proof, NULL) : err;
        if (err == TNW_OK) {
            json_t *got = json_loadb((const char *)changed.ptr, changed.len, 0, NULL);
            drop_words(got);
            json_t *known = known_part(got, page);
            assert_true(json_equal(known, page));
            json_decref(known);
            json_decref(got);
            taken++;
        }
        tnw_access_check_free(&check);
        buf_free(&changed);
    }
    assert_true(taken > 0 && taken < 1000);
    tnw_verifier_free(&verifier);
    buf_free(&text);
    json_decref(page);
}

static int
setup(void **state)
{
    *state = client_log_new();
    return 0;
}

static int
teardown(void **state)
{
    client_log_free((struct client_log **)state);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_lists_are_complete),
        cmocka_unit_test(pages_of_any_size_give_the_same),
        cmocka_unit_test(absence_is_proven_too),
        cmocka_unit_test(each_spoiled_list_is_found_with_its_place),
        cmocka_unit_test(each_shown_field_is_held_against_the_record),
        cmocka_unit_test(a_list_of_another_dossier_is_none_of_this_one),
        cmocka_unit_test(what_was_proven_before_must_still_be_there),
        cmocka_unit_test(no_changed_byte_is_taken_for_proof),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
