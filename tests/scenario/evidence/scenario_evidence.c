/* The log as evidence: what the server shows of it proves itself, and what was changed on the way does not. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/record.h"
#include "audit/tile.h"
#include "crypto/merkle.h"
#include "evidence.h"
#include "json/json.h"
#include "scenario/house_test.h"
#include "scenario/play.h"

/* So many records that there are full tiles, and two pages of an export. */
enum { CROWD = 2600 };

static void
get(struct house *house, const char *actor, const char *path, int status, struct answer *out)
{
    house_ask(house, &(struct ask){.actor = actor, .method = "GET", .path = path}, out);
    if (out->status != status) {
        fail_msg("%s: expected %d, got %d %s", path, status, out->status, out->code);
    }
}

static void
make_records(struct house *house)
{
    struct answer answer;
    for (int i = 0; i < CROWD; i++) {
        get(house, "patient", "/v1/me", 200, &answer);
        answer_free(&answer);
    }
    get(house, "huisarts", "/v1/dossiers", 200, &answer);
    answer_free(&answer);
}

static const struct step with_a_dossier[] = {
    {"a dossier",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient.niss}\",\"name\":\"X\"},\"start\":\"{today-40}\",\"employment\":"
      "\"employed\"}"},
     201},
    {"a list that shows it", {"huisarts", "GET", "/v1/dossiers"}, 200, NULL, .is = {{"/items/#", "1"}}},
};

static struct proof
consistency(struct house *house, uint64_t from, uint64_t to)
{
    struct answer answer;
    char path[128];
    (void)snprintf(path, sizeof path, "/v1/audit/proof/consistency?from=%" PRIu64 "&to=%" PRIu64, from, to);
    get(house, "patient", path, 200, &answer);
    struct proof proof = evidence_path(json_object_get(answer.body, "path"));
    answer_free(&answer);
    return proof;
}

static void
the_log_only_grows_and_each_checkpoint_proves_it(void **state)
{
    struct house *house = *state;
    struct seen old = evidence_wait(house, 1);
    PLAY(house, with_a_dossier);
    make_records(house);
    struct seen new = evidence_wait(house, old.size + CROWD);
    struct proof proof = consistency(house, old.size, new.size);
    assert_int_equal(proof_check_consistency(&proof, old.size, &old.root, new.size, &new.root), TNW_OK);
    for (size_t i = 0; i < proof.count; i++) {
        struct proof bent = proof;
        bent.path[i].bytes[i % HASH_SIZE] ^= 1;
        assert_int_equal(proof_check_consistency(&bent, old.size, &old.root, new.size, &new.root), TNW_E_CRYPTO);
    }
    assert_int_equal(proof_check_consistency(&proof, old.size, &old.root, new.size, &old.root), TNW_E_CRYPTO);
    assert_int_equal(proof_check_consistency(&proof, old.size - 1, &old.root, new.size, &new.root), TNW_E_CRYPTO);
}

/* What the line behind a record opens, it must have committed itself to. */
static void
check_links(const json_t *links, const char *text, size_t *opened)
{
    json_t *record = json_loads(text, 0, NULL);
    const json_t *listed = json_object_get(record, "listed");
    assert_int_equal(json_array_size(links), json_array_size(listed));
    for (size_t i = 0; i < json_array_size(links); i++) {
        const json_t *link = json_array_get(links, i);
        struct audit_link opening = {.counter = (uint64_t)json_integer_value(json_object_get(link, "counter")),
                                     .previous = evidence_hash(json_object_get(link, "previous"))};
        const char *dossier = json_string_value(json_object_get(link, "dossier"));
        assert_int_equal(id_parse(&opening.dossier, ID_DOSSIER, dossier), TNW_OK);
        struct hash wanted = evidence_hash(json_array_get(listed, i));
        struct hash commitment = audit_link_commitment(&opening);
        assert_true(hash_eq(&commitment, &wanted));
        opening.counter++;
        commitment = audit_link_commitment(&opening);
        assert_false(hash_eq(&commitment, &wanted));
        (*opened)++;
    }
    json_decref(record);
}

static struct hash
subtree(const json_t *records, size_t begin, size_t level)
{
    if (level == 0) {
        return merkle_leaf(slice_str(json_string_value(json_array_get(records, begin))));
    }
    struct hash left = subtree(records, begin, level - 1);
    struct hash right = subtree(records, begin + ((size_t)1 << (level - 1)), level - 1);
    return merkle_node(&left, &right);
}

