/* What a request says: content rules, pages, members of a body, If-Match, and the grounds that are noted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "rules/field.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/cursor.h"
#include "service/core/page.h"
#include "service/fragment/content.h"
#include "store/records/actor.h"
#include "unit/service/service_world.h"

static enum tnw_err
check(struct test_world *w, enum category category, const char *others, const char *a, const char *b)
{
    struct fault fault = {.err = TNW_OK};
    json_t *content = json_loads(others, 0, NULL);
    const char *first = category == CATEGORY_GAO ? "begin" : "from";
    const char *last = category == CATEGORY_GAO ? "end" : "until";
    (void)json_object_set_new(content, first, json_string(a));
    (void)json_object_set_new(content, last, json_string(b));
    enum tnw_err err = content_check(&w->world, category, content, 20500, &fault);
    assert_int_equal(fault.errors.len > 0, err != TNW_OK);
    if (err != TNW_OK) {
        assert_non_null(strstr(buf_text(&fault.errors), "\"/content"));
    }
    buf_free(&fault.errors);
    json_decref(content);
    return err;
}

static void
a_certificate_covers_twelve_calendar_months_at_most(void **state)
{
    static const struct {
        const char *begin;
        const char *end;
        bool good;
    } rows[] = {
        {"2026-01-15", "2026-01-15", true},  {"2026-01-15", "2026-01-14", false}, {"2026-01-15", "2027-01-15", true},
        {"2026-01-15", "2027-01-16", false}, {"2024-02-29", "2025-02-28", true},  {"2024-02-29", "2025-03-01", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(check(*state, CATEGORY_GAO, "{\"reason\":\"illness\"}", rows[i].begin, rows[i].end),
                         rows[i].good ? TNW_OK : TNW_E_INVALID_BODY);
    }
}

static void
a_fit_note_does_not_end_before_it_starts(void **state)
{
    const char *format = "{\"hours_per_week\":8}";
    assert_int_equal(check(*state, CATEGORY_FIT_NOTE, format, "2026-01-15", "2026-01-15"), TNW_OK);
    assert_int_equal(check(*state, CATEGORY_FIT_NOTE, format, "2026-01-15", "2026-01-14"), TNW_E_INVALID_BODY);
    assert_int_equal(check(*state, CATEGORY_FIT_NOTE, "{}", "2026-01-15", "2026-01-16"), TNW_E_INVALID_BODY);
}

static void
a_category_without_a_schema_is_refused(void **state)
{
    const struct test_world *w = *state;
    struct fault fault = {.err = TNW_OK};
    json_t *content = json_object();
    assert_int_equal(content_check(&w->world, CATEGORY_PLAN, content, 20500, &fault), TNW_E_INVALID_BODY);
    buf_free(&fault.errors);
    json_decref(content);
}

static enum tnw_err
open_page(void **state, const char *limit, const char *after, struct page *page)
{
    struct call *call = service_call(*state, "actor.list", HUISARTS, NULL);
    service_in(call)->query[0] = limit;
    service_in(call)->query[1] = after;
    enum tnw_err by_id = page_open_ids(call, page);
    call_free(&call);
    return by_id;
}

static void
a_page_has_between_one_and_two_hundred_items(void **state)
{
    static const char *const wrong[] = {
        "0", "201", "-1", "+1", " 1", "1 ", "1.0", "x", "18446744073709551617", "99999999999999999999"};
    struct page page;
    assert_int_equal(open_page(state, NULL, NULL, &page), TNW_OK);
    assert_int_equal(page.limit, LIMIT_PAGE_DEFAULT);
    assert_int_equal(open_page(state, "1", NULL, &page), TNW_OK);
    assert_int_equal(page.limit, 1);
    assert_int_equal(open_page(state, "200", NULL, &page), TNW_OK);
    assert_int_equal(open_page(state, "", NULL, &page), TNW_OK);
    assert_int_equal(page.limit, LIMIT_PAGE_DEFAULT);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(open_page(state, wrong[i], NULL, &page), TNW_E_INVALID_PARAMETER);
    }
}

/* Their names stay in the log. */
static void
a_page_of_dossiers_has_at_most_twenty(void **state)
{
    static const struct {
        const char *limit;
        enum tnw_err err;
    } rows[] = {{NULL, TNW_OK}, {"20", TNW_OK}, {"21", TNW_E_INVALID_PARAMETER}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct page page;
        struct call *call = service_call(*state, "dossier.list", HUISARTS, NULL);
        service_in(call)->query[0] = rows[i].limit;
        assert_int_equal(page_open_ids(call, &page), rows[i].err);
        assert_true(rows[i].err != TNW_OK || page.limit == LIMIT_PAGE_DOSSIERS);
        call_free(&call);
    }
}

/* A call of a list by somebody in a role, whose cursors are sealed. */
static struct call *
list_call(void **state, const char *op, struct id actor, enum role role)
{
    struct call *call = service_call(*state, op, HUISARTS, NULL);
    call->found.actor = actor;
    call->found.role = role;
    return call;
}

