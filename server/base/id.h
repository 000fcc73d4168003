/*
 * Identifiers: 128 bits, time-ordered (48 bits of milliseconds, 80 random), written as a prefix and 26 characters of
 * Crockford base32. The prefix tells what the id names and is checked when it is read.
 */
#ifndef TNW_BASE_ID_H
#define TNW_BASE_ID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/clock.h"
#include "tnw/error.h"

#define ID_SIZE 16
#define ID_TEXT 31 /* "dos_" + 26 + NUL */

struct id {
    uint8_t bytes[ID_SIZE];
};

enum id_kind {
    ID_DOSSIER,
    ID_FRAGMENT,
    ID_CONSENT,
    ID_THREAD,
    ID_MESSAGE,
    ID_ACTOR,
    ID_REQUEST,
    ID_ASKING,
    ID_SUSPENSION,
    ID_FICHE,
    ID_ATTACHMENT,
    ID_CASUS,
    ID_MOMENT, /* a netwerkmoment */
    ID_KINDS
};

struct id id_new(time_ms now);

/* Random bytes drawn ahead, since each draw is a call of the kernel; begins zeroed, used by one thread at a time. */
#define IDS_AHEAD 24
#define ID_RANDOM 10
struct id_source {
    uint8_t drawn[IDS_AHEAD][ID_RANDOM];
    size_t left;
};
struct id id_new_from(struct id_source *source, time_ms now);

/* A new one that sorts behind `last`, whatever the clock says: for lists in which the order of ids is the order of
 * things. */
struct id id_new_after(time_ms now, const struct id *last);
/* Reads the time of a bare id: 26 characters, without prefix. false: it is none. */
bool id_time(time_ms *when, const char *text);

struct slice id_slice(const struct id *id);
bool id_is_zero(const struct id *id);
bool id_eq(const struct id *a, const struct id *b);
void id_format(char out[ID_TEXT], enum id_kind kind, const struct id *id);

/* Reads the canonical text only: right prefix, upper case, no value above 128 bits, not zero (which stands
 * for "none"). Errors: NOT_FOUND, since an id that cannot exist names nothing. */
TNW_MUST_CHECK enum tnw_err id_parse(struct id *out, enum id_kind kind, const char *text);

#endif