/* The newest record's, and those of the subtrees that it completes. */
static void
check_hashes(const json_t *hashes, const json_t *records)
{
    size_t count = json_array_size(records);
    assert_int_equal(json_array_size(hashes), 1 + __builtin_ctzll(count));
    for (size_t level = 0; level < json_array_size(hashes); level++) {
        struct hash shown = evidence_hash(json_array_get(hashes, level));
        struct hash wanted = subtree(records, count - ((size_t)1 << level), level);
        assert_true(hash_eq(&shown, &wanted));
    }
}

static void
read_line(struct slice line, json_t *records, size_t *opened)
{
    json_t *value;
    struct buf again = {0};
    assert_int_equal(json_load_strict(&value, line, NULL), TNW_OK);
    json_canonical(&again, value);
    assert_true(slice_eq(line, buf_slice(&again)));
    size_t count = json_array_size(records);
    const json_t *links = json_object_get(value, "links");
    const json_t *hashes = json_object_get(value, "hashes");
    uint64_t seq = (uint64_t)json_integer_value(json_object_get(value, "seq"));
    if (links == NULL && hashes == NULL) {
        assert_int_equal(seq, count);
        assert_int_equal(json_array_append_new(records, json_stringn((const char *)line.ptr, line.len)), 0);
    } else if (links == NULL) {
        assert_int_equal(seq + 1, count);
        check_hashes(hashes, records);
    } else {
        assert_int_equal(seq + 1, count);
        check_links(links, json_string_value(json_array_get(records, seq)), opened);
    }
    buf_free(&again);
    json_decref(value);
}

static void
read_lines(struct slice page, json_t *records, size_t *opened)
{
    while (page.len > 0) {
        const uint8_t *end = memchr(page.ptr, '\n', page.len);
        assert_non_null(end);
        struct slice line = slice_of(page.ptr, (size_t)(end - page.ptr));
        read_line(line, records, opened);
        page = slice_of(end + 1, page.len - line.len - 1);
    }
}

/* All records below that size, as texts. */
static json_t *export(struct house *house, uint64_t size, size_t *pages, size_t *opened)
{
    json_t *records = json_array();
    uint64_t from = 0;
    *pages = 0;
    *opened = 0;
    do {
        struct answer answer;
        char path[128];
        (void)snprintf(path, sizeof path, "/v1/audit/export?from=%" PRIu64 "&size=%" PRIu64, from, size);
        get(house, "auditor", path, 200, &answer);
        assert_true(slice_eq(wire_header(&answer.raw, "Content-Type"), slice_str("application/x-ndjson")));
        read_lines(buf_slice(&answer.raw.body), records, opened);
        struct slice next = wire_header(&answer.raw, "TNW-Next");
        from = next.len == 0 ? 0 : strtoull((const char *)next.ptr, NULL, 10);
        assert_true(from == 0 || from == json_array_size(records));
        (*pages)++;
        answer_free(&answer);
    } while (from != 0);
    assert_int_equal(json_array_size(records), size);
    return records;
}

static struct leaves
leaves_of(const json_t *records)
{
    struct leaves leaves = {.count = json_array_size(records)};
    leaves.hashes = calloc(leaves.count + 1, sizeof *leaves.hashes);
    assert_non_null(leaves.hashes);
    for (size_t i = 0; i < leaves.count; i++) {
        leaves.hashes[i] = merkle_leaf(slice_str(json_string_value(json_array_get(records, i))));
    }
    return leaves;
}

static void
an_export_holds_exactly_the_records_under_the_checkpoint(void **state)
{
    struct house *house = *state;
    struct seen seen = evidence_wait_all(house);
    size_t pages;
    size_t opened;
    json_t *records = export(house, seen.size, &pages, &opened);
    assert_true(pages >= 2);
    assert_true(opened >= 2);
    struct leaves leaves = leaves_of(records);
    struct hash root = evidence_root(&leaves, seen.size);
    assert_true(hash_eq(&root, &seen.root));
    leaves.hashes[seen.size / 2].bytes[0] ^= 1;
    root = evidence_root(&leaves, seen.size);
    assert_false(hash_eq(&root, &seen.root));
    free(leaves.hashes);
    json_decref(records);
}

