#include "app/backup/keep.h"

#include <stdlib.h>

#include "app/backup/manifest.h"
#include "base/clock.h"
#include "base/stop.h"

#define KEEP_MAX 1000

static unsigned *
count_of_unit(struct keep_rule *rule, char unit)
{
    switch (unit) {
    case 'd':
        return &rule->days;
    case 'w':
        return &rule->weeks;
    case 'm':
        return &rule->months;
    case 'y':
        return &rule->years;
    default:
        return &rule->newest;
    }
}

enum tnw_err
keep_parse(struct keep_rule *rule, const char *text)
{
    *rule = (struct keep_rule){.newest = 0};
    do {
        char *end;
        unsigned long number = text[0] >= '0' && text[0] <= '9' ? strtoul(text, &end, 10) : 0;
        if (number == 0 || number > KEEP_MAX) {
            return TNW_E_CONFIGURATION;
        }
        unsigned *place = count_of_unit(rule, *end);
        end += place == &rule->newest ? 0 : 1;
        if (*place != 0 || (*end != ',' && *end != 0)) {
            return TNW_E_CONFIGURATION;
        }
        *place = (unsigned)number;
        text = *end == 0 ? NULL : end + 1;
    } while (text != NULL);
    return TNW_OK;
}

/* The stretch that a time lies in. */
static int64_t
stretch_of(char unit, int64_t time)
{
    int year;
    int month;
    int day;
    day_num date = date_in_belgium(time);
    date_split(date, &year, &month, &day);
    switch (unit) {
    case 'd':
        return date;
    case 'w':
        return (date + 3) / 7; /* 1970-01-01 was a Thursday */
    case 'm':
        return year * 12 + month;
    default:
        return year;
    }
}

void
keep_choose(const struct keep_rule *rule, const int64_t *times, size_t count, bool *kept)
{
    static const char units[] = "dwmy";
    struct keep_rule left = *rule;
    for (size_t i = 0; i < count; i++) {
        kept[i] = i + 1 == count || count - i <= rule->newest;
    }
    for (const char *unit = units; *unit != 0; unit++) {
        unsigned *more = count_of_unit(&left, *unit);
        for (size_t i = count; i > 0 && *more > 0; i--) {
            bool newest = i == count || stretch_of(*unit, times[i]) != stretch_of(*unit, times[i - 1]);
            kept[i - 1] = kept[i - 1] || newest;
            *more -= newest ? 1 : 0;
        }
    }
}

/* Those that are complete. Others are removed, unless they are damaged. */
static enum tnw_err
sort_out(struct dest *dest, unsigned not, unsigned *numbers, int64_t *times, size_t *count,
         void (*tell)(unsigned generation, const char *what), char where[CONFIG_WHERE])
{
    unsigned all[DEST_GENERATIONS];
    size_t found = dest_generations(dest, all);
    enum tnw_err err = TNW_OK;
    struct manifest *manifest = malloc(sizeof *manifest);
    *count = 0;
    for (size_t i = 0; manifest != NULL && err == TNW_OK && i < found; i++) {
        enum tnw_err read = manifest_read(dest, all[i], manifest, where);
        if (read == TNW_OK) {
            numbers[*count] = all[i];
            times[(*count)++] = manifest->completed;
        } else if (read == TNW_E_NOT_FOUND && all[i] != not ) {
            tell(all[i], "was cut before it was complete: removed");
            err = dest_remove(dest, all[i], where);
        } else if (read == TNW_E_CORRUPT) {
            tell(all[i], where);
        }
    }
    err = manifest == NULL ? TNW_E_NO_MEMORY : err;
    free(manifest);
    return err;
}

enum tnw_err
keep_prune(struct dest *dest, const struct keep_rule *rule, unsigned not,
           void (*tell)(unsigned generation, const char *what), char where[CONFIG_WHERE])
{
    unsigned numbers[DEST_GENERATIONS];
    int64_t times[DEST_GENERATIONS];
    bool kept[DEST_GENERATIONS];
    size_t count;
    enum tnw_err err = dest_lock(dest, where);
    if (err != TNW_OK) {
        return err;
    }
    err = sort_out(dest, not, numbers, times, &count, tell, where);
    keep_choose(rule, times, count, kept);
    for (size_t i = 0; err == TNW_OK && i < count; i++) {
        if (!kept[i]) {
            stop_here("backup.prune");
            err = dest_remove(dest, numbers[i], where);
            tell(numbers[i], "is not kept by backup.keep: removed");
        }
    }
    dest_unlock(dest);
    return err;
}
