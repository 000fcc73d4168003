/* What a record can say: one that the server makes breaks no rule, and each rule has a record that breaks it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/record.h"
#include "audit/record_rules.h"

static const uint8_t policy[HASH_SIZE];
static const struct hash content = {{1}};
static const struct map_root map = {.size = 3};

static struct id
some_id(uint8_t number)
{
    return (struct id){.bytes = {number, 1}};
}

static struct audit_record
sound(void)
{
    return (struct audit_record){.request = some_id(1),
                                 .actor = some_id(2),
                                 .role = ROLE_HUISARTS,
                                 .origin = "00112233aabbccdd",
                                 .action = "fragment.read",
                                 .dossier = some_id(3),
                                 .object = "",
                                 .purpose = PURPOSE_TNW_TRAJECT,
                                 .decision = "permit",
                                 .ground = slice_str("author"),
                                 .status = 200,
                                 .policy = policy};
}

/* What the rules say of it, as they see it in the log. */
static const char *
broken(const struct audit_record *record, size_t listed_count)
{
    static const struct audit_link listed[1] = {{.dossier = {{9}}, .counter = 1}};
    struct record_view view;
    struct buf text = {0};
    bool linked = !id_is_zero(&record->dossier);
    const struct audit_place place = {.seq = 5,
                                      .time = 1772445600000,
                                      .link = {.dossier = record->dossier, .counter = linked ? 1 : 0},
                                      .listed = listed,
                                      .listed_count = listed_count};
    audit_record_encode(&text, record, &place);
    assert_int_equal(record_view_parse(&view, buf_slice(&text), 5), TNW_OK);
    const char *found = record_rules_broken(&view);
    buf_free(&text);
    return found;
}

static void
records_of_the_server_break_no_rule(void **state)
{
    (void)state;
    struct audit_record record = sound();
    assert_null(broken(&record, 0));
    record.decision = "deny";
    record.status = 404;
    record.dossier = (struct id){{0}};
    assert_null(broken(&record, 0));
    record = sound();
    record.action = "dossier.list";
    record.dossier = (struct id){{0}};
    assert_null(broken(&record, 1));
    record = sound();
    record.action = "consent.give";
    record.content = &content;
    record.status = 201;
    assert_null(broken(&record, 0));
    record = audit_record_by_server(MAP_ROOT_ACTION, policy);
    record.map = &map;
    assert_null(broken(&record, 0));
}

#define SPOILS(X)                                                                                                      \
    X("an action that is none", it->action = "fragment.erase", "its action is none")                                   \
    X("an address", it->origin = "127.0.0.1", "its origin is none")                                                    \
    X("an origin in capitals", it->origin = "00112233AABBCCDD", "its origin is none")                                  \
    X("no request", it->request = (struct id){{0}}, "it has no request")                                               \
    X("the request of nobody", it->origin = "server", "it has no request, or one that nobody made")                    \
    X("a decision that is none", it->decision = "maybe", "its decision is none")                                       \
    X("a permit with a 4xx", it->status = 404, "its status does not go with its decision")                             \
    X("a refusal with a 2xx", it->decision = "deny", "its status does not go with its decision")                       \
    X("a status that is none", it->status = 0, "its status does not go with its decision")                             \
    X("no ground", it->ground = slice_str(""), "it rests on nothing")                                                  \
    X("no dossier", it->dossier = (struct id){{0}}, "its dossier is missing")                                          \
    X("a consent's content", it->content = &content, "it has the content of a consent")                                \
    X("a map", it->map = &map, "it names a map, which that action does not")                                           \
    X("no map", it->action = MAP_ROOT_ACTION, "it names no map")                                                       \
    X("a clock of a dossier", it->action = "clock.reset", "it is of no request, and about something")

static void
each_rule_has_a_record_that_breaks_it(void **state)
{
    (void)state;
#define SPOIL(name, change, wanted)                                                                                    \
    {                                                                                                                  \
        struct audit_record spoilt = sound();                                                                          \
        struct audit_record *it = &spoilt;                                                                             \
        change;                                                                                                        \
        const char *found = broken(it, 0);                                                                             \
        if (found == NULL || strstr(found, wanted) == NULL) {                                                          \
            fail_msg("%s: %s", name, found == NULL ? "nothing" : found);                                               \
        }                                                                                                              \
    }
    SPOILS(SPOIL)
#undef SPOIL
    struct audit_record listing = sound();
    const char *found = broken(&listing, 1);
    assert_non_null(found);
    assert_non_null(strstr(found, "it lists dossiers"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_of_the_server_break_no_rule),
        cmocka_unit_test(each_rule_has_a_record_that_breaks_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
