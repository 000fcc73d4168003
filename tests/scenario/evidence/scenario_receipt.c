/* A consent's receipt proves by itself, to who has the log's key, what was consented to and what became of it. */
#include <stdlib.h>
#include <string.h>

#include "crypto/merkle.h"
#include "evidence.h"
#include "json/json.h"
#include "scenario/house_test.h"
#include "scenario/play.h"

#define DOSSIER "/v1/dossiers/{dossier}"
#define RECEIPT(name) DOSSIER "/consents/{" name "}/receipt"
#define GRANT(until)                                                                                                   \
    "{\"effect\":\"grant\",\"grantee\":{\"actor\":\"{huisarts.id}\"},\"categories\":[\"gao\",\"fit_note\"],"           \
    "\"actions\":[\"read\",\"confer\"],\"purposes\":[\"tnw_traject\"],\"until\":\"{today+" until "}\""
#define PAPER ",\"evidence\":{\"kind\":\"paper\",\"reference\":\"map \\u00e9 3\",\"date\":\"{today-1}\"}}"

static const struct step setting[] = {
    {"a dossier",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient.niss}\",\"name\":\"X\"},\"start\":\"{today-40}\",\"employment\":"
      "\"employed\"}"},
     201,
     NULL,
     {{"/id", "dossier"}}},
    {"a colleague",
     {"huisarts", "POST", DOSSIER "/participants", "{\"actor\":\"{arbeidsarts.id}\",\"role\":\"arbeidsarts\"}"},
     201},
    {"the patient's own consent",
     {"patient", "POST", DOSSIER "/consents", GRANT("90") "}"},
     201,
     NULL,
     {{"/id", "own"}}},
    {"one that a doctor recorded",
     {"huisarts", "POST", DOSSIER "/consents", GRANT("9") PAPER},
     201,
     NULL,
     {{"/id", "recorded"}}},
    {"an exclusion, of everything and without end",
     {"patient", "POST", DOSSIER "/consents", "{\"effect\":\"exclude\",\"grantee\":{\"role\":\"werkgever\"}}"},
     201,
     NULL,
     {{"/id", "exclusion"}}},
};

/* SHA-256 of the canonical form behind a tag and the salt: what the record must say as its content. */
static struct hash
digest_of(const json_t *terms, const json_t *salt)
{
    struct buf text = {0};
    uint8_t bytes[16];
    assert_int_equal(strlen(json_string_value(salt)), 2 * sizeof bytes);
    assert_int_equal(hex_decode(bytes, sizeof bytes, json_string_value(salt)), TNW_OK);
    buf_put(&text, "tnw/consent/v1", 15);
    buf_put(&text, bytes, sizeof bytes);
    json_canonical(&text, terms);
    struct hash hash = hash_of(buf_slice(&text));
    buf_free(&text);
    return hash;
}

/* Whether the step (given, withdrawn) of a receipt holds together. */
static bool
holds(const json_t *receipt, const json_t *step, const json_t *terms, const char *action)
{
    const json_t *record = json_object_get(step, "record");
    const json_t *inclusion = json_object_get(step, "inclusion");
    struct seen seen = evidence_open(json_object_get(receipt, "checkpoint"), json_object_get(receipt, "key"));
    struct buf text = {0};
    json_canonical(&text, record);
    struct hash leaf = merkle_leaf(buf_slice(&text));
    buf_free(&text);
    struct hash shown = evidence_hash(json_object_get(step, "leaf"));
    struct hash content = evidence_hash(json_object_get(record, "content"));
    struct hash digest = digest_of(terms, json_object_get(receipt, "salt"));
    return hash_eq(&leaf, &shown) && hash_eq(&content, &digest) &&
           json_equal(json_object_get(record, "object"), json_object_get(terms, "id")) &&
           json_equal(json_object_get(record, "dossier"), json_object_get(terms, "dossier")) &&
           strcmp(json_string_value(json_object_get(record, "action")), action) == 0 &&
           evidence_check_inclusion(inclusion, &leaf, &seen) == TNW_OK;
}

