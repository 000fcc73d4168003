#include "proof/anchor.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "command.h"
#include "print.h"
#include "settings/settings.h"
#include "show.h"
#include "whole_file.h"

static enum tnw_err
take_anchor_key(struct anchor *anchor, struct cli *cli, const char *text)
{
    size_t len = strcspn(text, " \t\r\n");
    if (len == 0 || len >= sizeof anchor->key || text[len + strspn(text + len, " \t\r\n")] != 0) {
        return cli_usage(cli, TEXT_KEY_IS_ONE_LINE, NULL);
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

/* What tnw trust knows of the key of the profile. Where nothing can be remembered, nothing is known. */
static enum tnw_err
take_remembered_key(struct anchor *anchor, struct cli *cli, const char *named)
{
    struct seen seen;
    enum tnw_err err = seen_open(cli, &seen);
    if (err == TNW_OK && seen_knows_key(&seen, anchor->key)) {
        bool offline = cli->client == NULL && named != NULL && seen_knows_key(&seen, named);
        const char *key = offline ? named : seen_key(&seen);
        if (strcmp(key, anchor->key) != 0) {
            show_note(cli, TEXT_KEY_BESIDE_PROFILE, FILL(key));
            memcpy(anchor->former_key, anchor->key, sizeof anchor->former_key);
            err = take_anchor_key(anchor, cli, key);
        }
    }
    seen_close(&seen);
    cli->why[0] = 0;
    return err == TNW_E_NO_MEMORY ? err : TNW_OK;
}

static enum tnw_err
anchor_from_profile(struct anchor *anchor, struct cli *cli, const char *named)
{
    struct settings settings;
    enum tnw_err err = settings_gather(&settings, cli);
    const char *key = settings.values[SETTING_LOG_KEY];
    if (err == TNW_OK && key != NULL) {
        err = take_anchor_key(anchor, cli, key);
    }
    if (err == TNW_OK && key != NULL && settings.values[SETTING_URL] != NULL) {
        err = take_remembered_key(anchor, cli, named);
    }
    settings_wipe(&settings);
    return err;
}

static enum tnw_err
find_anchor_key(struct anchor *anchor, struct cli *cli, const char *named)
{
    const char *given = cli_text(cli, OPTION_LOG_KEY);
    const char *file = cli_text(cli, OPTION_LOG_KEY_FILE);
    if (given != NULL && file != NULL) {
        return cli_usage(cli, TEXT_KEY_NOT_BOTH, NULL);
    }
    if (given != NULL) {
        return take_anchor_key(anchor, cli, given);
    }
    return file != NULL ? anchor_from_file(anchor, cli, file) : anchor_from_profile(anchor, cli, named);
}

/* A forger signs with a key of their own, and names that. */
static void
warn_borrowed(struct cli *cli, const char *key)
{
    show_note(cli, TEXT_KEY_BORROWED, FILL(key));
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
        return cli_usage(cli, TEXT_QUORUM_IS, NULL);
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

static enum tnw_err
make_verifiers(struct cli *cli, struct anchor *anchor, tnw_texts witnesses)
{
    enum tnw_err err = make_verifier(cli, anchor, witnesses, 0, &anchor->verifier);
    return err == TNW_OK ? make_verifier(cli, anchor, witnesses, anchor->needed, &anchor->quorum) : err;
}

enum tnw_err
anchor_open(struct cli *cli, const char *named, tnw_texts witnesses, struct anchor *out)
{
    *out = (struct anchor){.verifier = NULL};
    enum tnw_err err = anchor_quorum(cli, witnesses, &out->needed);
    if (err == TNW_OK) {
        err = find_anchor_key(out, cli, named);
    }
    out->borrowed = err == TNW_OK && out->key[0] == 0;
    if (out->borrowed && (named == NULL || *named == 0)) {
        err = cli_usage(cli, TEXT_KEY_UNKNOWN, NULL);
    } else if (out->borrowed) {
        warn_borrowed(cli, named);
        err = take_anchor_key(out, cli, named);
    }
    if (err == TNW_OK && out->former_key[0] != 0) {
        err = tnw_verifier_new(out->former_key, NULL, 0, &out->former, cli->why);
    }
    return err == TNW_OK ? make_verifiers(cli, out, witnesses) : err;
}

enum tnw_err
anchor_open_receipt(struct cli *cli, const char *path, size_t max, char **json, size_t *len, struct anchor *out)
{
    char named[TNW_KEY_TEXT] = "";
    enum tnw_err err = whole_file_read(path, max, json, len);
    if (err != TNW_OK) {
        return cli_fail(cli, err, path, strerror(errno));
    }
    if (tnw_verify_named_key(*json, *len, named) != TNW_OK) {
        named[0] = 0; /* what is no receipt is told by its check */
    }
    return anchor_open(cli, named, cli_texts(cli, OPTION_WITNESS), out);
}

enum tnw_err
anchor_move(struct cli *cli, struct anchor *anchor, const char *key)
{
    tnw_verifier_free(&anchor->former);
    tnw_verifier_free(&anchor->quorum);
    anchor->former = anchor->verifier;
    anchor->verifier = NULL;
    memcpy(anchor->former_key, anchor->key, sizeof anchor->former_key);
    enum tnw_err err = take_anchor_key(anchor, cli, key);
    return err == TNW_OK ? make_verifiers(cli, anchor, cli_texts(cli, OPTION_WITNESS)) : err;
}

enum tnw_err
anchor_verify_kept(const struct anchor *anchor, const char *note, struct tnw_seal *seal, struct tnw_finding *finding)
{
    enum tnw_err err = tnw_verify_checkpoint(anchor->verifier, note, strlen(note), seal, finding);
    if (err == TNW_E_CRYPTO && anchor->former != NULL) {
        err = tnw_verify_checkpoint(anchor->former, note, strlen(note), seal, finding);
    }
    return err;
}

void
anchor_take_witnesses(struct cli *cli, struct seen *seen)
{
    const enum option *takes = cli->command->takes;
    *seen = (struct seen){NULL, NULL, NULL};
    if (cli->client == NULL || !options_include(takes, OPTION_WITNESS) || options_include(takes, OPTION_SUBMIT) ||
        options_given(&cli->options, OPTION_WITNESS)) {
        return;
    }
    if (seen_open(cli, seen) == TNW_OK) {
        for (size_t i = 0; seen_witness(seen, i) != NULL; i++) {
            (void)options_add(&cli->options, OPTION_WITNESS, seen_witness(seen, i));
        }
    }
    cli->why[0] = 0;
}

void
anchor_close(struct anchor *anchor)
{
    tnw_verifier_free(&anchor->verifier);
    tnw_verifier_free(&anchor->quorum);
    tnw_verifier_free(&anchor->former);
}
