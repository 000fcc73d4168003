#include "service/access_log/words_say.h"

#include <stdio.h>

#define NUMBER 24
#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)

const char *
words_say(const struct speech *speech, const char *section, const char *key)
{
    return words_find(speech->words, speech->language, section, slice_str(key));
}

void
words_say_list(struct buf *out, const struct speech *speech, enum words_list which, const char *const *items,
               size_t count)
{
    bool plain = which == WORDS_LIST_PLAIN;
    const char *next = words_say(speech, "list", plain ? "next" : "item_next");
    const char *last = words_say(speech, "list", plain ? "last" : "item_last");
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            buf_put_str(out, i + 1 == count ? last : next);
        }
        buf_put_str(out, items[i]);
    }
}

void
words_say_day(struct buf *out, const struct speech *speech, const struct wall_clock *wall)
{
    char number[NUMBER];
    char month[NUMBER];
    char year[NUMBER];
    (void)snprintf(number, sizeof number, "%d", wall->day);
    (void)snprintf(month, sizeof month, "%d", wall->month);
    (void)snprintf(year, sizeof year, "%d", wall->year);
    const struct words_place places[] = {{"number", slice_str(number)},
                                         {"month", slice_str(words_say(speech, "month", month))},
                                         {"year", slice_str(year)}};
    words_fill(out, words_say(speech, "when", wall->day == 1 ? "first_day" : "day"), places, 3);
}

void
words_say_date(struct buf *out, const struct speech *speech, day_num day)
{
    struct wall_clock wall = time_in_belgium(day * DAY_MS + DAY_MS / 2); /* noon is of the same day everywhere here */
    words_say_day(out, speech, &wall);
}

void
words_say_time(struct buf *out, const struct speech *speech, const struct wall_clock *wall)
{
    char hour[NUMBER];
    char minute[NUMBER];
    (void)snprintf(hour, sizeof hour, "%d", wall->hour);
    (void)snprintf(minute, sizeof minute, "%02d", wall->minute);
    const struct words_place places[] = {{"hour", slice_str(hour)}, {"minute", slice_str(minute)}};
    words_fill(out, words_say(speech, "when", "time"), places, 2);
}
