#include "cmd.h"
#include "nothing.h"
#include "print.h"
#include "resolve/known.h"
#include "show.h"
#include "table.h"
#include "trio/event_words.h"

static void
show_events(const struct cli *cli, const struct tnw_events *events)
{
    static const enum text titles[] = {TEXT_TIME,    TEXT_EVENT,  TEXT_LAST_DAY, TEXT_BY,  TEXT_FOR,
                                       TEXT_PATIENT, TEXT_THREAD, TEXT_OBJECT,   TEXT_NONE};
    struct table *table = table_new(cli->language, titles);
    json_t *rules = event_rules();
    table_number_rows(table);
    for (size_t i = 0; i < events->count; i++) {
        const struct tnw_event *event = &events->items[i];
        table_time(table, event->time);
        char what[EVENT_WORDS];
        table_text(table, event_words(cli, rules, event, what));
        table_text(table, event_last_day(event));
        table_text(table, known_name(cli, event->by));
        table_text(table, known_name(cli, event->acted_for));
        table_text(table, known_name(cli, event->dossier));
        table_text(table, known_name(cli, event->thread));
        table_text(table, known_name(cli, event->object));
    }
    json_decref(rules);
    table_end(table, cli->out);
}

/* An inbox has no end, so there is always a place from where to look again. */
static void
say_where_to_go_on(const struct cli *cli, const struct tnw_events *events)
{
    char until[24];
    (void)snprintf(until, sizeof until, "%lld", (long long)events->seen_until);
    show_note(cli, TEXT_INBOX_GO_ON, FILL(events->next));
    if (events->seen_until > 0) {
        show_note(cli, TEXT_INBOX_SEEN, FILL(until));
    }
}

static enum tnw_err
mark_seen(struct cli *cli)
{
    struct tnw_inbox_seen *seen = NULL;
    uint64_t until = 0;
    if (!options_number(&cli->options, OPTION_SEEN, INT64_MAX, &until)) {
        return cli_usage(cli, TEXT_TAKES_A_NUMBER, FILL("--seen"));
    }
    enum tnw_err err = tnw_inbox_mark_seen(cli->client, (int64_t)until, &seen);
    if (err == TNW_OK && !cli_json(cli)) {
        show_number(cli, TEXT_SEEN, seen->seen_until);
    }
    tnw_inbox_seen_free(&seen);
    return err;
}

enum tnw_err
cmd_inbox(struct cli *cli)
{
    struct tnw_page page;
    struct tnw_events *events = NULL;
    if (options_given(&cli->options, OPTION_FOLLOW)) {
        return cmd_inbox_follow(cli);
    }
    if (options_given(&cli->options, OPTION_SEEN)) {
        return mark_seen(cli);
    }
    enum tnw_err err = cli_page(cli, &page);
    if (err == TNW_OK) {
        err = tnw_inbox_list(cli->client, &page, 0, &events);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        show_events(cli, events);
        if (events->count == 0) {
            nothing_to_show(cli, TEXT_NONE, TEXT_NONE);
        }
        say_where_to_go_on(cli, events);
    }
    tnw_events_free(&events);
    return err;
}
