/*
 * The reply of a call. Operations say what happened in our terms; this is the only file of the services that has HTTP's
 * words for it: statuses, ETag and If-Match, Location, Retry-After, content types, problem documents (RFC 9457).
 */
#ifndef TNW_SERVICE_CORE_ANSWER_H
#define TNW_SERVICE_CORE_ANSWER_H

#include "json/write.h"
#include "service/core/call.h"

/* Begins a body that is one object; the operation writes it, and then says what happened by one of those below. */
struct json_writer answer_open(struct call *call);

void answer_shown(struct call *call);
/* A file, under that name, instead of a body. */
void answer_file(struct call *call, const struct attachment *attachment, const char *name);
/* No reply yet: the head is in order, and the body may come (STAGE_HEAD). */
void answer_awaits_body(struct call *call);
bool answer_is_awaiting(const struct call *call);
void answer_empty(struct call *call); /* there is nothing to show */
/* Made under that id; in a dossier or a thread, or by itself (place NULL). */
void answer_created(struct call *call, const struct id *place, enum id_kind kind, const struct id *id);
/* What the body is when it is not JSON; its bytes are the operation's. */
enum answer_form { ANSWER_NOTE, ANSWER_LINES, ANSWER_BYTES, ANSWER_CALENDAR, ANSWER_PAGE };
void answer_shown_as(struct call *call, enum answer_form form);

/* A file of the web page, whose body is compressed by gzip. type: static. */
void answer_web_file(struct call *call, const char *type);

/* Beside it: the version of what was shown; the number at which the next part begins (0: there is none). */
void answer_version(struct call *call, uint64_t version);
void answer_goes_on(struct call *call, uint64_t next);

/* What was shown never changes and tells nothing of a person: who asked may keep it, and need not ask again. */
void answer_lasts(struct call *call);
/* What was shown changes with a new version of the server only, and tells nothing of a person. */
void answer_keep_hour(struct call *call);

/* The version that the caller wants to change. Errors: PRECONDITION_REQUIRED, INVALID_HEADER. */
TNW_MUST_CHECK enum tnw_err answer_wanted_version(struct call *call, uint64_t *version);

/* Instead of all that: the problem document of that error, with found.fault. */
void answer_problem(struct call *call, enum tnw_err err);

/* Instead of all that, for what goes wrong outside the services (ledger, shutdown): that error, and nobody is told of
 * events. */
void answer_failure(struct call *call, enum tnw_err err);

/* Whether there is a reply, and whether it is no refusal. */
bool answer_is_there(const struct call *call);
bool answer_permits(const struct call *call);

#endif
