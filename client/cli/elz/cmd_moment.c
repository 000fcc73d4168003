#include "cmd.h"
#include "print.h"
#include "show.h"
#include "table.h"

static void
show_moment(const struct cli *cli, const struct tnw_moment *moment)
{
    show_field(cli, TEXT_MOMENT, moment->id);
    show_field(cli, TEXT_DAY, moment->date);
    show_field(cli, TEXT_TIME, moment->time);
    show_field(cli, TEXT_ZONE, moment->zone);
    show_field(cli, TEXT_THEME, moment->theme);
    show_field(cli, TEXT_PLACE, moment->place);
    show_field(cli, TEXT_TEXT, moment->text[0] == 0 ? NULL : moment->text);
    if (moment->roles[0] != NULL) {
        show_words(cli, TEXT_ROLES, moment->roles);
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

static enum tnw_err
finish_moment(struct cli *cli, enum tnw_err err, struct tnw_moment *moment)
{
    if (err == TNW_OK && !cli_json(cli)) {
        show_moment(cli, moment);
    }
    tnw_moment_free(&moment);
    return err;
}

enum tnw_err
cmd_moment_add(struct cli *cli)
{
    struct tnw_moment *moment = NULL;
    const struct tnw_moment_new announced = {
        .date = cli_text(cli, OPTION_MOMENT_DATE),
        .time = cli_text(cli, OPTION_MOMENT_TIME),
        .zone = cli_text(cli, OPTION_ZONE),
        .theme = cli_text(cli, OPTION_THEME),
        .place = cli_text(cli, OPTION_PLACE),
        .text = cli_text(cli, OPTION_TEXT),
        .roles = cli_texts(cli, OPTION_MOMENT_ROLE),
    };
    enum tnw_err err = tnw_moment_add(cli->client, &announced, &moment);
    return finish_moment(cli, err, moment);
}

enum tnw_err
cmd_moment_list(struct cli *cli)
{
    static const enum text titles[] = {TEXT_MOMENT, TEXT_DAY,    TEXT_TIME, TEXT_THEME,
                                       TEXT_PLACE,  TEXT_GUESTS, TEXT_NONE};
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
            table_text(table, moment->theme);
            table_text(table, moment->place);
            table_number(table, moment->guests);
        }
        table_end(table, cli->out);
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
    return tnw_moment_sign_off(cli->client, cli->args[0]);
}
