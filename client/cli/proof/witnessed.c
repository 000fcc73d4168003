#include "proof/witnessed.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "print.h"
#include "show.h"

enum tnw_err
witnessed_query(struct cli *cli, struct tnw_checkpoint_query *out)
{
    tnw_texts keys = cli_texts(cli, OPTION_WITNESS);
    unsigned needed = 0;
    enum tnw_err err = anchor_quorum(cli, keys, &needed);
    *out = (struct tnw_checkpoint_query){.witnessed = needed, .by = keys};
    return err;
}

enum tnw_err
witnessed_ask(struct cli *cli, struct witnessed *out)
{
    struct tnw_checkpoint_query query;
    *out = (struct witnessed){.asked = options_given(&cli->options, OPTION_WITNESS)};
    enum tnw_err err = witnessed_query(cli, &query);
    if (err != TNW_OK || !out->asked) {
        return err;
    }
    err = tnw_checkpoint_find(cli->client, &query, &out->checkpoint);
    if (err == TNW_E_NOT_FOUND) { /* a verdict, once everything else is checked */
        return TNW_OK;
    }
    if (err == TNW_OK) {
        out->json = strdup(tnw_client_json(cli->client));
        err = out->json == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    }
    return err;
}

static enum tnw_err
check_one_log(struct cli *cli, const struct tnw_seal *newest, const struct tnw_seal *seal, struct tnw_finding *finding)
{
    struct tnw_consistency *proof = NULL;
    bool behind = seal->size <= newest->size;
    const struct tnw_seal *older = behind ? seal : newest;
    const struct tnw_seal *newer = behind ? newest : seal;
    enum tnw_err err = TNW_OK;
    if (older->size < newer->size) {
        err = tnw_proof_consistency(cli->client, older->size, newer->size, &proof);
    }
    if (err == TNW_OK) {
        err = tnw_verify_consistency(older, newer, proof, finding);
    }
    tnw_consistency_free(&proof);
    return err;
}

enum tnw_err
witnessed_check(struct cli *cli, const struct anchor *anchor, const struct tnw_seal *newest,
                struct witnessed *witnessed, struct tnw_finding *finding)
{
    if (!witnessed->asked) {
        return TNW_OK;
    }
    if (witnessed->checkpoint == NULL) {
        *finding = (struct tnw_finding){.fault = TNW_FAULT_WITNESSES, .seq = -1};
        (void)snprintf(finding->text, sizeof finding->text,
                       "the server has no checkpoint that %u of these witnesses cosigned", anchor->needed);
        return TNW_E_CRYPTO;
    }
    const char *note = witnessed->checkpoint->note;
    enum tnw_err err = tnw_verify_checkpoint(anchor->quorum, note, strlen(note), &witnessed->seal, finding);
    if (err == TNW_OK && witnessed->seal.size != (uint64_t)witnessed->checkpoint->size) {
        *finding = (struct tnw_finding){.fault = TNW_FAULT_SIZE, .seq = -1};
        (void)snprintf(finding->text, sizeof finding->text, "the server says another size than the witnessed note");
        return TNW_E_CRYPTO;
    }
    return err == TNW_OK ? check_one_log(cli, newest, &witnessed->seal, finding) : err;
}

void
witnessed_free(struct witnessed *witnessed)
{
    tnw_checkpoint_free(&witnessed->checkpoint);
    free(witnessed->json);
    *witnessed = (struct witnessed){.asked = false};
}

void
witnessed_show_names(const struct cli *cli, const struct tnw_seal *seal)
{
    char time[PRINT_TIME];
    for (size_t i = 0; i < seal->witness_count; i++) {
        show_field(cli, TEXT_WITNESS, seal->witnesses[i].name);
        show_field(cli, TEXT_WITNESS_AT, print_time(time, seal->witnesses[i].time));
    }
}

void
witnessed_show(const struct cli *cli, const struct witnessed *witnessed, uint64_t size)
{
    if (!witnessed->asked) {
        return;
    }
    uint64_t sealed = witnessed->seal.size;
    if (sealed >= size) {
        show_line(cli, TEXT_WITNESSED_ALL, FILL(NUMBER(sealed)));
    } else {
        show_line(cli, TEXT_WITNESSED_FIRST, FILL(NUMBER(sealed), NUMBER(size - sealed)));
    }
    witnessed_show_names(cli, &witnessed->seal);
}

json_t *
witnessed_json(const struct witnessed *witnessed)
{
    const struct tnw_seal *seal = &witnessed->seal;
    if (!witnessed->asked) {
        return json_null();
    }
    json_t *witnesses = json_array();
    for (size_t i = 0; i < seal->witness_count; i++) {
        json_array_append_new(
            witnesses, json_pack("{s:s, s:s}", "name", seal->witnesses[i].name, "time", seal->witnesses[i].time));
    }
    return json_pack("{s:I, s:o}", "size", (json_int_t)seal->size, "witnesses", witnesses);
}
