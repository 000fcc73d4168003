#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "print.h"
#include "proof/access_proven.h"
#include "proof/anchor.h"
#include "proof/follow.h"
#include "proof/seen.h"
#include "proof/witnessed.h"
#include "report.h"
#include "show.h"

/* Pages are at most so many times 200 records: a server that never ends its list must not keep us for ever. */
#define PAGES_MAX 100000

struct review {
    const struct tnw_attachment *file; /* for which its records must vouch, as it is here; NULL: none */
    struct tnw_accesses *shown;        /* the page that was asked for, in sentences */
    char *shown_json;
    char last[TNW_ID_TEXT];           /* the request of the last page of proofs */
    struct tnw_access_expected asked; /* that request: the proofs, which come behind it, must have its record */
    struct access_proven *proven;
    struct seen seen;
    struct anchor anchor;
    struct tnw_access_check *check;
    char *note;                 /* of the checkpoint that the first page brought */
    char newest[TNW_TIME_TEXT]; /* time of the newest record that is sealed */
    struct tnw_access_proof proof;
    struct tnw_seal older; /* of the visit before; size 0: none */
    struct tnw_finding finding;
    struct witnessed witnessed;
};

/* The key that counts is ours, else the one of the visit before, else its own; and where the log goes on under another
 * one, that. */
static enum tnw_err
open_review(struct cli *cli, struct review *r)
{
    struct tnw_access_head known;
    struct tnw_checkpoint *newest = NULL;
    const char *before = seen_key(&r->seen);
    bool has = seen_head(&r->seen, cli->args[0], &known);
    enum tnw_err err = tnw_checkpoint_get(cli->client, &newest);
    if (err == TNW_OK) {
        err = anchor_open(cli, before != NULL ? before : newest->key, cli_texts(cli, OPTION_WITNESS), &r->anchor);
    }
    if (err == TNW_OK) {
        err = follow_key(cli, &r->anchor, newest->key, &r->finding);
    }
    tnw_checkpoint_free(&newest);
    if (err == TNW_OK) {
        err = tnw_access_check_new(r->anchor.verifier, cli->args[0], has ? &known : NULL, &r->check);
    }
    if (err == TNW_OK) {
        err = tnw_access_check_expect(r->check, &r->asked);
    }
    if (err == TNW_OK && r->file != NULL) {
        err = tnw_access_check_file(r->check, r->file->id, r->file->salt, r->file->sha256);
    }
    return err == TNW_OK ? seen_expect(cli, &r->seen, cli->args[0], r->check) : err;
}

/* The first page brings the checkpoint. */
static enum tnw_err
keep_note(struct review *r, const char *json)
{
    json_t *page = json_loads(json, 0, NULL);
    const char *note = json_string_value(json_object_get(json_object_get(page, "sealed"), "checkpoint"));
    r->note = note == NULL ? NULL : strdup(note);
    enum tnw_err err = page == NULL || (note != NULL && r->note == NULL) ? TNW_E_NO_MEMORY : TNW_OK;
    json_decref(page);
    return err;
}

/* Without a name its record could not be demanded, now or the next time. */
static enum tnw_err
take_answered(const struct cli *cli, struct review *r, char out[TNW_ID_TEXT])
{
    (void)snprintf(out, TNW_ID_TEXT, "%s", tnw_client_answered(cli->client));
    if (out[0] != 0) {
        return TNW_OK;
    }
    r->finding = (struct tnw_finding){.fault = TNW_FAULT_FORM, .seq = -1};
    (void)snprintf(r->finding.text, sizeof r->finding.text,
                   "the answer does not name the request (TNW-Request) under which it is recorded");
    return TNW_E_CRYPTO;
}

/* What the same command shows without --verify. It comes first, so that the proofs cover it. */
static enum tnw_err
ask_for_page(struct cli *cli, const struct tnw_access_query *query, struct review *r)
{
    enum tnw_err err = tnw_access_log(cli->client, cli->args[0], query, &r->shown);
    if (err == TNW_OK) {
        err = take_answered(cli, r, r->asked.request);
    }
    if (err == TNW_OK) {
        r->shown_json = strdup(tnw_client_json(cli->client));
        r->proven = access_proven_new(r->shown);
        err = r->shown_json == NULL || r->proven == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    }
    return err;
}

static bool
take_proven(struct review *r, const struct tnw_accesses *accesses, uint64_t size)
{
    for (size_t i = 0; i < accesses->count && r->newest[0] == 0; i++) {
        if ((uint64_t)accesses->items[i].seq < size) {
            (void)snprintf(r->newest, sizeof r->newest, "%s", accesses->items[i].time);
        }
    }
    return access_proven_add(r->proven, accesses);
}

