#include "resolve/resolve.h"

#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "print.h"
#include "resolve/candidates.h"
#include "resolve/shorthand.h"
#include "show.h"
#include "vocabulary.h"

/* One command line on its way. */
struct line {
    struct cli *cli;
    struct recent *recent;
    const char *role; /* that the command gives an actor; NULL: it names none */
    char dossier[SHORTHAND_ID + 1];
};

static enum tnw_err
fail_of(struct line *line, enum text why, const char *text)
{
    return cli_usage(line->cli, why, FILL(text));
}

/* Puts the id in its place, and tells what it is. */
static enum tnw_err
take_id(struct line *line, const char *id, const char *words, const char **slot)
{
    struct cli *cli = line->cli;
    if (strcmp(id, *slot) == 0) {
        recent_note(line->recent, id);
        return TNW_OK;
    }
    if (cli->owned_count == CLI_OWNED_MAX) {
        return cli_wrong(cli, TNW_E_USAGE, *slot, TEXT_ARGUMENT_TOO_MANY);
    }
    char *own = strdup(id);
    if (own == NULL) {
        return TNW_E_NO_MEMORY;
    }
    if (words != NULL) {
        show_note(cli, TEXT_MEANS, FILL(*slot, words, id));
    } else {
        show_note(cli, TEXT_MEANS_ID, FILL(*slot, id));
    }
    cli->owned[cli->owned_count++] = own;
    *slot = own;
    recent_note(line->recent, own);
    return TNW_OK;
}

/* The next run can take one by its row. */
static void
tell_candidates(const struct line *line, const char *kind, const struct candidates *found)
{
    const char *ids[CANDIDATES_MAX];
    size_t count = found->count < CANDIDATES_MAX ? found->count : CANDIDATES_MAX;
    for (size_t i = 0; i < count; i++) {
        ids[i] = found->id[i];
        fprintf(line->cli->err, "  @%-3zu %s  ", i + 1, found->id[i]);
        print_text(line->cli->err, found->words[i]);
        fputc('\n', line->cli->err);
    }
    if (found->count > CANDIDATES_MAX) {
        fputs("  ...\n", line->cli->err);
    }
    recent_note_rows(line->recent, kind, ids, count);
    recent_save(line->cli, line->recent);
}

/* One is taken; none, or several, are not. */
static enum tnw_err
choose(struct line *line, const char *kind, const struct candidates *found, enum text none, const char **slot)
{
    if (found->count == 1) {
        return take_id(line, found->id[0], found->words[0], slot);
    }
    if (found->count == 0) {
        return fail_of(line, found->cut ? TEXT_TOO_MANY_TO_SEARCH : none, *slot);
    }
    tell_candidates(line, kind, found);
    return fail_of(line, TEXT_SEVERAL_MEANT, *slot);
}

/* An id that this machine knows: whose it is, the server says. A wrong patient is worse than one question more. */
static enum tnw_err
take_known(struct line *line, const char *kind, const char *id, const char **slot)
{
    struct candidates found = {.count = 0};
    enum tnw_err err = TNW_OK;
    if (strcmp(kind, "dos_") == 0) {
        err = candidates_known_dossier(line->cli, id, &found);
    } else if (strcmp(kind, "act_") == 0) {
        err = candidates_known_actor(line->cli, id, &found);
    } else if (strcmp(kind, "fic_") == 0) {
        err = candidates_known_fiche(line->cli, id, &found);
    } else if (strcmp(kind, "thr_") == 0) {
        err = candidates_known_thread(line->cli, id, &found);
    } else if (strcmp(kind, "cns_") == 0 && line->dossier[0] != 0) {
        err = candidates_known_consent(line->cli, line->dossier, id, &found);
    }
    if (err == TNW_OK) {
        err = take_id(line, id, found.count == 0 ? NULL : found.words[0], slot);
    }
    candidates_wipe(&found);
    return err;
}

static enum tnw_err
take_part(struct line *line, const char *kind, const char *part, const char **slot)
{
    struct candidates found = {.count = 0};
    char id[sizeof found.id[0]];
    const char *seen;
    for (size_t i = 0; (seen = recent_seen(line->recent, kind, i)) != NULL; i++) {
        if (shorthand_fits(seen, part)) {
            candidates_add(&found, seen, "");
        }
    }
    (void)snprintf(id, sizeof id, "%s", found.id[0]);
    enum tnw_err err =
        found.count == 1 ? take_known(line, kind, id, slot) : choose(line, kind, &found, TEXT_PART_UNKNOWN, slot);
    candidates_wipe(&found);
    return err;
}

/* Who takes part in the dossier of the line, before the whole directory; an invited one does not take part yet. */
static enum tnw_err
find_actor(struct line *line, const char *name, struct candidates *found)
{
    if (line->role == NULL && line->dossier[0] != 0) {
        enum tnw_err err = candidates_participant(line->cli, name, line->dossier, found);
        if (err != TNW_OK || found->count > 0) {
            return err;
        }
        candidates_wipe(found);
    }
    return candidates_actor(line->cli, name, line->role, found);
}

