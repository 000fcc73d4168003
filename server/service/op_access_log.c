#include <string.h>

#include "service/access.h"
#include "service/audit_facts.h"
#include "service/operations.h"
#include "service/page.h"
#include "service/show.h"
#include "store/audit_log.h"

struct viewer {
    struct call *call;
    struct txn *txn;
    struct page page;
};

/* Grounds that are not reasons of the consent decision. */
static const struct {
    const char *code;
    const char *text;
} grounds[] = {
    {"role", "Registered in this role."},
    {"participant", "Takes part in the dossier."},
    {"not_participant", "Does not take part in the dossier."},
    {"not_member", "Does not take part in this consultation."},
    {"recorded", "Recorded on the patient's behalf, with evidence."},
    {"replay", "The same request again; nothing new was done."},
};

/* The plain words for the first ground of a record; for a refusal before any decision, the error's own title. */
static const char *
reason_text(const char *ground)
{
    size_t len = strcspn(ground, " :");
    for (unsigned reason = 0; reason < REASON_COUNT; reason++) {
        const char *code = decide_reason_code((enum decide_reason)reason);
        if (strlen(code) == len && memcmp(code, ground, len) == 0) {
            return decide_reason_text((enum decide_reason)reason);
        }
    }
    for (size_t i = 0; i < sizeof grounds / sizeof grounds[0]; i++) {
        if (strcmp(grounds[i].code, ground) == 0) {
            return grounds[i].text;
        }
    }
    return tnw_error_info(tnw_error_from_code(ground))->title;
}

static struct id
actor_of(const json_t *record, const char *name)
{
    struct id id = {0};
    const char *text = json_string_value(json_object_get(record, name));
    if (text != NULL && id_parse(&id, ID_ACTOR, text) != TNW_OK) {
        return (struct id){0};
    }
    return id;
}

static void
show_text(struct json_writer *jw, const json_t *record, const char *name)
{
    jw_str(jw, name, json_string_value(json_object_get(record, name)));
}

static void
show(struct viewer *viewer, uint64_t seq, const json_t *record)
{
    struct json_writer *jw = &viewer->page.jw;
    struct id actor = actor_of(record, "actor");
    struct id organisation = actor_of(record, "organisation");
    const char *ground = json_string_value(json_object_get(record, "ground"));
    jw_open(jw, NULL);
    jw_int(jw, "seq", (int64_t)seq);
    show_text(jw, record, "time");
    show_party(jw, "actor", viewer->txn, &actor);
    show_party(jw, "organisation", viewer->txn, &organisation);
    show_text(jw, record, "role");
    show_text(jw, record, "action");
    show_text(jw, record, "object");
    jw_open_list(jw, "categories");
    size_t i;
    const json_t *category;
    json_array_foreach(json_object_get(record, "categories"), i, category)
    {
        jw_str(jw, NULL, json_string_value(category));
    }
    jw_close_list(jw);
    show_text(jw, record, "purpose");
    show_text(jw, record, "decision");
    jw_str(jw, "ground", ground);
    jw_str(jw, "reason", reason_text(ground == NULL ? "" : ground));
    jw_int(jw, "status", json_integer_value(json_object_get(record, "status")));
    jw_close(jw);
}

static bool
show_next(void *ctx, uint64_t seq, struct slice text)
{
    struct viewer *viewer = ctx;
    json_t *record = json_loadb((const char *)text.ptr, text.len, JSON_REJECT_DUPLICATES, NULL);
    if (record == NULL) {
        txn_set_error(viewer->txn, TNW_E_CORRUPT);
        return false;
    }
    show(viewer, seq, record);
    json_decref(record);
    viewer->page.after_seq = seq;
    viewer->page.shown++;
    return true;
}

enum tnw_err
op_access_log_read(struct call *call, struct txn *txn)
{
    struct access access;
    struct viewer viewer = {.call = call, .txn = txn};
    enum tnw_err err = access_open(call, txn, &call->path_id[0], &access);
    if (err == TNW_OK && !access.is_subject) {
        err = TNW_E_NOT_FOUND;
    }
    if (err == TNW_OK) {
        err = page_open_seq(call, &viewer.page);
    }
    if (err == TNW_OK) {
        audit_facts_ground(&call->audit, "own_dossier");
        bool more = audit_log_list(txn, AUDIT_LIST_DOSSIER, &call->path_id[0], viewer.page.after_seq, true,
                                   viewer.page.limit, show_next, &viewer);
        page_close_seq(call, &viewer.page, more);
    }
    access_close(&access);
    return err;
}
