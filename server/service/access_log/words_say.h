/*
 * What sentences in every language are made of: lists, days, times, filled from the catalogues.
 */
#ifndef TNW_SERVICE_ACCESS_LOG_WORDS_SAY_H
#define TNW_SERVICE_ACCESS_LOG_WORDS_SAY_H

#include "base/clock.h"
#include "service/access_log/words.h"

/* One language of the catalogues: what a sentence is made in. */
struct speech {
    const struct words *words;
    enum language language;
};

/* As words_find, with a key that ends in NUL. NULL: there is none. */
const char *words_say(const struct speech *speech, const char *section, const char *key);

/* Appends items as a list, "a, b and c": with the separators list.next and list.last, or list.item_next and
 * list.item_last, which keep apart items that have commas themselves. */
enum words_list { WORDS_LIST_PLAIN, WORDS_LIST_ITEMS };
void words_say_list(struct buf *out, const struct speech *speech, enum words_list which, const char *const *items,
                    size_t count);

/* Appends "1er avril 2026", "9 h 05". */
void words_say_day(struct buf *out, const struct speech *speech, const struct wall_clock *wall);
void words_say_date(struct buf *out, const struct speech *speech, day_num day);
void words_say_time(struct buf *out, const struct speech *speech, const struct wall_clock *wall);

#endif
