#include "dossier/fragment_show.h"

#include <stdlib.h>
#include <string.h>

#include "attachment/attach.h"
#include "attachment/attachment_show.h"
#include "form/form_set.h"
#include "form/form_show.h"
#include "resolve/known.h"
#include "schema/validation.h"
#include "show.h"

static void
show_fragment(struct cli *cli, const struct tnw_fragment *fragment)
{
    size_t row = 0;
    show_field(cli, TEXT_FRAGMENT, fragment->id);
    show_field(cli, TEXT_DOSSIER, fragment->dossier);
    show_word(cli, TEXT_CATEGORY, fragment->category);
    show_number(cli, TEXT_VERSION, fragment->version);
    show_number(cli, TEXT_NEWEST, fragment->latest);
    const char *name = fragment->author_name;
    show_field(cli, TEXT_AUTHOR, name == NULL ? known_name(cli, fragment->author) : name);
    show_word(cli, TEXT_AS, fragment->author_role);
    show_when(cli, TEXT_CREATED, fragment->created);
    show_when(cli, TEXT_UPDATED, fragment->updated);
    show_when(cli, TEXT_RETRACTED, fragment->retracted);
    show_field(cli, TEXT_REASON_LABEL, fragment->retracted_reason);
    for (size_t i = 0; i < fragment->signature_count; i++) {
        show_word(cli, TEXT_SIGNED_BY, fragment->signatures[i].role);
    }
    if (fragment->complete) {
        show_line(cli, TEXT_COMPLETE_WITH_THIS, NULL);
    }
    attachment_show(cli, fragment->attachments, fragment->attachment_count, &row);
    if (fragment->content != NULL) {
        fputc('\n', cli->out);
        form_show(cli, fragment->category, fragment->content);
    }
}

enum tnw_err
fragment_show_and_free(struct cli *cli, enum tnw_err err, struct tnw_fragment *fragment)
{
    if (err == TNW_OK && !cli_json(cli)) {
        show_fragment(cli, fragment);
    }
    tnw_fragment_free(&fragment);
    return err;
}

enum tnw_err
fragment_send(struct cli *cli, struct attach *attach, const char *kind, const struct tnw_fragment *before,
              const char *content, struct tnw_fragment **after)
{
    const char *dossier = cli->args[0];
    enum tnw_err err = before == NULL ? TNW_OK : attach_keep(cli, attach, before);
    if (err == TNW_OK) {
        err = attach_send(cli, attach, dossier);
    }
    if (err != TNW_OK) {
        return err;
    }
    const struct tnw_content body = {
        .content = content,
        .attachments = attach->ref_count == 0 ? NULL : attach->refs,
        .attachment_count = attach->ref_count,
        .idempotency_key = before == NULL ? attach_key(cli, attach, dossier, kind, content) : NULL,
    };
    err = before == NULL ? tnw_fragment_add_with(cli->client, dossier, kind, &body, after)
                         : tnw_fragment_amend_with(cli->client, dossier, kind, before->version, &body, after);
    return attach_finish(cli, attach, err);
}

void
fragment_wipe_content(char *content)
{
    if (content != NULL) {
        explicit_bzero(content, strlen(content));
    }
    free(content);
}

enum tnw_err
fragment_content(struct cli *cli, const char *category, const char *before, char **content)
{
    const char *const *pairs = cli_texts(cli, OPTION_SET);
    char *given = NULL;
    struct form form = {.schema = NULL};
    *content = NULL;
    bool has_file = options_given(&cli->options, OPTION_FILE);
    if (!has_file && pairs == NULL) {
        return cli_usage(cli, TEXT_FILE_OR_SET, NULL);
    }
    enum tnw_err err = has_file ? cli_file(cli, &given) : TNW_OK;
    if (err != TNW_OK || pairs == NULL) {
        *content = given;
        return err;
    }
    const char *start = given != NULL ? given : before != NULL ? before : "{}";
    json_t *all = json_loads(start, JSON_REJECT_DUPLICATES, NULL);
    err = json_is_object(all) ? form_open(cli, category, &form) : cli_usage(cli, TEXT_FILE_NO_JSON, NULL);
    if (err == TNW_OK) {
        err = form_set_all(cli, &form, all, pairs);
    }
    *content = err == TNW_OK ? json_dumps(all, JSON_COMPACT) : NULL;
    err = *content == NULL ? err : validation_of_content(cli, category, *content);
    json_decref(all);
    form_wipe(&form);
    fragment_wipe_content(given);
    return err;
}
