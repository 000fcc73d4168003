#include "trust.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "print.h"
#include "report.h"
#include "settings.h"
#include "whole_file.h"

static enum tnw_err
take_key(struct trust *trust, struct cli *cli, const char *text)
{
    size_t len = strcspn(text, " \t\r\n");
    if (len == 0 || len >= sizeof trust->key || text[len + strspn(text + len, " \t\r\n")] != 0) {
        return cli_usage(cli, "the log's key is one line: NAME+ID+BASE64");
    }
    memcpy(trust->key, text, len);
    trust->key[len] = 0;
    return TNW_OK;
}

static enum tnw_err
from_file(struct trust *trust, struct cli *cli, const char *path)
{
    char *text = NULL;
    size_t len = 0;
    enum tnw_err err = whole_file_read(path, 4096, &text, &len);
    err = err == TNW_OK ? take_key(trust, cli, text) : cli_fail(cli, err, path, strerror(errno));
    free(text);
    return err;
}

static enum tnw_err
from_profile(struct trust *trust, struct cli *cli)
{
    struct settings settings;
    enum tnw_err err = settings_gather(&settings, cli);
    const char *key = settings.values[SETTING_LOG_KEY];
    if (err == TNW_OK && key != NULL) {
        err = take_key(trust, cli, key);
    }
    settings_wipe(&settings);
    return err;
}

static enum tnw_err
find_key(struct trust *trust, struct cli *cli)
{
    const char *given = cli_text(cli, OPTION_LOG_KEY);
    const char *file = cli_text(cli, OPTION_LOG_KEY_FILE);
    if (given != NULL && file != NULL) {
        return cli_usage(cli, "--key or --key-file, not both");
    }
    if (given != NULL) {
        return take_key(trust, cli, given);
    }
    return file != NULL ? from_file(trust, cli, file) : from_profile(trust, cli);
}

/* A forger signs with a key of their own, and names that. */
static void
warn(struct cli *cli, const char *key)
{
    fputs("tnw: WARNING: the log's key is not known here, so this is checked with the key that it names itself:\n  ",
          cli->err);
    print_text(cli->err, key);
    fputs("\n  That shows only that it is consistent in itself, not whose log it is. Get the key from the operator of\n"
          "  the server, on another way, and put it into your profile: log_key = ...\n",
          cli->err);
}

enum tnw_err
trust_open(struct cli *cli, const char *named, tnw_texts witnesses, struct trust *out)
{
    unsigned needed = 0;
    *out = (struct trust){.verifier = NULL};
    while (witnesses != NULL && witnesses[needed] != NULL) {
        needed++;
    }
    enum tnw_err err = find_key(out, cli);
    out->borrowed = err == TNW_OK && out->key[0] == 0;
    if (out->borrowed && (named == NULL || *named == 0)) {
        err = cli_usage(cli, "the log's public key is not known: put it into the profile as log_key, or TNW_LOG_KEY");
    } else if (out->borrowed) {
        warn(cli, named);
        err = take_key(out, cli, named);
    }
    return err != TNW_OK ? err : tnw_verifier_new(out->key, witnesses, needed, &out->verifier, cli->why);
}

void
trust_close(struct trust *trust)
{
    tnw_verifier_free(&trust->verifier);
}

static void
put_json(FILE *out, const struct tnw_finding *finding)
{
    json_t *seq = finding->seq < 0 ? json_null() : json_integer((json_int_t)finding->seq);
    json_t *line = finding->line == 0 ? json_null() : json_integer((json_int_t)finding->line);
    json_t *all = json_pack("{s:b, s:s, s:o, s:o, s:s}", "holds", 0, "fault", tnw_fault_code(finding->fault), "seq",
                            seq, "line", line, "text", finding->text);
    print_json_value(out, all);
    json_decref(all);
}

static void
tell_fault(struct cli *cli, const char *what, const struct tnw_finding *finding)
{
    cli->verdict = REPORT_TAMPERED;
    if (options_given(&cli->options, OPTION_JSON)) {
        put_json(cli->out, finding);
        return;
    }
    fflush(cli->out);
    fprintf(cli->err, "tnw: DOES NOT HOLD: %s: %s (%s)\n", what, tnw_fault_meaning(finding->fault),
            tnw_fault_code(finding->fault));
    if (finding->line != 0) {
        fprintf(cli->err, "  line %" PRIu64 "\n", finding->line);
    }
    if (finding->seq >= 0) {
        fprintf(cli->err, "  record %" PRId64 "\n", finding->seq);
    }
    if (finding->text[0] != 0) {
        fputs("  ", cli->err);
        print_text(cli->err, finding->text);
        fputc('\n', cli->err);
    }
}

enum tnw_err
trust_verdict(struct cli *cli, enum tnw_err err, const char *what, const struct tnw_finding *finding)
{
    if (err != TNW_E_CRYPTO || finding->fault == TNW_FAULT_NONE) {
        return err;
    }
    tell_fault(cli, what, finding);
    return TNW_OK;
}
