/* fragment template, and fragment edit. */
#include <stdlib.h>

#include "attachment/attach.h"
#include "cmd.h"
#include "dossier/fragment_show.h"
#include "form/form_draft.h"
#include "print.h"
#include "schema/validation.h"
#include "show.h"
#include "vocabulary.h"

/* Of a form; more are not named. */
#define FIELDS_MAX 32

static void
tell_what_is_needed(const struct cli *cli, const struct form *form)
{
    const char *needed[FIELDS_MAX + 1] = {NULL};
    size_t count = 0;
    struct form_field field;
    for (size_t i = 0; form_field(form, i, &field) && count < FIELDS_MAX; i++) {
        if (field.required) {
            needed[count++] = field.name;
        }
    }
    char *names = print_joined(needed);
    show_note(cli, TEXT_TEMPLATE_HOW, FILL(names == NULL ? "" : names, form->category));
    free(names);
}

enum tnw_err
cmd_fragment_template(struct cli *cli)
{
    struct form form;
    enum tnw_err err = form_open(cli, cli->args[0], &form);
    json_t *empty = err == TNW_OK ? form_template(&form) : NULL;
    char *text = empty == NULL ? NULL : json_dumps(empty, JSON_COMPACT);
    if (text != NULL) {
        print_json_pretty(cli->out, text);
        tell_what_is_needed(cli, &form);
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
    struct form_draft draft;
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

/* With what the fragment says now. */
static enum tnw_err
open_text(struct cli *cli, struct edited *e)
{
    json_t *content =
        e->fragment == NULL || e->fragment->content == NULL ? json_object() : json_loads(e->fragment->content, 0, NULL);
    enum tnw_err err = form_draft_open(cli, &e->form, content, &e->draft);
    json_decref(content);
    return err;
}

/* Out: content, as JSON, freed with free(); NULL where nothing was changed. */
static enum tnw_err
edit_content(struct cli *cli, struct edited *e, char **content)
{
    json_t *filled = NULL;
    enum tnw_err err = form_draft_edit(cli, &e->form, &e->draft, &filled);
    if (filled == NULL) {
        return err;
    }
    *content = json_dumps(filled, JSON_COMPACT);
    json_decref(filled);
    return *content == NULL ? TNW_E_NO_MEMORY : validation_of_content(cli, e->form.category, *content);
}

static enum tnw_err
send_edited(struct cli *cli, const struct edited *e, const char *content)
{
    struct tnw_fragment *sent = NULL;
    struct attach none = {.count = 0};
    const char *kind = e->fragment == NULL ? e->form.category : e->fragment->id;
    enum tnw_err err = fragment_send(cli, &none, kind, e->fragment, content, &sent);
    return fragment_show_and_free(cli, err, sent);
}

enum tnw_err
cmd_fragment_edit(struct cli *cli)
{
    struct edited e = {.fragment = NULL};
    char *content = NULL;
    enum tnw_err err = open_edited(cli, &e);
    if (err == TNW_OK) {
        err = open_text(cli, &e);
    }
    if (err == TNW_OK) {
        err = edit_content(cli, &e, &content);
    }
    if (err == TNW_OK && content != NULL) {
        err = send_edited(cli, &e, content);
    }
    form_draft_end(cli, &e.draft, err, "tnw fragment edit", cli->args[0], cli->args[1]);
    fragment_wipe_content(content);
    form_wipe(&e.form);
    tnw_fragment_free(&e.fragment);
    return err;
}
