/*
 * Which generations of a backup are kept: `backup.keep` of the configuration.
 */
#ifndef TNW_APP_BACKUP_KEEP_H
#define TNW_APP_BACKUP_KEEP_H

#include "app/backup/dest.h"

/* "7d,4w,12m": of each of the last seven days that have one, four weeks and twelve months the newest generation; a
 * number without letter: so many of the newest; y: years. */
struct keep_rule {
    unsigned newest;
    unsigned days;
    unsigned weeks;
    unsigned months;
    unsigned years;
};

/* Errors: CONFIGURATION. */
TNW_MUST_CHECK enum tnw_err keep_parse(struct keep_rule *rule, const char *text);
/* In: times: when each was completed, ascending. Out: kept: which stay; the newest always does. */
void keep_choose(const struct keep_rule *rule, const int64_t *times, size_t count, bool *kept);

/* Removes what the rule does not keep, and what was cut before it was complete. One that is damaged stays: somebody
 * must look. In: not: a generation that is being written; 0: none. tell: called with what is removed, or stays. where:
 * at least CONFIG_WHERE characters. */
TNW_MUST_CHECK enum tnw_err keep_prune(struct dest *dest, const struct keep_rule *rule, unsigned not,
                                       void (*tell)(unsigned generation, const char *what), char where[CONFIG_WHERE]);

#endif
