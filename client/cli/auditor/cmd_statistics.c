/* statistics: numbers of a quarter without people. */
#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "show.h"
#include "table.h"

#define NUMBER_TEXT 24

static const char *
number_text(int64_t number, char room[NUMBER_TEXT])
{
    (void)snprintf(room, NUMBER_TEXT, "%lld", (long long)number);
    return room;
}

/* What cannot be shown is "-". */
static void
add_part(struct table *table, int64_t part)
{
    char room[NUMBER_TEXT];
    table_text(table, part == 0 ? NULL : number_text(part, room));
}

static void
add_median(struct table *table, const struct tnw_median *median)
{
    char room[NUMBER_TEXT];
    bool before = median != NULL && strcmp(median->side, "before") == 0;
    if (median != NULL) {
        (void)snprintf(room, sizeof room, "%s%lld", before && median->days > 0 ? "-" : "", (long long)median->days);
    }
    table_text(table, median == NULL ? NULL : room);
}

/* The aspects that are told apart, in one cell. */
static void
add_aspects(struct table *table, const struct tnw_statistic *row)
{
    const char *words[5];
    const char *const all[] = {row->employment, row->route, row->region, row->reason};
    size_t count = 0;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (all[i] != NULL) {
            words[count++] = all[i];
        }
    }
    words[count] = NULL;
    table_words(table, words);
}

static void
show_rows(const struct cli *cli, const struct tnw_statistics *statistics)
{
    static const enum text titles[] = {TEXT_KIND, TEXT_WHAT,    TEXT_TOLD_APART,  TEXT_HOW_MANY,
                                       TEXT_DONE, TEXT_OVERDUE, TEXT_MEDIAN_DAYS, TEXT_NONE};
    struct table *table = table_new(cli->language, titles);
    for (size_t i = 0; i < statistics->count; i++) {
        const struct tnw_statistic *row = &statistics->items[i];
        table_word(table, row->kind);
        table_word(table, row->code);
        add_aspects(table, row);
        table_number(table, row->count);
        add_part(table, row->done);
        add_part(table, row->overdue);
        add_median(table, row->median);
    }
    table_end(table, cli->out);
}

static void
show_statistics(const struct cli *cli, const struct tnw_statistics *statistics)
{
    char due[NUMBER_TEXT];
    char other[NUMBER_TEXT];
    char guess[NUMBER_TEXT];
    show_line(cli, TEXT_STATISTICS_OF, FILL(statistics->quarter, statistics->counted));
    if (statistics->count == 0) {
        show_line(cli, TEXT_STATISTICS_NOTHING, NULL);
        return;
    }
    show_rows(cli, statistics);
    show_line(cli, TEXT_STATISTICS_MARGIN,
              FILL(number_text(statistics->margin.due, due), number_text(statistics->margin.other, other)));
    show_line(cli, TEXT_STATISTICS_GUESS, FILL(number_text(statistics->guess_percent, guess)));
}

enum tnw_err
cmd_statistics(struct cli *cli)
{
    struct tnw_statistics *statistics = NULL;
    struct tnw_page page;
    enum tnw_err err = cli_page(cli, &page);
    if (err == TNW_OK) {
        err = tnw_statistics_read(cli->client, cli_text(cli, OPTION_BY), cli_text(cli, OPTION_QUARTER), &page,
                                  &statistics);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        show_statistics(cli, statistics);
        cli_more(cli, statistics->next);
    }
    tnw_statistics_free(&statistics);
    return err;
}

enum tnw_err
cmd_statistics_quarters(struct cli *cli)
{
    static const enum text titles[] = {TEXT_QUARTER, TEXT_FROM_DAY, TEXT_UNTIL, TEXT_NONE};
    struct tnw_quarters *quarters = NULL;
    struct tnw_page page;
    enum tnw_err err = cli_page(cli, &page);
    if (err == TNW_OK) {
        err = tnw_statistics_quarters(cli->client, &page, &quarters);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        struct table *table = table_new(cli->language, titles);
        for (size_t i = 0; i < quarters->count; i++) {
            table_text(table, quarters->items[i].quarter);
            table_text(table, quarters->items[i].from);
            table_text(table, quarters->items[i].until);
        }
        table_end(table, cli->out);
        cli_more(cli, quarters->next);
    }
    tnw_quarters_free(&quarters);
    return err;
}
