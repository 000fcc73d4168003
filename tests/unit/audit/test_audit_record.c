/* The audit record: its text is canonical JSON, its time never goes back, its indexes find it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/record.h"
#include "audit/search.h"
#include "crypto/merkle.h"
#include "json/json.h"
#include "store/audit/audit_log.h"
#include "unit/store/store_place.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

static const uint8_t policy[HASH_SIZE];
static const struct hash certificate = {{0xab}};

static struct audit_record
full_record(void)
{
    return (struct audit_record){
        .request = place_id(1),
        .actor = place_id(2),
        .role = ROLE_HUISARTS,
        .organisation = place_id(3),
        .origin = "127.0.0.1",
        .certificate = &certificate,
        .action = "fragment.read",
        .dossier = place_id(4),
        .object = "frg_00000000000000000000000000",
        .categories = CODE_BIT(CATEGORY_GAO) | CODE_BIT(CATEGORY_FIT_NOTE),
        .purpose = PURPOSE_TNW_TRAJECT,
        .decision = "permit",
        .ground = slice_str("law:gao_electronic own_dossier"),
        .status = 200,
        .policy = policy,
    };
}

static struct audit_record
empty_record(void)
{
    return (struct audit_record){.role = ROLE_NONE,
                                 .purpose = PURPOSE_NONE,
                                 .origin = "local",
                                 .action = "a",
                                 .object = "",
                                 .decision = "fail",
                                 .policy = policy,
                                 .status = 500};
}

/* Its seventh place, with a link for its dossier and for each that it listed. */
static void
encode(struct buf *out, const struct audit_record *record, time_ms time)
{
    struct audit_link listed[2] = {{.counter = 1}, {.counter = 1}};
    struct audit_place place = {.seq = 7,
                                .time = time,
                                .link = {.dossier = record->dossier, .counter = 3, .previous = {{5}}},
                                .listed = listed,
                                .listed_count = record->listed.len / ID_SIZE};
    for (size_t i = 0; i < place.listed_count; i++) {
        memcpy(listed[i].dossier.bytes, record->listed.ptr + i * ID_SIZE, ID_SIZE);
    }
    audit_record_encode(out, record, &place);
}

static void
assert_canonical(const struct audit_record *record)
{
    struct buf text = {0};
    struct buf again = {0};
    json_t *value;
    encode(&text, record, 1767225600123);
    assert_int_equal(json_load_strict(&value, buf_slice(&text), NULL), TNW_OK);
    json_canonical(&again, value);
    assert_string_equal(buf_text(&again), buf_text(&text));
    json_decref(value);
    buf_free(&text);
    buf_free(&again);
}

static void
the_text_of_a_record_is_canonical(void **state)
{
    (void)state;
    struct audit_record record = full_record();
    struct id listed[2] = {place_id(5), place_id(6)};
    assert_canonical(&record);
    record.listed = slice_of(listed, sizeof listed);
    assert_canonical(&record);
    record.ground = slice_str("quote \" backslash \\ \n \x7f \xc3\xa9");
    assert_canonical(&record);
    record.categories = CODE_ALL(CATEGORY_COUNT);
    assert_canonical(&record);
    record = empty_record();
    assert_canonical(&record);
}

static void
what_is_not_known_is_null(void **state)
{
    (void)state;
    struct audit_record record = empty_record();
    struct buf text = {0};
    encode(&text, &record, 1767225600123);
    assert_string_equal(buf_text(&text),
                        "{\"action\":\"a\",\"actor\":null,\"categories\":[],\"certificate\":null,\"content\":null,"
                        "\"counter\":null,\"decision\":\"fail\","
                        "\"dossier\":null,"
                        "\"ground\":\"\",\"object\":null,\"organisation\":null,\"origin\":\"local\",\"policy\":\"" ZEROS
                        "\",\"previous\":null,\"purpose\":null,\"request\":null,\"role\":null,\"seq\":7,\"status\":500,"
                        "\"time\":\"2026-01-01T00:00:00.123Z\"}");
    buf_free(&text);
}

