#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "cmd.h"
#include "print.h"
#include "proof/anchor.h"
#include "proof/follow.h"
#include "report.h"
#include "show.h"
#include "table.h"

/* What is gathered to prove one record. */
struct proof {
    struct tnw_checkpoint *checkpoint;
    struct tnw_inclusion *inclusion;
    struct anchor anchor;
    struct tnw_seal seal;
    struct tnw_finding finding;
};

static enum tnw_err
prove_audit_record(struct cli *cli, const struct tnw_audit_entry *entry, struct proof *proof)
{
    enum tnw_err err = tnw_checkpoint_get(cli->client, &proof->checkpoint);
    if (err != TNW_OK) {
        return err;
    }
    const char *note = proof->checkpoint->note;
    err = anchor_open(cli, proof->checkpoint->key, NULL, &proof->anchor);
    if (err == TNW_OK) {
        err = follow_key(cli, &proof->anchor, proof->checkpoint->key, &proof->finding);
    }
    if (err == TNW_OK) {
        err = tnw_verify_checkpoint(proof->anchor.verifier, note, strlen(note), &proof->seal, &proof->finding);
    }
    if (err == TNW_OK) {
        err = follow_confirm(cli, &proof->anchor, &proof->seal, NULL, &proof->finding);
    }
    if (err == TNW_OK && (uint64_t)entry->record.seq >= proof->seal.size) {
        return cli_wrong(cli, TNW_E_UNAVAILABLE, text_of(cli->language, TEXT_NOT_SEALED), TEXT_NO_CHECKPOINT_YET);
    }
    if (err == TNW_OK) {
        err = tnw_proof_inclusion(cli->client, (uint64_t)entry->record.seq, proof->seal.size, &proof->inclusion);
    }
    return err != TNW_OK ? err
                         : tnw_verify_inclusion(&proof->seal, proof->inclusion, entry->record_json, &proof->finding);
}

/* Which dossiers a list showed: the record itself holds only commitments. */
static void
show_record_links(const struct cli *cli, const json_t *links)
{
    static const enum text titles[] = {TEXT_DOSSIER, TEXT_COUNTER, TEXT_PREVIOUS, TEXT_NONE};
    size_t i;
    const json_t *link;
    if (json_array_size(links) == 0) {
        return;
    }
    struct table *table = table_new(cli->language, titles);
    json_array_foreach(links, i, link)
    {
        table_text(table, json_string_value(json_object_get(link, "dossier")));
        table_number(table, json_integer_value(json_object_get(link, "counter")));
        table_text(table, json_string_value(json_object_get(link, "previous")));
    }
    fputc('\n', cli->out);
    table_end(table, cli->out);
}

static void
show_audit_record(const struct cli *cli, const struct tnw_audit_entry *entry, const json_t *answer,
                  const struct proof *proof)
{
    print_json_pretty(cli->out, entry->record_json);
    show_field(cli, TEXT_LEAF, entry->leaf);
    if (proof->inclusion != NULL) {
        show_sentence(cli, TEXT_PROVEN, TEXT_RECORD_PROVEN,
                      FILL(NUMBER(entry->record.seq), NUMBER(proof->seal.size), proof->seal.root));
        show_field(cli, TEXT_SIGNATURE,
                   text_of(cli->language, proof->anchor.borrowed ? TEXT_OF_NAMED_KEY : TEXT_OF_LOGS_KEY));
    }
    show_record_links(cli, json_object_get(answer, "links"));
}

/* One object with all that somebody else needs to check it again. */
static enum tnw_err
show_audit_record_json(const struct cli *cli, const json_t *answer, const struct proof *proof)
{
    json_t *path = json_array();
    for (tnw_texts hash = proof->inclusion->path; *hash != NULL; hash++) {
        json_array_append_new(path, json_string(*hash));
    }
    json_t *all = json_pack("{s:O, s:{s:I, s:I, s:s, s:s, s:o}, s:s, s:s}", "entry", answer, "inclusion", "seq",
                            (json_int_t)proof->inclusion->seq, "size", (json_int_t)proof->inclusion->size, "leaf",
                            proof->inclusion->leaf, "root", proof->inclusion->root, "path", path, "checkpoint",
                            proof->checkpoint->note, "key", proof->anchor.key);
    print_json_value(cli->out, all);
    json_decref(all);
    return all == NULL ? TNW_E_NO_MEMORY : TNW_OK;
}

enum tnw_err
cmd_audit_show(struct cli *cli)
{
    uint64_t seq = 0;
    struct tnw_audit_entry *entry = NULL;
    struct proof proof = {.finding = {.seq = -1}};
    bool proves = options_given(&cli->options, OPTION_PROVE);
    if (!options_parse_number(cli->args[0], INT64_MAX, &seq)) {
        return cli_usage(cli, TEXT_SEQ_IS_A_NUMBER, NULL);
    }
    enum tnw_err err = tnw_audit_get(cli->client, seq, &entry);
    /* The answer, before the next call takes its place. */
    json_t *answer = err == TNW_OK ? json_loads(tnw_client_json(cli->client), 0, NULL) : NULL;
    if (err == TNW_OK && !proves && cli_json(cli)) {
        goto out;
    }
    if (err == TNW_OK && proves) {
        err = prove_audit_record(cli, entry, &proof);
    }
    if (err == TNW_OK && options_given(&cli->options, OPTION_JSON)) {
        err = show_audit_record_json(cli, answer, &proof);
    } else if (err == TNW_OK) {
        show_audit_record(cli, entry, answer, &proof);
    }
out:
    json_decref(answer);
    anchor_close(&proof.anchor);
    tnw_inclusion_free(&proof.inclusion);
    tnw_checkpoint_free(&proof.checkpoint);
    tnw_audit_entry_free(&entry);
    return report_verdict(cli, err, TEXT_THE_RECORD, &proof.finding);
}
