#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "print.h"
#include "table.h"

/* Below the server's 55, so that its answer comes before anything in between gives up. */
#define WAIT_S 50U

static void
show_events(const struct cli *cli, const struct tnw_events *events)
{
    static const char *const titles[] = {"TIME", "EVENT", "DOSSIER", "OBJECT", "BY", NULL};
    struct table *table = table_new(titles);
    for (size_t i = 0; i < events->count; i++) {
        const struct tnw_event *event = &events->items[i];
        table_time(table, event->time);
        table_text(table, event->type);
        table_text(table, event->dossier);
        table_text(table, event->object);
        table_text(table, event->by);
    }
    table_end(table, cli->out);
}

/* A table would need all its rows before it knows its columns. */
static void
show_event_lines(const struct cli *cli, const struct tnw_events *events)
{
    char time[PRINT_TIME];
    for (size_t i = 0; i < events->count; i++) {
        const struct tnw_event *event = &events->items[i];
        const char *const texts[] = {print_time(time, event->time), event->type, event->dossier, event->object,
                                     event->by};
        for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++) {
            fputs(k == 0 ? "" : "  ", cli->out);
            print_text(cli->out, texts[k]);
        }
        fputc('\n', cli->out);
    }
}

/* An inbox has no end, so there is always a place from where to look again. */
static void
say_where_to_go_on(const struct cli *cli, const struct tnw_events *events)
{
    fflush(cli->out);
    fputs("For what comes after this: --after ", cli->err);
    print_text(cli->err, events->next);
    fputc('\n', cli->err);
}

static enum tnw_err
follow_inbox(struct cli *cli, struct tnw_page *page)
{
    char *after = NULL;
    enum tnw_err err = TNW_OK;
    while (err == TNW_OK && !ferror(cli->out)) {
        struct tnw_events *events = NULL;
        err = tnw_inbox_list(cli->client, page, WAIT_S, &events);
        if (err == TNW_OK && events->count > 0 && !cli_json(cli)) {
            show_event_lines(cli, events);
        }
        fflush(cli->out);
        free(after);
        after = err == TNW_OK ? strdup(events->next) : NULL;
        page->after = after;
        tnw_events_free(&events);
        if (err == TNW_OK && after == NULL) {
            err = TNW_E_NO_MEMORY;
        }
    }
    free(after);
    return err;
}

enum tnw_err
cmd_inbox(struct cli *cli)
{
    struct tnw_page page;
    struct tnw_events *events = NULL;
    enum tnw_err err = cli_page(cli, &page);
    if (err == TNW_OK && options_given(&cli->options, OPTION_FOLLOW)) {
        return follow_inbox(cli, &page);
    }
    if (err == TNW_OK) {
        err = tnw_inbox_list(cli->client, &page, 0, &events);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        show_events(cli, events);
        say_where_to_go_on(cli, events);
    }
    tnw_events_free(&events);
    return err;
}