static enum tnw_err
review_pages(struct cli *cli, struct review *r)
{
    struct tnw_access_query query = {.proof = true, .page = {.limit = 200}};
    char *after = NULL;
    enum tnw_err err = TNW_OK;
    bool more = true;
    for (int i = 0; more && err == TNW_OK; i++) {
        struct tnw_accesses *accesses = NULL;
        err = i == PAGES_MAX ? TNW_E_PROTOCOL : tnw_access_log(cli->client, cli->args[0], &query, &accesses);
        const char *json = err == TNW_OK ? tnw_client_json(cli->client) : "";
        if (err == TNW_OK) {
            err = take_answered(cli, r, r->last);
        }
        if (err == TNW_OK && r->note == NULL) {
            err = keep_note(r, json);
        }
        if (err == TNW_OK) {
            err = tnw_access_check_page(r->check, json, strlen(json), &query.size, &r->finding);
        }
        if (err == TNW_OK) {
            bool taken = take_proven(r, accesses, query.size);
            free(after);
            after = accesses->next == NULL ? NULL : strdup(accesses->next);
            more = accesses->next != NULL;
            err = !taken || (more && after == NULL) ? TNW_E_NO_MEMORY : TNW_OK;
            query.page.after = after;
        }
        tnw_accesses_free(&accesses);
    }
    free(after);
    return err != TNW_OK ? err : tnw_access_check_end(r->check, &r->proof, &r->finding);
}

/* Since the visit before, the whole log only grew. */
static enum tnw_err
check_growth_since_visit(struct cli *cli, struct review *r)
{
    const char *note = seen_note(&r->seen);
    struct tnw_consistency *growth = NULL;
    if (note == NULL) {
        return TNW_OK;
    }
    struct tnw_verifier *kept = NULL;
    enum tnw_err err = tnw_verifier_new(seen_note_key(&r->seen), NULL, 0, &kept, cli->why);
    if (err == TNW_OK) {
        err = tnw_verify_checkpoint(kept, note, strlen(note), &r->older, &r->finding);
    }
    tnw_verifier_free(&kept);
    if (err == TNW_OK && r->older.size > r->proof.seal.size) {
        r->finding = (struct tnw_finding){.fault = TNW_FAULT_CONSISTENCY, .seq = -1};
        (void)snprintf(r->finding.text, sizeof r->finding.text,
                       "the log has %" PRIu64 " records, and had %" PRIu64 " when you looked before",
                       r->proof.seal.size, r->older.size);
        return TNW_E_CRYPTO;
    }
    if (err == TNW_OK && r->older.size < r->proof.seal.size) {
        err = tnw_proof_consistency(cli->client, r->older.size, r->proof.seal.size, &growth);
    }
    if (err == TNW_OK) {
        err = tnw_verify_consistency(&r->older, &r->proof.seal, growth, &r->finding);
    }
    tnw_consistency_free(&growth);
    return err;
}

static void
show_access_proof(const struct cli *cli, const struct review *r)
{
    uint64_t witnessed = r->witnessed.checkpoint == NULL ? UINT64_MAX : (uint64_t)r->witnessed.checkpoint->size;
    for (size_t i = 0; i < r->shown->count; i++) {
        uint64_t seq = (uint64_t)r->shown->items[i].seq;
        print_text(cli->out, r->shown->items[i].text);
        enum text mark = seq >= r->proof.seal.size ? TEXT_NOT_SEALED_MARK
                         : seq >= witnessed        ? TEXT_NOT_WITNESSED_MARK
                                                   : TEXT_NONE;
        fprintf(cli->out, "%s%s\n", mark == TEXT_NONE ? "" : " ", text_of(cli->language, mark));
    }
    fputc('\n', cli->out);
    show_line(cli, TEXT_ACCESS_COMPLETE, FILL(NUMBER(r->proof.mapped), NUMBER(r->proof.head.counter)));
    show_when(cli, TEXT_NEWEST, r->newest[0] == 0 ? NULL : r->newest);
    if (r->proof.unmapped + r->proof.unsealed > 0) {
        show_line(cli, TEXT_ACCESS_NEWER, FILL(NUMBER(r->proof.unmapped + r->proof.unsealed)));
    }
    if (r->older.size > 0) {
        show_line(cli, TEXT_ACCESS_ONLY_GREW, FILL(NUMBER(r->older.size)));
    }
    witnessed_show(cli, &r->witnessed, r->proof.seal.size);
    cli_more(cli, r->shown->next);
}

