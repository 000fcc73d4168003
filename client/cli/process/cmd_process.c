/* The process of a dossier: its timeline, its team, who keeps the overview, what stands still. */
#include <string.h>

#include "cmd.h"
#include "print.h"
#include "show.h"
#include "table.h"
#include "texts/code_word.h"

static void
show_suspension(const struct cli *cli, const struct tnw_suspension *suspension)
{
    show_field(cli, TEXT_SUSPENSION, suspension->id);
    show_word(cli, TEXT_PROCEDURE, suspension->purpose);
    show_field(cli, TEXT_FROM_DAY, suspension->from);
    show_field(cli, TEXT_UNTIL, suspension->until);
    show_field(cli, TEXT_REASON_LABEL, suspension->reason);
    show_field(cli, TEXT_BY, suspension->by.name != NULL ? suspension->by.name : suspension->by.actor);
}

/* The last day, or the days between which. */
static const char *
days_of(const struct tnw_step *step, char out[64])
{
    if (step->due != NULL) {
        return step->due;
    }
    (void)snprintf(out, 64, "%s%s%s", step->from == NULL ? "" : step->from,
                   step->from != NULL || step->until != NULL ? ".." : "", step->until == NULL ? "" : step->until);
    return *out == 0 ? NULL : out;
}

/* What is announced binds nobody yet. */
static const char *
duty_of(const struct cli *cli, const struct tnw_step *step)
{
    if (strcmp(step->status, "announced") == 0) {
        return code_word(cli->language, step->status);
    }
    return text_of(cli->language, step->duty ? TEXT_DUTY_MUST : TEXT_DUTY_MAY);
}

static void
show_step(const struct cli *cli, const struct tnw_step *step)
{
    char days[64];
    fputc('\n', cli->out);
    show_field(cli, TEXT_STEP, step->title);
    show_word(cli, TEXT_STATE, step->state);
    show_field(cli, TEXT_DAY, days_of(step, days));
    show_words(cli, TEXT_WHO, step->who);
    show_field(cli, TEXT_DUTY, duty_of(cli, step));
    show_field(cli, TEXT_TEXT, *step->text == 0 ? NULL : step->text);
    show_field(cli, TEXT_WHY, *step->why_text == 0 ? NULL : step->why_text);
    show_field(cli, TEXT_BENEFIT, *step->benefit == 0 ? NULL : step->benefit);
    show_field(cli, TEXT_FRAGMENT, step->done_by);
    show_field(cli, TEXT_SOURCE, step->source);
}

static void
show_steps(const struct cli *cli, const struct tnw_timeline *timeline)
{
    static const enum text titles[] = {TEXT_DAY, TEXT_STATE, TEXT_DUTY, TEXT_WHO, TEXT_STEP, TEXT_NONE};
    struct table *table = table_new(cli->language, titles);
    for (size_t i = 0; i < timeline->step_count; i++) {
        const struct tnw_step *step = &timeline->steps[i];
        char days[64];
        table_text(table, days_of(step, days));
        table_word(table, step->state);
        table_text(table, duty_of(cli, step));
        table_words(table, step->who);
        table_text(table, step->title);
    }
    table_end(table, cli->out);
}

/* More than one, or one with a relapse: else it is the dossier's start, and nothing more. */
static void
show_spells(const struct cli *cli, const struct tnw_timeline *timeline)
{
    static const enum text titles[] = {TEXT_SPELL, TEXT_RESUMED, TEXT_RELAPSES, TEXT_NONE};
    bool plain = timeline->spell_count == 0 || (timeline->spell_count == 1 && timeline->spells[0].relapses == 0);
    struct table *table = plain ? NULL : table_new(cli->language, titles);
    for (size_t i = 0; i < timeline->spell_count && !plain; i++) {
        char relapses[24];
        (void)snprintf(relapses, sizeof relapses, "%lld", (long long)timeline->spells[i].relapses);
        table_text(table, timeline->spells[i].start);
        table_text(table, timeline->spells[i].resumed);
        table_text(table, relapses);
    }
    if (!plain) {
        table_end(table, cli->out);
        fputc('\n', cli->out);
    }
}

