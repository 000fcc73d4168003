/*
 * One sentence for the patient about one access, or about several that were folded into one.
 */
#ifndef TNW_SERVICE_ACCESS_LOG_ACCESS_TEXT_H
#define TNW_SERVICE_ACCESS_LOG_ACCESS_TEXT_H

#include "audit/record_view.h"
#include "service/access_log/words.h"

struct access_text {
    const struct words *words;
    enum language language;
    const struct record_view *view; /* of the newest of them */
    struct slice name;              /* of the actor; empty: nobody in the registry */
    struct slice organisation;      /* its name; empty: none */
    struct slice acted_for;         /* name of the one in whose name it was done; empty: nobody, or not known */
    bool is_self;                   /* it was the patient, to whom we speak */
    size_t count;                   /* how many accesses, of one Belgian day */
    time_ms first;                  /* of the oldest of them */
};

/* Appends who, when, what, why, on which ground, and whether it was permitted. */
void access_text_sentence(struct buf *out, const struct access_text *text);
/* Appends the ground alone, a sentence by itself. A code of which we know no words becomes the kind of error that it
 * is. */
void access_text_reason(struct buf *out, const struct access_text *text);

#endif
