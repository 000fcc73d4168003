/* Structs become request bodies, and an incomplete or unsendable one never leaves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shapes/shapes.h"
#include "tnw/tnw.h"

static void
gives(const struct shape *shape, const void *value, const char *wanted)
{
    char *text = NULL;
    char where[SHAPE_WHERE];
    assert_int_equal(shape_encode(shape, value, &text, where), TNW_OK);
    assert_string_equal(text, wanted);
    free(text);
}

static void
refuses(const struct shape *shape, const void *value, const char *why)
{
    char *text = NULL;
    char where[SHAPE_WHERE];
    assert_int_equal(shape_encode(shape, value, &text, where), TNW_E_USAGE);
    assert_string_equal(where, why);
    assert_null(text);
}

static void
a_dossier_is_sent_whole_or_not_at_all(void **state)
{
    (void)state;
    struct tnw_dossier_new dossier = {
        .patient = {.niss = "85073003328", .name = "Jan \"J\" É"}, .start = "2026-01-01", .employment = "employed"};
    gives(&shapes_dossier_new, &dossier,
          "{\"patient\":{\"niss\":\"85073003328\",\"name\":\"Jan \\\"J\\\" É\"},\"start\":\"2026-01-01\","
          "\"employment\":\"employed\"}");
    dossier.patient.niss = NULL;
    refuses(&shapes_dossier_new, &dossier, "niss is needed");
    dossier.patient.niss = "1";
    dossier.start = NULL;
    refuses(&shapes_dossier_new, &dossier, "start is needed");
    dossier.start = "\xc3(";
    refuses(&shapes_dossier_new, &dossier, "start is not UTF-8");
}

static void
what_a_consent_leaves_out_is_not_sent(void **state)
{
    (void)state;
    struct tnw_consent_new consent = {
        .effect = "grant",
        .grantee = {.role = "huisarts"},
        .categories = (const char *const[]){"gao", "fit_note", NULL},
        .actions = (const char *const[]){"read", NULL},
        .purposes = (const char *const[]){NULL},
        .until = "2026-12-31",
        .evidence = &(struct tnw_evidence){.kind = "paper", .reference = "R 1"},
    };
    gives(&shapes_consent_new, &consent,
          "{\"effect\":\"grant\",\"grantee\":{\"role\":\"huisarts\"},\"categories\":[\"gao\",\"fit_note\"],"
          "\"actions\":[\"read\"],\"purposes\":[],\"until\":\"2026-12-31\",\"evidence\":{\"kind\":\"paper\","
          "\"reference\":\"R 1\"}}");
    consent = (struct tnw_consent_new){.effect = "exclude", .grantee = {.actor = "act_1"}};
    gives(&shapes_consent_new, &consent, "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"act_1\"}}");
    consent.effect = NULL;
    refuses(&shapes_consent_new, &consent, "effect is needed");
    consent.effect = "grant";
    consent.evidence = &(struct tnw_evidence){.reference = "R"};
    refuses(&shapes_consent_new, &consent, "kind is needed");
    consent.evidence = NULL;
    consent.actions = (const char *const[]){"read", "\xff", NULL};
    refuses(&shapes_consent_new, &consent, "actions is not UTF-8");
}

static void
several_grants_are_one_body(void **state)
{
    (void)state;
    struct tnw_consent_new grants[2] = {
        {.effect = "grant",
         .grantee = {.role = "huisarts"},
         .categories = (const char *const[]){"gao", NULL},
         .actions = (const char *const[]){"read", NULL},
         .purposes = (const char *const[]){"rit", NULL},
         .until = "2026-12-31"},
    };
    grants[1] = grants[0];
    grants[1].grantee = (struct tnw_grantee){.actor = "act_1"};
    struct tnw_consent_act_new act = {.grants = grants, .grant_count = 2};
    gives(&shapes_consent_act_new, &act,
          "{\"grants\":[{\"grantee\":{\"role\":\"huisarts\"},\"categories\":[\"gao\"],\"actions\":[\"read\"],"
          "\"purposes\":"
          "[\"rit\"],\"until\":\"2026-12-31\"},{\"grantee\":{\"actor\":\"act_1\"},\"categories\":[\"gao\"],\"actions\":"
          "[\"read\"],\"purposes\":[\"rit\"],\"until\":\"2026-12-31\"}]}");
    grants[1].until = NULL;
    refuses(&shapes_consent_act_new, &act, "until is needed");
    act = (struct tnw_consent_act_new){.preset = "p", .until = "2026-12-31"};
    gives(&shapes_consent_act_new, &act, "{\"preset\":\"p\",\"until\":\"2026-12-31\"}");
}

static void
the_content_of_a_fragment_is_a_json_object(void **state)
{
    (void)state;
    struct shapes_content content = {.category = "fit_note", .content = " {\"b\": 1, \"a\": [ ]}\n"};
    gives(&shapes_fragment_new, &content, "{\"category\":\"fit_note\",\"content\":{\"b\":1,\"a\":[]}}");
    gives(&shapes_fragment_change, &content, "{\"content\":{\"b\":1,\"a\":[]}}");
    static const char *const bad[] = {"", "[]", "1", "{\"a\":1,\"a\":2}", "{} {}", "{\"a\":"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        content.content = bad[i];
        refuses(&shapes_fragment_new, &content, "content is not a JSON object");
    }
}

static void
a_patch_holds_only_what_changes(void **state)
{
    (void)state;
    struct tnw_actor_patch patch = {
        .contact = &(struct tnw_contact){.phone = "016", .languages = (const char *const[]){"nl", NULL}}};
    gives(&shapes_actor_patch, &patch, "{\"contact\":{\"phone\":\"016\",\"languages\":[\"nl\"]}}");
    patch = (struct tnw_actor_patch){.state = "disabled"};
    gives(&shapes_actor_patch, &patch, "{\"state\":\"disabled\"}");
}

static void
a_message_and_a_thread_have_their_members(void **state)
{
    (void)state;
    struct tnw_message_new message = {.kind = "vraag", .text = "a\nb", .reply_to = "msg_1"};
    gives(&shapes_message_new, &message, "{\"kind\":\"vraag\",\"text\":\"a\\nb\",\"reply_to\":\"msg_1\"}");
    message.to = (const char *const[]){"act_1", NULL};
    message.reply_to = NULL;
    gives(&shapes_message_new, &message, "{\"kind\":\"vraag\",\"text\":\"a\\nb\",\"to\":[\"act_1\"]}");
    message.text = NULL;
    refuses(&shapes_message_new, &message, "text is needed");
    struct tnw_thread_new thread = {.procedure = "rit", .subject = "S"};
    refuses(&shapes_thread_new, &thread, "participants is needed");
    thread.participants = (const char *const[]){"act_1", NULL};
    gives(&shapes_thread_new, &thread, "{\"procedure\":\"rit\",\"subject\":\"S\",\"participants\":[\"act_1\"]}");
}

static void
a_cosignature_is_sent_with_the_size_of_its_checkpoint(void **state)
{
    (void)state;
    struct shapes_cosign cosign = {.size = INT64_MAX, .signature = "— w QUJD"};
    gives(&shapes_cosignature_new, &cosign, "{\"size\":9223372036854775807,\"signature\":\"— w QUJD\"}");
    cosign.signature = NULL;
    refuses(&shapes_cosignature_new, &cosign, "signature is needed");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dossier_is_sent_whole_or_not_at_all),
        cmocka_unit_test(what_a_consent_leaves_out_is_not_sent),
        cmocka_unit_test(several_grants_are_one_body),
        cmocka_unit_test(the_content_of_a_fragment_is_a_json_object),
        cmocka_unit_test(a_patch_holds_only_what_changes),
        cmocka_unit_test(a_message_and_a_thread_have_their_members),
        cmocka_unit_test(a_cosignature_is_sent_with_the_size_of_its_checkpoint),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
