#include <stdlib.h>

#include "cmd.h"
#include "show.h"
#include "table.h"

enum tnw_err
cmd_knelpunt_report(struct cli *cli)
{
    struct tnw_knelpunt_reported *reported = NULL;
    enum tnw_err err = tnw_knelpunt_report(cli->client, cli->args[0], &reported);
    if (err == TNW_OK && !cli_json(cli)) {
        show_line(cli, TEXT_KNELPUNT_COUNTED, FILL(reported->quarter));
    }
    tnw_knelpunt_reported_free(&reported);
    return err;
}

enum tnw_err
cmd_knelpunt_list(struct cli *cli)
{
    static const enum text titles[] = {TEXT_KNELPUNT, TEXT_TEXT, TEXT_THEME, TEXT_NONE};
    struct tnw_knelpunten *all = NULL;
    enum tnw_err err = tnw_knelpunt_list(cli->client, &all);
    if (err == TNW_OK && !cli_json(cli)) {
        struct table *table = table_new(cli->language, titles);
        for (size_t i = 0; i < all->count; i++) {
            table_text(table, all->items[i].code);
            table_text(table, all->items[i].text);
            table_text(table, all->items[i].theme_text);
        }
        table_end(table, cli->out);
    }
    tnw_knelpunten_free(&all);
    return err;
}

enum tnw_err
cmd_knelpunt_counts(struct cli *cli)
{
    static const enum text titles[] = {TEXT_THEME, TEXT_PEOPLE, TEXT_NONE};
    struct tnw_knelpunt_counts *counts = NULL;
    enum tnw_err err = tnw_knelpunt_get_counts(cli->client, cli_text(cli, OPTION_QUARTER), &counts);
    if (err == TNW_OK && !cli_json(cli)) {
        show_field(cli, TEXT_QUARTER, counts->quarter);
        struct table *table = table_new(cli->language, titles);
        for (size_t i = 0; i < counts->count; i++) {
            table_text(table, counts->items[i].text);
            char *people = counts->items[i].people > 0
                               ? text_filled(cli->language, TEXT_ABOUT_PEOPLE, FILL(NUMBER(counts->items[i].people)))
                               : NULL;
            table_text(table, people != NULL ? people : text_of(cli->language, TEXT_FEW_PEOPLE));
            free(people);
        }
        table_end(table, cli->out);
    }
    tnw_knelpunt_counts_free(&counts);
    return err;
}
