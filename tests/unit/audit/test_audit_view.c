/* The view of a record: every member is read, and nothing else than a record is taken for one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/record.h"
#include "audit/record_view.h"

#define SEQ 7
#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
#define TIME INT64_C(1767225600123)

static const uint8_t policy[HASH_SIZE] = {0x0f};
static const struct hash certificate = {{0xab}};
static const struct hash content = {{0xcd}};
static const struct audit_link listed[3] = {{.dossier = {{2}}, .counter = 1},
                                            {.dossier = {{3}}, .counter = 9, .previous = {{4}}},
                                            {.dossier = {{5}}, .counter = 2}};

static struct id
id_of(uint8_t number)
{
    return (struct id){.bytes = {[0] = 1, [15] = number}};
}

static const struct map_root map = {.size = 6, .root = {{0x7a}}};

/* Two consents of one act: cns_…9 and cns_…A. */
static const uint8_t act[2 * ID_SIZE] = {[ID_SIZE - 1] = 9, [2 * ID_SIZE - 1] = 10};

static void
encode_full(struct buf *out, size_t listed_count)
{
    struct audit_record record = {.request = id_of(1),
                                  .actor = id_of(2),
                                  .role = ROLE_BEHEERDER,
                                  .organisation = id_of(3),
                                  .origin = "2001:db8::1",
                                  .certificate = &certificate,
                                  .content = &content,
                                  .map = &map,
                                  .action = "consent.give",
                                  .dossier = id_of(4),
                                  .object = "cns_00000000000000000000000009",
                                  .objects = {act, sizeof act},
                                  .categories = CODE_BIT(CATEGORY_GAO) | CODE_BIT(CATEGORY_OPLEIDING),
                                  .purpose = PURPOSE_OPVOLGING_AO,
                                  .decision = "permit",
                                  .ground = slice_str("consent:cns_1 law:gao own_dossier"),
                                  .status = 201,
                                  .policy = policy};
    struct audit_place place = {.seq = SEQ,
                                .time = TIME,
                                .link = {.dossier = id_of(4), .counter = 1234567, .previous = {{0x5e}}},
                                .listed = listed,
                                .listed_count = listed_count};
    audit_record_encode(out, &record, &place);
    assert_int_equal(out->err, TNW_OK);
}

static void
encode_empty(struct buf *out)
{
    struct audit_record record = {.role = ROLE_NONE,
                                  .purpose = PURPOSE_NONE,
                                  .origin = "local",
                                  .action = "a",
                                  .object = "",
                                  .decision = "fail",
                                  .policy = policy,
                                  .status = 500};
    struct audit_place place = {.seq = SEQ, .time = TIME};
    audit_record_encode(out, &record, &place);
    assert_int_equal(out->err, TNW_OK);
}

static void
assert_text(struct slice text, const char *expected)
{
    assert_int_equal(text.len, strlen(expected));
    assert_memory_equal(text.ptr, expected, text.len);
}

static void
assert_hex(struct slice text, const uint8_t *expected)
{
    char hex[2 * HASH_SIZE + 1];
    hex_encode(hex, expected, HASH_SIZE);
    assert_text(text, hex);
}

