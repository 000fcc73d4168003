/* Several grants in one act: all or none, one record that vouches for each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "json/json.h"
#include "service/consent/terms.h"
#include "service_world.h"
#include "store/audit/audit_log.h"
#include "store/records/consent.h"

#define GRANT(role, until)                                                                                             \
    "{\"grantee\":{\"role\":\"" role "\"},\"categories\":[\"fit_note\"],\"actions\":[\"read\"],"                       \
    "\"purposes\":[\"tnw_traject\"],\"until\":\"" until "\"}"

struct setting {
    struct id dossier;
    uint64_t records;
    size_t consents;
};

static size_t
count_consents(struct test_world *w, const struct id *dossier)
{
    struct consent_terms *terms;
    struct txn *txn = place_read(w->place);
    size_t count = consent_load_terms(txn, dossier, &terms);
    free(terms);
    txn_abort(&txn);
    return count;
}

static struct setting
set_act(struct test_world *w)
{
    struct setting s;
    (void)service_add_actor(w, HUISARTS, CODE_BIT(ROLE_HUISARTS), false);
    (void)service_add_actor(w, PATIENT, CODE_BIT(ROLE_PATIENT), false);
    s.dossier = service_open_dossier(w);
    s.records = service_records(w);
    s.consents = count_consents(w, &s.dossier);
    return s;
}

static json_t *
ask_act(struct test_world *w, const char *op, const struct setting *s, const char *body, const char *language,
        int status)
{
    struct call *call = service_call(w, op, PATIENT, body);
    json_t *answer;
    service_in(call)->path_id[0] = s->dossier;
    if (language != NULL) {
        service_set_query(call, "language", language);
    }
    (void)service_run(call);
    assert_int_equal(call->reply.status, status);
    assert_int_equal(json_load_strict(&answer, buf_slice(&call->reply.body), NULL), TNW_OK);
    call_free(&call);
    return answer;
}

static json_t *
give(struct test_world *w, const struct setting *s, const char *body, const char *language, int status)
{
    json_t *answer = ask_act(w, "consent.give", s, body, language, status);
    assert_int_equal(service_records(w), s->records + 1);
    return answer;
}

static json_t *
last_record(struct test_world *w)
{
    json_t *record;
    struct slice text;
    uint64_t last = service_records(w) - 1;
    struct txn *txn = place_read(w->place);
    assert_true(audit_log_get(txn, last, &text));
    assert_int_equal(json_load_strict(&record, text, NULL), TNW_OK);
    txn_abort(&txn);
    return record;
}

/* The digest that the record must have, from what is stored. */
static struct hash
stored_digest(struct test_world *w, const struct id *dossier, const json_t *objects)
{
    struct hash digests[16];
    uint64_t last = service_records(w) - 1;
    struct txn *txn = place_read(w->place);
    for (size_t i = 0; i < json_array_size(objects); i++) {
        struct consent consent;
        struct id id;
        assert_int_equal(id_parse(&id, ID_CONSENT, json_string_value(json_array_get(objects, i))), TNW_OK);
        assert_true(consent_get(txn, dossier, &id, &consent));
        assert_int_equal(consent.granted_seq, last);
        assert_int_equal(terms_digest(&consent, TERMS_GIVEN, &digests[i]), TNW_OK);
        consent_wipe(&consent);
    }
    txn_abort(&txn);
    return terms_digest_of_act(digests, json_array_size(objects));
}

