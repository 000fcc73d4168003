#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "consent/confirm.h"
#include "print.h"
#include "proof/anchor.h"
#include "proof/witnessed.h"
#include "report.h"
#include "show.h"
#include "table.h"
#include "whole_file.h"

/* A receipt has three records, three paths and a note. */
#define ERASURE_RECEIPT_MAX ((size_t)1 << 20)

static void
show_erasure(const struct cli *cli, const struct tnw_erasure *erasure)
{
    show_field(cli, TEXT_DOSSIER, erasure->dossier);
    show_word(cli, TEXT_WHY, erasure->why);
    show_word(cli, TEXT_REASON_LABEL, erasure->reason);
    show_when(cli, TEXT_ERASURE_CLOSED, erasure->closed);
    show_when(cli, TEXT_ERASURE_EMPTIED, erasure->emptied);
    show_when(cli, TEXT_ERASURE_COMPLETE, erasure->complete);
    show_field(cli, TEXT_ERASURE_GOES, erasure->goes);
    show_field(cli, TEXT_ERASURE_STAYS, erasure->stays);
}

static enum tnw_err
finish_erasure(struct cli *cli, enum tnw_err err, struct tnw_erasure *erasure)
{
    if (err == TNW_OK && !cli_json(cli)) {
        show_erasure(cli, erasure);
    }
    tnw_erasure_free(&erasure);
    return err;
}

enum tnw_err
cmd_dossier_erasure(struct cli *cli)
{
    struct tnw_erasure *erasure = NULL;
    enum tnw_err err = tnw_erasure_get(cli->client, cli->args[0], &erasure);
    return finish_erasure(cli, err, erasure);
}

/* What is agreed to is the sentence that the server shows, on a terminal or by --yes. */
enum tnw_err
cmd_dossier_erase(struct cli *cli)
{
    bool asks;
    struct tnw_erasure *before = NULL;
    struct tnw_erasure *erasure = NULL;
    enum tnw_err err = confirm_open(cli, &asks);
    if (err == TNW_OK) {
        err = tnw_erasure_get(cli->client, cli->args[0], &before);
    }
    if (err == TNW_OK && asks) {
        fprintf(cli->err, "%s\n%s\n%s\n", before->goes, before->stays, before->understood);
        asks = !confirm_ask(cli, TEXT_CONFIRM_ERASE);
    }
    if (err == TNW_OK && !asks) {
        const struct tnw_erasing erasing = {.understood = before->understood,
                                            .reason = cli_text(cli, OPTION_ERASURE_REASON)};
        err = tnw_dossier_erase(cli->client, cli->args[0], &erasing, &erasure);
        err = finish_erasure(cli, err, erasure);
    }
    tnw_erasure_free(&before);
    return err;
}

enum tnw_err
cmd_erasure_list(struct cli *cli)
{
    static const enum text titles[] = {TEXT_DOSSIER, TEXT_ERASURE_CLOSED, TEXT_ERASURE_EMPTIED, TEXT_ERASURE_COMPLETE,
                                       TEXT_NONE};
    struct tnw_erasures *erasures = NULL;
    struct tnw_page page;
    enum tnw_err err = cli_page(cli, &page);
    if (err == TNW_OK) {
        err = tnw_erasure_list(cli->client, &page, &erasures);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        struct table *table = table_new(cli->language, titles);
        for (size_t i = 0; i < erasures->count; i++) {
            table_text(table, erasures->items[i].dossier);
            table_time(table, erasures->items[i].closed);
            table_time(table, erasures->items[i].emptied);
            table_time(table, erasures->items[i].complete);
        }
        table_end(table, cli->out);
    }
    tnw_erasures_free(&erasures);
    return err;
}

enum tnw_err
cmd_erasure_receipt(struct cli *cli)
{
    const char *path = cli_text(cli, OPTION_OUT);
    struct tnw_erasure_receipt *receipt = NULL;
    struct tnw_checkpoint_query under;
    enum tnw_err err = witnessed_query(cli, &under);
    if (err == TNW_OK) {
        err = tnw_erasure_receipt_get(cli->client, cli->args[0], &under, &receipt);
    }
    if (err == TNW_OK) {
        err = whole_file_write(path, WHOLE_FILE_NEW, receipt->json, receipt->len);
        err = err == TNW_E_IO ? cli_fail(cli, err, path, strerror(errno)) : err;
    }
    if (err == TNW_OK) {
        show_note(cli, TEXT_ERASURE_KEPT, FILL(path));
    }
    tnw_erasure_receipt_free(&receipt);
    return err;
}

static void
show_erasure_proof(const struct cli *cli, const struct tnw_erasure_proof *proof, const struct anchor *anchor)
{
    static const enum text labels[] = {TEXT_ERASURE_CLOSED, TEXT_ERASURE_EMPTIED, TEXT_ERASURE_COMPLETE};
    show_line(cli, TEXT_ERASURE_HOLDS, NULL);
    show_field(cli, TEXT_DOSSIER, proof->dossier);
    for (size_t i = 0; i < proof->count; i++) {
        char time[PRINT_TIME];
        show_sentence(cli, labels[i], TEXT_ERASURE_STEP,
                      FILL(print_time(time, proof->stages[i].time), NUMBER(proof->stages[i].seq)));
    }
    if (proof->count < sizeof labels / sizeof labels[0]) {
        show_sentence(cli, TEXT_ERASURE_COMPLETE, TEXT_ERASURE_NOT_COMPLETE, NULL);
    }
    show_number(cli, TEXT_LOG_OF, (long long)proof->seal.size);
    show_field(cli, anchor->borrowed ? TEXT_KEY_ITS_OWN : TEXT_SIGNED_WITH, anchor->key);
    witnessed_show_names(cli, &proof->seal);
}

static void
show_erasure_proof_json(const struct cli *cli, const struct tnw_erasure_proof *proof, const struct anchor *anchor)
{
    static const char *const names[] = {"closed", "emptied", "complete"};
    json_t *all = json_pack("{s:b, s:s, s:I, s:s, s:b}", "holds", 1, "dossier", proof->dossier, "size",
                            (json_int_t)proof->seal.size, "key", anchor->key, "key_known", !anchor->borrowed);
    for (size_t i = 0; i < proof->count; i++) {
        (void)json_object_set_new(
            all, names[i],
            json_pack("{s:I, s:s}", "seq", (json_int_t)proof->stages[i].seq, "time", proof->stages[i].time));
    }
    print_json_value(cli->out, all);
    json_decref(all);
}

enum tnw_err
cmd_erasure_verify(struct cli *cli)
{
    const char *path = cli->args[0];
    char *json = NULL;
    size_t len = 0;
    struct anchor anchor = {.verifier = NULL};
    struct tnw_erasure_proof proof;
    struct tnw_finding finding = {.seq = -1};
    enum tnw_err err = anchor_open_receipt(cli, path, ERASURE_RECEIPT_MAX, &json, &len, &anchor);
    if (err == TNW_OK) {
        err = tnw_verify_erasure(anchor.quorum, json, len, &proof, &finding);
    }
    if (err == TNW_OK && options_given(&cli->options, OPTION_JSON)) {
        show_erasure_proof_json(cli, &proof, &anchor);
    } else if (err == TNW_OK) {
        show_erasure_proof(cli, &proof, &anchor);
    }
    anchor_close(&anchor);
    free(json);
    return report_verdict(cli, err, TEXT_THE_RECEIPT, &finding);
}
