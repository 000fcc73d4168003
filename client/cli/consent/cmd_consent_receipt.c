#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "print.h"
#include "proof/anchor.h"
#include "proof/witnessed.h"
#include "report.h"
#include "show.h"
#include "whole_file.h"

/* A receipt has two terms, two records, two paths and a note. */
#define RECEIPT_MAX ((size_t)1 << 20)

enum tnw_err
cmd_consent_receipt(struct cli *cli)
{
    const char *path = cli_text(cli, OPTION_OUT);
    struct tnw_consent_receipt *receipt = NULL;
    struct tnw_checkpoint_query under;
    enum tnw_err err = witnessed_query(cli, &under);
    if (err == TNW_OK) {
        err = tnw_consent_receipt_get(cli->client, cli->args[0], cli->args[1], &under, &receipt);
    }
    if (err == TNW_OK) {
        err = whole_file_write(path, WHOLE_FILE_NEW, receipt->json, receipt->len);
        err = err == TNW_E_IO ? cli_fail(cli, err, path, strerror(errno)) : err;
    }
    if (err == TNW_OK) {
        show_note(cli, TEXT_RECEIPT_KEPT, FILL(path));
    }
    tnw_consent_receipt_free(&receipt);
    return err;
}

/* The terms as the receipt has them: the proof says that they are those that were recorded. */
static void
show_receipt_terms(const struct cli *cli, const char *json)
{
    json_t *receipt = json_loads(json, 0, NULL);
    json_t *withdrawn = json_object_get(json_object_get(receipt, "withdrawn"), "consent");
    json_t *terms = withdrawn != NULL ? withdrawn : json_object_get(receipt, "consent");
    char *text = terms == NULL ? NULL : json_dumps(terms, JSON_COMPACT);
    if (text != NULL) {
        print_json_pretty(cli->out, text);
    }
    free(text);
    json_decref(receipt);
}

static void
show_receipt_step(const struct cli *cli, enum text label, const struct tnw_receipt_step *step)
{
    char time[PRINT_TIME];
    show_sentence(cli, label, TEXT_RECEIPT_STEP, FILL(print_time(time, step->time), step->actor, NUMBER(step->seq)));
}

static void
show_receipt_proof(const struct cli *cli, const struct tnw_receipt_proof *proof, const char *json,
                   const struct anchor *anchor)
{
    show_line(cli, TEXT_RECEIPT_HOLDS, NULL);
    show_field(cli, TEXT_CONSENT, proof->consent);
    show_field(cli, TEXT_DOSSIER, proof->dossier);
    show_receipt_step(cli, TEXT_GIVEN, &proof->given);
    if (proof->is_withdrawn) {
        show_receipt_step(cli, TEXT_WITHDRAWN, &proof->withdrawn);
    } else {
        /* Whoever hands a receipt on can cut that half off, and the other still holds. */
        show_sentence(cli, TEXT_WITHDRAWN, TEXT_RECEIPT_NOT_WITHDRAWN, NULL);
    }
    show_number(cli, TEXT_LOG_OF, (long long)proof->seal.size);
    show_field(cli, anchor->borrowed ? TEXT_KEY_ITS_OWN : TEXT_SIGNED_WITH, anchor->key);
    witnessed_show_names(cli, &proof->seal);
    show_receipt_terms(cli, json);
}

static void
show_receipt_proof_json(const struct cli *cli, const struct tnw_receipt_proof *proof, const struct anchor *anchor)
{
    json_t *withdrawn = !proof->is_withdrawn
                            ? json_null()
                            : json_pack("{s:I, s:s, s:s}", "seq", (json_int_t)proof->withdrawn.seq, "time",
                                        proof->withdrawn.time, "actor", proof->withdrawn.actor);
    json_t *all = json_pack("{s:b, s:s, s:s, s:{s:I, s:s, s:s}, s:o, s:I, s:s, s:b}", "holds", 1, "consent",
                            proof->consent, "dossier", proof->dossier, "given", "seq", (json_int_t)proof->given.seq,
                            "time", proof->given.time, "actor", proof->given.actor, "withdrawn", withdrawn, "size",
                            (json_int_t)proof->seal.size, "key", anchor->key, "key_known", !anchor->borrowed);
    print_json_value(cli->out, all);
    json_decref(all);
}

enum tnw_err
cmd_consent_verify(struct cli *cli)
{
    const char *path = cli->args[0];
    char *json = NULL;
    size_t len = 0;
    struct anchor anchor = {.verifier = NULL};
    struct tnw_receipt_proof proof;
    struct tnw_finding finding = {.seq = -1};
    enum tnw_err err = anchor_open_receipt(cli, path, RECEIPT_MAX, &json, &len, &anchor);
    if (err == TNW_OK) {
        err = tnw_verify_receipt(anchor.quorum, json, len, &proof, &finding);
    }
    if (err == TNW_OK && options_given(&cli->options, OPTION_JSON)) {
        show_receipt_proof_json(cli, &proof, &anchor);
    } else if (err == TNW_OK) {
        show_receipt_proof(cli, &proof, json, &anchor);
    }
    anchor_close(&anchor);
    free(json);
    return report_verdict(cli, err, TEXT_THE_RECEIPT, &finding);
}
