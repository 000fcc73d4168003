#include "unusual/unusual_show.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>
#include <time.h>

#include "print.h"
#include "table.h"

#define TIME_TEXT 32

enum unusual_form
unusual_show_form(const char *name)
{
    static const char *const names[UNUSUAL_FORMS] = {"table", "json", "csv"};
    unsigned form = 0;
    while (name != NULL && form < UNUSUAL_FORMS && strcmp(names[form], name) != 0) {
        form++;
    }
    return (enum unusual_form)form;
}

/* As the log writes it. */
static const char *
utc_text(char out[TIME_TEXT], int64_t time)
{
    time_t seconds = (time_t)(time / 1000);
    struct tm utc = {0};
    gmtime_r(&seconds, &utc);
    size_t len = strftime(out, TIME_TEXT, "%Y-%m-%dT%H:%M:%S", &utc);
    (void)snprintf(out + len, TIME_TEXT - len, ".%03dZ", (int)(time % 1000));
    return out;
}

static const char *
name_text(const struct unusual_log *log, uint32_t name)
{
    return names_text(&log->names, name);
}

static void
show_findings_table(const struct cli *cli, const struct unusual_log *log, const struct unusual_findings *findings)
{
    static const enum text titles[] = {TEXT_WHAT,  TEXT_WHO,     TEXT_DOSSIER, TEXT_HOW_MANY, TEXT_FROM_DAY,
                                       TEXT_UNTIL, TEXT_RECORDS, TEXT_ABOUT,   TEXT_NONE};
    struct table *table = table_new(cli->language, titles);
    for (size_t i = 0; i < findings->count; i++) {
        const struct unusual_finding *f = &findings->items[i];
        char time[TIME_TEXT];
        char span[48];
        table_text(table, text_of(cli->language, unusual_meanings[f->kind]));
        table_text(table, name_text(log, f->who));
        table_text(table, name_text(log, f->dossier));
        table_number(table, (long long)f->count);
        table_time(table, utc_text(time, log->records[f->first].time));
        table_time(table, utc_text(time, log->records[f->last].time));
        (void)snprintf(span, sizeof span, f->first == f->last ? "%zu" : "%zu-%zu", f->first, f->last);
        table_text(table, span);
        table_text(table, name_text(log, f->about));
    }
    table_end(table, cli->out);
}

static void
show_findings_json(FILE *out, const struct unusual_log *log, const struct unusual_findings *findings)
{
    json_t *items = json_array();
    for (size_t i = 0; i < findings->count; i++) {
        const struct unusual_finding *f = &findings->items[i];
        char from[TIME_TEXT];
        char until[TIME_TEXT];
        json_array_append_new(items,
                              json_pack("{s:s, s:s?, s:s?, s:s?, s:I, s:s, s:s, s:I, s:I}", "kind",
                                        unusual_codes[f->kind], "who", name_text(log, f->who), "dossier",
                                        name_text(log, f->dossier), "about", name_text(log, f->about), "count",
                                        (json_int_t)f->count, "from", utc_text(from, log->records[f->first].time),
                                        "until", utc_text(until, log->records[f->last].time), "first",
                                        (json_int_t)f->first, "last", (json_int_t)f->last));
    }
    json_t *all = json_pack("{s:I, s:o}", "records", (json_int_t)log->count, "findings", items);
    print_json_value(out, all);
    json_decref(all);
}

/* RFC 4180. A spreadsheet would run a cell that begins like a formula: ids and codes never do, and if one did, a quote
 * in front makes it text. */
static void
put_cell(FILE *out, const char *text, const char *end)
{
    text = text == NULL ? "" : text;
    fputs(*text != 0 && strchr("=+-@", *text) != NULL ? "\"'" : "\"", out);
    for (; *text != 0; text++) {
        fputs(*text == '"' ? "\"" : "", out);
        fputc((unsigned char)*text < ' ' ? ' ' : *text, out);
    }
    fprintf(out, "\"%s", end);
}

static void
show_findings_csv(FILE *out, const struct unusual_log *log, const struct unusual_findings *findings)
{
    fputs("kind,who,dossier,about,from,until,count,first,last\r\n", out);
    for (size_t i = 0; i < findings->count; i++) {
        const struct unusual_finding *f = &findings->items[i];
        char time[TIME_TEXT];
        put_cell(out, unusual_codes[f->kind], ",");
        put_cell(out, name_text(log, f->who), ",");
        put_cell(out, name_text(log, f->dossier), ",");
        put_cell(out, name_text(log, f->about), ",");
        put_cell(out, utc_text(time, log->records[f->first].time), ",");
        put_cell(out, utc_text(time, log->records[f->last].time), ",");
        fprintf(out, "%" PRIu64 ",%zu,%zu\r\n", f->count, f->first, f->last);
    }
}

void
unusual_show(const struct cli *cli, enum unusual_form form, const struct unusual_log *log,
             const struct unusual_findings *findings)
{
    if (form == UNUSUAL_JSON) {
        show_findings_json(cli->out, log, findings);
    } else if (form == UNUSUAL_CSV) {
        show_findings_csv(cli->out, log, findings);
    } else {
        show_findings_table(cli, log, findings);
    }
}
