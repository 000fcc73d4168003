/* The audit record: its text is canonical JSON, its time never goes back, its indexes find it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/record.h"
#include "json/json.h"
#include "store/audit_log.h"
#include "store_place.h"

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

static void
assert_canonical(const struct audit_record *record)
{
    struct buf text = {0};
    struct buf again = {0};
    json_t *value;
    audit_record_encode(&text, record, 7, 1767225600123);
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
    audit_record_encode(&text, &record, 0, 1767225600123);
    assert_string_equal(buf_text(&text),
                        "{\"action\":\"a\",\"actor\":null,\"categories\":[],\"certificate\":null,\"decision\":\"fail\","
                        "\"dossier\":null,"
                        "\"ground\":\"\",\"object\":null,\"organisation\":null,\"origin\":\"local\",\"policy\":\"" ZEROS
                        "\",\"purpose\":null,\"request\":null,\"role\":null,\"seq\":0,\"status\":500,"
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
    struct audit_record variants[16];
    for (size_t i = 0; i < 16; i++) {
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
    variants[15].listed = slice_of(&listed, sizeof listed);
    struct buf texts[16] = {{0}};
    for (size_t i = 0; i < 16; i++) {
        audit_record_encode(&texts[i], &variants[i], 7, 1);
        for (size_t j = 0; j < i; j++) {
            assert_false(slice_eq(buf_slice(&texts[i]), buf_slice(&texts[j])));
        }
    }
    for (size_t i = 0; i < 16; i++) {
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

static bool
count(void *ctx, uint64_t seq, struct slice record)
{
    (void)record;
    *(uint64_t *)ctx = *(uint64_t *)ctx * 10 + seq;
    return true;
}

static uint64_t
found(struct txn *txn, enum audit_list which, uint8_t number)
{
    struct id id = place_id(number);
    uint64_t seqs = 0;
    (void)audit_log_list(txn, which, &id, UINT64_MAX, false, 100, count, &seqs);
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
    assert_int_equal(found(txn, AUDIT_LIST_DOSSIER, 4), 1);
    assert_int_equal(found(txn, AUDIT_LIST_DOSSIER, 5), 2);
    assert_int_equal(found(txn, AUDIT_LIST_DOSSIER, 6), 2);
    assert_int_equal(found(txn, AUDIT_LIST_ACTOR, 2), 12);
    assert_int_equal(found(txn, AUDIT_LIST_ALL, 0), 123);
    place_commit(txn);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(the_text_of_a_record_is_canonical),
        WITH_PLACE(what_is_not_known_is_null),
        WITH_PLACE(every_member_is_in_the_text),
        WITH_PLACE(time_never_goes_back_in_the_log),
        WITH_PLACE(a_record_is_found_by_dossier_by_actor_and_by_what_it_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