/* At that size the root is none that was signed, but what the records give. */
static void
check_record(struct house *house, const struct leaves *leaves, uint64_t seq, uint64_t size)
{
    struct answer answer;
    char path[128];
    (void)snprintf(path, sizeof path, "/v1/audit/proof/inclusion?seq=%" PRIu64 "&size=%" PRIu64, seq, size);
    get(house, "werkgever", path, 200, &answer);
    struct seen seen = {.size = size, .root = evidence_root(leaves, size)};
    struct hash shown = evidence_hash(json_object_get(answer.body, "root"));
    struct hash leaf = evidence_hash(json_object_get(answer.body, "leaf"));
    assert_true(hash_eq(&shown, &seen.root));
    assert_true(hash_eq(&leaf, &leaves->hashes[seq]));
    assert_int_equal(evidence_check_inclusion(answer.body, &leaf, &seen), TNW_OK);
    leaf.bytes[7] ^= 1;
    assert_int_equal(evidence_check_inclusion(answer.body, &leaf, &seen), TNW_E_CRYPTO);
    answer_free(&answer);
}

static void
every_record_is_proved_at_every_size(void **state)
{
    struct house *house = *state;
    struct seen seen = evidence_wait_all(house);
    size_t pages;
    size_t opened;
    json_t *records = export(house, seen.size, &pages, &opened);
    struct leaves leaves = leaves_of(records);
    const uint64_t sizes[] = {1, 2, 3, 255, 256, 257, 1000, seen.size - 1, seen.size};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        const uint64_t seqs[] = {0, sizes[i] / 3, sizes[i] / 2, sizes[i] - 1};
        for (size_t j = 0; j < sizeof seqs / sizeof seqs[0]; j++) {
            check_record(house, &leaves, seqs[j], sizes[i]);
        }
    }
    free(leaves.hashes);
    json_decref(records);
}

/* Reads a tile, or a bundle of entries when level is -1. */
static struct answer
read_tile(struct house *house, int level, uint64_t index, uint64_t width)
{
    struct answer answer;
    struct buf path = {0};
    struct tile tile = {.index = index, .width = width};
    if (level < 0) {
        buf_put_str(&path, "/v1/audit/log/tile/entries/");
    } else {
        buf_printf(&path, "/v1/audit/log/tile/%d/", level);
    }
    tile_format(&path, &tile);
    get(house, "auditor", buf_text(&path), 200, &answer);
    bool lasts = level >= 0 && width == TILE_WIDTH; /* a bundle holds records, a partial tile is of no use for long */
    assert_true(slice_eq(wire_header(&answer.raw, "Cache-Control"),
                         slice_str(lasts ? "private, max-age=31536000, immutable" : "no-store")));
    buf_free(&path);
    return answer;
}

static void
check_bundle(struct house *house, const struct leaves *leaves, uint64_t index, uint64_t width)
{
    struct answer answer = read_tile(house, -1, index, width);
    struct cursor cur = cursor_of(buf_slice(&answer.raw.body));
    for (uint64_t i = 0; i < width; i++) {
        struct slice record = cursor_slice(&cur, cursor_u16(&cur));
        struct hash leaf = merkle_leaf(record);
        assert_true(hash_eq(&leaf, &leaves->hashes[index * TILE_WIDTH + i]));
    }
    assert_int_equal(cursor_end(&cur), TNW_OK);
    answer_free(&answer);
}

