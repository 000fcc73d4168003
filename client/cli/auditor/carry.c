#include "auditor/carry.h"

#include <inttypes.h>
#include <string.h>

#include "print.h"
#include "show.h"

/* The first answer tells what the witness has; the second cosigns. A third is for who cosigned meanwhile. */
#define TRIES 3

static void
tell_carry(struct cli *cli, const struct carry *carry, const char *what)
{
    fputs("tnw: ", cli->err);
    print_text(cli->err, carry->url);
    fprintf(cli->err, ": %s\n", what);
}

static enum text
refusal_text(int status)
{
    switch (status) {
    case 400:
        return TEXT_CARRY_400;
    case 403:
        return TEXT_CARRY_403;
    case 404:
        return TEXT_CARRY_404;
    case 409:
        return TEXT_CARRY_409;
    case 422:
        return TEXT_CARRY_422;
    default:
        return TEXT_CARRY_LATER;
    }
}

/* Hands each line of a known witness to the server; those of others are nothing to us. */
static enum tnw_err
bring_back(struct cli *cli, const struct anchor *anchor, const struct carry *carry, const char *note,
           const struct tnw_seal *seal, const char *lines)
{
    size_t brought = 0;
    enum tnw_err err = TNW_OK;
    while (*lines != 0 && err == TNW_OK) {
        size_t len = strcspn(lines, "\n");
        struct tnw_seal_witness witness;
        struct tnw_finding finding;
        struct tnw_cosignature *done = NULL;
        char line[TNW_LINE_TEXT];
        err = len < sizeof line
                  ? tnw_verify_cosignature(anchor->verifier, note, strlen(note), lines, len, &witness, &finding)
                  : TNW_E_NOT_FOUND;
        if (err == TNW_E_CRYPTO) {
            tell_carry(cli, carry, finding.text);
        }
        if (err == TNW_OK) {
            memcpy(line, lines, len);
            line[len] = 0;
            err = tnw_cosignature_add(cli->client, seal->size, line, &done);
            brought += err == TNW_OK;
        } else if (err == TNW_E_NOT_FOUND || err == TNW_E_CRYPTO) {
            err = TNW_OK;
        }
        if (done != NULL && !options_given(&cli->options, OPTION_JSON)) {
            show_line(cli, TEXT_CARRIED, FILL(NUMBER(seal->size), witness.name));
        }
        tnw_cosignature_free(&done);
        lines += len + (lines[len] == '\n');
    }
    if (err == TNW_OK && brought == 0) {
        tell_carry(cli, carry, text_of(cli->language, TEXT_CARRY_NOT_NAMED));
        err = cli_wrong(cli, TNW_E_PROTOCOL, carry->url, TEXT_CARRY_NOT);
    }
    return err;
}

/* The proof from what the witness has, NULL for nothing. Out: proof, and what frees it. */
static enum tnw_err
prove_growth(struct cli *cli, const struct carry *carry, const struct tnw_seal *seal, struct tnw_consistency *same,
             struct tnw_consistency **made, const struct tnw_consistency **proof)
{
    *proof = NULL;
    if (carry->size == 0) {
        return TNW_OK;
    }
    if (carry->size == seal->size) {
        *same = (struct tnw_consistency){.from = (int64_t)seal->size, .to = (int64_t)seal->size};
        *proof = same;
        return TNW_OK;
    }
    enum tnw_err err = tnw_proof_consistency(cli->client, carry->size, seal->size, made);
    *proof = *made;
    return err;
}

static enum tnw_err
submit(struct cli *cli, const struct carry *carry, const char *note, const struct tnw_seal *seal,
       struct tnw_carried **carried)
{
    struct tnw_consistency same;
    struct tnw_consistency *made = NULL;
    const struct tnw_consistency *proof = NULL;
    char why[256];
    enum tnw_err err = prove_growth(cli, carry, seal, &same, &made, &proof);
    if (err == TNW_OK) {
        err = tnw_checkpoint_carry(carry->url, note, proof, carried, why);
        err = err == TNW_OK ? err : cli_fail(cli, err, carry->url, why);
    }
    tnw_consistency_free(&made);
    return err;
}

enum tnw_err
carry_checkpoint(struct cli *cli, const struct anchor *anchor, struct carry *carry, const char *note,
                 const struct tnw_seal *seal)
{
    for (int i = 0; i < TRIES; i++) {
        struct tnw_carried *carried = NULL;
        enum tnw_err err = submit(cli, carry, note, seal, &carried);
        bool learned = err == TNW_OK && carried->has_size && carried->size != carry->size;
        if (learned) {
            carry->size = carried->size;
        } else if (err == TNW_OK && carried->status == 200) {
            carry->size = seal->size;
            err = bring_back(cli, anchor, carry, note, seal, carried->lines);
        } else if (err == TNW_OK) {
            tell_carry(cli, carry, text_of(cli->language, refusal_text(carried->status)));
            err = cli_wrong(cli, TNW_E_PROTOCOL, carry->url, TEXT_CARRY_NOT);
        }
        tnw_carried_free(&carried);
        if (!learned) {
            return err;
        }
        if (carry->size > seal->size) {
            show_note(cli, TEXT_CARRY_AHEAD_WARNING, FILL(NUMBER(carry->size), NUMBER(seal->size)));
            tell_carry(cli, carry, text_of(cli->language, TEXT_CARRY_GONE_BACK));
            carry->size = 0;
            return cli_wrong(cli, TNW_E_PROTOCOL, carry->url, TEXT_CARRY_AHEAD);
        }
    }
    return cli_wrong(cli, TNW_E_PROTOCOL, carry->url, TEXT_CARRY_OTHER_SIZE);
}