static bool
given_holds(const json_t *receipt)
{
    return holds(receipt, json_object_get(receipt, "given"), json_object_get(receipt, "consent"), "consent.give");
}

static bool
withdrawn_holds(const json_t *receipt)
{
    const json_t *step = json_object_get(receipt, "withdrawn");
    return holds(receipt, step, json_object_get(step, "consent"), "consent.withdraw");
}

static void
get_receipt(struct house *house, const char *actor, const char *path, struct answer *out)
{
    evidence_ask(house, actor, path, out);
    assert_string_equal(json_string_value(json_object_get(out->body, "type")), "tnw/receipt/v1");
}

static void
a_receipt_proves_the_grant(void **state)
{
    struct house *house = *state;
    static const struct {
        const char *actor;
        const char *path;
    } cases[] = {{"patient", RECEIPT("own")},
                 {"patient", RECEIPT("recorded")},
                 {"huisarts", RECEIPT("recorded")},
                 {"patient", RECEIPT("exclusion")}};
    PLAY(house, setting);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct answer answer;
        get_receipt(house, cases[i].actor, cases[i].path, &answer);
        assert_true(given_holds(answer.body));
        assert_true(json_is_null(json_object_get(answer.body, "withdrawn")));
        assert_true(json_is_null(json_object_get(json_object_get(answer.body, "consent"), "withdrawn")));
        answer_free(&answer);
    }
}

/* Changes one member of an object and asks; the receipt is then as before. */
static bool
holds_with(json_t *receipt, json_t *object, const char *name, json_t *value)
{
    json_t *before = json_incref(json_object_get(object, name));
    assert_non_null(before);
    assert_false(json_equal(before, value));
    assert_int_equal(json_object_set_new(object, name, value), 0);
    bool result = given_holds(receipt);
    assert_int_equal(json_object_set_new(object, name, before), 0);
    return result;
}

static void
a_receipt_that_was_changed_proves_nothing(void **state)
{
    struct house *house = *state;
    struct answer answer;
    get_receipt(house, "patient", RECEIPT("own"), &answer);
    json_t *receipt = answer.body;
    json_t *terms = json_object_get(receipt, "consent");
    json_t *given = json_object_get(receipt, "given");
    json_t *record = json_object_get(given, "record");
    assert_true(given_holds(receipt));
    assert_false(holds_with(receipt, terms, "until", json_string("2099-12-31")));
    assert_false(holds_with(receipt, terms, "categories", json_array()));
    assert_false(holds_with(receipt, terms, "granted", json_string("2020-01-01T00:00:00.000Z")));
    assert_false(holds_with(receipt, terms, "withdrawn", json_string("2020-01-01T00:00:00.000Z")));
    assert_false(holds_with(receipt, receipt, "salt", json_string("00000000000000000000000000000000")));
    assert_false(holds_with(receipt, record, "time", json_string("2020-01-01T00:00:00.000Z")));
    assert_false(holds_with(receipt, record, "actor", json_null()));
    assert_false(holds_with(receipt, json_object_get(given, "inclusion"), "seq", json_integer(0)));
    assert_true(given_holds(receipt));
    answer_free(&answer);
}

static const struct step withdrawals[] = {
    {"the patient withdraws", {"patient", "POST", DOSSIER "/consents/{own}/withdraw"}, 200},
    {"twice is once", {"patient", "POST", DOSSIER "/consents/{own}/withdraw"}, 200},
    {"the doctor withdraws what they recorded", {"huisarts", "POST", DOSSIER "/consents/{recorded}/withdraw"}, 200},
};

