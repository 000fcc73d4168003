/* fragment template, and fragment edit: a form in the editor, of which nothing is lost when it is refused. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "dossier/fragment_show.h"
#include "form/draft.h"
#include "form/form_set.h"
#include "form/form_text.h"
#include "print.h"
#include "schema/validation.h"
#include "show.h"
#include "vocabulary.h"
#include "whole_file.h"

#define DRAFT_MAX ((size_t)1 << 20)

enum tnw_err
cmd_fragment_template(struct cli *cli)
{
    struct form form;
    enum tnw_err err = form_open(cli, cli->args[0], &form);
    json_t *empty = err == TNW_OK ? form_template(&form) : NULL;
    char *text = empty == NULL ? NULL : json_dumps(empty, JSON_COMPACT);
    if (text != NULL) {
        print_json_pretty(cli->out, text);
    }
    free(text);
    json_decref(empty);
    form_wipe(&form);
    return err;
}

/* What is edited: a fragment that is there, or a new one of a category. */
struct edited {
    struct tnw_fragment *fragment; /* NULL: a new one */
    struct form form;
    char *before; /* the text as it was handed out */
    char *path;   /* of the draft */
    bool own;     /* made here, and not named with --file */
};

static enum tnw_err
open_edited(struct cli *cli, struct edited *e)
{
    enum tnw_err err = TNW_OK;
    bool is_new = vocabulary_has("CATEGORY", cli->args[1]);
    if (!is_new) {
        err = tnw_fragment_get(cli->client, cli->args[0], cli->args[1], 0, &e->fragment);
    }
    if (err == TNW_OK) {
        err = form_open(cli, is_new ? cli->args[1] : e->fragment->category, &e->form);
    }
    return err;
}

/* A draft of before is gone on with; else the form is written, with what the fragment says now. */
static enum tnw_err
open_draft(struct cli *cli, struct edited *e)
{
    const char *draft = cli_text(cli, OPTION_DRAFT);
    if (draft != NULL) {
        e->path = strdup(draft);
        return e->path == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    }
    json_t *content =
        e->fragment == NULL || e->fragment->content == NULL ? json_object() : json_loads(e->fragment->content, 0, NULL);
    enum tnw_err err = form_set_all(cli, &e->form, content, cli_texts(cli, OPTION_SET));
    if (err == TNW_OK) {
        e->before = form_text_write(cli, &e->form, content);
        err = e->before == NULL ? TNW_E_NO_MEMORY : draft_make(cli, e->form.category, e->before, &e->path);
        e->own = err == TNW_OK;
    }
    json_decref(content);
    return err;
}

/* Out: content, as JSON, freed with free(); NULL where nothing was changed. */
static enum tnw_err
read_draft(struct cli *cli, struct edited *e, char **content)
{
    char *text = NULL;
    size_t len = 0;
    json_t *filled = NULL;
    *content = NULL;
    enum tnw_err err = whole_file_read(e->path, DRAFT_MAX, &text, &len);
    if (err != TNW_OK) {
        return cli_fail(cli, err, e->path, strerror(errno));
    }
    if (e->before == NULL || strcmp(text, e->before) != 0) {
        err = form_text_read(cli, &e->form, text, &filled);
        err = err == TNW_OK ? form_complete(cli, &e->form, filled) : err;
        *content = err == TNW_OK ? json_dumps(filled, JSON_COMPACT) : NULL;
        err = *content == NULL ? err : validation_of_content(cli, e->form.category, *content);
    }
    explicit_bzero(text, len);
    free(text);
    json_decref(filled);
    return err;
}

static enum tnw_err
send_edited(struct cli *cli, const struct edited *e, const char *content)
{
    struct tnw_fragment *sent = NULL;
    enum tnw_err err =
        e->fragment == NULL
            ? tnw_fragment_add(cli->client, cli->args[0], e->form.category, content, &sent)
            : tnw_fragment_amend(cli->client, cli->args[0], e->fragment->id, e->fragment->version, content, &sent);
    return fragment_show_and_free(cli, err, sent);
}

enum tnw_err
cmd_fragment_edit(struct cli *cli)
{
    struct edited e = {.fragment = NULL};
    char *content = NULL;
    enum tnw_err err = open_edited(cli, &e);
    if (err == TNW_OK) {
        err = open_draft(cli, &e);
    }
    if (err == TNW_OK) {
        err = draft_edit(cli, e.path);
    }
    if (err == TNW_OK) {
        err = read_draft(cli, &e, &content);
    }
    if (err == TNW_OK && content == NULL) {
        show_note(cli, TEXT_UNCHANGED, NULL);
    } else if (err == TNW_OK) {
        err = send_edited(cli, &e, content);
    }
    if (err == TNW_OK && e.path != NULL) {
        (void)unlink(e.path);
    } else if (e.path != NULL) {
        show_note(cli, TEXT_DRAFT_KEPT, FILL(e.path, cli->args[0], cli->args[1]));
    }
    fragment_wipe_content(content);
    fragment_wipe_content(e.before);
    free(e.path);
    form_wipe(&e.form);
    tnw_fragment_free(&e.fragment);
    return err;
}
