#include "access_scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "json/json.h"
#include "store/inside.h"
#include "store/txn.h"

struct scene
scene_set(struct test_world *w)
{
    struct scene s = {.w = w};
    assert_int_equal(time_parse(&w->now, "2026-03-02T10:00:00Z"), TNW_OK);
    s.doctor = service_add_actor(w, HUISARTS, CODE_BIT(ROLE_HUISARTS), false);
    s.adviser = service_add_actor(w, ADVISEREND, CODE_BIT(ROLE_ADVISEREND_ARTS), false);
    s.patient = service_add_actor(w, PATIENT, CODE_BIT(ROLE_PATIENT), false);
    struct call *call = service_call(w, "dossier.open", PATIENT,
                                     "{\"patient\":{\"niss\":\"" PATIENT
                                     "\",\"name\":\"Jan\"},\"start\":\"2026-02-01\",\"employment\":\"employed\"}");
    assert_int_equal(service_run(call), TNW_OK);
    s.dossier = service_reply_id(call, ID_DOSSIER);
    call_free(&call);
    return s;
}

struct audit_record
scene_reading(const struct scene *s)
{
    return (struct audit_record){.request = place_id(1),
                                 .actor = s->doctor,
                                 .role = ROLE_HUISARTS,
                                 .origin = "127.0.0.1",
                                 .action = "fragment.read",
                                 .dossier = s->dossier,
                                 .object = "",
                                 .categories = CODE_BIT(CATEGORY_FIT_NOTE),
                                 .purpose = PURPOSE_TNW_TRAJECT,
                                 .decision = "permit",
                                 .ground = slice_str("author"),
                                 .status = 200,
                                 .policy = s->w->policy.hash};
}

void
scene_put(struct scene *s, const struct audit_record *record, const char *time)
{
    time_ms when;
    assert_int_equal(time_parse(&when, time), TNW_OK);
    bool single = s->txn == NULL;
    struct txn *txn = single ? place_write(s->w->place) : s->txn;
    audit_record_append(txn, record, when);
    assert_int_equal(txn_error(txn), TNW_OK);
    if (single) {
        place_commit(txn);
    }
    s->w->now = when > s->w->now ? when : s->w->now;
}

json_t *
scene_page(const struct scene *s, const char *language, const char *fold, const char *limit, const char *after)
{
    static const char *const names[] = {"language", "fold", "limit", "after"};
    const char *values[] = {language, fold, limit, after};
    struct call *call = service_call(s->w, "access_log.read", PATIENT, NULL);
    service_in(call)->path_id[0] = s->dossier;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        service_set_query(call, names[i], values[i]);
    }
    assert_int_equal(service_run(call), TNW_OK);
    json_t *answer;
    assert_int_equal(json_load_strict(&answer, buf_slice(&call->reply.body), NULL), TNW_OK);
    call_free(&call);
    return answer;
}

void
scene_says(json_t *answer, size_t index, const char *member, const char *wanted)
{
    assert_string_equal(
        json_string_value(json_object_get(json_array_get(json_object_get(answer, "items"), index), member)), wanted);
}
