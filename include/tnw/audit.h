/*
 * Who saw what: the patient's access log, and the auditor's records.
 */
#ifndef TNW_AUDIT_H
#define TNW_AUDIT_H

#include "tnw/api.h"
#include "tnw/client.h"

TNW_BEGIN

struct tnw_party {
    const char *id;
    const char *name;
};

struct tnw_access {
    int64_t seq;
    const char *time;
    const struct tnw_party *actor;        /* or NULL */
    const struct tnw_party *organisation; /* or NULL */
    const struct tnw_party *acted_for;    /* in whose name the actor did it, in that role; or NULL */
    const char *role;                     /* or NULL */
    const char *action;
    const char *object; /* or NULL */
    tnw_texts categories;
    const char *purpose;  /* or NULL */
    const char *decision; /* permit, deny, fail */
    const char *ground;   /* code, or NULL */
    const char *reason;   /* the ground in plain words */
    const char *text;     /* all of it in one sentence, in the language asked for */
    int64_t status;
    int64_t count;     /* how many were folded into this one, else 1 */
    const char *first; /* time of the oldest of them */
    const char *until; /* of the newest */
};

struct tnw_accesses {
    const struct tnw_access *items;
    size_t count;
    const char *next; /* NULL at the end */
};

/* Asked for with tnw_access_log (tnw/evidence.h). */
TNW_API void tnw_accesses_free(struct tnw_accesses **accesses);

struct tnw_audit_record {
    int64_t seq;
    const char *time;
    const char *actor; /* each of the following or NULL */
    const char *role;
    const char *action;
    const char *dossier;
    const char *object;
    const char *decision;
    const char *ground;
    const char *acted_for; /* in whose name the actor acted */
};

struct tnw_audit_entry {
    struct tnw_audit_record record;
    const char *record_json; /* all of it, as the server sent it, without white space */
    const char *leaf;        /* its leaf hash, 64 lower-case hex digits */
};

struct tnw_audit_entries {
    const struct tnw_audit_entry *items;
    size_t count;
    const char *next; /* NULL at the end */
};

struct tnw_audit_query { /* each NULL for no such condition; a record must meet all */
    const char *actor;
    const char *dossier;      /* also finds lists that showed it */
    const char *organisation; /* for which the actor acted */
    const char *request;      /* the TNW-Request of an answer, "req_…": one record has it */
    const char *action;       /* name of the operation: "fragment.read" */
    const char *decision;     /* permit, deny, fail */
    const char *ground;       /* a whole code, "consent:cns_…", or its kind, "consent" */
    const char *from;         /* RFC 3339; that time or later */
    const char *until;        /* RFC 3339; before that time */
    struct tnw_page page;
};

/* Oldest first; for the auditor. In: query, NULL for all. Out: entries. Errors: ROLE_NOT_ALLOWED. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_audit_list(struct tnw_client *client, const struct tnw_audit_query *query,
                                                   struct tnw_audit_entries **entries);
/* In: seq. Out: entry. Errors: NOT_FOUND. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_audit_get(struct tnw_client *client, uint64_t seq,
                                                  struct tnw_audit_entry **entry);
TNW_API void tnw_audit_entry_free(struct tnw_audit_entry **entry);
TNW_API void tnw_audit_entries_free(struct tnw_audit_entries **entries);

TNW_END
#endif