static void
show_access_proof_json(const struct cli *cli, const struct review *r)
{
    json_t *page = json_loads(r->shown_json, 0, NULL);
    json_t *all =
        json_pack("{s:b, s:I, s:I, s:I, s:I, s:s, s:I, s:s, s:b, s:o, s:O*, s:O*}", "holds", 1, "records",
                  (json_int_t)r->proof.head.counter, "mapped", (json_int_t)r->proof.mapped, "unmapped",
                  (json_int_t)r->proof.unmapped, "unsealed", (json_int_t)r->proof.unsealed, "head", r->proof.head.head,
                  "size", (json_int_t)r->proof.seal.size, "key", r->anchor.key, "key_known", !r->anchor.borrowed,
                  "since", r->older.size == 0 ? json_null() : json_integer((json_int_t)r->older.size), "items",
                  json_object_get(page, "items"), "next", json_object_get(page, "next"));
    json_object_set_new(all, "witnessed", witnessed_json(&r->witnessed));
    print_json_value(cli->out, all);
    json_decref(all);
    json_decref(page);
}

static enum tnw_err
review_all(struct cli *cli, const struct tnw_access_query *query, struct review *r)
{
    enum tnw_err err = ask_for_page(cli, query, r);
    if (err == TNW_OK) {
        err = witnessed_ask(cli, &r->witnessed);
    }
    if (err == TNW_OK) {
        err = open_review(cli, r);
    }
    if (err == TNW_OK) {
        err = review_pages(cli, r);
    }
    if (err == TNW_OK) {
        err = check_growth_since_visit(cli, r);
    }
    if (err == TNW_OK) {
        err = follow_confirm(cli, &r->anchor, &r->proof.seal, &r->seen, &r->finding);
    }
    if (err == TNW_OK) {
        err = witnessed_check(cli, &r->anchor, &r->proof.seal, &r->witnessed, &r->finding);
    }
    return err == TNW_OK ? access_proven_check(r->proven, r->shown, &r->finding) : err;
}

static enum tnw_err
review_and_keep(struct cli *cli, const struct tnw_access_query *query, struct review *r)
{
    enum tnw_err err = seen_open(cli, &r->seen);
    if (err == TNW_OK) {
        err = review_all(cli, query, r);
    }
    return err != TNW_OK
               ? err
               : seen_save(cli, &r->seen, r->note, r->anchor.key, cli->args[0], &r->proof.head, r->check, r->last);
}

static void
close_review(struct review *r)
{
    access_proven_free(r->proven);
    tnw_accesses_free(&r->shown);
    free(r->shown_json);
    tnw_access_check_free(&r->check);
    anchor_close(&r->anchor);
    free(r->note);
    seen_close(&r->seen);
    witnessed_free(&r->witnessed);
}

enum tnw_err
cmd_access_log_verify(struct cli *cli, const struct tnw_access_query *query)
{
    struct review r = {.finding = {.seq = -1}};
    enum tnw_err err = review_and_keep(cli, query, &r);
    if (err == TNW_OK && options_given(&cli->options, OPTION_JSON)) {
        show_access_proof_json(cli, &r);
    } else if (err == TNW_OK) {
        show_access_proof(cli, &r);
    }
    close_review(&r);
    return report_verdict(cli, err, TEXT_THE_ACCESS_LOG, &r.finding);
}

static void
show_vouched(const struct cli *cli, const struct review *r, const char *path)
{
    if (options_given(&cli->options, OPTION_JSON)) {
        json_t *all =
            json_pack("{s:b, s:s, s:s, s:s, s:I, s:I, s:s, s:b}", "holds", 1, "attachment", r->file->id, "file", path,
                      "sha256", r->file->sha256, "vouched", (json_int_t)r->proof.vouched, "size",
                      (json_int_t)r->proof.seal.size, "key", r->anchor.key, "key_known", !r->anchor.borrowed);
        print_json_value(cli->out, all);
        json_decref(all);
        return;
    }
    show_line(cli, TEXT_FILE_VOUCHED, FILL(path, NUMBER(r->proof.vouched)));
    show_field(cli, TEXT_ATTACHMENT, r->file->id);
    show_field(cli, TEXT_SHA256, r->file->sha256);
    show_number(cli, TEXT_LOG_OF, (long long)r->proof.seal.size);
    show_field(cli, r->anchor.borrowed ? TEXT_KEY_ITS_OWN : TEXT_SIGNED_WITH, r->anchor.key);
}

enum tnw_err
cmd_access_log_vouch(struct cli *cli, const struct tnw_attachment *file, const char *path)
{
    struct review r = {.finding = {.seq = -1}, .file = file};
    enum tnw_err err = review_and_keep(cli, NULL, &r);
    if (err == TNW_OK) {
        show_vouched(cli, &r, path);
    }
    close_review(&r);
    return report_verdict(cli, err, TEXT_THE_FILE, &r.finding);
}
