/* fiche add and edit: by a file, by flags, or with the form in the editor. */
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "directory/fiche_form.h"
#include "directory/fiche_show.h"
#include "form/form_draft.h"
#include "form/form_set.h"

/* What is the server's to say falls away, so that an answer can be edited and sent back. Out: text, freed with
 * free(). */
static enum tnw_err
read_fiche_file(struct cli *cli, char **text)
{
    static const char *const of_server[] = {"id", "verified_on", "verified_by", "stale"};
    char *given = NULL;
    *text = NULL;
    enum tnw_err err = cli_file(cli, &given);
    if (err != TNW_OK) {
        return err;
    }
    json_t *fiche = json_loads(given, JSON_REJECT_DUPLICATES, NULL);
    free(given);
    for (size_t i = 0; i < sizeof of_server / sizeof of_server[0]; i++) {
        (void)json_object_del(fiche, of_server[i]);
    }
    *text = json_is_object(fiche) ? json_dumps(fiche, JSON_COMPACT) : NULL;
    err = *text != NULL           ? TNW_OK
          : json_is_object(fiche) ? TNW_E_NO_MEMORY
                                  : cli_wrong(cli, TNW_E_USAGE, cli_text(cli, OPTION_FILE), TEXT_FICHE_NO_JSON);
    json_decref(fiche);
    return err;
}

/* A fiche while it is filled in. */
struct filling {
    struct form form;
    json_t *before; /* its fields; none of a new one */
    struct form_draft draft;
};

/* Out: fields, a new object; NULL where nothing was changed. */
static enum tnw_err
fill_in(struct cli *cli, struct filling *filling, json_t **fields)
{
    json_t *content = json_deep_copy(filling->before);
    bool by_flags = options_given(&cli->options, OPTION_SET) && !options_given(&cli->options, OPTION_DRAFT);
    enum tnw_err err = TNW_OK;
    *fields = NULL;
    if (by_flags) {
        err = form_set_all(cli, &filling->form, content, cli_texts(cli, OPTION_SET));
        err = err == TNW_OK ? form_complete(cli, &filling->form, content) : err;
        *fields = err == TNW_OK ? json_incref(content) : NULL;
    } else {
        err = form_draft_open(cli, &filling->form, content, &filling->draft);
        err = err == TNW_OK ? form_draft_edit(cli, &filling->form, &filling->draft, fields) : err;
    }
    json_decref(content);
    return err;
}

/* Out: text, the body, freed with free(); NULL where nothing was changed. */
static enum tnw_err
ask_for_body(struct cli *cli, struct filling *filling, char **text)
{
    json_t *fields = NULL;
    *text = NULL;
    if (options_given(&cli->options, OPTION_FILE)) {
        return read_fiche_file(cli, text);
    }
    enum tnw_err err = fill_in(cli, filling, &fields);
    if (fields != NULL) {
        *text = fiche_form_body(fields, filling->before);
        err = *text == NULL ? TNW_E_NO_MEMORY : err;
    }
    json_decref(fields);
    return err;
}

static void
end_filling(struct cli *cli, struct filling *filling, enum tnw_err err, const char *command, const char *fiche)
{
    form_draft_end(cli, &filling->draft, err, command, fiche, NULL);
    json_decref(filling->before);
    form_wipe(&filling->form);
}

enum tnw_err
cmd_fiche_add(struct cli *cli)
{
    struct tnw_fiche *fiche = NULL;
    struct filling filling = {.before = json_object()};
    char *text = NULL;
    enum tnw_err err = fiche_form_open(cli, true, &filling.form);
    if (err == TNW_OK) {
        err = ask_for_body(cli, &filling, &text);
    }
    if (err == TNW_OK && text != NULL) {
        err = tnw_fiche_add(cli->client, text, &fiche);
    }
    end_filling(cli, &filling, err, "tnw fiche add", NULL);
    free(text);
    return fiche == NULL ? err : fiche_show_and_free(cli, err, fiche);
}

/* What was seen a moment ago is what changes. Of the level for professionals, who asks for it leaves a record. */
static enum tnw_err
look_before(struct cli *cli, bool whole, struct filling *filling, struct tnw_fiche **before)
{
    const char *fiche = cli->args[0];
    enum tnw_err err =
        whole ? tnw_fiche_get_professional(cli->client, fiche, before) : tnw_fiche_get(cli->client, fiche, before);
    if (err == TNW_OK) {
        filling->before = fiche_form_fields(&filling->form, tnw_client_json(cli->client));
        err = filling->before == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    }
    return err;
}

/* Who sets what stands there wants that level. */
static bool
wants_whole(const struct cli *cli)
{
    bool wants = options_given(&cli->options, OPTION_PROFESSIONAL);
    const char *const *pairs = cli_texts(cli, OPTION_SET);
    for (; pairs != NULL && *pairs != NULL && !wants; pairs++) {
        wants = fiche_form_is_of_whole(*pairs, strcspn(*pairs, "="));
    }
    return wants;
}

enum tnw_err
cmd_fiche_edit(struct cli *cli)
{
    struct tnw_fiche *before = NULL;
    struct tnw_fiche *after = NULL;
    struct filling filling = {.before = NULL};
    char *text = NULL;
    bool whole = wants_whole(cli);
    enum tnw_err err = fiche_form_open(cli, whole, &filling.form);
    if (err == TNW_OK) {
        err = look_before(cli, whole, &filling, &before);
    }
    if (err == TNW_OK) {
        err = ask_for_body(cli, &filling, &text);
    }
    if (err == TNW_OK && text != NULL) {
        err = tnw_fiche_change(cli->client, cli->args[0], before->etag, text, &after);
    }
    end_filling(cli, &filling, err, whole ? "tnw fiche edit --professional" : "tnw fiche edit", cli->args[0]);
    tnw_fiche_free(&before);
    free(text);
    return after == NULL ? err : fiche_show_and_free(cli, err, after);
}
