/* policy explain: why somebody may or may not, and which consent would change it. */
#include <jansson.h>

#include "cmd.h"
#include "print.h"
#include "resolve/known.h"
#include "show.h"

/* All categories, and more. */
#define CODES_MAX 32

/* " --option VALUE" of each. */
static void
put_values(FILE *out, const char *option, const json_t *values)
{
    size_t i;
    const json_t *value;
    json_array_foreach(values, i, value)
    {
        fprintf(out, " %s ", option);
        print_text(out, json_string_value(value));
    }
}

/* What the patient would type. */
static void
show_grant_line(const struct cli *cli, const char *text)
{
    json_t *grant = json_loads(text, 0, NULL);
    FILE *out = cli->out;
    fprintf(out, "    tnw consent grant %s --actor ", cli->args[0]);
    print_text(out, json_string_value(json_object_get(json_object_get(grant, "grantee"), "actor")));
    put_values(out, "--category", json_object_get(grant, "categories"));
    put_values(out, "--action", json_object_get(grant, "actions"));
    put_values(out, "--purpose", json_object_get(grant, "purposes"));
    fputs(" --until ", out);
    print_text(out, json_string_value(json_object_get(grant, "until")));
    fputc('\n', out);
    json_decref(grant);
}

static void
show_explained(const struct cli *cli, tnw_texts notes)
{
    for (size_t i = 0; notes[i] != NULL; i++) {
        print_text(cli->out, notes[i]);
        fputc('\n', cli->out);
    }
}

static void
show_reason(const struct cli *cli, const struct tnw_explanation *explanation)
{
    show_field(cli, TEXT_ACTOR, known_name(cli, explanation->actor));
    show_word(cli, TEXT_ROLE, explanation->role);
    show_field(cli, TEXT_DECISION, text_of(cli->language, explanation->permit ? TEXT_PERMITTED : TEXT_NOT_PERMITTED));
    show_field(cli, TEXT_WHY, explanation->text);
    show_field(cli, TEXT_CONSENT, explanation->because_of);
    show_explained(cli, explanation->notes);
    if (explanation->consent != NULL) {
        fputc('\n', cli->out);
        show_line(cli, TEXT_THIS_WOULD_CHANGE_IT, NULL);
        show_line(cli, TEXT_QUOTED, FILL(explanation->sentence == NULL ? "" : explanation->sentence));
        show_grant_line(cli, explanation->consent);
    }
}

/* A list of codes, or yes and no. */
static void
show_codes(const struct cli *cli, enum text label, const json_t *value)
{
    const char *codes[CODES_MAX + 1] = {NULL};
    if (json_is_boolean(value)) {
        show_field(cli, label, text_of(cli->language, json_is_true(value) ? TEXT_YES : TEXT_NO));
        return;
    }
    for (size_t i = 0; i < json_array_size(value) && i < CODES_MAX; i++) {
        codes[i] = json_string_value(json_array_get(value, i));
    }
    if (codes[0] != NULL) {
        show_words(cli, label, codes);
    }
}

static void
show_sight(const struct cli *cli, const char *name, const json_t *sight)
{
    show_word(cli, TEXT_FOR, name);
    show_codes(cli, TEXT_MAY_READ, json_object_get(sight, "read"));
    show_codes(cli, TEXT_MAY_READ_SOME, json_object_get(sight, "read_some"));
    show_codes(cli, TEXT_MAY_WRITE, json_object_get(sight, "write"));
    show_codes(cli, TEXT_MAY_CONFER, json_object_get(sight, "confer"));
    fputc('\n', cli->out);
}

static void
show_all_purposes(const struct cli *cli, const struct tnw_explanation *explanation)
{
    json_t *purposes = json_loads(explanation->purposes == NULL ? "{}" : explanation->purposes, 0, NULL);
    json_t *never = json_loads(explanation->never == NULL ? "{}" : explanation->never, 0, NULL);
    const char *name;
    const json_t *sight;
    json_object_foreach(purposes, name, sight)
    {
        show_sight(cli, name, sight);
    }
    show_codes(cli, TEXT_NEVER_READ, json_object_get(never, "read"));
    show_codes(cli, TEXT_NEVER_WRITE, json_object_get(never, "write"));
    show_explained(cli, explanation->notes);
    json_decref(never);
    json_decref(purposes);
}

enum tnw_err
cmd_policy_explain(struct cli *cli)
{
    struct tnw_explanation *explanation = NULL;
    const struct tnw_explain_query query = {
        .actor = cli_text(cli, OPTION_ACTOR),
        .role = cli_text(cli, OPTION_FOR_ROLE),
        .action = cli_text(cli, OPTION_ACTION),
        .category = cli_text(cli, OPTION_CATEGORY),
        .purpose = cli_text(cli, OPTION_FOR_PURPOSE),
    };
    enum tnw_err err = tnw_policy_explain(cli->client, cli->args[0], &query, &explanation);
    if (err == TNW_OK && !cli_json(cli)) {
        if (explanation->text != NULL) {
            show_reason(cli, explanation);
        } else {
            show_all_purposes(cli, explanation);
        }
    }
    tnw_explanation_free(&explanation);
    return err;
}
