#include "service/statistics/statistics_show.h"

#include <stdio.h>

#include "base/time/quarter.h"

static const struct code_list *
codes_of_aspect(enum aspect aspect)
{
    static const struct code_list *const lists[ASPECT_COUNT] = {
        [ASPECT_EMPLOYMENT] = &codes_employment,
        [ASPECT_ROUTE] = &codes_route,
        [ASPECT_REGION] = &codes_region,
        [ASPECT_REASON] = &codes_reason_group,
    };
    return lists[aspect];
}

const char *
statistics_show_aspect(const struct statistic_row *row, enum aspect aspect)
{
    uint8_t code = row->aspects[aspect];
    return code == STATISTIC_ALL       ? NULL
           : code == STATISTIC_UNKNOWN ? "unknown"
                                       : codes_text(codes_of_aspect(aspect), code);
}

const char *
statistics_show_code(const struct statistic_release *release, const struct statistic_row *row, char room[12])
{
    if (row->figure == FIGURE_STEP) {
        return release->steps[row->code];
    }
    if (row->figure == FIGURE_OUTCOME) {
        return codes_text(&codes_outcome, row->code);
    }
    (void)snprintf(room, 12, "%u", (unsigned)row->code);
    return room;
}

static void
show_part(struct json_writer *jw, const char *key, int32_t part)
{
    if (part == STATISTIC_HIDDEN) {
        jw_null(jw, key);
    } else {
        jw_int(jw, key, part);
    }
}

/* On which day around the last one half of them were done. */
static void
show_median(struct json_writer *jw, int16_t days)
{
    if (days == STATISTIC_NO_MEDIAN) {
        jw_null(jw, "median");
        return;
    }
    jw_open(jw, "median");
    jw_int(jw, "days", days < 0 ? -days : days);
    jw_str(jw, "side", days > 0 ? "after" : "before");
    jw_close(jw);
}

void
statistics_show_row(struct json_writer *jw, const struct statistic_release *release, const struct statistic_row *row)
{
    char room[12];
    jw_open(jw, NULL);
    jw_str(jw, "kind", codes_text(&codes_figure, row->figure));
    jw_str(jw, "code", statistics_show_code(release, row, room));
    for (unsigned i = 0; i < ASPECT_COUNT; i++) {
        const char *code = statistics_show_aspect(row, (enum aspect)i);
        if (code != NULL) {
            jw_str(jw, codes_text(&codes_aspect, i), code);
        }
    }
    jw_int(jw, "count", row->count);
    if (row->figure == FIGURE_STEP) {
        show_part(jw, "done", row->done);
        show_part(jw, "overdue", row->overdue);
        show_median(jw, row->median_days);
    }
    jw_close(jw);
}

void
statistics_show_release(struct json_writer *jw, const struct statistic_release *release)
{
    char quarter[QUARTER_TEXT];
    quarter_format(quarter, release->quarter);
    jw_str(jw, "quarter", quarter);
    jw_date(jw, "from", quarter_first(release->quarter));
    jw_date(jw, "until", quarter_last(release->quarter));
    jw_date(jw, "counted", release->counted);
    jw_time(jw, "released", release->made);
    jw_int(jw, "mu_thousandths", release->mu_milli);
    jw_int(jw, "guess_percent", release->guess_percent);
}

void
statistics_show_margin(struct json_writer *jw, const char *key, const struct statistic_release *release, unsigned level)
{
    jw_open(jw, key);
    jw_int(jw, "due", release->margins[level].due);
    jw_int(jw, "other", release->margins[level].other);
    jw_close(jw);
}