enum tnw_err
cmd_timeline(struct cli *cli)
{
    struct tnw_timeline *timeline = NULL;
    enum tnw_err err = tnw_timeline_get(cli->client, cli->args[0], options_given(&cli->options, OPTION_ALL), &timeline);
    if (err == TNW_OK && !cli_json(cli)) {
        show_spells(cli, timeline);
        if (options_given(&cli->options, OPTION_FULL)) {
            for (size_t i = 0; i < timeline->step_count; i++) {
                show_step(cli, &timeline->steps[i]);
            }
        } else {
            show_steps(cli, timeline);
        }
        for (size_t i = 0; i < timeline->suspension_count; i++) {
            fputc('\n', cli->out);
            show_suspension(cli, &timeline->suspensions[i]);
        }
    }
    tnw_timeline_free(&timeline);
    return err;
}

static const char *
name_of(const struct tnw_person *person)
{
    return person == NULL ? NULL : person->name != NULL ? person->name : person->actor;
}

static void
add_brief(struct table *table, const struct tnw_due_step *step)
{
    table_text(table, step == NULL ? NULL : step->due);
    table_word(table, step == NULL ? NULL : step->state);
    table_text(table, step == NULL ? NULL : step->title);
}

static void
show_members(const struct cli *cli, const struct tnw_team *team)
{
    static const enum text titles[] = {TEXT_NAME, TEXT_ROLE, TEXT_DAY, TEXT_STATE, TEXT_STEP, TEXT_NONE};
    struct table *table = table_new(cli->language, titles);
    for (size_t i = 0; i < team->member_count; i++) {
        const struct tnw_team_member *member = &team->members[i];
        for (size_t k = 0; k == 0 || k < member->next_count; k++) {
            table_text(table, k > 0 ? "" : member->name != NULL ? member->name : member->actor);
            table_word(table, k > 0 ? "" : member->role);
            add_brief(table, k < member->next_count ? &member->next[k] : NULL);
        }
    }
    table_end(table, cli->out);
}

/* An employer does not say who keeps the overview; whom they know of, they can ask. */
static bool
is_employer(const struct cli *cli)
{
    struct tnw_me *me = NULL;
    enum tnw_err err = tnw_me_get(cli->client, &me);
    bool is = err == TNW_OK && me->role != NULL && strcmp(me->role, "werkgever") == 0;
    tnw_me_free(&me);
    return is;
}

static void
warn_of_alert(const struct cli *cli, const char *alert)
{
    if (alert != NULL) {
        show_note(cli, is_employer(cli) ? TEXT_NO_REGIE_EMPLOYER : TEXT_NO_REGIE, NULL);
    }
}

enum tnw_err
cmd_dossier_team(struct cli *cli)
{
    struct tnw_team *team = NULL;
    enum tnw_err err = tnw_team_get(cli->client, cli->args[0], &team);
    if (err == TNW_OK && !cli_json(cli)) {
        show_field(cli, TEXT_REGIE, name_of(team->regie));
        show_field(cli, TEXT_CONTACT, name_of(team->contact));
        fputc('\n', cli->out);
        show_members(cli, team);
        warn_of_alert(cli, team->alert);
    }
    tnw_team_free(&team);
    return err;
}

enum tnw_err
cmd_dossier_regie(struct cli *cli)
{
    struct tnw_regie *regie = NULL;
    enum tnw_err err = tnw_regie_set(cli->client, cli->args[0], cli->args[1], &regie);
    if (err == TNW_OK && !cli_json(cli)) {
        show_field(cli, TEXT_REGIE, name_of(regie->regie));
        warn_of_alert(cli, regie->alert);
    }
    tnw_regie_free(&regie);
    return err;
}

static enum tnw_err
finish_suspension(struct cli *cli, enum tnw_err err, struct tnw_suspension *suspension)
{
    if (err == TNW_OK && !cli_json(cli)) {
        show_suspension(cli, suspension);
    }
    tnw_suspension_free(&suspension);
    return err;
}

enum tnw_err
cmd_suspension_begin(struct cli *cli)
{
    struct tnw_suspension *suspension = NULL;
    const struct tnw_suspension_new begun = {.purpose = cli_text(cli, OPTION_PROCEDURE),
                                             .from = cli_text(cli, OPTION_FROM),
                                             .until = cli_text(cli, OPTION_UNTIL),
                                             .reason = cli_text(cli, OPTION_REASON)};
    enum tnw_err err = tnw_suspension_begin(cli->client, cli->args[0], &begun, &suspension);
    return finish_suspension(cli, err, suspension);
}

enum tnw_err
cmd_suspension_end(struct cli *cli)
{
    struct tnw_suspension *suspension = NULL;
    enum tnw_err err =
        tnw_suspension_end(cli->client, cli->args[0], cli->args[1], cli_text(cli, OPTION_UNTIL), &suspension);
    return finish_suspension(cli, err, suspension);
}
