#include "service/consent/terms.h"

#include "json/write.h"

static void
show_date(struct json_writer *jw, const char *key, day_num day, day_num none)
{
    if (day == none) {
        jw_null(jw, key);
    } else {
        jw_date(jw, key, day);
    }
}

static void
show_evidence(struct json_writer *jw, const struct consent *consent)
{
    if (consent->evidence == EVIDENCE_NONE) {
        jw_null(jw, "evidence");
        return;
    }
    jw_open(jw, "evidence");
    show_date(jw, "date", consent->evidence_date, 0);
    jw_str(jw, "kind", codes_text(&codes_evidence, consent->evidence));
    if (consent->reference.len == 0) {
        jw_null(jw, "reference");
    } else {
        jw_slice(jw, "reference", buf_slice(&consent->reference));
    }
    jw_close(jw);
}

static void
show_grantee(struct json_writer *jw, const struct consent *consent)
{
    jw_open(jw, "grantee");
    if (consent->role == ROLE_NONE) {
        jw_id(jw, "actor", ID_ACTOR, &consent->actor);
    } else {
        jw_str(jw, "role", codes_text(&codes_role, consent->role));
    }
    jw_close(jw);
}

/* "*" says the same in every version of the vocabulary. */
static void
show_codes(struct json_writer *jw, const char *key, const struct code_list *list, code_set set)
{
    if (set != TERMS_EVERYTHING) {
        jw_codes(jw, key, list, set);
        return;
    }
    jw_open_list(jw, key);
    jw_str(jw, NULL, "*");
    jw_close_list(jw);
}

void
terms_show_said(struct json_writer *jw, const struct consent *consent)
{
    jw_str(jw, "effect", consent->exclude ? "exclude" : "grant");
    show_grantee(jw, consent);
    show_codes(jw, "categories", &codes_category, consent->categories);
    show_codes(jw, "actions", &codes_action, consent->actions);
    show_codes(jw, "purposes", &codes_purpose, consent->purposes);
    jw_date(jw, "from", consent->from);
    show_date(jw, "until", consent->until, CONSENT_NO_END);
}

void
terms_show(struct json_writer *jw, const struct consent *consent, enum terms_step step)
{
    bool withdrawn = step == TERMS_WITHDRAWN && consent->withdrawn != 0;
    show_codes(jw, "actions", &codes_action, consent->actions);
    show_codes(jw, "categories", &codes_category, consent->categories);
    jw_id(jw, "dossier", ID_DOSSIER, &consent->dossier);
    jw_str(jw, "effect", consent->exclude ? "exclude" : "grant");
    show_evidence(jw, consent);
    jw_date(jw, "from", consent->from);
    jw_time(jw, "granted", consent->granted);
    jw_id(jw, "granted_by", ID_ACTOR, &consent->granted_by);
    show_grantee(jw, consent);
    jw_id(jw, "id", ID_CONSENT, &consent->id);
    show_codes(jw, "purposes", &codes_purpose, consent->purposes);
    show_date(jw, "until", consent->until, CONSENT_NO_END);
    jw_time(jw, "withdrawn", withdrawn ? consent->withdrawn : 0);
    jw_id(jw, "withdrawn_by", ID_ACTOR, withdrawn ? &consent->withdrawn_by : &(struct id){{0}});
}

void
terms_encode(struct buf *out, const struct consent *consent, enum terms_step step)
{
    struct json_writer jw = json_writer(out);
    jw_open(&jw, NULL);
    terms_show(&jw, consent, step);
    jw_close(&jw);
}

enum tnw_err
terms_digest(const struct consent *consent, enum terms_step step, struct hash *out)
{
    struct buf terms = {0};
    terms_encode(&terms, consent, step);
    enum tnw_err err = terms.err;
    if (err == TNW_OK) {
        struct slice parts[] = {slice_of("tnw/consent/v1", 15), slice_of(consent->salt, CONSENT_SALT),
                                buf_slice(&terms)};
        *out = hash_parts(parts, sizeof parts / sizeof parts[0]);
    }
    buf_free(&terms);
    return err;
}

struct hash
terms_digest_of_act(const struct hash *digests, size_t count)
{
    struct slice parts[] = {slice_of("tnw/consents/v1", 16), slice_of(digests, count * sizeof *digests)};
    return hash_parts(parts, sizeof parts / sizeof parts[0]);
}