static enum tnw_err
open_cursor(struct call *call, const char *cursor, struct position *position)
{
    enum tnw_err err = cursor_parse(call, cursor, position);
    call_free(&call);
    return err;
}

static void
a_cursor_is_of_use_only_to_who_got_it_for_what_they_asked(void **state)
{
    char cursor[CURSOR_TEXT];
    struct id me = place_id(1);
    struct position row = {.day = 20000, .id = place_id(9)};
    struct position position;
    struct call *call = list_call(state, "actor.list", me, ROLE_HUISARTS);
    assert_int_equal(cursor_encode(call, &row, cursor), TNW_OK);
    service_set_query(call, "limit", "7");
    assert_int_equal(open_cursor(call, cursor, &position), TNW_OK);
    assert_true(id_eq(&row.id, &position.id) && position.day == row.day);
    assert_int_equal(open_cursor(list_call(state, "actor.list", place_id(2), ROLE_HUISARTS), cursor, &position),
                     TNW_E_INVALID_PARAMETER);
    assert_int_equal(open_cursor(list_call(state, "actor.list", me, ROLE_AUDITOR), cursor, &position),
                     TNW_E_INVALID_PARAMETER);
    assert_int_equal(open_cursor(list_call(state, "dossier.list", me, ROLE_HUISARTS), cursor, &position),
                     TNW_E_INVALID_PARAMETER);
    call = list_call(state, "actor.list", me, ROLE_HUISARTS);
    service_set_query(call, "q", "other");
    assert_int_equal(open_cursor(call, cursor, &position), TNW_E_INVALID_PARAMETER);
    call = list_call(state, "fragment.list", me, ROLE_HUISARTS);
    assert_int_equal(cursor_encode(call, &row, cursor), TNW_OK);
    service_in(call)->path_id[0] = row.id;
    assert_int_equal(open_cursor(call, cursor, &position), TNW_E_INVALID_PARAMETER);
}

static void
what_no_page_gave_is_no_cursor(void **state)
{
    char cursor[CURSOR_TEXT];
    struct page page;
    struct position row = {.day = 20000, .id = place_id(9)};
    struct call *call = list_call(state, "actor.list", place_id(1), ROLE_HUISARTS);
    assert_int_equal(cursor_encode(call, &row, cursor), TNW_OK);
    for (size_t i = 0; i < sizeof cursor - 1; i += 7) {
        char was = cursor[i];
        cursor[i] = was == '0' ? '1' : '0';
        assert_int_equal(cursor_parse(call, cursor, &row), TNW_E_INVALID_PARAMETER);
        cursor[i] = was;
    }
    call_free(&call);
    assert_int_equal(open_page(state, NULL, "act_01ARZ3NDEKTSV4RRFFQ69G5FAV", &page), TNW_E_INVALID_PARAMETER);
    assert_int_equal(open_page(state, NULL, "7", &page), TNW_E_INVALID_PARAMETER);
    assert_int_equal(open_page(state, NULL, "", &page), TNW_OK);
    assert_true(id_is_zero(&page.after.id));
}

static void
a_page_ends_when_it_is_full_or_has_looked_enough(void **state)
{
    (void)state;
    struct id row = place_id(1);
    struct buf out = {0};
    struct page page = {.limit = 2, .jw = json_writer(&out)};
    for (size_t i = 0; i < 2; i++) {
        assert_true(page_look(&page, &row));
        assert_true(page_take(&page));
    }
    assert_int_equal(page.shown, 2);
    assert_false(page_look(&page, &row) && page_take(&page));
    assert_int_equal(page.shown, 2);
    struct page long_page = {.limit = 2};
    for (size_t i = 0; i < LIMIT_SCAN_MAX; i++) {
        assert_true(page_look(&long_page, &row));
    }
    assert_false(page_look(&long_page, &row));
}

static void
put_disabled(struct test_world *w, size_t count)
{
    struct actor actor = {.epoch = 1, .roles = CODE_BIT(ROLE_HUISARTS), .disabled = true};
    struct txn *txn = place_write(w->place);
    buf_put_str(&actor.name, "Name");
    buf_put_str(&actor.contact, "{}");
    for (size_t i = 0; i < count; i++) {
        actor.id = id_new(w->now++);
        actor_put(txn, &actor);
    }
    place_commit(txn);
    actor_wipe(&actor);
}

/* Returns how many actors a page shows. next: of the page before, and of this one. */
static size_t
search_actors(struct test_world *w, char next[CURSOR_TEXT])
{
    struct call *call = service_call(w, "actor.list", HUISARTS, NULL);
    service_set_query(call, "after", next);
    service_set_query(call, "q", "name");
    assert_int_equal(service_run(call), TNW_OK);
    json_t *answer = json_loads(buf_text(&call->reply.body), 0, NULL);
    const char *text = json_string_value(json_object_get(answer, "next"));
    size_t shown = json_array_size(json_object_get(answer, "items"));
    (void)snprintf(next, CURSOR_TEXT, "%s", text == NULL ? "" : text);
    json_decref(answer);
    call_free(&call);
    return shown;
}

