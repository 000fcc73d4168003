/*
 * Writes JSON straight into a buf, without a tree. Commas are its own business; the caller keeps objects and arrays
 * balanced (asserted). Strings are escaped as in RFC 8785, so that members written in key order make canonical JSON.
 */
#ifndef TNW_JSON_WRITE_H
#define TNW_JSON_WRITE_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/codes.h"
#include "base/id.h"

struct json_writer {
    struct buf *out;
    unsigned depth;
    bool comma; /* the next member or element needs one first */
};

struct json_writer json_writer(struct buf *out);

/* key: NULL inside an array or at the top, else a member name of plain ASCII without escapes. */
void jw_open(struct json_writer *jw, const char *key);                  /* { */
void jw_close(struct json_writer *jw);                                  /* } */
void jw_open_list(struct json_writer *jw, const char *key);             /* [ */
void jw_close_list(struct json_writer *jw);                             /* ] */
void jw_str(struct json_writer *jw, const char *key, const char *text); /* UTF-8; NULL writes null */
void jw_slice(struct json_writer *jw, const char *key, struct slice text);
void jw_int(struct json_writer *jw, const char *key, int64_t value); /* |value| <= LIMIT_JSON_NUMBER, asserted */
void jw_null(struct json_writer *jw, const char *key);
void jw_raw(struct json_writer *jw, const char *key, struct slice json); /* already JSON */
void jw_hex(struct json_writer *jw, const char *key, struct slice bytes);
void jw_id(struct json_writer *jw, const char *key, enum id_kind kind, const struct id *id); /* zero id writes null */
void jw_time(struct json_writer *jw, const char *key, time_ms when);                         /* 0 writes null */
void jw_bool(struct json_writer *jw, const char *key, bool flag);
void jw_date(struct json_writer *jw, const char *key, day_num day);
void jw_date_or_null(struct json_writer *jw, const char *key, day_num day);                         /* 0 writes null */
void jw_codes(struct json_writer *jw, const char *key, const struct code_list *list, code_set set); /* [ "a", "b" ] */

/* Appends text as one JSON string, quotes included: for who writes JSON without a writer. */
void jw_quoted(struct buf *out, struct slice text);

#endif