static void
every_member_is_read(void **state)
{
    (void)state;
    struct buf text = {0};
    struct record_view view;
    encode_full(&text, 0);
    assert_int_equal(record_view_parse(&view, buf_slice(&text), SEQ), TNW_OK);
    struct id ids[] = {id_of(1), id_of(2), id_of(3), id_of(4)};
    assert_true(id_eq(&view.request, &ids[0]) && id_eq(&view.actor, &ids[1]));
    assert_true(id_eq(&view.organisation, &ids[2]) && id_eq(&view.dossier, &ids[3]));
    assert_text(view.action, "consent.give");
    assert_int_equal(view.categories, CODE_BIT(CATEGORY_GAO) | CODE_BIT(CATEGORY_OPLEIDING));
    assert_hex(view.certificate, certificate.bytes);
    assert_hex(view.content, content.bytes);
    assert_int_equal(view.counter, 1234567);
    assert_int_equal(view.previous.bytes[0], 0x5e);
    assert_text(view.decision, "permit");
    assert_text(view.ground, "consent:cns_1 law:gao own_dossier");
    assert_int_equal(view.listed_count, 0);
    assert_true(view.has_map);
    assert_int_equal(view.map.size, 6);
    assert_true(hash_eq(&view.map.root, &map.root));
    assert_text(view.object, "cns_00000000000000000000000009");
    assert_int_equal(view.object_count, 2);
    assert_int_equal(record_view_object(&view, 0).bytes[ID_SIZE - 1], 9);
    assert_int_equal(record_view_object(&view, 1).bytes[ID_SIZE - 1], 10);
    assert_text(view.origin, "2001:db8::1");
    assert_hex(view.policy, policy);
    assert_int_equal(view.purpose, PURPOSE_OPVOLGING_AO);
    assert_int_equal(view.role, ROLE_BEHEERDER);
    assert_int_equal(view.seq, SEQ);
    assert_int_equal(view.status, 201);
    assert_int_equal(view.time, TIME);
    buf_free(&text);
}

static void
what_is_null_is_none(void **state)
{
    (void)state;
    struct buf text = {0};
    struct record_view view;
    encode_empty(&text);
    assert_int_equal(record_view_parse(&view, buf_slice(&text), SEQ), TNW_OK);
    assert_true(id_is_zero(&view.request) && id_is_zero(&view.actor));
    assert_true(id_is_zero(&view.organisation) && id_is_zero(&view.dossier));
    assert_int_equal(view.categories, 0);
    assert_int_equal(view.certificate.len + view.content.len + view.object.len + view.ground.len, 0);
    assert_int_equal(view.counter, 0);
    assert_false(view.has_map);
    assert_int_equal(view.purpose, PURPOSE_NONE);
    assert_int_equal(view.role, ROLE_NONE);
    buf_free(&text);
}

static void
each_listed_commitment_is_read(void **state)
{
    (void)state;
    struct buf text = {0};
    struct record_view view;
    encode_full(&text, 3);
    assert_int_equal(record_view_parse(&view, buf_slice(&text), SEQ), TNW_OK);
    assert_int_equal(view.listed_count, 3);
    for (size_t i = 0; i < 3; i++) {
        struct hash expected = audit_link_commitment(&listed[i]);
        struct hash found = record_view_listed(&view, i);
        assert_true(hash_eq(&found, &expected));
    }
    buf_free(&text);
}

static void
grounds_are_taken_one_by_one(void **state)
{
    (void)state;
    struct slice rest = slice_str("consent:cns_1 own_dossier law:gao");
    struct slice ground;
    assert_true(record_view_next_ground(&rest, &ground));
    assert_text(ground, "consent:cns_1");
    assert_text(record_view_ground_kind(ground), "consent");
    assert_true(record_view_next_ground(&rest, &ground));
    assert_text(ground, "own_dossier");
    assert_text(record_view_ground_kind(ground), "own_dossier");
    assert_true(record_view_next_ground(&rest, &ground));
    assert_text(ground, "law:gao");
    assert_false(record_view_next_ground(&rest, &ground));
}

static void
a_record_of_another_place_is_refused(void **state)
{
    (void)state;
    struct buf text = {0};
    struct record_view view;
    encode_full(&text, 0);
    assert_int_equal(record_view_parse(&view, buf_slice(&text), SEQ + 1), TNW_E_CORRUPT);
    buf_free(&text);
}

/* Each beginning of a record, and a record with something behind it. A copy of the exact size lets the sanitizer
 * see. */
static void
neither_less_nor_more_is_taken(void **state)
{
    (void)state;
    struct buf text = {0};
    struct record_view view;
    encode_full(&text, 2);
    for (size_t len = 0; len < text.len; len++) {
        uint8_t *copy = malloc(len + 1);
        assert_non_null(copy);
        memcpy(copy, text.ptr, len);
        assert_int_equal(record_view_parse(&view, slice_of(copy, len), SEQ), TNW_E_CORRUPT);
        free(copy);
    }
    buf_put_str(&text, " ");
    assert_int_equal(record_view_parse(&view, buf_slice(&text), SEQ), TNW_E_CORRUPT);
    buf_free(&text);
}