/* Each member changes the text: nothing that happened is left out of the leaf. */
static void
every_member_is_in_the_text(void **state)
{
    (void)state;
    struct hash other_certificate = {{0xac}};
    uint8_t other_policy[HASH_SIZE] = {1};
    struct id listed = place_id(9);
    struct audit_record variants[17];
    for (size_t i = 0; i < 17; i++) {
        variants[i] = full_record();
    }
    variants[1].request = place_id(9);
    variants[2].actor = place_id(9);
    variants[3].role = ROLE_PATIENT;
    variants[4].organisation = place_id(9);
    variants[5].origin = "127.0.0.2";
    variants[6].certificate = &other_certificate;
    variants[7].action = "fragment.list";
    variants[8].dossier = place_id(9);
    variants[9].object = "";
    variants[10].categories = CODE_BIT(CATEGORY_GAO);
    variants[11].purpose = PURPOSE_RIT;
    variants[12].decision = "deny";
    variants[13].ground = slice_str("x");
    variants[14].policy = other_policy;
    variants[16].content = &other_certificate;
    variants[15].listed = slice_of(&listed, sizeof listed);
    struct buf texts[17] = {{0}};
    for (size_t i = 0; i < 17; i++) {
        encode(&texts[i], &variants[i], 1);
        for (size_t j = 0; j < i; j++) {
            assert_false(slice_eq(buf_slice(&texts[i]), buf_slice(&texts[j])));
        }
    }
    for (size_t i = 0; i < 17; i++) {
        buf_free(&texts[i]);
    }
}

static void
assert_time(struct txn *txn, uint64_t seq, const char *time)
{
    struct slice text;
    json_t *value;
    assert_true(audit_log_get(txn, seq, &text));
    assert_int_equal(json_load_strict(&value, text, NULL), TNW_OK);
    assert_string_equal(json_string_value(json_object_get(value, "time")), time);
    assert_int_equal(json_integer_value(json_object_get(value, "seq")), seq);
    json_decref(value);
}

static void
time_never_goes_back_in_the_log(void **state)
{
    struct audit_record record = full_record();
    struct txn *txn = place_write(*state);
    audit_record_append(txn, &record, 5000);
    audit_record_append(txn, &record, 3000);
    place_commit(txn);
    txn = place_write(*state);
    audit_record_append(txn, &record, 4999);
    audit_record_append(txn, &record, 6000);
    place_commit(txn);
    txn = place_read(*state);
    assert_time(txn, 0, "1970-01-01T00:00:05.000Z");
    assert_time(txn, 1, "1970-01-01T00:00:05.000Z");
    assert_time(txn, 2, "1970-01-01T00:00:05.000Z");
    assert_time(txn, 3, "1970-01-01T00:00:06.000Z");
    txn_abort(&txn);
}

static uint64_t
found(struct txn *txn, const struct search_query *query)
{
    struct search_hit hit;
    uint64_t seqs = 0;
    struct search *search = search_open(txn, query);
    assert_non_null(search);
    while (search_next(search, &hit)) {
        seqs = seqs * 10 + hit.seq;
    }
    search_close(&search);
    return seqs;
}

/* Record 1 of dossier 4 and actor 2; record 2 a list that showed dossiers 5 and 6; record 3 of nobody. */
static void
a_record_is_found_by_dossier_by_actor_and_by_what_it_listed(void **state)
{
    struct audit_record nobody = empty_record();
    struct audit_record one = full_record();
    struct audit_record list = full_record();
    struct id listed[2] = {place_id(5), place_id(6)};
    list.dossier = (struct id){.bytes = {0}};
    list.listed = slice_of(listed, sizeof listed);
    struct txn *txn = place_write(*state);
    audit_record_append(txn, &nobody, 1);
    audit_record_append(txn, &one, 1);
    audit_record_append(txn, &list, 1);
    audit_record_append(txn, &nobody, 1);
    const struct search_query all = {.after = UINT64_MAX};
    const struct search_query actor = {.actor = place_id(2), .after = UINT64_MAX};
    for (uint8_t number = 4; number <= 6; number++) {
        struct search_query dossier = {.dossier = place_id(number), .after = UINT64_MAX};
        assert_int_equal(found(txn, &dossier), number == 4 ? 1 : 2);
    }
    assert_int_equal(found(txn, &actor), 12);
    assert_int_equal(found(txn, &all), 123);
    place_commit(txn);
}

static struct hash
leaf_at(struct txn *txn, uint64_t seq)
{
    struct slice text;
    assert_true(audit_log_get(txn, seq, &text));
    return merkle_leaf(text);
}