static void
tiles_give_the_root_and_bundles_the_records(void **state)
{
    struct house *house = *state;
    struct answer note;
    evidence_ask(house, "tnw_coordinator", "/v1/audit/log/checkpoint", &note);
    assert_true(slice_eq(wire_header(&note.raw, "Content-Type"), slice_str("text/plain; charset=utf-8")));
    struct note parsed;
    struct checkpoint checkpoint;
    assert_int_equal(note_parse(&parsed, buf_slice(&note.raw.body)), TNW_OK);
    assert_int_equal(checkpoint_parse(&checkpoint, parsed.text), TNW_OK);
    uint64_t size = checkpoint.size;
    struct leaves leaves = {.hashes = calloc(size + TILE_WIDTH, HASH_SIZE), .count = size};
    assert_non_null(leaves.hashes);
    for (uint64_t index = 0; index * TILE_WIDTH < size; index++) {
        uint64_t left = size - index * TILE_WIDTH;
        uint64_t width = left < TILE_WIDTH ? left : TILE_WIDTH;
        struct answer answer = read_tile(house, 0, index, width);
        assert_int_equal(answer.raw.body.len, width * HASH_SIZE);
        memcpy(leaves.hashes[index * TILE_WIDTH].bytes, answer.raw.body.ptr, answer.raw.body.len);
        answer_free(&answer);
        check_bundle(house, &leaves, index, width);
    }
    struct hash root = evidence_root(&leaves, size);
    assert_true(hash_eq(&root, &checkpoint.root));
    struct answer above = read_tile(house, 1, 0, size / TILE_WIDTH);
    root = evidence_root(&leaves, TILE_WIDTH);
    assert_memory_equal(above.raw.body.ptr, root.bytes, HASH_SIZE);
    answer_free(&above);
    struct answer narrow = read_tile(house, 0, 0, 3); /* it has grown, and is still what it was */
    assert_memory_equal(narrow.raw.body.ptr, leaves.hashes, 3 * HASH_SIZE);
    answer_free(&narrow);
    free(leaves.hashes);
    answer_free(&note);
}

#define NOT_FOUND 404, "not_found"
#define PARAMETER 400, "invalid_parameter"
#define ROLE 403, "role_not_allowed"

static const struct step refusals[] = {
    {"a tile that is not there", {"patient", "GET", "/v1/audit/log/tile/0/999"}, NOT_FOUND},
    {"a wider one", {"patient", "GET", "/v1/audit/log/tile/1/000"}, NOT_FOUND},
    {"no level", {"patient", "GET", "/v1/audit/log/tile/64/000"}, NOT_FOUND},
    {"another name of it", {"patient", "GET", "/v1/audit/log/tile/0/x000/000"}, NOT_FOUND},
    {"the full one by its width", {"patient", "GET", "/v1/audit/log/tile/0/000.p/256"}, NOT_FOUND},
    {"a segment more", {"patient", "GET", "/v1/audit/log/tile/0/000/1"}, NOT_FOUND},
    {"the records are the auditor's", {"huisarts", "GET", "/v1/audit/log/tile/entries/000"}, ROLE},
    {"the export too", {"patient", "GET", "/v1/audit/export"}, ROLE},
    {"also for the beheerder", {"beheerder", "GET", "/v1/audit/export"}, ROLE},
    {"no page behind the end", {"auditor", "GET", "/v1/audit/export?size=5&from=6"}, PARAMETER},
    {"the end of it is empty", {"auditor", "GET", "/v1/audit/export?size=5&from=5"}, 200},
    {"no size that never was", {"auditor", "GET", "/v1/audit/export?size=99999999"}, PARAMETER},
    {"nor in a proof", {"patient", "GET", "/v1/audit/proof/inclusion?seq=0&size=99999999"}, PARAMETER},
    {"a proof of what", {"patient", "GET", "/v1/audit/proof/inclusion"}, PARAMETER},
    {"a record outside the tree", {"patient", "GET", "/v1/audit/proof/inclusion?seq=5&size=5"}, PARAMETER},
    {"a record that is not there", {"patient", "GET", "/v1/audit/proof/inclusion?seq=99999999"}, NOT_FOUND},
    {"backwards", {"patient", "GET", "/v1/audit/proof/consistency?from=5&to=4"}, PARAMETER},
    {"from what", {"patient", "GET", "/v1/audit/proof/consistency?to=4"}, PARAMETER},
    {"nobody from outside", {"unknown", "GET", "/v1/audit/checkpoint"}, 403, "actor_unknown"},
    {"but the API's description", {"unknown", "GET", "/openapi.json"}, 200},
    {"whatever role they name", {"unknown", "GET", "/openapi.json", .role = "auditor"}, 200},
};

static void
what_is_not_there_or_not_theirs_is_refused(void **state)
{
    PLAY(*state, refusals);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_log_only_grows_and_each_checkpoint_proves_it),
        cmocka_unit_test(an_export_holds_exactly_the_records_under_the_checkpoint),
        cmocka_unit_test(every_record_is_proved_at_every_size),
        cmocka_unit_test(tiles_give_the_root_and_bundles_the_records),
        cmocka_unit_test(what_is_not_there_or_not_theirs_is_refused),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