static void
no_byte_may_be_odd(void **state)
{
    (void)state;
    static const uint8_t odd[] = {0x00, 0x1f, '\\', '"', 0x7f, 0xc3};
    struct buf text = {0};
    struct record_view view;
    encode_full(&text, 1);
    for (size_t at = 0; at < text.len; at++) {
        uint8_t kept = text.ptr[at];
        for (size_t i = 0; i < sizeof odd; i++) {
            text.ptr[at] = odd[i];
            enum tnw_err expected = odd[i] == kept ? TNW_OK : TNW_E_CORRUPT;
            assert_int_equal(record_view_parse(&view, buf_slice(&text), SEQ), expected);
        }
        text.ptr[at] = kept;
    }
    buf_free(&text);
}

static const struct {
    const char *from;
    const char *to;
} twins[] = {
    {"{\"action\"", "{ \"action\""},
    {"{\"action\":\"consent.give\",\"actor\":\"act_0100000000000000000000000", "{\"actor\":\"act_"},
    {"\"consent.give\"", "\"\""},
    {"\"consent.give\"", "null"},
    {"\"consent.give\"", "1"},
    {"\"actor\":\"act_", "\"actor\":\"dos_"},
    {"\"actor\":\"act_0", "\"actor\":\"act_"},
    {"\"actor\":\"act_0", "\"actor\":\"act_00"},
    {"\"actor\":\"act_0", "\"actor\":\"act_U"},
    {"[\"gao\",\"opleiding\"]", "[\"opleiding\",\"gao\"]"},
    {"[\"gao\",\"opleiding\"]", "[\"gao\",\"gao\"]"},
    {"[\"gao\",\"opleiding\"]", "[\"gao\",]"},
    {"[\"gao\",\"opleiding\"]", "[\"gao\" \"opleiding\"]"},
    {"[\"gao\",\"opleiding\"]", "[\"gao\",\"opleidin\"]"},
    {"[\"gao\",\"opleiding\"]", "[\"\"]"},
    {"[\"gao\",\"opleiding\"]", "null"},
    {"\"certificate\":\"ab0", "\"certificate\":\"AB0"},
    {"\"certificate\":\"ab0", "\"certificate\":\"ab"},
    {"\"certificate\":\"ab0", "\"certificate\":\"abg"},
    {"\"content\":\"cd0", "\"content\":\"cd00"},
    {"\"counter\":1234567", "\"counter\":null"},
    {"\"counter\":1234567", "\"counter\":0"},
    {"\"counter\":1234567", "\"counter\":01"},
    {"\"counter\":1234567", "\"counter\":-1"},
    {"\"counter\":1234567", "\"counter\":1.0"},
    {"\"counter\":1234567", "\"counter\":\"1\""},
    {"\"counter\":1234567", "\"counter\":9223372036854775808"},
    {"\"counter\":1234567", "\"counter\":9007199254740992"},
    {"\"counter\":1234567", "\"counter\":99999999999999999999999"},
    {"\"counter\":1234567", "\"counter\":"},
    {"\"permit\"", "\"\""},
    {",\"ground\"", ", \"ground\""},
    {",\"listed\":[", ",\"listed\":[],\"listed\":["},
    {"\"map\":{\"root\":\"7a0", "\"map\":{\"root\":\"7a"},
    {"\"map\":{", "\"map\":{\"a\":1,"},
    {"\"map\":{", "\"map\":{},\"map\":{"},
    {"\"size\":6}", "\"size\":06}"},
    {"\"size\":6}", "\"size\":9007199254740992}"},
    {"\"size\":6}", "\"size\":null}"},
    {"\"object\":\"cns_00000000000000000000000009\"", "\"object\":\"\""},
    {"\"objects\":[\"cns_00000000000000000000000009\",", "\"objects\":["},
    {"\"objects\":[\"cns_00000000000000000000000009\",", "\"objects\":[null,"},
    {"\"objects\":[\"cns_00000000000000000000000009\"", "\"objects\":[\"cns_00000000000000000000000008\""},
    {"\"objects\":[\"cns_", "\"objects\":[\"act_"},
    {"\"objects\":[", "\"objects\":[],\"objects\":["},
    {",\"origin\":\"2001:db8::1\"", ""},
    {"\"origin\":", "\"origin\":\"a\",\"origin\":"},
    {"\"policy\":\"0f0", "\"policy\":\"0f"},
    {"\"previous\":\"5e0", "\"previous\":\"5e"},
    {"\"purpose\":\"opvolging_ao\"", "\"purpose\":\"opvolging\""},
    {"\"purpose\":\"opvolging_ao\"", "\"purpose\":\"\""},
    {"\"request\":\"req_", "\"request\":\"act_"},
    {"\"beheerder\"", "\"Beheerder\""},
    {"\"seq\":7", "\"seq\":07"},
    {"\"seq\":7", "\"seq\":8"},
    {"\"seq\":7", "\"seq\":7 "},
    {"\"status\":201", "\"status\":1000"},
    {"\"status\":201", "\"status\":"},
    {"00.123Z", "00Z"},
    {"00.123Z", "00.12Z"},
    {"00.123Z", "00.1234Z"},
    {"00.123Z", "00.123z"},
    {"00.123Z", "00,123Z"},
    {"2026-01-01", "2026-02-30"},
    {"T00:00:00", "T24:00:00"},
    {"T00:00:00.123Z", "T00:00:00+00:00"},
};