static void
an_act_stores_all_and_its_record_names_all(void **state)
{
    struct test_world *w = *state;
    struct setting s = set_act(w);
    json_t *answer =
        give(w, &s, "{\"grants\":[" GRANT("arbeidsarts", "2026-06-01") "," GRANT("adviserend_arts", "2026-06-01") "]}",
             "en", 201);
    const json_t *items = json_object_get(answer, "items");
    const json_t *sentences = json_object_get(answer, "sentences");
    json_t *record = last_record(w);
    const json_t *objects = json_object_get(record, "objects");
    assert_int_equal(count_consents(w, &s.dossier), s.consents + 2);
    assert_int_equal(json_array_size(items), 2);
    assert_int_equal(json_array_size(sentences), 1); /* they differ only in who */
    assert_string_equal(json_string_value(json_array_get(sentences, 0)),
                        "Every occupational doctor and medical adviser of the sickness fund in your dossier may read "
                        "this, for the return-to-work trajectory, until and including 1 June 2026: note of what you "
                        "can still do.");
    assert_int_equal(json_array_size(objects), 2);
    for (size_t i = 0; i < 2; i++) {
        assert_true(json_equal(json_array_get(objects, i), json_object_get(json_array_get(items, i), "id")));
        assert_non_null(json_object_get(json_array_get(items, i), "covered_by"));
    }
    assert_true(json_equal(json_object_get(record, "object"), json_array_get(objects, 0)));
    struct hash digest = stored_digest(w, &s.dossier, objects);
    char hex[2 * HASH_SIZE + 1];
    hex_encode(hex, digest.bytes, sizeof digest.bytes);
    assert_string_equal(json_string_value(json_object_get(record, "content")), hex);
    json_decref(record);
    json_decref(answer);
}

static void
an_act_of_which_one_cannot_be_gives_none(void **state)
{
    struct test_world *w = *state;
    struct setting s = set_act(w);
    json_t *answer =
        give(w, &s, "{\"grants\":[" GRANT("arbeidsarts", "2026-06-01") "," GRANT("adviserend_arts", "2025-06-01") "]}",
             NULL, 422);
    const json_t *error = json_array_get(json_object_get(answer, "errors"), 0);
    assert_string_equal(json_string_value(json_object_get(error, "pointer")), "/grants/1/until");
    assert_int_equal(count_consents(w, &s.dossier), s.consents);
    json_t *record = last_record(w);
    assert_null(json_object_get(record, "objects"));
    json_decref(record);
    json_decref(answer);
}

static void
a_preset_is_an_act_from_today(void **state)
{
    struct test_world *w = *state;
    struct setting s = set_act(w);
    json_t *answer = give(w, &s, "{\"preset\":\"drie_artsen_overleg\"}", NULL, 201);
    const json_t *first = json_array_get(json_object_get(answer, "items"), 0);
    assert_int_equal(json_array_size(json_object_get(answer, "items")), 3);
    assert_int_equal(json_array_size(json_object_get(answer, "sentences")), 1);
    assert_string_equal(json_string_value(json_object_get(first, "from")), "2026-03-02");
    assert_string_equal(json_string_value(json_object_get(first, "until")), "2026-09-02");
    json_decref(answer);
}

static void
a_preset_that_there_is_not_gives_nothing(void **state)
{
    struct test_world *w = *state;
    struct setting s = set_act(w);
    json_decref(give(w, &s, "{\"preset\":\"vier_artsen\"}", NULL, 422));
    assert_int_equal(count_consents(w, &s.dossier), s.consents);
}

static void
an_act_of_one_grant_is_recorded_as_one(void **state)
{
    struct test_world *w = *state;
    struct setting s = set_act(w);
    json_decref(give(w, &s, "{\"grants\":[" GRANT("arbeidsarts", "2026-06-01") "]}", NULL, 201));
    json_t *record = last_record(w);
    assert_null(json_object_get(record, "objects"));
    json_decref(record);
}

#define ALONE(effect, grantee, categories)                                                                             \
    "{\"effect\":\"" effect "\",\"grantee\":{\"role\":\"" grantee "\"},\"categories\":[" categories                    \
    "],\"actions\":[\"read\"],\"purposes\":[\"tnw_traject\"],\"until\":\"2026-06-01\"}"

