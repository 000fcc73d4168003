#include <stdlib.h>
#include <string.h>

#include "attachment/attach.h"
#include "cmd.h"
#include "dossier/fragment_show.h"
#include "nothing.h"
#include "print.h"
#include "resolve/known.h"
#include "show.h"
#include "table.h"

enum tnw_err
cmd_fragment_add(struct cli *cli)
{
    char *content = NULL;
    struct attach attach;
    struct tnw_fragment *fragment = NULL;
    enum tnw_err err = attach_open(cli, &attach);
    if (err == TNW_OK) {
        err = fragment_content(cli, cli->args[1], NULL, &content);
    }
    if (err == TNW_OK) {
        err = fragment_send(cli, &attach, cli->args[1], NULL, content, &fragment);
    }
    attach_close(&attach);
    fragment_wipe_content(content);
    return fragment_show_and_free(cli, err, fragment);
}

static void
show_fragments(const struct cli *cli, const struct tnw_fragments *fragments)
{
    static const enum text titles[] = {TEXT_FRAGMENT, TEXT_CATEGORY, TEXT_VERSION,   TEXT_AUTHOR,
                                       TEXT_AS,       TEXT_UPDATED,  TEXT_RETRACTED, TEXT_NONE};
    struct table *table = table_new(cli->language, titles);
    table_number_rows(table);
    for (size_t i = 0; i < fragments->count; i++) {
        const struct tnw_fragment *fragment = &fragments->items[i];
        table_text(table, fragment->id);
        table_word(table, fragment->category);
        table_number(table, fragment->version);
        table_text(table, known_name(cli, fragment->author));
        table_word(table, fragment->author_role);
        table_time(table, fragment->updated);
        table_time(table, fragment->retracted);
    }
    table_end(table, cli->out);
    cli_more(cli, fragments->next);
}

enum tnw_err
cmd_fragment_list(struct cli *cli)
{
    struct tnw_fragments *fragments = NULL;
    struct tnw_page page;
    const char *const *categories = cli_texts(cli, OPTION_CATEGORY);
    if (categories != NULL && categories[1] != NULL) {
        return cli_usage(cli, TEXT_ONE_AT_A_TIME, FILL("--category"));
    }
    enum tnw_err err = cli_page(cli, &page);
    if (err == TNW_OK) {
        err = tnw_fragment_list(cli->client, cli->args[0], cli_text(cli, OPTION_CATEGORY), &page, &fragments);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        show_fragments(cli, fragments);
        if (fragments->count == 0) {
            nothing_to_show(cli, TEXT_NOTHING_FRAGMENTS, TEXT_NONE);
        }
    }
    tnw_fragments_free(&fragments);
    return err;
}

enum tnw_err
cmd_fragment_show(struct cli *cli)
{
    uint64_t version = 0;
    struct tnw_fragment *fragment = NULL;
    if (!options_number(&cli->options, OPTION_VERSION, INT64_MAX, &version)) {
        return cli_usage(cli, TEXT_TAKES_A_NUMBER, FILL("--version"));
    }
    enum tnw_err err = tnw_fragment_get(cli->client, cli->args[0], cli->args[1], (int64_t)version, &fragment);
    return fragment_show_and_free(cli, err, fragment);
}

/* A change rests on the version that is named, or on the newest one; and on what that says, where fields are set. Its
 * attachments stay. */
enum tnw_err
cmd_fragment_amend(struct cli *cli)
{
    char *content = NULL;
    uint64_t named = 0;
    struct attach attach;
    struct tnw_fragment *before = NULL;
    struct tnw_fragment *after = NULL;
    if (!options_number(&cli->options, OPTION_IF_VERSION, INT64_MAX, &named)) {
        return cli_usage(cli, TEXT_TAKES_A_NUMBER, FILL("--if-version"));
    }
    enum tnw_err err = attach_open(cli, &attach);
    if (err == TNW_OK) {
        err = tnw_fragment_get(cli->client, cli->args[0], cli->args[1], (int64_t)named, &before);
    }
    if (err == TNW_OK) {
        err = fragment_content(cli, before->category, before->content, &content);
    }
    if (err == TNW_OK) {
        err = fragment_send(cli, &attach, cli->args[1], before, content, &after);
    }
    attach_close(&attach);
    fragment_wipe_content(content);
    tnw_fragment_free(&before);
    return fragment_show_and_free(cli, err, after);
}

enum tnw_err
cmd_fragment_retract(struct cli *cli)
{
    char *reason = NULL;
    struct tnw_fragment *fragment = NULL;
    enum tnw_err err = cli_words(cli, OPTION_REASON, &reason);
    if (err == TNW_OK) {
        err = tnw_fragment_retract(cli->client, cli->args[0], cli->args[1], reason, &fragment);
    }
    free(reason);
    return fragment_show_and_free(cli, err, fragment);
}

/* Signed is the version that was read, so it is named. */
enum tnw_err
cmd_fragment_sign(struct cli *cli)
{
    uint64_t version = 0;
    struct tnw_signing *done = NULL;
    if (!options_number(&cli->options, OPTION_VERSION, INT64_MAX, &version)) {
        return cli_usage(cli, TEXT_TAKES_A_NUMBER, FILL("--version"));
    }
    enum tnw_err err = tnw_fragment_sign(cli->client, cli->args[0], cli->args[1], (int64_t)version, &done);
    if (err == TNW_OK && !cli_json(cli)) {
        show_field(cli, TEXT_FRAGMENT, done->fragment);
        show_number(cli, TEXT_VERSION, done->version);
        show_word(cli, TEXT_SIGNED_BY, done->signature.role);
        show_when(cli, TEXT_AT, done->signature.time);
        if (done->complete) {
            show_line(cli, TEXT_COMPLETE_WITH_THIS, NULL);
        }
    }
    tnw_signing_free(&done);
    return err;
}