static enum tnw_err
take_name(struct line *line, const char *kind, const char **slot)
{
    struct candidates found = {.count = 0};
    enum text none = TEXT_NOT_AN_ID;
    enum tnw_err err = TNW_OK;
    if (strcmp(kind, "act_") == 0) {
        none = TEXT_NOBODY_OF_THAT_NAME;
        err = find_actor(line, *slot, &found);
    } else if (strcmp(kind, "dos_") == 0) {
        none = TEXT_NO_DOSSIER_OF_THAT_NAME;
        err = candidates_dossier(line->cli, *slot, &found);
    } else if (strcmp(kind, "fic_") == 0) {
        none = TEXT_NO_FICHE_OF_THAT_NAME;
        err = candidates_fiche(line->cli, *slot, &found);
    } else if (strcmp(kind, "frg_") == 0 && line->dossier[0] != 0 && vocabulary_has("CATEGORY", *slot)) {
        none = TEXT_NO_FRAGMENT_OF_CATEGORY;
        err = candidates_fragment(line->cli, *slot, line->dossier, &found);
    }
    if (err == TNW_OK) {
        err = choose(line, kind, &found, none, slot);
    }
    candidates_wipe(&found);
    return err;
}

static enum tnw_err
resolve_slot(struct line *line, const char *kind, const char **slot)
{
    const struct shorthand given = shorthand_of(*slot, kind);
    const char *id = NULL;
    switch (given.form) {
    case SHORTHAND_WHOLE:
        return take_id(line, *slot, NULL, slot);
    case SHORTHAND_LAST:
        id = recent_last(line->recent, kind);
        return id == NULL ? fail_of(line, TEXT_NO_LAST, *slot) : take_known(line, kind, id, slot);
    case SHORTHAND_ROW:
        id = recent_row(line->recent, kind, given.row);
        return id == NULL ? fail_of(line, TEXT_NO_ROW, *slot) : take_known(line, kind, id, slot);
    case SHORTHAND_PART:
        return take_part(line, kind, given.part, slot);
    case SHORTHAND_NAME:
        return take_name(line, kind, slot);
    case SHORTHAND_WRONG:
        break;
    }
    return fail_of(line, TEXT_NOT_AN_ID, *slot);
}

static enum tnw_err
resolve_and_keep(struct line *line, const char *kind, const char **slot)
{
    enum tnw_err err = resolve_slot(line, kind, slot);
    if (err == TNW_OK && strcmp(kind, "dos_") == 0) {
        (void)snprintf(line->dossier, sizeof line->dossier, "%s", *slot);
    }
    return err;
}

/* The name of the i-th argument of a command, "DOSSIER"; out: its value, or NULL. */
static const char *
argument_name(const struct command *command, unsigned i)
{
    const char *at = command->args;
    for (; i > 0 && *at != 0; i--) {
        at += strcspn(at, " ");
        at += strspn(at, " ");
    }
    return at;
}

/* Of an argument that may be an id, or something else. */
static bool
is_something_else(const char *name, const char *text)
{
    char enterprise[SHORTHAND_ENTERPRISE];
    return (strstr(name, "|CATEGORY") != NULL && vocabulary_has("CATEGORY", text)) ||
           (strstr(name, "|EMPLOYER") != NULL && shorthand_enterprise(text, enterprise));
}

static enum tnw_err
resolve_arguments(struct line *line)
{
    struct cli *cli = line->cli;
    enum tnw_err err = TNW_OK;
    for (unsigned i = 0; i < CLI_ARGS_MAX; i++) {
        if (strncmp(argument_name(cli->command, i), "ROLE", 4) == 0) {
            line->role = cli->args[i];
        }
    }
    for (unsigned i = 0; i < CLI_ARGS_MAX && cli->args[i] != NULL && err == TNW_OK; i++) {
        const char *name = argument_name(cli->command, i);
        const char *kind = shorthand_kind(name);
        if (kind != NULL && !is_something_else(name, cli->args[i])) {
            err = resolve_and_keep(line, kind, &cli->args[i]);
        }
    }
    return err;
}

static enum tnw_err
resolve_options(struct line *line, const enum option *list)
{
    enum tnw_err err = TNW_OK;
    for (; list != NULL && *list != OPTION_NONE && err == TNW_OK; list++) {
        const char *value = options_table[*list].value;
        const char *kind = value == NULL ? NULL : shorthand_kind(value);
        const char **slot = line->cli->options.values[*list];
        for (; kind != NULL && *slot != NULL && err == TNW_OK; slot++) {
            err = resolve_and_keep(line, kind, slot);
        }
    }
    return err;
}

/* For whom everything that follows is done. */
static enum tnw_err
resolve_principal(struct line *line)
{
    const char **slot = line->cli->options.values[OPTION_ACT_FOR];
    if (*slot == NULL) {
        return TNW_OK;
    }
    enum tnw_err err = resolve_slot(line, "act_", slot);
    return err == TNW_OK ? tnw_client_act_for(line->cli->client, *slot) : err;
}

enum tnw_err
resolve_line(struct cli *cli, struct recent *recent)
{
    struct line line = {.cli = cli, .recent = recent};
    enum tnw_err err = resolve_principal(&line);
    if (err == TNW_OK) {
        err = resolve_arguments(&line);
    }
    if (err == TNW_OK) {
        err = resolve_options(&line, cli->command->needs);
    }
    return err == TNW_OK ? resolve_options(&line, cli->command->takes) : err;
}
