#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "print.h"

#define PAGE_MAX 200
/* Four times what the server takes: enough for its own error to be the one that is shown. */
#define FILE_MAX ((size_t)1 << 20)

void
cli_wipe(struct cli *cli)
{
    for (unsigned i = 0; i < cli->owned_count; i++) {
        free(cli->owned[i]);
    }
    cli->owned_count = 0;
    free(cli->answer);
    cli->answer = NULL;
    tnw_client_free(&cli->client);
}

const char *
cli_text(const struct cli *cli, enum option option)
{
    return options_text(&cli->options, option);
}

const char *const *
cli_texts(const struct cli *cli, enum option option)
{
    return options_texts(&cli->options, option);
}

bool
cli_json(const struct cli *cli)
{
    if (!options_given(&cli->options, OPTION_JSON)) {
        return false;
    }
    const char *json = tnw_client_json(cli->client);
    if (*json != 0) {
        print_json(cli->out, json);
    }
    return true;
}

enum tnw_err
cli_page(struct cli *cli, struct tnw_page *page)
{
    uint64_t limit = 0;
    if (!options_number(&cli->options, OPTION_LIMIT, PAGE_MAX, &limit)) {
        return cli_usage(cli, TEXT_TAKES_A_NUMBER_UP_TO, FILL("--limit", "200"));
    }
    *page = (struct tnw_page){.limit = (unsigned)limit, .after = cli_text(cli, OPTION_AFTER)};
    return TNW_OK;
}

void
cli_more(const struct cli *cli, const char *next)
{
    if (next != NULL) {
        fflush(cli->out); /* where both go to one place, the message comes last */
        char *safe = print_escaped(next);
        char *message = safe == NULL ? NULL : text_filled(cli->language, TEXT_MORE, FILL(safe));
        fprintf(cli->err, "%s\n", message == NULL ? "" : message);
        free(message);
        free(safe);
    }
}

enum tnw_err
cli_usage(struct cli *cli, enum text why, const char *const *values)
{
    char *filled = text_filled(cli->language, why, values);
    snprintf(cli->why, sizeof cli->why, "%s", filled == NULL ? "" : filled);
    free(filled);
    return TNW_E_USAGE;
}

enum tnw_err
cli_wrong(struct cli *cli, enum tnw_err err, const char *what, enum text why)
{
    return cli_fail(cli, err, what, text_of(cli->language, why));
}

enum tnw_err
cli_fail(struct cli *cli, enum tnw_err err, const char *what, const char *why)
{
    snprintf(cli->why, sizeof cli->why, "%s: %s", what, why);
    return err;
}

enum tnw_err
cli_niss(struct cli *cli, char **niss)
{
    const char *text = cli_text(cli, OPTION_NISS);
    *niss = NULL;
    if (text == NULL) {
        return TNW_OK;
    }
    if (strcmp(text, "-") != 0) {
        *niss = strdup(text);
        return *niss == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    }
    size_t size = 0;
    if (getline(niss, &size, stdin) < 0) {
        free(*niss);
        *niss = NULL;
        return cli_usage(cli, TEXT_NISS_EMPTY, NULL);
    }
    (*niss)[strcspn(*niss, "\r\n")] = 0;
    return TNW_OK;
}

void
cli_niss_free(char *niss)
{
    if (niss != NULL) {
        explicit_bzero(niss, strlen(niss));
    }
    free(niss);
}

enum tnw_err
cli_file(struct cli *cli, char **text)
{
    const char *path = cli_text(cli, OPTION_FILE);
    bool standard = strcmp(path, "-") == 0;
    enum tnw_err err = TNW_OK;
    *text = NULL;
    FILE *file = standard ? stdin : fopen(path, "re");
    char *buffer = calloc(1, FILE_MAX + 2);
    if (file == NULL || buffer == NULL) {
        err = cli_fail(cli, file == NULL ? TNW_E_IO : TNW_E_NO_MEMORY, path, strerror(errno));
        goto out;
    }
    size_t len = fread(buffer, 1, FILE_MAX + 1, file);
    if (ferror(file)) {
        err = cli_wrong(cli, TNW_E_IO, path, TEXT_CANNOT_BE_READ);
    } else if (len > FILE_MAX) {
        err = cli_wrong(cli, TNW_E_USAGE, path, TEXT_LARGER_THAN_1_MIB);
    } else if (memchr(buffer, 0, len) != NULL) {
        err = cli_wrong(cli, TNW_E_USAGE, path, TEXT_IS_NOT_TEXT);
    }
    if (err == TNW_OK) {
        *text = buffer;
        buffer = NULL;
    }
out:
    free(buffer);
    if (file != NULL && !standard) {
        fclose(file);
    }
    return err;
}

static enum tnw_err
standard_input(struct cli *cli, const char *option, char **text)
{
    size_t size = 0;
    *text = NULL;
    errno = 0;
    ssize_t len = getdelim(text, &size, 0, stdin);
    if (len > 0 && (size_t)len <= FILE_MAX && strlen(*text) == (size_t)len) {
        return TNW_OK;
    }
    free(*text);
    *text = NULL;
    return errno != 0
               ? cli_fail(cli, TNW_E_IO, option, strerror(errno))
               : cli_wrong(cli, TNW_E_USAGE, option, len > 0 ? TEXT_STANDARD_INPUT_NO_TEXT : TEXT_STANDARD_INPUT_EMPTY);
}

enum tnw_err
cli_words(struct cli *cli, enum option option, char **text)
{
    const char *given = cli_text(cli, option);
    const char *name = options_table[option].name;
    bool from_file = options_given(&cli->options, OPTION_FILE);
    *text = NULL;
    if ((given != NULL) == from_file) {
        return cli_wrong(cli, TNW_E_USAGE, name, TEXT_OR_FILE_NEEDED);
    }
    if (!from_file && strcmp(given, "-") != 0) {
        *text = strdup(given);
        return *text == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    }
    enum tnw_err err = from_file ? cli_file(cli, text) : standard_input(cli, name, text);
    size_t len = err == TNW_OK ? strlen(*text) : 0;
    if (len > 0 && (*text)[len - 1] == '\n') { /* the one with which an editor or echo ends */
        (*text)[len - 1] = 0;
    }
    return err;
}