static void
each_tampered_twin_is_refused(void **state)
{
    (void)state;
    struct buf text = {0};
    struct record_view view;
    encode_full(&text, 1);
    const char *record = buf_text(&text);
    for (size_t i = 0; i < sizeof twins / sizeof twins[0]; i++) {
        const char *at = strstr(record, twins[i].from);
        if (at == NULL) {
            fail_msg("%s is not in the record", twins[i].from);
            return;
        }
        struct buf twin = {0};
        buf_put(&twin, record, (size_t)(at - record));
        buf_put_str(&twin, twins[i].to);
        buf_put_str(&twin, at + strlen(twins[i].from));
        if (record_view_parse(&view, buf_slice(&twin), SEQ) != TNW_E_CORRUPT) {
            fail_msg("%s was taken for %s", twins[i].to, twins[i].from);
        }
        buf_free(&twin);
    }
    buf_free(&text);
}

/* A dossier has all of its link, and only a dossier has one. */
static void
a_link_without_a_dossier_is_refused(void **state)
{
    (void)state;
    static const char *const parts[][2] = {{"\"counter\":null", "\"counter\":1"},
                                           {"\"previous\":null", "\"previous\":\"" ZEROS "\""},
                                           {"\"dossier\":null", "\"dossier\":\"dos_01000000000000000000000004\""}};
    for (size_t i = 0; i < 3; i++) {
        struct buf text = {0};
        struct buf twin = {0};
        struct record_view view;
        encode_empty(&text);
        const char *at = strstr(buf_text(&text), parts[i][0]);
        assert_non_null(at);
        buf_put(&twin, text.ptr, (size_t)(at - (const char *)text.ptr));
        buf_put_str(&twin, parts[i][1]);
        buf_put_str(&twin, at + strlen(parts[i][0]));
        assert_int_equal(record_view_parse(&view, buf_slice(&text), SEQ), TNW_OK);
        assert_int_equal(record_view_parse(&view, buf_slice(&twin), SEQ), TNW_E_CORRUPT);
        buf_free(&text);
        buf_free(&twin);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_member_is_read),
        cmocka_unit_test(what_is_null_is_none),
        cmocka_unit_test(each_listed_commitment_is_read),
        cmocka_unit_test(grounds_are_taken_one_by_one),
        cmocka_unit_test(a_record_of_another_place_is_refused),
        cmocka_unit_test(neither_less_nor_more_is_taken),
        cmocka_unit_test(no_byte_may_be_odd),
        cmocka_unit_test(each_tampered_twin_is_refused),
        cmocka_unit_test(a_link_without_a_dossier_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
