#include "journal.h"

#include <stdlib.h>
#include <string.h>

#include "house_test.h"

void
journal_ground(struct house *house, const char *ground)
{
    struct entry *last = &house->entries[house->entry_count - 1];
    last->ground = house_fill(house, ground);
}

static void
append_page(json_t *log, const json_t *page)
{
    size_t i;
    const json_t *item;
    json_array_foreach(json_object_get(page, "items"), i, item)
    {
        const json_t *record = json_object_get(item, "record");
        assert_int_equal(json_integer_value(json_object_get(record, "seq")), (json_int_t)json_array_size(log));
        assert_int_equal(json_array_append_new(log, json_deep_copy(record)), 0);
    }
}

const json_t *
journal_log(struct house *house)
{
    bool more = true;
    while (more) {
        struct answer answer;
        char path[80] = "/v1/audit/records?limit=200";
        size_t len = strlen(path);
        if (json_array_size(house->log) > 0) {
            (void)snprintf(path + len, sizeof path - len, "&after=%zu", json_array_size(house->log) - 1);
        }
        house_ask(house, &(struct ask){.actor = "auditor", .method = "GET", .path = path}, &answer);
        assert_int_equal(answer.status, 200);
        append_page(house->log, answer.body);
        more = !json_is_null(json_object_get(answer.body, "next"));
        answer_free(&answer);
    }
    return house->log;
}

const json_t *
journal_record(const json_t *log, const char *request)
{
    const json_t *found = NULL;
    size_t i;
    const json_t *record;
    json_array_foreach(log, i, record)
    {
        const char *own = json_string_value(json_object_get(record, "request"));
        if (own != NULL && strcmp(own, request) == 0) {
            assert_null(found);
            found = record;
        }
    }
    return found;
}

/* request -> record; fails on a request that stands twice. */
static json_t *
index_by_request(const json_t *log)
{
    json_t *index = json_object();
    size_t i;
    const json_t *record;
    json_array_foreach(log, i, record)
    {
        const char *request = json_string_value(json_object_get(record, "request"));
        if (request == NULL) {
            continue; /* it was nobody's */
        }
        if (json_object_get(index, request) != NULL) {
            fail_msg("the request %s has two records", request);
        }
        assert_int_equal(json_object_set(index, request, json_array_get(log, i)), 0);
    }
    return index;
}

static void
check_entry(const struct entry *entry, const json_t *record)
{
    if (entry->quiet) {
        assert_null(record);
        return;
    }
    if (record == NULL) {
        fail_msg("the answer %s (%d) has no audit record", entry->request, entry->status);
    }
    assert_int_equal(json_integer_value(json_object_get(record, "status")), entry->status);
    const char *decision = json_string_value(json_object_get(record, "decision"));
    assert_true((strcmp(decision, "permit") == 0) == (entry->status < 400));
    const char *ground = json_string_value(json_object_get(record, "ground"));
    if (entry->ground != NULL && strcmp(ground, entry->ground) != 0) {
        fail_msg("the record of %s says the ground %s, not %s", entry->request, ground, entry->ground);
    }
}

void
journal_check(struct house *house)
{
    size_t count = house->entry_count;
    assert_true(count < HOUSE_ENTRIES);
    json_t *index = index_by_request(journal_log(house));
    for (size_t i = 0; i < count; i++) {
        check_entry(&house->entries[i], json_object_get(index, house->entries[i].request));
    }
    json_decref(index);
}

void
journal_lacks(const json_t *log, const char *text)
{
    size_t i;
    const json_t *record;
    json_array_foreach(log, i, record)
    {
        char *line = json_dumps(record, JSON_COMPACT);
        assert_non_null(line);
        bool found = strcasestr(line, text) != NULL;
        free(line);
        if (found) {
            fail_msg("record %zu of the audit log holds \"%s\"", i, text);
        }
    }
}
