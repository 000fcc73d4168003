/*
 * How long the content of a dossier is kept, by the policy. Only the year counts in which something was added last:
 * from the 1st of January after it content can be read and edited for so many years, in those after that it is readable
 * only with the patient's consent, then it is erased; its patient is told some days before. Days are those of Belgium.
 */
#ifndef TNW_RULES_RETENTION_RETENTION_H
#define TNW_RULES_RETENTION_RETENTION_H

#include "base/clock.h"
#include "rules/policy.h"

/* CONSENT: read-only, and only the patient's consent lets anybody but them read; OVER: to be erased. */
enum retention_phase { RETENTION_OPEN, RETENTION_CONSENT, RETENTION_OVER };

/* The first day of each. */
struct retention_days {
    day_num consent;
    day_num warning; /* on which the patient is told, or from which on: it is not told beforehand of what cannot be */
    day_num erasure;
};

int retention_year(day_num day); /* of an addition on that day */
/* year: of the last addition; 0: not known, then nothing ends. */
struct retention_days retention_days(const struct policy_retention *policy, int year);
enum retention_phase retention_phase(const struct policy_retention *policy, int year, day_num today);
/* The day on which it is erased, if the patient was told on that one: never sooner than that has stood as long as it
 * must. warned 0: they were not told yet. */
day_num retention_erasure(const struct policy_retention *policy, int year, day_num warned);
/* The last year of which the patient is to be told by now. */
int retention_warned_year(const struct policy_retention *policy, day_num today);

#endif
