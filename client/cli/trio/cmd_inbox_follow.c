/* inbox --follow: events as they come, each once, over restarts of the server and of this program. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cmd.h"
#include "print.h"
#include "report.h"
#include "settings/remembered.h"
#include "settings/settings.h"
#include "show.h"
#include "trio/event_words.h"

/* Below the server's 55, so that its answer comes before anything in between gives up. */
#define WAIT_S 50U
#define PAUSE_MAX_S 60U
#define CURSOR_FILE_MAX ((size_t)64 << 10)

/* How far an inbox was followed: a file of its own for each registration, since what is remembered is written whole. */
struct followed {
    char *path;
    char *url;
    char *after; /* NULL: from the beginning */
};

/* Returns the registration whose inbox is asked for, or NULL. */
static const char *
registration_of(const struct tnw_me *me, const char *stated)
{
    for (size_t i = 0; i < me->actor_count; i++) {
        const struct tnw_actor *actor = &me->actors[i];
        for (tnw_texts role = actor->roles; *role != NULL && me->role != NULL; role++) {
            if (strcmp(*role, me->role) == 0 && (stated == NULL || strcmp(stated, actor->id) == 0)) {
                return actor->id;
            }
        }
    }
    return NULL;
}

static bool
is_file_name(const char *id)
{
    return id != NULL && *id != 0 && strspn(id, "0123456789ABCDEFGHJKMNPQRSTVWXYZ_act") == strlen(id);
}

static enum tnw_err
name_followed(struct cli *cli, const struct settings *settings, struct followed *out)
{
    struct tnw_me *me = NULL;
    char *name = NULL;
    enum tnw_err err = tnw_me_get(cli->client, &me);
    const char *id = err == TNW_OK ? registration_of(me, settings->values[SETTING_ACTOR]) : NULL;
    if (err == TNW_OK && !is_file_name(id)) {
        err = cli_usage(cli, TEXT_SAY_WHICH_ROLE, NULL);
    }
    if (err == TNW_OK) {
        out->url = strdup(settings->values[SETTING_URL]);
        err = out->url == NULL || asprintf(&name, "inbox/%s.json", id) < 0 ? TNW_E_NO_MEMORY : TNW_OK;
    }
    if (err == TNW_OK) {
        out->path = remembered_path(cli, name);
        err = out->path == NULL ? TNW_E_CONFIGURATION : TNW_OK;
    }
    free(name);
    tnw_me_free(&me);
    return err;
}

/* Of another server the place means nothing. */
static enum tnw_err
read_followed(struct cli *cli, struct followed *followed)
{
    json_t *all = NULL;
    enum tnw_err err = remembered_read(cli, followed->path, CURSOR_FILE_MAX, TEXT_DAMAGED_REMOVE_IT, &all);
    const char *url = json_string_value(json_object_get(all, "url"));
    const char *after = json_string_value(json_object_get(all, "after"));
    if (err == TNW_OK && url != NULL && after != NULL && strcmp(url, followed->url) == 0) {
        followed->after = strdup(after);
        err = followed->after == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    }
    json_decref(all);
    return err;
}

static enum tnw_err
open_followed(struct cli *cli, struct followed *out)
{
    struct settings settings;
    const char *after = cli_text(cli, OPTION_AFTER);
    enum tnw_err err = settings_gather(&settings, cli);
    if (err == TNW_OK) {
        err = name_followed(cli, &settings, out);
    }
    settings_wipe(&settings);
    if (err != TNW_OK || after == NULL) {
        return err == TNW_OK ? read_followed(cli, out) : err;
    }
    out->after = strdup(after);
    return out->after == NULL ? TNW_E_NO_MEMORY : TNW_OK;
}

static void
close_followed(struct followed *followed)
{
    free(followed->path);
    free(followed->url);
    free(followed->after);
}

/* After the events were shown: who is cut off between the two sees them twice, and misses none. */
static enum tnw_err
move_on(struct cli *cli, struct followed *followed, const char *next)
{
    if (followed->after != NULL && strcmp(followed->after, next) == 0) {
        return TNW_OK;
    }
    free(followed->after);
    followed->after = strdup(next);
    json_t *all = json_pack("{s:s, s:s}", "url", followed->url, "after", next);
    enum tnw_err err =
        followed->after == NULL || all == NULL ? TNW_E_NO_MEMORY : remembered_write(cli, followed->path, all);
    json_decref(all);
    return err;
}

/* A table would need all its rows before it knows its columns. */
static void
show_event_lines(const struct cli *cli, const struct tnw_events *events)
{
    char time[PRINT_TIME];
    char what[EVENT_WORDS];
    json_t *rules = event_rules();
    for (size_t i = 0; i < events->count; i++) {
        const struct tnw_event *event = &events->items[i];
        const char *const texts[] = {print_time(time, event->time),
                                     event_words(cli, rules, event, what),
                                     event_last_day(event),
                                     event->dossier,
                                     event->object,
                                     event->by,
                                     event->acted_for,
                                     event->thread};
        for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++) {
            fputs(k == 0 ? "" : "  ", cli->out);
            print_text(cli->out, texts[k]);
        }
        fputc('\n', cli->out);
    }
    json_decref(rules);
}

static enum tnw_err
follow_once(struct cli *cli, struct tnw_page *page, struct followed *followed)
{
    struct tnw_events *events = NULL;
    page->after = followed->after;
    enum tnw_err err = tnw_inbox_list(cli->client, page, WAIT_S, &events);
    if (err == TNW_OK && events->count > 0 && !cli_json(cli)) {
        show_event_lines(cli, events);
    }
    if (err == TNW_OK && (fflush(cli->out) != 0 || ferror(cli->out))) {
        err = cli_wrong(cli, TNW_E_IO, text_of(cli->language, TEXT_STANDARD_OUTPUT), TEXT_CANNOT_BE_WRITTEN);
    }
    if (err == TNW_OK) {
        err = move_on(cli, followed, events->next);
    }
    tnw_events_free(&events);
    return err;
}

/* A server that is away, restarts or is busy comes back. */
static bool
comes_back(enum tnw_err err)
{
    return err == TNW_E_CONNECT || err == TNW_E_TIMEOUT || tnw_error_info(err)->class_ == TNW_CLASS_SERVER;
}

static void
wait_for_server(const struct cli *cli, enum tnw_err err, unsigned *pause_s)
{
    (void)report_error(cli, err);
    if (!options_given(&cli->options, OPTION_JSON)) {
        show_note(cli, TEXT_TRYING_AGAIN, FILL(NUMBER(*pause_s)));
    }
    fflush(cli->err);
    (void)nanosleep(&(struct timespec){.tv_sec = (time_t)*pause_s}, NULL);
    *pause_s = *pause_s < PAUSE_MAX_S / 2 ? *pause_s * 2 : PAUSE_MAX_S;
}

enum tnw_err
cmd_inbox_follow(struct cli *cli)
{
    struct tnw_page page;
    struct followed followed = {NULL, NULL, NULL};
    unsigned pause_s = 1;
    enum tnw_err err = cli_page(cli, &page);
    if (err == TNW_OK) {
        err = open_followed(cli, &followed);
    }
    while (err == TNW_OK) {
        err = follow_once(cli, &page, &followed);
        if (err == TNW_OK) {
            pause_s = 1;
        } else if (comes_back(err)) {
            wait_for_server(cli, err, &pause_s);
            err = TNW_OK;
        }
    }
    close_followed(&followed);
    return err;
}
