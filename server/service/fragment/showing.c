#include "service/fragment/showing.h"

#include "rules/category/category.h"
#include "service/attachment/attaching.h"
#include "service/core/answer.h"
#include "service/core/show.h"

static void
put_head_members(struct json_writer *jw, const struct fragment_head *head, const struct fragment *version)
{
    jw_id(jw, "id", ID_FRAGMENT, &head->id);
    jw_id(jw, "dossier", ID_DOSSIER, &head->dossier);
    jw_str(jw, "category", codes_text(&codes_category, head->category));
    jw_int(jw, "version", version->version);
    jw_int(jw, "latest", head->latest);
    jw_id(jw, "author", ID_ACTOR, &version->author);
    jw_str(jw, "author_role", codes_text(&codes_role, version->author_role));
    jw_id(jw, "by", ID_ACTOR, &version->by);
    jw_time(jw, "created", head->created);
    jw_time(jw, "updated", version->written);
    jw_time(jw, "retracted", head->retracted);
}

void
showing_head(struct json_writer *jw, const struct fragment_head *head, const struct fragment *version)
{
    jw_open(jw, NULL);
    put_head_members(jw, head, version);
    jw_close(jw);
}

void
showing_reply(struct call *call, const struct fragment_head *head, const struct fragment *version)
{
    struct json_writer jw = answer_open(call);
    showing_head(&jw, head, version);
    answer_version(call, version->version);
    answer_shown(call);
}

enum tnw_err
showing_version(struct txn *txn, const struct fragment_head *head, uint32_t number, struct fragment *out)
{
    if (!fragment_get(txn, head, number, out)) {
        txn_set_error(txn, TNW_E_CORRUPT);
    }
    return txn_error(txn);
}

static void
put_reason(struct json_writer *jw, struct txn *txn, const struct fragment_head *head)
{
    struct fragment retraction;
    if (head->retracted == 0 || showing_version(txn, head, FRAGMENT_RETRACTION, &retraction) != TNW_OK) {
        jw_null(jw, "retracted_reason");
        return;
    }
    jw_slice(jw, "retracted_reason", buf_slice(&retraction.content));
    fragment_wipe(&retraction);
}

size_t
showing_signatures(struct txn *txn, const struct fragment_head *head, uint32_t version,
                   struct signature out[ROLE_COUNT])
{
    code_set signers = category_signers(head->category);
    size_t count = 0;
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        bool asked = (signers & CODE_BIT(role)) != 0;
        count += asked && signature_get(txn, head, version, (enum role)role, &out[count]);
    }
    return count;
}

void
showing_signature(struct json_writer *jw, const char *name, const struct signature *signature)
{
    jw_open(jw, name);
    jw_str(jw, "role", codes_text(&codes_role, signature->role));
    jw_id(jw, "actor", ID_ACTOR, &signature->actor);
    jw_time(jw, "time", signature->signed_at);
    jw_hex(jw, "certificate", hash_slice(&signature->certificate));
    jw_close(jw);
}

static void
put_signatures(struct json_writer *jw, struct txn *txn, const struct fragment_head *head, uint32_t version)
{
    struct signature signatures[ROLE_COUNT];
    size_t count = showing_signatures(txn, head, version, signatures);
    jw_open_list(jw, "signatures");
    for (size_t i = 0; i < count; i++) {
        showing_signature(jw, NULL, &signatures[i]);
    }
    jw_close_list(jw);
    if (category_signers(head->category) == 0) {
        jw_null(jw, "complete");
    } else {
        jw_bool(jw, "complete", category_is_complete(head->category, count));
    }
}

void
showing_whole(struct json_writer *jw, struct txn *txn, const struct fragment_head *head, const struct fragment *version)
{
    jw_open(jw, NULL);
    put_head_members(jw, head, version);
    show_name_as(jw, "author_name", txn, &version->author);
    jw_raw(jw, "content", buf_slice(&version->content));
    attaching_show(jw, txn, &head->dossier, &version->attachments);
    put_reason(jw, txn, head);
    put_signatures(jw, txn, head, version->version);
    jw_close(jw);
}
