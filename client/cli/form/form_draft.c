#include "form/form_draft.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "form/draft.h"
#include "form/form_set.h"
#include "form/form_text.h"
#include "show.h"
#include "whole_file.h"

#define DRAFT_MAX ((size_t)1 << 20)

enum tnw_err
form_draft_open(struct cli *cli, const struct form *form, json_t *content, struct form_draft *out)
{
    const char *draft = cli_text(cli, OPTION_DRAFT);
    *out = (struct form_draft){.path = NULL};
    if (draft != NULL) {
        out->path = strdup(draft);
        return out->path == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    }
    enum tnw_err err = form_set_all(cli, form, content, cli_texts(cli, OPTION_SET));
    if (err == TNW_OK) {
        out->before = form_text_write(cli, form, content);
        err = out->before == NULL ? TNW_E_NO_MEMORY : draft_make(cli, form->category, out->before, &out->path);
    }
    return err;
}

static enum tnw_err
read_form_draft(struct cli *cli, const struct form *form, const struct form_draft *draft, json_t **filled)
{
    char *text = NULL;
    size_t len = 0;
    enum tnw_err err = whole_file_read(draft->path, DRAFT_MAX, &text, &len);
    if (err != TNW_OK) {
        return cli_fail(cli, err, draft->path, strerror(errno));
    }
    if (draft->before != NULL && strcmp(text, draft->before) == 0) {
        show_note(cli, TEXT_UNCHANGED, NULL);
    } else {
        err = form_text_read(cli, form, text, filled);
        err = err == TNW_OK ? form_complete(cli, form, *filled) : err;
    }
    explicit_bzero(text, len);
    free(text);
    return err;
}

enum tnw_err
form_draft_edit(struct cli *cli, const struct form *form, const struct form_draft *draft, json_t **filled)
{
    *filled = NULL;
    enum tnw_err err = draft_edit(cli, draft->path);
    if (err == TNW_OK) {
        err = read_form_draft(cli, form, draft, filled);
    }
    if (err != TNW_OK) {
        json_decref(*filled);
        *filled = NULL;
    }
    return err;
}

static void
say_where(const struct cli *cli, const char *path, const char *command, const char *first, const char *second)
{
    char *again = NULL;
    if (asprintf(&again, "%s%s%s%s%s", command, first == NULL ? "" : " ", first == NULL ? "" : first,
                 second == NULL ? "" : " ", second == NULL ? "" : second) >= 0) {
        show_note(cli, TEXT_DRAFT_KEPT, FILL(path, again));
        free(again);
    }
}

void
form_draft_end(struct cli *cli, struct form_draft *draft, enum tnw_err err, const char *command, const char *first,
               const char *second)
{
    if (draft->path != NULL && err == TNW_OK) {
        (void)unlink(draft->path);
    } else if (draft->path != NULL) {
        say_where(cli, draft->path, command, first, second);
    }
    if (draft->before != NULL) {
        explicit_bzero(draft->before, strlen(draft->before));
    }
    free(draft->before);
    free(draft->path);
    *draft = (struct form_draft){.path = NULL};
}
