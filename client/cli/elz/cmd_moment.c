#include "cmd.h"
#include "elz/place.h"
#include "print.h"
#include "show.h"
#include "table.h"

static void
show_moment(const struct cli *cli, const struct tnw_moment *moment)
{
    show_field(cli, TEXT_MOMENT, moment->id);
    if (moment->cancelled != NULL) {
        show_word(cli, TEXT_STATE, "cancelled");
    }
    show_field(cli, TEXT_DAY, moment->date);
    show_field(cli, TEXT_TIME, moment->time);
    show_field(cli, TEXT_ZONE, moment->zone);
    show_field(cli, TEXT_THEME, moment->theme);
    show_field(cli, TEXT_PLACE, moment->place);
    show_field(cli, TEXT_TEXT, moment->text[0] == 0 ? NULL : moment->text);
    if (moment->roles[0] != NULL) {
        show_words(cli, TEXT_ROLES, moment->roles);
    }
    if (moment->open) {
        show_line(cli, TEXT_MOMENT_OPEN, NULL);
    }
    show_field(cli, TEXT_ORGANISER, moment->name != NULL ? moment->name : moment->organiser);
    show_number(cli, TEXT_GUESTS, moment->guests);
    for (size_t i = 0; i < moment->signup_count; i++) {
        char time[PRINT_TIME];
        const struct tnw_signup *guest = &moment->signups[i];
        const char *const words[] = {guest->name != NULL ? guest->name : guest->actor, print_time(time, guest->at),
                                     NULL};
        show_list(cli, TEXT_NONE, words);
    }
}

static void
show_places(const struct cli *cli, enum tnw_err err, const struct tnw_moment_new *moment)
{
    place_show(cli, err, "/theme", moment->theme);
    place_show(cli, err, "/place", moment->place);
    place_show(cli, err, "/text", moment->text);
}

static enum tnw_err
finish_moment(struct cli *cli, enum tnw_err err, struct tnw_moment *moment)
{
    if (err == TNW_OK && !cli_json(cli)) {
        show_moment(cli, moment);
    }
    tnw_moment_free(&moment);
    return err;
}

/* What is said of it, and what it was where nothing is: now NULL for a new one. */
static const char *
said_of_moment(const struct cli *cli, enum option option, const char *now)
{
    return options_given(&cli->options, option) ? cli_text(cli, option) : now;
}

static struct tnw_moment_new
read_moment(struct cli *cli, const struct tnw_moment *now)
{
    bool has_roles = now == NULL || options_given(&cli->options, OPTION_MOMENT_ROLE);
    bool is_open = now != NULL && now->open && !options_given(&cli->options, OPTION_OWN_ZONE);
    return (struct tnw_moment_new){
        .date = said_of_moment(cli, OPTION_MOMENT_DATE, now == NULL ? NULL : now->date),
        .time = said_of_moment(cli, OPTION_MOMENT_TIME, now == NULL ? NULL : now->time),
        .zone = said_of_moment(cli, OPTION_ZONE, now == NULL ? NULL : now->zone),
        .theme = said_of_moment(cli, OPTION_THEME, now == NULL ? NULL : now->theme),
        .place = said_of_moment(cli, OPTION_PLACE, now == NULL ? NULL : now->place),
        .text = said_of_moment(cli, OPTION_TEXT, now == NULL ? NULL : now->text),
        .roles = has_roles ? cli_texts(cli, OPTION_MOMENT_ROLE) : now->roles,
        .kinds = now == NULL ? NULL : now->kinds,
        .open = is_open || options_given(&cli->options, OPTION_OPEN),
    };
}

enum tnw_err
cmd_moment_add(struct cli *cli)
{
    struct tnw_moment *moment = NULL;
    const struct tnw_moment_new announced = read_moment(cli, NULL);
    enum tnw_err err = tnw_moment_add(cli->client, &announced, &moment);
    show_places(cli, err, &announced);
    return finish_moment(cli, err, moment);
}

/* What was seen a moment ago is what changes. */
enum tnw_err
cmd_moment_change(struct cli *cli)
{
    struct tnw_moment *now = NULL;
    struct tnw_moment *moment = NULL;
    enum tnw_err err = tnw_moment_get(cli->client, cli->args[0], &now);
    if (err == TNW_OK) {
        const struct tnw_moment_new changed = read_moment(cli, now);
        err = tnw_moment_change(cli->client, cli->args[0], now->etag, &changed, &moment);
        show_places(cli, err, &changed);
    }
    tnw_moment_free(&now);
    return finish_moment(cli, err, moment);
}

enum tnw_err
cmd_moment_cancel(struct cli *cli)
{
    struct tnw_moment *moment = NULL;
    enum tnw_err err = tnw_moment_cancel(cli->client, cli->args[0], &moment);
    return finish_moment(cli, err, moment);
}

enum tnw_err
cmd_moment_list(struct cli *cli)
{
    static const enum text titles[] = {TEXT_MOMENT, TEXT_DAY,    TEXT_TIME,  TEXT_ZONE, TEXT_THEME,
                                       TEXT_PLACE,  TEXT_GUESTS, TEXT_STATE, TEXT_NONE};
    struct tnw_moments *moments = NULL;
    struct tnw_page page;
    enum tnw_err err = cli_page(cli, &page);
    if (err == TNW_OK) {
        err = tnw_moment_list(cli->client, cli_text(cli, OPTION_ZONE), cli_text(cli, OPTION_MOMENT_FROM), &page,
                              &moments);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        struct table *table = table_new(cli->language, titles);
        table_number_rows(table);
        for (size_t i = 0; i < moments->count; i++) {
            const struct tnw_moment *moment = &moments->items[i];
            table_text(table, moment->id);
            table_text(table, moment->date);
            table_text(table, moment->time);
            table_text(table, moment->zone);
            table_text(table, moment->theme);
            table_text(table, moment->place);
            table_number(table, moment->guests);
            table_word(table, moment->cancelled != NULL ? "cancelled" : moment->signed_up ? "signed_up" : NULL);
        }
        table_end(table, cli->out);
        if (moments->count == 0 && !options_given(&cli->options, OPTION_ZONE)) {
            show_note(cli, TEXT_MOMENT_OWN_ZONES, NULL);
        }
        cli_more(cli, moments->next);
    }
    tnw_moments_free(&moments);
    return err;
}

enum tnw_err
cmd_moment_show(struct cli *cli)
{
    struct tnw_moment *moment = NULL;
    enum tnw_err err = tnw_moment_get(cli->client, cli->args[0], &moment);
    return finish_moment(cli, err, moment);
}

enum tnw_err
cmd_moment_signup(struct cli *cli)
{
    struct tnw_moment *moment = NULL;
    enum tnw_err err = tnw_moment_sign_up(cli->client, cli->args[0], &moment);
    return finish_moment(cli, err, moment);
}

enum tnw_err
cmd_moment_signoff(struct cli *cli)
{
    enum tnw_err err = tnw_moment_sign_off(cli->client, cli->args[0]);
    if (err == TNW_OK) {
        show_note(cli, TEXT_MOMENT_LEFT, NULL);
    }
    return err;
}
