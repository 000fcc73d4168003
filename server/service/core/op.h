/*
 * A row of the table of operations (service/operations.h): all that the parts of the server must know of an operation.
 * http matches method and path, the caller is held against the roles, the dispatcher asks for the kind.
 */
#ifndef TNW_SERVICE_CORE_OP_H
#define TNW_SERVICE_CORE_OP_H

#include <string.h>

#include "service/core/call.h"

/* READ: runs in a snapshot and once more in the ledger if that is stale by then; WRITE: runs in the ledger only. */
enum op_kind { OP_READ, OP_WRITE };

/* Where it happens, by the first id of its path. A refusal is filed under the dossier of its place. */
enum op_place {
    PLACE_UNSET,
    PLACE_NOWHERE,
    PLACE_DOSSIER, /* {dossier} */
    PLACE_THREAD,  /* {thread}, which lies in a dossier */
    PLACE_COUNT
};

/* What a call costs the others at most: the class of its quota and of its bucket of tokens. */
enum op_cost {
    COST_UNSET,
    COST_POLL,   /* asked again and again, mostly for nothing: a few look-ups, and perhaps a long wait */
    COST_READ,   /* one thing: a few look-ups, one record of the log */
    COST_LIST,   /* a page: up to LIMIT_SCAN_MAX rows of one place are looked at */
    COST_SEARCH, /* a page found among what belongs to everybody: registry, dossiers by patient, the log */
    COST_PROOF,  /* a path of the tree: some dozen look-ups and hashes, no record of the log */
    COST_BULK,   /* up to LIMIT_PAGE_BYTES of the log in one answer */
    COST_WRITE,  /* a few small rows on the ledger's thread */
    COST_APPEND, /* the same with a text or content of up to LIMIT_BODY_MAX, which is encrypted and stays for good */
    COST_COMB, /* COST_APPEND, and before it up to LIMIT_OWN_DOSSIERS headers of dossiers are decrypted in the worker */
    COST_FILE, /* up to LIMIT_ATTACHMENT in or out, chunk by chunk */
    COST_COUNT
};

/* What a write means for how long the dossier is kept. ADDS: it adds content, from whose last year that is reckoned;
 * CHANGES: it adds none, as a file to which nothing refers yet. Both are refused in one that is only kept to be read.
 * UNMOVED: it is as well done there, as giving a consent. */
enum op_term { TERM_UNMOVED, TERM_ADDS, TERM_CHANGES };

/* NONE only for operations that touch no person's data; QUIET: recorded unless the answer is an empty inbox poll. */
enum op_audit { AUDIT_UNSET, AUDIT_RECORD, AUDIT_QUIET, AUDIT_NONE };

struct op {
    const char *name; /* also the audit action and the metric label: "fragment.read" */
    enum op_method method;
    const char *path; /* template: "/v1/dossiers/{dossier}/fragments/{fragment}" */
    enum op_kind kind;
    enum op_place place;
    enum op_cost cost;
    code_set roles;     /* that may call at all */
    bool any_role;      /* no role needs to be chosen (me) */
    bool anyone;        /* whoever has an accepted certificate, in the registry or not; roles are not looked at */
    bool acting;        /* a medewerker may do it for a doctor (TNW-For); what changes who has access never */
    bool local;         /* the operator at the machine may run it too (core/local.h) */
    const char *schema; /* of the body, "body/fragment"; NULL: no body, or {} */
    size_t body_max;
    enum op_term term; /* WRITE, in a dossier or a thread */
    bool streams;      /* WRITE, POST: the body is a file, with its own Content-Type; body_max bounds it */
    const char *query[CALL_QUERY_MAX]; /* the parameters it takes */
    bool spares_room;                  /* WRITE: goes on when only the reserve is left (withdrawals and the like) */
    /* READ: the log, the inbox, or without a record: the ledger does not check it again. WRITE: its look sees all. */
    bool needs_settled;
    bool names_dossiers; /* PLACE_NOWHERE, but its record can name dossiers: it makes, finds or lists them */
    code_set counts;     /* enum quota: which quota it uses one of; every WRITE uses bytes */
    enum op_audit audit;
    const char *audit_reason; /* why not AUDIT_RECORD; NULL otherwise */
    /* With a schema. Worker thread, before the call's transaction: all that the body alone decides. What is wrong with
     * it stays in ready.meaning, what run goes by in ready.draft. Errors: NO_MEMORY. */
    enum tnw_err (*prepare)(struct call *call);
    /* WRITE: what the draft still lacks and the ledger should not have to read. Worker thread, in a snapshot, after
     * prepare; it may be NULL. What it found may have changed when run goes by it. */
    void (*look)(struct call *call, struct txn *snapshot);
    /* WRITE: names what run will ask for beyond caller, place and kept answer, by the `hint` functions of the records.
     * Worker thread, in a snapshot; it may be NULL, and may miss: then the ledger reads. */
    void (*hint)(struct call *call, struct txn *snapshot);
    enum tnw_err (*run)(struct call *call, struct txn *txn); /* READ: in a snapshot; WRITE: in the ledger */
};

/* The place of that parameter in op->query; -1: the operation does not take it. */
static inline int
op_parameter(const struct op *op, const char *name)
{
    for (int i = 0; i < CALL_QUERY_MAX && op->query[i] != NULL; i++) {
        if (strcmp(op->query[i], name) == 0) {
            return i;
        }
    }
    return -1;
}

#endif
