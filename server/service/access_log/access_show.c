#include "service/access_log/access_show.h"

#include "service/access_log/access_text.h"
#include "store/audit/audit_log.h"
#include "store/records/actor.h"

static void
load_name(struct txn *txn, const struct id *id, struct buf *out)
{
    struct actor actor;
    if (!id_is_zero(id) && actor_get(txn, id, &actor)) {
        buf_put_slice(out, buf_slice(&actor.name));
        actor_wipe(&actor);
    }
}

/* {"id", "name"} or null. */
static void
show_party_named(struct json_writer *jw, const char *key, const struct id *id, const struct buf *name)
{
    if (id_is_zero(id)) {
        jw_null(jw, key);
        return;
    }
    jw_open(jw, key);
    jw_id(jw, "id", ID_ACTOR, id);
    jw_slice(jw, "name", buf_slice(name));
    jw_close(jw);
}

/* A slice where empty stands for null. */
static void
show_text(struct json_writer *jw, const char *key, struct slice text)
{
    if (text.len == 0) {
        jw_null(jw, key);
    } else {
        jw_slice(jw, key, text);
    }
}

static void
show_code(struct json_writer *jw, const char *key, const struct code_list *list, unsigned member)
{
    jw_str(jw, key, member < list->count ? codes_text(list, member) : NULL);
}

static void
show_words(struct json_writer *jw, const struct access_text *text)
{
    struct buf sentence = {0};
    struct buf reason = {0};
    access_text_sentence(&sentence, text);
    access_text_reason(&reason, text);
    buf_fail(jw->out, sentence.err);
    buf_fail(jw->out, reason.err);
    jw_slice(jw, "reason", buf_slice(&reason));
    jw_slice(jw, "text", buf_slice(&sentence));
    buf_free(&sentence);
    buf_free(&reason);
}

static void
show_access(struct json_writer *jw, const struct access_show *show, const struct record_view *view,
            const struct access_item *item)
{
    struct buf name = {0};
    struct buf organisation = {0};
    struct buf acted_for = {0};
    load_name(show->txn, &view->actor, &name);
    load_name(show->txn, &view->acted_for, &acted_for);
    load_name(show->txn, &view->organisation, &organisation);
    struct access_text text = {
        .words = show->call->world->words,
        .language = show->language,
        .view = view,
        .name = buf_slice(&name),
        .organisation = buf_slice(&organisation),
        .acted_for = buf_slice(&acted_for),
        .is_self = view->role == ROLE_PATIENT && person_has(&show->call->found.person, &view->actor),
        .count = item->count,
        .first = item->first,
    };
    jw_int(jw, "seq", (int64_t)view->seq);
    jw_time(jw, "time", view->time);
    show_party_named(jw, "actor", &view->actor, &name);
    show_party_named(jw, "organisation", &view->organisation, &organisation);
    show_party_named(jw, "for", &view->acted_for, &acted_for);
    show_code(jw, "role", &codes_role, view->role);
    jw_slice(jw, "action", view->action);
    show_text(jw, "object", view->object);
    jw_codes(jw, "categories", &codes_category, view->categories);
    show_code(jw, "purpose", &codes_purpose, view->purpose);
    jw_slice(jw, "decision", view->decision);
    jw_slice(jw, "ground", view->ground);
    show_words(jw, &text);
    jw_int(jw, "status", view->status);
    jw_int(jw, "count", (int64_t)item->count);
    jw_time(jw, "first", item->first);
    jw_time(jw, "until", view->time);
    buf_fail(jw->out, name.err);
    buf_fail(jw->out, organisation.err);
    buf_fail(jw->out, acted_for.err);
    buf_free(&name);
    buf_free(&organisation);
    buf_free(&acted_for);
}

void
access_show_item(struct json_writer *jw, const struct access_show *show, const struct access_item *item)
{
    struct slice record;
    struct record_view view;
    if (!audit_log_get(show->txn, item->seq, &record) || record_view_parse(&view, record, item->seq) != TNW_OK) {
        txn_set_error(show->txn, TNW_E_CORRUPT);
        return;
    }
    jw_open(jw, NULL);
    show_access(jw, show, &view, item);
    if (show->proof) {
        access_show_proof(jw, show, &view, record);
    }
    jw_close(jw);
}