/* Whatever form the act has: what the patient is shown before is what the consent says afterwards. */
static void
a_preview_says_what_the_act_says_and_stores_nothing(void **state)
{
    static const char *const acts[] = {
        "{\"preset\":\"drie_artsen_overleg\"}",
        "{\"grants\":[" GRANT("arbeidsarts", "2026-06-01") "," GRANT("adviserend_arts", "2026-07-01") "]}",
        ALONE("grant", "huisarts", "\"gao\""),
        ALONE("exclude", "werkgever", "\"plan\""),
        "{\"effect\":\"exclude\",\"grantee\":{\"role\":\"werkgever\"}}",
    };
    struct test_world *w = *state;
    struct setting s = set_act(w);
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        size_t before = count_consents(w, &s.dossier);
        json_t *preview = ask_act(w, "consent.preview", &s, acts[i], "fr", 200);
        const json_t *sentences = json_object_get(preview, "sentences");
        assert_int_equal(count_consents(w, &s.dossier), before);
        json_t *record = last_record(w);
        assert_string_equal(json_string_value(json_object_get(record, "action")), "consent.preview");
        assert_true(json_is_null(json_object_get(record, "object")));
        json_t *given = ask_act(w, "consent.give", &s, acts[i], "fr", 201);
        json_t *alone = json_pack("[O?]", json_object_get(given, "sentence"));
        assert_true(json_equal(sentences, i < 2 ? json_object_get(given, "sentences") : alone));
        json_decref(alone);
        json_decref(given);
        json_decref(record);
        json_decref(preview);
    }
}

static void
a_preview_shows_what_no_consent_gives_where_the_act_is_refused(void **state)
{
    struct test_world *w = *state;
    struct setting s = set_act(w);
    const char *body = ALONE("grant", "werkgever", "\"plan\",\"gao\"");
    json_t *preview = ask_act(w, "consent.preview", &s, body, "en", 200);
    const json_t *beyond = json_object_get(json_array_get(json_object_get(preview, "items"), 0), "beyond");
    const json_t *categories = json_object_get(beyond, "categories");
    assert_int_equal(json_array_size(categories), 1);
    assert_string_equal(json_string_value(json_array_get(categories, 0)), "gao");
    assert_string_equal(json_string_value(json_array_get(json_object_get(preview, "notes"), 0)),
                        "No employer can see this, not even with your consent: certificate of incapacity for work.");
    assert_null(strstr(json_string_value(json_array_get(json_object_get(preview, "sentences"), 0)), "incapacity"));
    json_decref(preview);
    json_decref(ask_act(w, "consent.give", &s, body, "en", 422));
}

/* All else is refused as the act would be, and tells no more. */
static void
a_preview_is_refused_as_its_act_is(void **state)
{
    static const char *const acts[] = {
        "{\"preset\":\"vier_artsen\"}",
        "{\"grants\":[" GRANT("arbeidsarts", "2025-06-01") "]}",
        "{\"effect\":\"grant\",\"grantee\":{\"role\":\"huisarts\"}}",
    };
    struct test_world *w = *state;
    struct setting s = set_act(w);
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        json_t *preview = ask_act(w, "consent.preview", &s, acts[i], NULL, 422);
        json_t *act = ask_act(w, "consent.give", &s, acts[i], NULL, 422);
        assert_true(json_equal(json_object_get(preview, "errors"), json_object_get(act, "errors")));
        json_decref(preview);
        json_decref(act);
    }
}

static void
a_preview_tells_what_is_said_already(void **state)
{
    struct test_world *w = *state;
    struct setting s = set_act(w);
    const char *body = ALONE("grant", "huisarts", "\"gao\"");
    json_t *given = ask_act(w, "consent.give", &s, body, NULL, 201);
    json_t *preview = ask_act(w, "consent.preview", &s, body, NULL, 200);
    const json_t *covered = json_object_get(json_array_get(json_object_get(preview, "items"), 0), "covered_by");
    assert_int_equal(json_array_size(covered), 1);
    assert_true(json_equal(json_array_get(covered, 0), json_object_get(given, "id")));
    json_decref(preview);
    json_decref(given);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(an_act_stores_all_and_its_record_names_all),
        WITH_WORLD(an_act_of_which_one_cannot_be_gives_none),
        WITH_WORLD(a_preset_is_an_act_from_today),
        WITH_WORLD(a_preset_that_there_is_not_gives_nothing),
        WITH_WORLD(an_act_of_one_grant_is_recorded_as_one),
        WITH_WORLD(a_preview_says_what_the_act_says_and_stores_nothing),
        WITH_WORLD(a_preview_shows_what_no_consent_gives_where_the_act_is_refused),
        WITH_WORLD(a_preview_is_refused_as_its_act_is),
        WITH_WORLD(a_preview_tells_what_is_said_already),
    };
    return cmocka_run_group_tests_name("service/act", tests, NULL, NULL);
}
