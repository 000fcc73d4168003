/* Each way to leave out, change or invent something in an access log with proofs is found, with its name and its
 * place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "client_access.h"
#include "client_log_answer.h"

/* Another last digit. */
static void
spoil_hash(json_t *object, const char *name)
{
    char text[2 * HASH_SIZE + 1];
    memcpy(text, json_string_value(json_object_get(object, name)), sizeof text);
    text[63] = text[63] == '0' ? '1' : '0';
    client_access_set(object, name, text);
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

static void
record_changed(json_t *page, struct client_log *log)
{
    (void)log;
    json_object_set_new(json_object_get(client_access_item(page, ACCESS_MIDDLE), "record"), "status",
                        json_integer(500));
}

/* Record, leaf and what is shown, all of one mind. */
static void
record_forged(json_t *page, size_t i)
{
    json_t *record = json_object_get(client_access_item(page, i), "record");
    client_access_set(record, "ground", "emergency");
    client_access_set(client_access_item(page, i), "ground", "emergency");
    struct hash leaf = client_log_leaf(record);
    json_object_set_new(client_access_item(page, i), "leaf", client_log_hash(&leaf));
}

static void
middle_forged(json_t *page, struct client_log *log)
{
    (void)log;
    record_forged(page, ACCESS_MIDDLE);
}

static void
newest_sealed_forged(json_t *page, struct client_log *log)
{
    (void)log;
    record_forged(page, ACCESS_SEALED);
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
    json_array_remove(client_access_items(page), ACCESS_MIDDLE);
}

static void
newest_sealed_removed(json_t *page, struct client_log *log)
{
    (void)log;
    json_array_remove(client_access_items(page), ACCESS_SEALED);
}

/* All that is unsealed, and the newest sealed one. */
static void
head_cut(json_t *page, struct client_log *log)
{
    (void)log;
    for (size_t i = 0; i <= ACCESS_SEALED; i++) {
        json_array_remove(client_access_items(page), 0);
    }
}

static void
sealed_all_removed(json_t *page, struct client_log *log)
{
    (void)log;
    json_array_clear(client_access_items(page));
}

static void
oldest_removed(json_t *page, struct client_log *log)
{
    (void)log;
    json_array_remove(client_access_items(page), json_array_size(client_access_items(page)) - 1);
}

static void
pages_missing(json_t *page, struct client_log *log)
{
    (void)log;
    client_access_set(page, "next", "cursor");
}

static void
swapped(json_t *page, struct client_log *log)
{
    (void)log;
    json_t *moved = json_incref(client_access_item(page, ACCESS_MIDDLE + 1));
    json_array_remove(client_access_items(page), ACCESS_MIDDLE + 1);
    json_array_insert_new(client_access_items(page), ACCESS_MIDDLE, moved);
}

static void
twice(json_t *page, struct client_log *log)
{
    (void)log;
    json_array_insert(client_access_items(page), ACCESS_MIDDLE, client_access_item(page, ACCESS_MIDDLE));
}

static void
link_counter(json_t *page, struct client_log *log)
{
    (void)log;
    json_object_set_new(json_object_get(client_access_item(page, ACCESS_MIDDLE), "link"), "counter", json_integer(7));
}

/* Of a list there is only a commitment to its links. */
static void
listed_link(json_t *page, struct client_log *log)
{
    (void)log;
    spoil_hash(json_object_get(client_access_item(page, 0), "link"), "previous");
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
    json_t *other = client_log_answer_page(log, 1, -1, ACCESS_ALL);
    json_object_set(json_object_get(page, "sealed"), "map", map_of(other));
    json_decref(other);
}

/* The attack that a map of its own for each patient would be: the accesses 16 and 19 left out of list and map, the rest
 * as it is. */
static void
map_of_its_own(json_t *page, struct client_log *log, json_t *record)
{
    struct client_log *behind = client_log_new_behind(16);
    json_t *other = client_log_answer_page(behind, 0, -1, ACCESS_ALL);
    json_t *map = json_object_get(json_object_get(other, "sealed"), "map");
    json_object_set(map, "path", json_object_get(map_of(page), "path"));
    json_object_set_new(map, "record", record);
    json_object_set(json_object_get(page, "sealed"), "map", map);
    for (size_t i = 0; i < 4; i++) {
        json_array_remove(client_access_items(page), 0);
    }
    json_decref(other);
    client_log_free(&behind);
    (void)log;
}

static void
private_map(json_t *page, struct client_log *log)
{
    struct client_log *behind = client_log_new_behind(16);
    map_of_its_own(page, log, client_log_answer_record(behind, LOG_SEALED - 1));
    client_log_free(&behind);
}

static void
private_map_with_the_true_record(json_t *page, struct client_log *log)
{
    map_of_its_own(page, log, client_log_answer_record(log, LOG_SEALED - 1));
}

static void
map_named_by_another_record(json_t *page, struct client_log *log)
{
    json_object_set_new(map_of(page), "record", client_log_answer_record(log, LOG_SEALED - 2));
}

static void
map_named_by_none(json_t *page, struct client_log *log)
{
    (void)log;
    json_object_del(map_of(page), "record");
}

static void
map_path_changed(json_t *page, struct client_log *log)
{
    (void)log;
    spoil_element(json_object_get(map_of(page), "path"), 1);
}

static void
other_key(json_t *page, struct client_log *log)
{
    client_access_set(json_object_get(page, "sealed"), "key", log->witness_text);
}

static void
put_note(json_t *page, struct buf note)
{
    client_access_set(json_object_get(page, "sealed"), "checkpoint", buf_text(&note));
    buf_free(&note);
}

static void
other_signer(json_t *page, struct client_log *log)
{
    struct hash root = evidence_naive_root(log->tree, 0, LOG_SEALED);
    put_note(page, client_log_note(log, log->witness_secret, LOG_SEALED, &root));
}

/* Signed by the log, but of another tree. */
static void
other_root(json_t *page, struct client_log *log)
{
    struct hash root = hash_of(slice_str("another"));
    put_note(page, client_log_note(log, log->log_secret, LOG_SEALED, &root));
}

static void
rolled_back(json_t *page, struct client_log *log)
{
    struct hash root = evidence_naive_root(log->tree, 0, 10);
    put_note(page, client_log_note(log, log->log_secret, 10, &root));
}

static void
without_witness(json_t *page, struct client_log *log)
{
    const char *text = (const char *)log->note.ptr;
    const char *last = strstr(text, "witness.example");
    char note[1024];
    (void)snprintf(note, sizeof note, "%.*s", (int)(last - text - 4), text);
    client_access_set(json_object_get(page, "sealed"), "checkpoint", note);
}

static void
path_changed(json_t *page, struct client_log *log)
{
    (void)log;
    spoil_element(json_object_get(json_object_get(client_access_item(page, ACCESS_MIDDLE), "inclusion"), "path"), 1);
}

static void
path_for_other_size(json_t *page, struct client_log *log)
{
    (void)log;
    json_object_set_new(json_object_get(client_access_item(page, ACCESS_MIDDLE), "inclusion"), "size",
                        json_integer(LOG_SEALED - 1));
}

static void
called_unsealed(json_t *page, struct client_log *log)
{
    (void)log;
    json_object_set_new(client_access_item(page, ACCESS_SEALED), "inclusion", json_null());
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
    json_object_set_new(client_access_item(page, ACCESS_MIDDLE), "count", json_integer(3));
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
    {"a map of its own, named by a record of its own", private_map, TNW_FAULT_INCLUSION, 21},
    {"a map of its own beside the true record", private_map_with_the_true_record, TNW_FAULT_MAP, -1},
    {"a map named by another record", map_named_by_another_record, TNW_FAULT_MAP, 20},
    {"a map named by none", map_named_by_none, TNW_FAULT_FORM, -1},
    {"the path of the record that names the map changed", map_path_changed, TNW_FAULT_INCLUSION, 21},
    {"another key named", other_key, TNW_FAULT_KEY, -1},
    {"a checkpoint signed by another", other_signer, TNW_FAULT_SIGNATURE, -1},
    {"a signed checkpoint of another tree", other_root, TNW_FAULT_INCLUSION, 21},
    {"an older checkpoint", rolled_back, TNW_FAULT_MAP, 21},
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
        json_t *page = client_log_answer_page(log, 0, -1, ACCESS_ALL);
        spoiled[i].spoil(page, log);
        enum tnw_err err = client_access_check(log, 0, NULL, page, &proof, &finding);
        if (err != TNW_E_CRYPTO || finding.fault != spoiled[i].fault || finding.seq != spoiled[i].seq) {
            fail_msg("%s: error %d, %s at %lld: %s", spoiled[i].name, err, tnw_fault_code(finding.fault),
                     (long long)finding.seq, finding.text);
        }
        assert_true(strlen(finding.text) > 0);
    }
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
        cmocka_unit_test(each_spoiled_list_is_found_with_its_place),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
