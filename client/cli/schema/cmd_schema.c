/* schema validate: says without the server what the server would say of a content, with the server's own code. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "json/json.h"
#include "schema/validation.h"
#include "whole_file.h"

#define FILE_MAX ((size_t)1 << 20)

static enum tnw_err
read_text(struct cli *cli, const char *path, char **text, size_t *len)
{
    enum tnw_err err = whole_file_read(path, FILE_MAX, text, len);
    return err == TNW_OK ? TNW_OK : cli_fail(cli, err, path, strerror(errno));
}

static enum tnw_err
load_file(struct cli *cli, const char *path, struct validation *out)
{
    char *text = NULL;
    size_t len = 0;
    enum tnw_err err = read_text(cli, path, &text, &len);
    if (err == TNW_OK) {
        err = validation_load(cli, path, text, len, out);
    }
    free(text);
    return err;
}

static enum tnw_err
load_content(struct cli *cli, const char *text, size_t len, json_t **content)
{
    char where[160] = "";
    enum tnw_err err = json_load_strict(content, slice_of(text, len), where);
    return err == TNW_OK ? TNW_OK : cli_fail(cli, err, cli->args[0], where);
}

enum tnw_err
cmd_schema_validate(struct cli *cli)
{
    struct validation held = {.category = CATEGORY_NONE};
    const char *category = cli_text(cli, OPTION_CATEGORY);
    const char *file = cli_text(cli, OPTION_SCHEMA);
    char *text = NULL;
    size_t len = 0;
    json_t *content = NULL;
    if ((category == NULL) == (file == NULL)) {
        return cli_usage(cli, TEXT_CATEGORY_OR_SCHEMA, NULL);
    }
    enum tnw_err err = category != NULL ? validation_load_category(cli, category, &held) : load_file(cli, file, &held);
    if (err == TNW_OK) {
        err = read_text(cli, cli->args[0], &text, &len);
    }
    if (err == TNW_OK) {
        err = load_content(cli, text, len, &content);
    }
    if (err == TNW_OK) {
        err = validation_run(cli->language, &held, content, cli->out);
    }
    if (text != NULL) {
        explicit_bzero(text, len);
    }
    free(text);
    json_decref(content);
    validation_wipe(&held);
    return err;
}
