/*
 * The process of a dossier: its timeline, who does what next, who keeps the overview. Texts are in the language of the
 * client.
 */
#ifndef TNW_PROCESS_H
#define TNW_PROCESS_H

#include <stdbool.h>
#include <stdint.h>

#include "tnw/actor.h"
#include "tnw/api.h"
#include "tnw/client.h"
#include "tnw/due.h"

TNW_BEGIN

struct tnw_suspension {
    const char *id;
    const char *purpose;
    const char *from;
    const char *until;  /* its last day; NULL: it lasts */
    const char *reason; /* or NULL */
    const char *recorded;
    struct tnw_person by;
};

struct tnw_step {
    const char *rule;
    const char *title;
    const char *state;  /* done, due, overdue, coming, suspended, not_applicable */
    const char *status; /* law, announced, own */
    bool duty;          /* it must be done; else it may */
    const char *due;    /* its last day; or NULL */
    const char *from;   /* its window; or NULL */
    const char *until;
    tnw_texts who;       /* roles */
    const char *text;    /* "" for none, as those below */
    const char *benefit; /* whether it changes the benefit */
    const char *why_text;
    const char *source;  /* or NULL */
    const char *done_by; /* fragment; or NULL */
};

struct tnw_spell {
    const char *start;
    const char *resumed; /* the last first day of work in it; or NULL */
    int64_t relapses;    /* that continued it */
};

struct tnw_timeline {
    const char *dossier;
    const char *today;
    const char *start;              /* of the spell that runs, or ran last */
    const struct tnw_spell *spells; /* by start; none for a role that may not see days of work */
    size_t spell_count;
    const struct tnw_suspension *suspensions;
    size_t suspension_count;
    const struct tnw_step *steps;
    size_t step_count;
};

struct tnw_team_member {
    const char *actor;
    const char *name; /* or NULL */
    const char *role;
    const char *since;               /* or NULL */
    const struct tnw_due_step *next; /* the first steps to come that are theirs */
    size_t next_count;
};

struct tnw_team {
    const char *dossier;
    const struct tnw_person *regie;   /* who keeps the overview; NULL: nobody */
    const struct tnw_person *contact; /* at the sickness fund; NULL: none, or not to be seen */
    const char *alert;                /* no_regie, or NULL */
    const struct tnw_team_member *members;
    size_t member_count;
};

struct tnw_regie {
    const struct tnw_person *regie; /* NULL: nobody */
    const char *alert;              /* no_regie, or NULL */
};

/* In: dossier; all: also what does not apply. Out: timeline. Errors: NOT_FOUND. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_timeline_get(struct tnw_client *client, const char *dossier, bool all,
                                                     struct tnw_timeline **timeline);
/* In: dossier. Out: team. Errors: NOT_FOUND. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_team_get(struct tnw_client *client, const char *dossier,
                                                 struct tnw_team **team);
/* Hands the overview over. In: dossier; actor, who takes part. Out: regie. Errors: NOT_FOUND, CONFLICT. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_regie_set(struct tnw_client *client, const char *dossier, const char *actor,
                                                  struct tnw_regie **regie);

struct tnw_suspension_new {
    const char *purpose;
    const char *from;
    const char *until;  /* its last day, of one that has ended; or NULL */
    const char *reason; /* or NULL */
};

/* Lets a traject stand still. In: dossier; suspension. Out: begun. Errors: INVALID_BODY, CONFLICT. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_suspension_begin(struct tnw_client *client, const char *dossier,
                                                         const struct tnw_suspension_new *suspension,
                                                         struct tnw_suspension **begun);
/* In: dossier; id; until, its last day, NULL: today. Out: ended. Errors: NOT_FOUND, CONFLICT. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_suspension_end(struct tnw_client *client, const char *dossier, const char *id,
                                                       const char *until, struct tnw_suspension **ended);

/* The steps to come as a calendar (RFC 5545), and as a page to print (HTML): tnw_client_json(client) is that text,
 * until the next call. In: dossier. Errors: NOT_FOUND. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_timeline_calendar(struct tnw_client *client, const char *dossier);
TNW_API TNW_MUST_CHECK enum tnw_err tnw_timeline_fiche(struct tnw_client *client, const char *dossier);

/* Days of work after a time of unfitness. */
struct tnw_work {
    const char *from;
    const char *until; /* the last; NULL: until the next certificate begins */
};

/* Facts that are not known, or that this role may not see, are NULL. */
struct tnw_facts {
    const char *dossier;
    int64_t version; /* how many versions this role saw */
    const char *start;
    const char *employment;
    const char *employer; /* CBE */
    const char *employer_size;
    const char *contract_end;
    const char *region;
    const char *zone;
    const struct tnw_person *gmd_holder;
    bool occupational_cause; /* known to come of a work accident or an occupational disease */
    const char *route;
    const char *entrance;
    tnw_texts exceptions; /* NULL where this role may not see them */
    const char *resumed;
    const struct tnw_work *work; /* by day; none where this role may not see them */
    size_t work_count;
    const struct tnw_person *contact;
    const struct tnw_person *regie;
    tnw_texts settable; /* facts that I may set */
    const char *etag;   /* for tnw_facts_set */
};

/* In: dossier. Out: facts. Errors: NOT_FOUND. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_facts_get(struct tnw_client *client, const char *dossier,
                                                  struct tnw_facts **facts);
/* In: etag, of the facts that were seen; change, a JSON object of facts: what is left out stays, null unsets. Out:
 * facts, as they are after. Errors: VERSION_CONFLICT, ROLE_NOT_ALLOWED, INVALID_BODY. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_facts_set(struct tnw_client *client, const char *dossier, const char *etag,
                                                  const char *change, struct tnw_facts **facts);
TNW_API void tnw_facts_free(struct tnw_facts **facts);

TNW_API void tnw_timeline_free(struct tnw_timeline **timeline);
TNW_API void tnw_team_free(struct tnw_team **team);
TNW_API void tnw_regie_free(struct tnw_regie **regie);
TNW_API void tnw_suspension_free(struct tnw_suspension **suspension);

TNW_END
#endif
