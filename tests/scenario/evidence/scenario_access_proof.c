/* The patient's access log with proof: page by page it shows, with nothing but what was answered, that these are all
 * the records of the dossier up to a checkpoint; and what was changed or left out shows. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/map.h"
#include "audit/record.h"
#include "crypto/merkle.h"
#include "evidence.h"
#include "json/json.h"
#include "scenario/house_test.h"
#include "scenario/play.h"

#define LOG "/v1/dossiers/{dossier}/access-log"

static const struct step setting[] = {
    {"a dossier",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient.niss}\",\"name\":\"X\"},\"start\":\"{today}\",\"employment\":\"employed\"}"},
     201,
     NULL,
     {{"/id", "dossier"}}},
    {"another patient's",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient2.niss}\",\"name\":\"Y\"},\"start\":\"{today}\",\"employment\":\"employed\"}"},
     201,
     NULL,
     {{"/id", "other"}}},
    {"a list of both", {"huisarts", "GET", "/v1/dossiers"}, 200, NULL, .is = {{"/items/#", "2"}}},
    {"read", {"huisarts", "GET", "/v1/dossiers/{dossier}"}, 200},
    {"a list of both again", {"huisarts", "GET", "/v1/dossiers"}, 200},
    {"refused", {"huisarts2", "GET", "/v1/dossiers/{dossier}"}, 404, "not_found"},
    {"read again", {"huisarts", "GET", "/v1/dossiers/{dossier}"}, 200},
};

static const struct step forms[] = {
    {"proof and fold exclude each other", {"patient", "GET", LOG "?proof=true&fold=true"}, 400, "invalid_parameter"},
    {"size is for proofs", {"patient", "GET", LOG "?size=1"}, 400, "invalid_parameter"},
    {"of a log that is there", {"patient", "GET", LOG "?proof=true&size=999999"}, 400, "invalid_parameter"},
    {"proof is yes or no", {"patient", "GET", LOG "?proof=1"}, 400, "invalid_parameter"},
    {"before a record there is no proof of it",
     {"patient", "GET", LOG "?proof=true&size=1&limit=1"},
     200,
     NULL,
     .is = {{"/items/0/inclusion", ""}, {"/sealed", ""}}},
    {"without proof there is none",
     {"patient", "GET", LOG "?limit=1"},
     200,
     NULL,
     .is = {{"/items/0/record", NULL}, {"/items/0/link", NULL}, {"/sealed", NULL}}},
};

/* What is known so far: the checkpoint, what it says of the dossier, and which record must come next. */
struct walk {
    struct seen seen;
    uint64_t mapped; /* how many records the map is made of */
    struct hash map;
    uint64_t counter; /* of the next record; 0: the list is at its end */
    struct hash leaf;
    size_t listed;
};

static const json_t *
at(const json_t *object, const char *first, const char *second)
{
    const json_t *member = json_object_get(object, first);
    return second == NULL ? member : json_object_get(member, second);
}

/* The map is what the last record of the sealed log says. */
static void
take_map(struct walk *walk, const json_t *map)
{
    struct buf text = {0};
    const json_t *record = at(map, "record", NULL);
    struct proof proof = evidence_path(at(map, "path", NULL));
    json_canonical(&text, record);
    struct hash leaf = merkle_leaf(buf_slice(&text));
    buf_free(&text);
    assert_string_equal(json_string_value(at(record, "action", NULL)), "map.root");
    assert_int_equal(proof_check_inclusion(&proof, &leaf, walk->seen.size - 1, walk->seen.size, &walk->seen.root),
                     TNW_OK);
    walk->mapped = (uint64_t)json_integer_value(at(record, "map", "size"));
    walk->map = evidence_hash(at(record, "map", "root"));
}

static void
begin(struct walk *walk, const json_t *sealed, const struct id *dossier)
{
    struct map_proof proof = {.end = MAP_LEAF};
    bool member;
    walk->seen = evidence_open(at(sealed, "checkpoint", NULL), at(sealed, "key", NULL));
    const json_t *map = at(sealed, "map", NULL);
    const json_t *siblings = at(map, "siblings", NULL);
    take_map(walk, map);
    for (size_t i = 0; i < json_array_size(siblings); i++) {
        proof.siblings[proof.count++] = evidence_hash(json_array_get(siblings, i));
    }
    proof.leaf = (struct map_entry){.key = map_key(dossier),
                                    .counter = (uint64_t)json_integer_value(at(map, "counter", NULL)),
                                    .head = evidence_hash(at(map, "head", NULL))};
    assert_int_equal(map_check(&proof, &walk->map, &proof.leaf.key, &member), TNW_OK);
    assert_true(member);
    walk->counter = proof.leaf.counter;
    walk->leaf = proof.leaf.head;
    proof.leaf.counter++; /* one record more, or less, is another map */
    assert_int_equal(map_check(&proof, &walk->map, &proof.leaf.key, &member), TNW_E_CRYPTO);
}