static void
a_receipt_proves_the_withdrawal_beside_the_grant(void **state)
{
    struct house *house = *state;
    static const char *const paths[] = {RECEIPT("own"), RECEIPT("recorded")};
    PLAY(house, withdrawals);
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        struct answer answer;
        get_receipt(house, "patient", paths[i], &answer);
        json_t *withdrawn = json_object_get(answer.body, "withdrawn");
        assert_true(given_holds(answer.body));
        assert_true(withdrawn_holds(answer.body));
        assert_true(json_is_null(json_object_get(json_object_get(answer.body, "consent"), "withdrawn")));
        json_t *terms = json_object_get(withdrawn, "consent");
        assert_true(json_is_string(json_object_get(terms, "withdrawn")));
        assert_int_equal(json_object_set_new(terms, "withdrawn", json_null()), 0);
        assert_false(withdrawn_holds(answer.body));
        answer_free(&answer);
    }
}

static const struct step strangers[] = {
    {"who is named in it has none", {"huisarts", "GET", RECEIPT("own")}, 403, "role_not_allowed"},
    {"nor who takes part", {"arbeidsarts", "GET", RECEIPT("recorded")}, 404, "not_found"},
    {"nor another doctor", {"huisarts2", "GET", RECEIPT("own")}, 404, "not_found"},
    {"nor another patient", {"patient2", "GET", RECEIPT("own")}, 404, "not_found"},
    {"nor the auditor", {"auditor", "GET", RECEIPT("own")}, 403, "role_not_allowed"},
    {"nor anybody of an exclusion", {"huisarts", "GET", RECEIPT("exclusion")}, 404, "not_found"},
    {"another one that a doctor recorded",
     {"huisarts", "POST", DOSSIER "/consents",
      "{\"effect\":\"grant\",\"grantee\":{\"actor\":\"{huisarts.id}\"},\"categories\":[\"plan\"],"
      "\"actions\":[\"read\"],\"purposes\":[\"rit\"],\"until\":\"{today+9}\"" PAPER},
     201,
     NULL,
     {{"/id", "undone"}}},
    {"the patient undoes it", {"patient", "POST", DOSSIER "/consents/{undone}/withdraw"}, 200},
    {"and the doctor does not learn from where", {"huisarts", "GET", RECEIPT("undone")}, 403, "role_not_allowed"},
    {"there is none of what is no consent",
     {"patient", "GET", DOSSIER "/consents/cns_01KAJ0000000000000000000A0/receipt"},
     404,
     "not_found"},
};

static void
a_receipt_is_for_the_patient_and_the_recorder(void **state)
{
    PLAY(*state, strangers);
}

/* The sealer is half a second behind: one of so many fresh consents is not sealed when it is asked for. */
static void
what_is_not_sealed_yet_has_no_receipt_yet(void **state)
{
    enum { TRIES = 20 };
    struct house *house = *state;
    static const struct step fresh[] = {
        {"a fresh consent", {"patient", "POST", DOSSIER "/consents", GRANT("90") "}"}, 201, NULL, {{"/id", "fresh"}}},
    };
    bool met = false;
    for (int i = 0; i < TRIES && !met; i++) {
        struct answer answer;
        PLAY(house, fresh);
        house_ask(house, &(struct ask){.actor = "patient", .method = "GET", .path = RECEIPT("fresh")}, &answer);
        met = strcmp(answer.code, "not_sealed_yet") == 0;
        assert_true(met ? answer.status == 503 : answer.status == 200);
        answer_free(&answer);
    }
    assert_true(met);
    struct answer answer;
    get_receipt(house, "patient", RECEIPT("fresh"), &answer);
    assert_true(given_holds(answer.body));
    answer_free(&answer);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_receipt_proves_the_grant),
        cmocka_unit_test(a_receipt_that_was_changed_proves_nothing),
        cmocka_unit_test(a_receipt_proves_the_withdrawal_beside_the_grant),
        cmocka_unit_test(a_receipt_is_for_the_patient_and_the_recorder),
        cmocka_unit_test(what_is_not_sealed_yet_has_no_receipt_yet),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