static void
assert_head(struct txn *txn, uint8_t dossier, uint64_t counter, uint64_t seq, uint64_t written)
{
    struct id id = place_id(dossier);
    struct hash leaf = leaf_at(txn, seq);
    struct audit_head head;
    assert_true(audit_log_get_head(txn, &id, &head));
    assert_int_equal(head.counter, counter);
    assert_true(hash_eq(&head.leaf, &leaf));
    assert_int_equal(head.written, written);
}

static void
assert_link(struct txn *txn, uint64_t seq, json_int_t counter, const struct hash *previous)
{
    struct slice text;
    json_t *value;
    char hex[2 * HASH_SIZE + 1];
    hex_encode(hex, previous->bytes, HASH_SIZE);
    assert_true(audit_log_get(txn, seq, &text));
    assert_int_equal(json_load_strict(&value, text, NULL), TNW_OK);
    assert_int_equal(json_integer_value(json_object_get(value, "counter")), counter);
    assert_string_equal(json_string_value(json_object_get(value, "previous")), hex);
    json_decref(value);
}

/* Record 0 changes dossier 4, record 1 reads it, record 2 lists 4, 5 and 4 again, record 3 reads 4. */
static void
each_record_is_linked_to_the_one_before_of_its_dossier(void **state)
{
    static const struct hash zeros;
    struct audit_record change = full_record();
    struct audit_record reading = full_record();
    struct audit_record list = full_record();
    struct id listed[3] = {place_id(4), place_id(5), place_id(4)};
    struct slice links;
    change.writes = true;
    list.dossier = (struct id){.bytes = {0}};
    list.listed = slice_of(listed, sizeof listed);
    struct txn *txn = place_write(*state);
    audit_record_append(txn, &change, 1);
    assert_head(txn, 4, 1, 0, 1);
    audit_record_append(txn, &reading, 1);
    assert_head(txn, 4, 2, 1, 1);
    audit_record_append(txn, &list, 1);
    assert_head(txn, 4, 3, 2, 1);
    assert_head(txn, 5, 1, 2, 0);
    audit_record_append(txn, &reading, 1);
    assert_head(txn, 4, 4, 3, 1);
    struct hash leaves[3] = {leaf_at(txn, 0), leaf_at(txn, 1), leaf_at(txn, 2)};
    assert_link(txn, 0, 1, &zeros);
    assert_link(txn, 1, 2, &leaves[0]);
    assert_link(txn, 3, 4, &leaves[2]);
    assert_true(audit_log_get_links(txn, 2, &links));
    assert_int_equal(links.len, 2 * AUDIT_LINK_SIZE);
    struct audit_link link = audit_log_link(links, 0);
    assert_true(link.counter == 3 && hash_eq(&link.previous, &leaves[1]) && id_eq(&link.dossier, &listed[0]));
    struct hash commitment = audit_link_commitment(&link);
    char hex[2 * HASH_SIZE + 1];
    hex_encode(hex, commitment.bytes, HASH_SIZE);
    struct slice text;
    assert_true(audit_log_get(txn, 2, &text));
    assert_non_null(memmem(text.ptr, text.len, hex, sizeof hex - 1));
    place_commit(txn);
}

/* The bytes that are hashed, put together by hand. */
static void
a_commitment_is_the_hash_that_the_protocol_names(void **state)
{
    (void)state;
    struct audit_link link = {.dossier = place_id(4), .counter = 0x0102, .previous = {{9}}};
    uint8_t bytes[12 + 16 + 8 + 32] = "tnw/link/v1";
    memcpy(bytes + 12, link.dossier.bytes, 16);
    bytes[12 + 16 + 6] = 1;
    bytes[12 + 16 + 7] = 2;
    bytes[12 + 16 + 8] = 9;
    struct hash expected = hash_of(slice_of(bytes, sizeof bytes));
    struct hash commitment = audit_link_commitment(&link);
    assert_true(hash_eq(&commitment, &expected));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(the_text_of_a_record_is_canonical),
        WITH_PLACE(what_is_not_known_is_null),
        WITH_PLACE(every_member_is_in_the_text),
        WITH_PLACE(time_never_goes_back_in_the_log),
        WITH_PLACE(each_record_is_linked_to_the_one_before_of_its_dossier),
        cmocka_unit_test(a_commitment_is_the_hash_that_the_protocol_names),
        WITH_PLACE(a_record_is_found_by_dossier_by_actor_and_by_what_it_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