/* The commitment in a record of a list is to the link that is shown. */
static void
check_listed(struct walk *walk, const json_t *item, const struct audit_link *link)
{
    const json_t *listed = at(item, "record", "listed");
    struct hash wanted = audit_link_commitment(link);
    size_t found = 0;
    for (size_t i = 0; i < json_array_size(listed); i++) {
        struct hash one = evidence_hash(json_array_get(listed, i));
        found += hash_eq(&one, &wanted);
    }
    assert_int_equal(found, listed == NULL ? 0 : 1);
    walk->listed += found;
}

static void
check_inclusion(const struct walk *walk, const json_t *item, struct hash leaf)
{
    struct proof proof = evidence_path(at(item, "inclusion", "path"));
    uint64_t seq = (uint64_t)json_integer_value(at(item, "seq", NULL));
    uint64_t size = (uint64_t)json_integer_value(at(item, "inclusion", "size"));
    assert_int_equal(size, walk->seen.size);
    assert_int_equal(proof_check_inclusion(&proof, &leaf, seq, size, &walk->seen.root), TNW_OK);
    leaf.bytes[0] ^= 1;
    assert_int_equal(proof_check_inclusion(&proof, &leaf, seq, size, &walk->seen.root), TNW_E_CRYPTO);
}

static void
check_item(struct walk *walk, const json_t *item, const struct id *dossier)
{
    struct buf text = {0};
    uint64_t seq = (uint64_t)json_integer_value(at(item, "seq", NULL));
    assert_int_equal(json_is_null(at(item, "inclusion", NULL)), seq >= walk->seen.size);
    if (seq >= walk->mapped) {
        return; /* above the head */
    }
    json_canonical(&text, at(item, "record", NULL));
    struct hash leaf = merkle_leaf(buf_slice(&text));
    struct hash shown = evidence_hash(at(item, "leaf", NULL));
    struct audit_link link = {.dossier = *dossier,
                              .counter = (uint64_t)json_integer_value(at(item, "link", "counter")),
                              .previous = evidence_hash(at(item, "link", "previous"))};
    assert_true(hash_eq(&leaf, &shown));
    assert_true(hash_eq(&leaf, &walk->leaf)); /* none changed, none left out */
    assert_int_equal(link.counter, walk->counter);
    check_listed(walk, item, &link);
    check_inclusion(walk, item, leaf);
    walk->leaf = link.previous;
    walk->counter = link.counter - 1;
    buf_free(&text);
}

static void
ask_page(struct house *house, const char *path, const char *after, uint64_t size, struct answer *answer)
{
    char query[128] = "";
    char full[256];
    if (after[0] != 0) {
        (void)snprintf(query, sizeof query, "&after=%s&size=%" PRIu64, after, size);
    }
    (void)snprintf(full, sizeof full, "%s%s", path, query);
    evidence_ask(house, "patient", full, answer);
    char *other = house_fill(house, "{other}");
    assert_null(memmem(answer->raw.body.ptr, answer->raw.body.len, other, strlen(other)));
    free(other);
}

static void
page_by_page_the_log_is_complete(void **state)
{
    struct house *house = *state;
    struct walk walk = {.counter = 0};
    struct id dossier;
    char after[32] = "";
    PLAY(house, setting);
    (void)evidence_wait_all(house);
    assert_int_equal(id_parse(&dossier, ID_DOSSIER, house_name(house, "dossier")), TNW_OK);
    bool more = true;
    for (size_t page = 0; more; page++) {
        struct answer answer;
        ask_page(house, LOG "?proof=true&limit=2", after, walk.seen.size, &answer);
        const json_t *sealed = json_object_get(answer.body, "sealed");
        if (page == 0) {
            begin(&walk, sealed, &dossier);
        }
        assert_int_equal(json_is_null(sealed), page > 0);
        for (size_t i = 0; i < json_array_size(json_object_get(answer.body, "items")); i++) {
            check_item(&walk, json_array_get(json_object_get(answer.body, "items"), i), &dossier);
        }
        const char *next = json_string_value(json_object_get(answer.body, "next"));
        more = next != NULL;
        (void)snprintf(after, sizeof after, "%s", more ? next : "");
        answer_free(&answer);
    }
    static const struct hash zeros;
    assert_int_equal(walk.counter, 0);
    assert_true(hash_eq(&walk.leaf, &zeros)); /* down to the first record */
    assert_int_equal(walk.listed, 2);
}

static void
what_does_not_go_together_is_refused(void **state)
{
    PLAY(*state, forms);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(page_by_page_the_log_is_complete),
        cmocka_unit_test(what_does_not_go_together_is_refused),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
