#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "print.h"
#include "show.h"
#include "table.h"

static void
show_fragment(const struct cli *cli, const struct tnw_fragment *fragment)
{
    show_field(cli, TEXT_FRAGMENT, fragment->id);
    show_field(cli, TEXT_DOSSIER, fragment->dossier);
    show_field(cli, TEXT_CATEGORY, fragment->category);
    show_number(cli, TEXT_VERSION, fragment->version);
    show_number(cli, TEXT_NEWEST, fragment->latest);
    show_field(cli, TEXT_AUTHOR, fragment->author);
    show_field(cli, TEXT_AS, fragment->author_role);
    show_when(cli, TEXT_CREATED, fragment->created);
    show_when(cli, TEXT_UPDATED, fragment->updated);
    if (fragment->content != NULL) {
        print_json_pretty(cli->out, fragment->content);
    }
}

static enum tnw_err
finish_fragment(struct cli *cli, enum tnw_err err, struct tnw_fragment *fragment)
{
    if (err == TNW_OK && !cli_json(cli)) {
        show_fragment(cli, fragment);
    }
    tnw_fragment_free(&fragment);
    return err;
}

static void
wipe_content(char *content)
{
    if (content != NULL) {
        explicit_bzero(content, strlen(content));
    }
    free(content);
}

enum tnw_err
cmd_fragment_add(struct cli *cli)
{
    char *content = NULL;
    struct tnw_fragment *fragment = NULL;
    enum tnw_err err = cli_file(cli, &content);
    if (err == TNW_OK) {
        err = tnw_fragment_add(cli->client, cli->args[0], cli->args[1], content, &fragment);
    }
    wipe_content(content);
    return finish_fragment(cli, err, fragment);
}

static void
show_fragments(const struct cli *cli, const struct tnw_fragments *fragments)
{
    static const enum text titles[] = {TEXT_FRAGMENT, TEXT_CATEGORY, TEXT_VERSION, TEXT_AUTHOR,
                                       TEXT_AS,       TEXT_UPDATED,  TEXT_NONE};
    struct table *table = table_new(cli->language, titles);
    table_number_rows(table);
    for (size_t i = 0; i < fragments->count; i++) {
        const struct tnw_fragment *fragment = &fragments->items[i];
        table_text(table, fragment->id);
        table_text(table, fragment->category);
        table_number(table, fragment->version);
        table_text(table, fragment->author);
        table_text(table, fragment->author_role);
        table_time(table, fragment->updated);
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
    return finish_fragment(cli, err, fragment);
}

/* The version on which a change rests: named, or the newest one. */
static enum tnw_err
base_version(struct cli *cli, int64_t *version)
{
    uint64_t named = 0;
    struct tnw_fragment *fragment = NULL;
    if (!options_number(&cli->options, OPTION_IF_VERSION, INT64_MAX, &named)) {
        return cli_usage(cli, TEXT_TAKES_A_NUMBER, FILL("--if-version"));
    }
    *version = (int64_t)named;
    if (options_given(&cli->options, OPTION_IF_VERSION)) {
        return TNW_OK;
    }
    enum tnw_err err = tnw_fragment_get(cli->client, cli->args[0], cli->args[1], 0, &fragment);
    if (err == TNW_OK) {
        *version = fragment->version;
    }
    tnw_fragment_free(&fragment);
    return err;
}

enum tnw_err
cmd_fragment_amend(struct cli *cli)
{
    char *content = NULL;
    int64_t version = 0;
    struct tnw_fragment *fragment = NULL;
    enum tnw_err err = cli_file(cli, &content);
    if (err == TNW_OK) {
        err = base_version(cli, &version);
    }
    if (err == TNW_OK) {
        err = tnw_fragment_amend(cli->client, cli->args[0], cli->args[1], version, content, &fragment);
    }
    wipe_content(content);
    return finish_fragment(cli, err, fragment);
}
