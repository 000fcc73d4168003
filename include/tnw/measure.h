/*
 * Measures: what helps somebody to work again, beside people and services. The same for everybody, and public.
 */
#ifndef TNW_MEASURE_H
#define TNW_MEASURE_H

#include "tnw/api.h"
#include "tnw/client.h"

TNW_BEGIN

struct tnw_measure { /* texts in the client's language; NULL where no source says it */
    const char *code;
    const char *title;
    const char *explanation;
    tnw_texts serves;    /* "for": employee, self_employed, jobseeker, employer */
    tnw_texts regions;   /* vlaanderen, brussel, wallonie, ostbelgien */
    tnw_texts asked_by;  /* roles; none: no source says */
    tnw_texts offices;   /* kinds of fiches in the directory */
    const char *where;   /* or NULL */
    const char *cost;    /* or NULL */
    const char *benefit; /* what it does to the benefit; or NULL */
    const char *status;  /* in_force, reported (its source may be outdated), pilot */
    int64_t as_of;       /* the year of which the source tells */
    const char *passage; /* of the source: "S4:315-320" */
    const char *source;
};

struct tnw_measures {
    const struct tnw_measure *items;
    size_t count;
    const char *version;
};

/* In: serves, for whom: one of `serves`, or an employment of a dossier; region; each NULL for all. Out: measures, in
 * the order of the catalogue. Errors: INVALID_PARAMETER. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_measure_list(struct tnw_client *client, const char *serves, const char *region,
                                                     struct tnw_measures **measures);
TNW_API void tnw_measures_free(struct tnw_measures **measures);

TNW_END
#endif
