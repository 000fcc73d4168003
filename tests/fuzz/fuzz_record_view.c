/* Records from anybody, at place 7: what is taken for one is one, byte for byte. */
#include <stdlib.h>

#include "audit/record_view.h"
#include "json/write.h"

#define SEQ 7

static void
put_optional(struct json_writer *jw, const char *name, struct slice text)
{
    if (text.len == 0) {
        jw_null(jw, name);
    } else {
        jw_slice(jw, name, text);
    }
}

static void
put_code(struct json_writer *jw, const char *name, const struct code_list *list, unsigned code)
{
    jw_str(jw, name, code < list->count ? codes_text(list, code) : NULL);
}

static void
put_objects(struct json_writer *jw, const struct record_view *view)
{
    if (view->object_count == 0) {
        return;
    }
    jw_open_list(jw, "objects");
    for (size_t i = 0; i < view->object_count; i++) {
        struct id id = record_view_object(view, i);
        jw_id(jw, NULL, ID_CONSENT, &id);
    }
    jw_close_list(jw);
}

static void
put_listed(struct json_writer *jw, const struct record_view *view)
{
    if (view->listed_count == 0) {
        return;
    }
    jw_open_list(jw, "listed");
    for (size_t i = 0; i < view->listed_count; i++) {
        struct hash commitment = record_view_listed(view, i);
        jw_hex(jw, NULL, hash_slice(&commitment));
    }
    jw_close_list(jw);
}

/* Counters beyond 2^53, which the writer does not take, the reader takes as well. */
static void
put_number(struct json_writer *jw, const char *name, uint64_t number)
{
    struct buf digits = {0};
    buf_printf(&digits, "%llu", (unsigned long long)number);
    jw_raw(jw, name, buf_slice(&digits));
    buf_free(&digits);
}

static void
put_map(struct json_writer *jw, const struct record_view *view)
{
    if (view->has_map) {
        jw_open(jw, "map");
        jw_hex(jw, "root", hash_slice(&view->map.root));
        put_number(jw, "size", view->map.size);
        jw_close(jw);
    }
}

static void
put_link(struct json_writer *jw, const struct record_view *view)
{
    if (view->counter == 0) {
        jw_null(jw, "counter");
    } else {
        put_number(jw, "counter", view->counter);
    }
}

static void
encode(struct buf *out, const struct record_view *view)
{
    struct json_writer jw = json_writer(out);
    jw_open(&jw, NULL);
    jw_slice(&jw, "action", view->action);
    jw_id(&jw, "actor", ID_ACTOR, &view->actor);
    jw_codes(&jw, "categories", &codes_category, view->categories);
    put_optional(&jw, "certificate", view->certificate);
    put_optional(&jw, "content", view->content);
    put_link(&jw, view);
    jw_slice(&jw, "decision", view->decision);
    jw_id(&jw, "dossier", ID_DOSSIER, &view->dossier);
    jw_slice(&jw, "ground", view->ground);
    put_listed(&jw, view);
    put_map(&jw, view);
    put_optional(&jw, "object", view->object);
    put_objects(&jw, view);
    jw_id(&jw, "organisation", ID_ACTOR, &view->organisation);
    jw_slice(&jw, "origin", view->origin);
    jw_slice(&jw, "policy", view->policy);
    if (view->counter == 0) {
        jw_null(&jw, "previous");
    } else {
        jw_hex(&jw, "previous", hash_slice(&view->previous));
    }
    put_code(&jw, "purpose", &codes_purpose, view->purpose);
    jw_id(&jw, "request", ID_REQUEST, &view->request);
    put_code(&jw, "role", &codes_role, view->role);
    put_number(&jw, "seq", view->seq);
    put_number(&jw, "status", (uint64_t)view->status);
    if (view->time == 0) {
        jw_str(&jw, "time", "1970-01-01T00:00:00.000Z");
    } else {
        jw_time(&jw, "time", view->time);
    }
    jw_close(&jw);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct record_view view;
    if (record_view_parse(&view, slice_of(data, size), SEQ) == TNW_OK) {
        struct buf again = {0};
        encode(&again, &view);
        if (!slice_eq(buf_slice(&again), slice_of(data, size))) {
            abort();
        }
        buf_free(&again);
    }
    return 0;
}
