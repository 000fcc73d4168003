#include "anchor.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "print.h"
#include "settings.h"
#include "whole_file.h"

static enum tnw_err
take_anchor_key(struct anchor *anchor, struct cli *cli, const char *text)
{
    size_t len = strcspn(text, " \t\r\n");
    if (len == 0 || len >= sizeof anchor->key || text[len + strspn(text + len, " \t\r\n")] != 0) {
        return cli_usage(cli, "the log's key is one line: NAME+ID+BASE64");
    }
    memcpy(anchor->key, text, len);
    anchor->key[len] = 0;
    return TNW_OK;
}

static enum tnw_err
anchor_from_file(struct anchor *anchor, struct cli *cli, const char *path)
{
    char *text = NULL;
    size_t len = 0;
    enum tnw_err err = whole_file_read(path, 4096, &text, &len);
    err = err == TNW_OK ? take_anchor_key(anchor, cli, text) : cli_fail(cli, err, path, strerror(errno));
    free(text);
    return err;
}

static enum tnw_err
anchor_from_profile(struct anchor *anchor, struct cli *cli)
{
    struct settings settings;
    enum tnw_err err = settings_gather(&settings, cli);
    const char *key = settings.values[SETTING_LOG_KEY];
    if (err == TNW_OK && key != NULL) {
        err = take_anchor_key(anchor, cli, key);
    }
    settings_wipe(&settings);
    return err;
}

static enum tnw_err
find_anchor_key(struct anchor *anchor, struct cli *cli)
{
    const char *given = cli_text(cli, OPTION_LOG_KEY);
    const char *file = cli_text(cli, OPTION_LOG_KEY_FILE);
    if (given != NULL && file != NULL) {
        return cli_usage(cli, "--key or --key-file, not both");
    }
    if (given != NULL) {
        return take_anchor_key(anchor, cli, given);
    }
    return file != NULL ? anchor_from_file(anchor, cli, file) : anchor_from_profile(anchor, cli);
}

/* A forger signs with a key of their own, and names that. */
static void
warn_borrowed(struct cli *cli, const char *key)
{
    fputs("tnw: WARNING: the log's key is not known here, so this is checked with the key that it names itself:\n  ",
          cli->err);
    print_text(cli->err, key);
    fputs("\n  That shows only that it is consistent in itself, not whose log it is. Get the key from the operator of\n"
          "  the server, on another way, and put it into your profile: log_key = ...\n",
          cli->err);
}

enum tnw_err
anchor_quorum(struct cli *cli, tnw_texts witnesses, unsigned *needed)
{
    uint64_t quorum = 0;
    *needed = 0;
    while (witnesses != NULL && witnesses[*needed] != NULL) {
        ++*needed;
    }
    if (!options_given(&cli->options, OPTION_QUORUM)) {
        return TNW_OK;
    }
    if (!options_number(&cli->options, OPTION_QUORUM, *needed, &quorum) || quorum == 0) {
        return cli_usage(cli, "--quorum is how many of the witnesses of --witness, from 1 to all of them");
    }
    *needed = (unsigned)quorum;
    return TNW_OK;
}

static enum tnw_err
make_verifier(struct cli *cli, const struct anchor *anchor, tnw_texts witnesses, unsigned needed,
              struct tnw_verifier **out)
{
    enum tnw_err err = tnw_verifier_new(anchor->key, witnesses, needed, out, cli->why);
    if (err == TNW_OK) {
        tnw_verifier_set_time(*out, (int64_t)time(NULL));
    }
    return err;
}

enum tnw_err
anchor_open(struct cli *cli, const char *named, tnw_texts witnesses, struct anchor *out)
{
    *out = (struct anchor){.verifier = NULL};
    enum tnw_err err = anchor_quorum(cli, witnesses, &out->needed);
    if (err == TNW_OK) {
        err = find_anchor_key(out, cli);
    }
    out->borrowed = err == TNW_OK && out->key[0] == 0;
    if (out->borrowed && (named == NULL || *named == 0)) {
        err = cli_usage(cli, "the log's public key is not known: put it into the profile as log_key, or TNW_LOG_KEY");
    } else if (out->borrowed) {
        warn_borrowed(cli, named);
        err = take_anchor_key(out, cli, named);
    }
    if (err == TNW_OK) {
        err = make_verifier(cli, out, witnesses, 0, &out->verifier);
    }
    return err == TNW_OK ? make_verifier(cli, out, witnesses, out->needed, &out->quorum) : err;
}

void
anchor_close(struct anchor *anchor)
{
    tnw_verifier_free(&anchor->verifier);
    tnw_verifier_free(&anchor->quorum);
}
