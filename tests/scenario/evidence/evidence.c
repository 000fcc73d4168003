#include "evidence.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "crypto/merkle.h"
#include "scenario/house_test.h"

enum { WAIT_MS = 20000, STEP_MS = 50 };

void
evidence_ask(struct house *house, const char *actor, const char *path, struct answer *out)
{
    const struct timespec step = {.tv_nsec = STEP_MS * 1000000L};
    for (int waited = 0; waited < WAIT_MS; waited += STEP_MS) {
        house_ask(house, &(struct ask){.actor = actor, .method = "GET", .path = path}, out);
        if (strcmp(out->code, "not_sealed_yet") != 0) {
            break;
        }
        assert_int_equal(out->status, 503);
        assert_true(slice_eq(wire_header(&out->raw, "Retry-After"), slice_str("1")));
        answer_free(out);
        nanosleep(&step, NULL);
    }
    if (out->status != 200) {
        fail_msg("%s: %d %s", path, out->status, out->code);
    }
}

struct hash
evidence_hash(const json_t *hex)
{
    struct hash hash;
    const char *text = json_string_value(hex);
    assert_non_null(text);
    assert_int_equal(strlen(text), 2 * HASH_SIZE);
    assert_int_equal(hex_decode(hash.bytes, HASH_SIZE, text), TNW_OK);
    return hash;
}

struct proof
evidence_path(const json_t *path)
{
    struct proof proof = {.count = json_array_size(path)};
    assert_true(proof.count <= PROOF_PATH);
    for (size_t i = 0; i < proof.count; i++) {
        proof.path[i] = evidence_hash(json_array_get(path, i));
    }
    return proof;
}

struct seen
evidence_open(const json_t *note, const json_t *key)
{
    struct note_key log;
    struct note parsed;
    struct checkpoint checkpoint;
    assert_int_equal(note_key_parse(&log, slice_str(json_string_value(key))), TNW_OK);
    assert_int_equal(checkpoint_open(&checkpoint, &parsed, slice_str(json_string_value(note)), &log), TNW_OK);
    return (struct seen){checkpoint.size, checkpoint.root};
}

struct seen
evidence_wait(struct house *house, uint64_t size)
{
    const struct timespec step = {.tv_nsec = STEP_MS * 1000000L};
    for (int waited = 0; waited < WAIT_MS; waited += STEP_MS) {
        struct answer answer;
        evidence_ask(house, "huisarts", "/v1/audit/checkpoint", &answer);
        struct seen seen =
            evidence_open(json_object_get(answer.body, "checkpoint"), json_object_get(answer.body, "key"));
        struct hash root = evidence_hash(json_object_get(answer.body, "root"));
        uint64_t mapped = (uint64_t)json_integer_value(json_object_get(answer.body, "mapped"));
        assert_int_equal(json_integer_value(json_object_get(answer.body, "size")), seen.size);
        assert_true(hash_eq(&root, &seen.root));
        assert_true(mapped < seen.size);
        answer_free(&answer);
        if (mapped >= size) {
            return seen;
        }
        nanosleep(&step, NULL);
    }
    fail_msg("%" PRIu64 " records were never sealed", size);
    return (struct seen){0};
}

struct seen
evidence_wait_all(struct house *house)
{
    struct answer answer;
    char path[96];
    (void)snprintf(path, sizeof path, "/v1/audit/proof/consistency?from=0&to=%d", INT32_MAX);
    house_ask(house, &(struct ask){.actor = "auditor", .method = "GET", .path = path}, &answer);
    assert_string_equal(answer.code, "invalid_parameter");
    /* "to must be … at most SIZE" */
    const char *detail = json_string_value(json_object_get(answer.body, "detail"));
    assert_non_null(detail);
    uint64_t size = strtoull(strrchr(detail, ' ') + 1, NULL, 10);
    answer_free(&answer);
    return evidence_wait(house, size + 1); /* the question is a record too */
}

enum tnw_err
evidence_check_inclusion(const json_t *inclusion, const struct hash *leaf, const struct seen *seen)
{
    struct proof proof = evidence_path(json_object_get(inclusion, "path"));
    uint64_t seq = (uint64_t)json_integer_value(json_object_get(inclusion, "seq"));
    assert_int_equal(json_integer_value(json_object_get(inclusion, "size")), seen->size);
    return proof_check_inclusion(&proof, leaf, seq, seen->size, &seen->root);
}

/* A perfect subtree, from its leaves up. */
static bool
node(void *ctx, uint8_t level, uint64_t index, struct hash *out)
{
    const struct leaves *leaves = ctx;
    if (level == 0) {
        bool found = index < leaves->count;
        *out = found ? leaves->hashes[index] : (struct hash){{0}};
        return found;
    }
    struct hash left;
    struct hash right;
    bool found = node(ctx, level - 1, 2 * index, &left) && node(ctx, level - 1, 2 * index + 1, &right);
    *out = found ? merkle_node(&left, &right) : (struct hash){{0}};
    return found;
}

struct hash
evidence_root(const struct leaves *leaves, uint64_t size)
{
    struct leaves copy = *leaves;
    const struct proof_source source = {.node = node, .ctx = &copy, .size = leaves->count};
    struct hash root;
    assert_int_equal(proof_root(&source, size, &root), TNW_OK);
    return root;
}
