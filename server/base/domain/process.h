/*
 * What the timeline knows of a dossier: its facts, and what happened in it, each in one flat form, so that rules are
 * data that select by these members. It holds no name, no number of a person and no text that somebody wrote.
 *
 * An event is made of the content of a fragment (rules/category_*.c) or of a decision in a TRIO thread, when that is
 * written, and kept in the dossier's process (store/records/process/process.h). A new version of the fragment replaces
 * it; retracting takes it away.
 */
#ifndef TNW_BASE_DOMAIN_PROCESS_H
#define TNW_BASE_DOMAIN_PROCESS_H

#include "base/domain/facts.h"
#include "base/limits.h"

#define PROCESS_CODE 40 /* longest code and NUL */
#define PROCESS_NO_VALUE (-1)

/* By category (CATEGORY_NONE: a beslissing in a thread), the members beside day:
 *   gao                  kind incapacity|extension|relapse; from, until; value: enum reason_group, for statistics only
 *   quickscan            kind riziv_quickscan|rtw_se; value 1: answered, 0: only sent
 *   arbeidspotentieel    kind insurance: value 1..4, next the next estimate; kind occupational: value 1 yes, 0 no
 *   potentieel_uitkomst  value 1 yes, 0 no
 *   beoordeling          kind 2016|2022; value 1 for A, 2 for B …; next: when it is done again
 *   verzoek              kind bezoek|rit|potentieel|preventief|progressief|overmacht|contact|beroep; of
 *                        progressief from: the first day of work; of contact step: the role that is asked for
 *   doorverwijzing       kind: the role referred to
 *   engagement           value: how many of three have signed; day: of the last signature
 *   plan                 kind tnw_traject|rit; value 1 plan, 0 motivated report; next: the next appointment; until
 *   opvolging            step: the rule that it fulfils; value 1 present, 0 no-show; next
 *   progressieve_tewerkstelling  from, until; value 1 permitted, 0 refused
 *   opleiding            kind; from, until; value 1 approved, 0 not
 *   inschrijving         kind: the service
 *   opmerking            step: what it is about, a rule or "" ; value PROCESS_NO_VALUE
 *   diagnose, fit_note, werkpost: no event
 *   CATEGORY_NONE        step: the rule that the decision is on; value 1 yes, 0 no
 * purpose is the one in which it was written; PURPOSE_NONE when none. */
struct process_event {
    struct id object;       /* the fragment, or the message */
    struct id author;       /* who wrote it, in role by; zero: it was noted before this was */
    enum category category; /* CATEGORY_NONE: a beslissing */
    enum role by;           /* in which role it was written */
    enum purpose purpose;
    char kind[PROCESS_CODE]; /* "" for none */
    char step[PROCESS_CODE]; /* "" for none */
    int value;               /* PROCESS_NO_VALUE for none */
    day_num day;             /* that it speaks of: when it happened, was asked, was decided */
    day_num recorded;        /* that it was written, in Belgium */
    day_num from;            /* 0: none; so the next two */
    day_num until;           /* included */
    day_num next;
};

/* While it lasts, the steps of the purpose stand still. */
struct process_suspension {
    struct id id;
    enum purpose purpose; /* whose steps: tnw_traject */
    day_num from;
    day_num until; /* last day; 0: it lasts */
};

struct process {
    day_num start; /* of the spell of unfitness */
    enum employment employment;
    bool closed;
    struct facts facts;
    size_t suspension_count;
    struct process_suspension suspensions[LIMIT_PROCESS_SUSPENSIONS];
    size_t event_count;
    struct process_event events[LIMIT_PROCESS_EVENTS]; /* in the order in which they were first written */
};

#endif
