/*
 * Unusual access, found in the records of an audit log. Each rule is a pure function over records that were read
 * before; what it finds is a reason to ask, never a proof of wrong.
 */
#ifndef TNW_CLI_UNUSUAL_H
#define TNW_CLI_UNUSUAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "texts/text.h"
#include "tnw/error.h"
#include "unusual/names.h"

/* A general practitioner sees some 25 people on a day, a doctor of a sickness fund about 20; not all of them have a
 * dossier. More than this is no consulting day. */
#define UNUSUAL_MANY 30
/* One or two refusals are mistakes, a form that asks for five categories makes a few at once. */
#define UNUSUAL_DENIALS 5
/* Two weeks: a letter, a holiday. */
#define UNUSUAL_DAYS 14

enum unusual_act { /* what the rules tell apart */
                   UNUSUAL_OTHER,
                   UNUSUAL_OPEN,
                   UNUSUAL_JOIN,
                   UNUSUAL_LEAVE,
                   UNUSUAL_CLOSE,
                   UNUSUAL_REOPEN,
                   UNUSUAL_GIVE,
                   UNUSUAL_WITHDRAW,
};

enum unusual_decision { UNUSUAL_PERMIT, UNUSUAL_DENY, UNUSUAL_FAIL };

/* What of a record the rules look at. Names are numbers of unusual_log.names; 0: none. */
struct unusual_record {
    int64_t time;      /* milliseconds since 1970 */
    uint64_t times;    /* how often: one record can count refusals */
    uint32_t who;      /* the actor; of nobody in the registry, the certificate */
    uint32_t dossier;  /* whose record it is */
    uint32_t object;   /* what was acted on */
    uint32_t ground;   /* all of it */
    uint8_t act;       /* enum unusual_act */
    uint8_t decision;  /* enum unusual_decision */
    bool patient;      /* in the role of patient */
    bool outside_care; /* auditor, beheerder: see no content */
    bool consented;    /* it rests on a consent that the patient gave */
    bool recorded;     /* a consent that somebody else put down for the patient */
};

/* Records 0 … count - 1 of a log, in their order. Start with zeros; freed with unusual_log_wipe. */
struct unusual_log {
    struct names names;
    struct unusual_record *records;
    size_t count;
    size_t room;
    bool *by_patient; /* of consents, by name: given by the patient */
    uint32_t by_patient_room;
};

/* Adds the next record. In: json, one record as the log has it.
 * Errors: CORRUPT: it is no record, or not the next one; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err unusual_log_add(struct unusual_log *log, const char *json, size_t len);
void unusual_log_wipe(struct unusual_log *log);

struct unusual_limits {
    uint64_t many;    /* dossiers on a day */
    uint64_t denials; /* in a row */
    int64_t days;     /* for the patient to take notice */
    int64_t from;     /* findings at or after this time */
    int64_t until;    /* and before this */
};

enum unusual_kind { UNUSUAL_KIND_MANY, UNUSUAL_KIND_CARE, UNUSUAL_KIND_DENIALS, UNUSUAL_KIND_RECORDED, UNUSUAL_KINDS };

/* Names of the kinds, for programs, and what each means, for people. */
extern const char *const unusual_codes[UNUSUAL_KINDS];
extern const enum text unusual_meanings[UNUSUAL_KINDS];

struct unusual_finding {
    enum unusual_kind kind;
    uint32_t who;
    uint32_t dossier; /* 0: several */
    uint32_t about;   /* the ground, or the consent; 0: several grounds */
    size_t first;     /* numbers of the first and the last record */
    size_t last;
    uint64_t count; /* dossiers, accesses, refusals, or consents */
};

/* Freed with unusual_findings_wipe. */
struct unusual_findings {
    struct unusual_finding *items;
    size_t count;
    size_t room;
};

/* Adds a finding, if the record where it begins is in the period. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err unusual_findings_add(struct unusual_findings *findings, const struct unusual_log *log,
                                                 const struct unusual_limits *limits,
                                                 const struct unusual_finding *finding);
void unusual_findings_wipe(struct unusual_findings *findings);

/* More than `many` different dossiers by one actor on one day (in Belgium): permitted requests that name a dossier, not
 * in the role of patient. A list or a search names none. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err unusual_many(const struct unusual_log *log, const struct unusual_limits *limits,
                                         struct unusual_findings *findings);

/* Permitted access outside the period of care: the actor had not yet opened the dossier or been brought in, had left,
 * or the dossier was closed; and no consent that the patient gave covers it. One finding for each actor and dossier,
 * and each stretch of such accesses. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err unusual_care(const struct unusual_log *log, const struct unusual_limits *limits,
                                         struct unusual_findings *findings);

/* At least `denials` refusals of one actor in a row, counted ones included: no permitted request for a dossier in
 * between. Requests that failed for another reason neither count nor end a row. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err unusual_denials(const struct unusual_log *log, const struct unusual_limits *limits,
                                            struct unusual_findings *findings);

/* A consent that was recorded for the patient, when the patient did not once look into the dossier, consent or withdraw
 * within `days` after it, and the log goes on for longer than that. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err unusual_recorded(const struct unusual_log *log, const struct unusual_limits *limits,
                                             struct unusual_findings *findings);

/* Times of records. Errors: CORRUPT. Source: RFC 3339, in UTC with milliseconds as the log writes it. */
TNW_MUST_CHECK enum tnw_err unusual_time_parse(int64_t *out, const char *text);

/* The day in Belgium, days since 1970-01-01: UTC+1, in summer UTC+2 from the last Sunday of March to that of October,
 * 01:00 UTC (Directive 2000/84/EC). */
int64_t unusual_time_day(int64_t time);

/* When that day begins in Belgium. */
int64_t unusual_time_of_day(int64_t day);

/* The same of "2026-03-01". Errors: USAGE. */
TNW_MUST_CHECK enum tnw_err unusual_time_of_date(int64_t *out, const char *date);

#endif