/* A page ends though it shows nobody, and the next one goes on behind what it looked at. */
static void
a_search_for_actors_looks_at_so_many_and_no_more(void **state)
{
    char next[CURSOR_TEXT] = "";
    put_disabled(*state, LIMIT_SCAN_ACTORS);
    service_add_actor(*state, HUISARTS, CODE_BIT(ROLE_HUISARTS), false);
    assert_int_equal(search_actors(*state, next), 0);
    assert_string_not_equal(next, "");
    assert_int_equal(search_actors(*state, next), 1);
    assert_string_equal(next, "");
}

static void
if_match_takes_one_strong_number_in_quotes(void **state)
{
    static const char *const wrong[] = {"7",
                                        "\"7",
                                        "7\"",
                                        "\"\"",
                                        "\"x\"",
                                        "\"7x\"",
                                        "\"-7\"",
                                        "W/\"7\"",
                                        "*",
                                        "\"7\", \"8\"",
                                        "\"1234567890123456789\"",
                                        "",
                                        "\"",
                                        "\" 7\""};
    struct call *call = service_call(*state, "fragment.amend", HUISARTS, NULL);
    uint64_t version = 0;
    assert_int_equal(answer_wanted_version(call, &version), TNW_E_PRECONDITION_REQUIRED);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        service_in(call)->if_match = wrong[i];
        assert_int_equal(answer_wanted_version(call, &version), TNW_E_INVALID_HEADER);
    }
    service_in(call)->if_match = "\"123456789012345678\"";
    assert_int_equal(answer_wanted_version(call, &version), TNW_OK);
    assert_true(version == UINT64_C(123456789012345678));
    call_free(&call);
}

static void
members_of_a_body_are_read_or_have_their_default(void **state)
{
    (void)state;
    json_t *body = json_loads("{\"text\":\"t\",\"null\":null,\"id\":\"act_01ARZ3NDEKTSV4RRFFQ69G5FAV\","
                              "\"date\":\"2026-01-31\",\"role\":\"huisarts\",\"roles\":[\"patient\",\"auditor\"],"
                              "\"object\":{\"b\":1,\"a\":2}}",
                              0, NULL);
    assert_string_equal(field_text(body, "text"), "t");
    assert_null(field_text(body, "null"));
    assert_null(field_text(body, "absent"));
    struct id id = field_id(body, "id", ID_ACTOR);
    assert_false(id_is_zero(&id));
    id = field_id(body, "id", ID_DOSSIER);
    assert_true(id_is_zero(&id));
    id = field_id(body, "null", ID_ACTOR);
    assert_true(id_is_zero(&id));
    assert_int_equal(field_date(body, "date", 5), 20484);
    assert_int_equal(field_date(body, "absent", 5), 5);
    assert_int_equal(field_code(body, "role", &codes_role, 99), ROLE_HUISARTS);
    assert_int_equal(field_code(body, "absent", &codes_role, 99), 99);
    assert_int_equal(field_codes(body, "roles", &codes_role, 7), CODE_BIT(ROLE_PATIENT) | CODE_BIT(ROLE_AUDITOR));
    assert_int_equal(field_codes(body, "absent", &codes_role, 7), 7);
    struct buf text = {0};
    field_canonical(&text, body, "object");
    field_canonical(&text, body, "absent");
    assert_string_equal(buf_text(&text), "{\"a\":2,\"b\":1}{}");
    buf_free(&text);
    json_decref(body);
}

static void
each_ground_is_noted_once(void **state)
{
    (void)state;
    struct audit_facts facts = {.categories = 0};
    audit_facts_ground(&facts, "law:gao");
    audit_facts_ground(&facts, "law:gao_electronic");
    audit_facts_ground(&facts, "law:gao");
    audit_facts_ground(&facts, "law");
    audit_facts_ground(&facts, "gao");
    audit_facts_ground(&facts, "law:gao_electronic");
    audit_facts_ground(&facts, "law");
    assert_string_equal(buf_text(&facts.ground), "law:gao law:gao_electronic law gao");
    audit_facts_category(&facts, CATEGORY_GAO);
    audit_facts_category(&facts, CATEGORY_PLAN);
    assert_int_equal(facts.categories, CODE_BIT(CATEGORY_GAO) | CODE_BIT(CATEGORY_PLAN));
    buf_free(&facts.ground);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(a_certificate_covers_twelve_calendar_months_at_most),
        WITH_WORLD(a_fit_note_does_not_end_before_it_starts),
        WITH_WORLD(a_category_without_a_schema_is_refused),
        WITH_WORLD(a_page_has_between_one_and_two_hundred_items),
        WITH_WORLD(a_page_of_dossiers_has_at_most_twenty),
        WITH_WORLD(a_cursor_is_of_use_only_to_who_got_it_for_what_they_asked),
        WITH_WORLD(what_no_page_gave_is_no_cursor),
        WITH_WORLD(a_search_for_actors_looks_at_so_many_and_no_more),
        WITH_WORLD(a_page_ends_when_it_is_full_or_has_looked_enough),
        WITH_WORLD(if_match_takes_one_strong_number_in_quotes),
        WITH_WORLD(members_of_a_body_are_read_or_have_their_default),
        WITH_WORLD(each_ground_is_noted_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
