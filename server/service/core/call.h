/*
 * One request, from the moment the HTTP layer admitted it to the reply: what is asked, by whom, what came of it, and what
 * the audit record must say. The HTTP layer fills the first part and sends the reply; the services do the rest.
 */
#ifndef TNW_SERVICE_CORE_CALL_H
#define TNW_SERVICE_CORE_CALL_H

#include <jansson.h>

#include "audit/note/trust.h"
#include "base/bytes.h"
#include "base/clock.h"
#include "base/codes.h"
#include "base/id.h"
#include "base/log.h"
#include "crypto/hash.h"
#include "crypto/keyring.h"
#include "json/schema.h"
#include "ledger/ledger.h"
#include "pki/identity.h"
#include "rules/decide.h"
#include "rules/policy.h"
#include "store/store.h"

struct words;

/* What every call may use; built once at start, const after. */
struct world {
    struct store *store;
    const struct keyring *keyring;
    const struct policy *policy;
    const struct schema_set *schemas;
    const struct trust *trust;
    const struct words *words;
    const struct log *log;
    struct clock clock;
};

/* How many ids a path can name, and parameters a query. */
#define CALL_PATH_IDS 3
#define CALL_QUERY_MAX 10

struct op; /* service/operations.h */
enum op_method { METHOD_GET, METHOD_POST, METHOD_PUT, METHOD_PATCH, METHOD_DELETE, METHOD_COUNT };

/* Who is at the other end of the connection: filled once per connection, const after. */
struct peer {
    struct identity identity;
    struct hash identity_index; /* call_identity_index */
    struct hash certificate;    /* SHA-256 of the DER */
    char origin[46];            /* numeric address, without the port */
};

struct reply {
    int status;         /* 0 until there is one */
    struct buf body;    /* JSON; empty with 204 */
    bool problem;       /* application/problem+json */
    const char *type;   /* of the body, when not JSON; static; NULL for application/json */
    uint64_t next;      /* header TNW-Next: where the next page begins; 0 for none */
    char etag[24];      /* without quotes; "" for none */
    char location[128]; /* path; "" for none */
    int retry_after;    /* seconds; 0 for none */
    const char *allow;  /* for 405; static; NULL for none */
};

struct audit_facts {
    struct id dossier; /* zero: none */
    char object[ID_TEXT];
    struct buf listed; /* dossiers that a list showed, 16 bytes each */
    code_set categories;
    struct buf ground;   /* codes separated by one blank, each once */
    bool refuses;        /* the ground is one to refuse */
    struct hash content; /* of what a consent says: docs/protocol.md, part 4 */
    bool has_content;
};

struct call {
    struct ledger_job job; /* first: the ledger hands it back; done is the sender's */
    void *sender;          /* whose call it is: the HTTP layer's request */
    const struct world *world;
    const struct op *op; /* NULL when no row fits: only a refusal is possible */

    /* The request, as admitted. Strings live as long as the call, and are the HTTP layer's. */
    struct peer peer;
    struct id request;
    enum op_method method;
    struct slice target_path; /* the raw path, for the idempotency digest */
    const char *role_text;    /* TNW-Role, TNW-Actor, TNW-Purpose, Idempotency-Key, If-Match: NULL when absent */
    const char *actor_text;
    const char *purpose_text;
    const char *idempotency_key;
    const char *if_match;
    struct slice body_text;
    struct hash body_hash;             /* with an Idempotency-Key; replay_prepare */
    struct hash key_hash;              /* the index of that key; the same */
    struct id path_id[CALL_PATH_IDS];  /* in the order of the template */
    uint64_t path_seq;                 /* {seq} */
    struct slice path_rest;            /* {rest}: what is left of the path, a slash in it or not */
    const char *query[CALL_QUERY_MAX]; /* values, decoded, in the order of op->query; NULL when absent */

    /* Refused before it could run (admission, routing): set by call_refuse. */
    enum tnw_err refusal;

    /* For the long poll: call_begin leaves `waiting` true when the answer is empty and may wait until wait_until. */
    bool may_wait; /* the HTTP layer sets it false for the last look */
    bool waiting;
    int wait_s;

    /* Resolved by the dispatcher, in this order. */
    enum tnw_err input; /* what is wrong with the body; told only to who may call at all */
    json_t *body;
    time_ms now;
    day_num today;
    enum role role;
    enum purpose purpose;
    struct id actor; /* zero until known */
    struct id organisation;
    bool is_local; /* the operator at the machine (local.c): no peer, role beheerder */

    /* What a read saw, compared by the ledger; see docs/protocol.md. */
    bool saw_only_log; /* beside the caller's registration */
    bool saw_dossier;
    struct id saw_dossier_id;
    uint64_t saw_dossier_epoch; /* 0: there was none */
    uint64_t saw_generation;
    uint64_t saw_registry;
    bool ran_in_ledger; /* the last run saw what others of the same batch had written */

    /* What came of it. */
    enum tnw_err outcome; /* TNW_OK, or why the reply is a problem */
    bool wrote;           /* something was changed */
    bool quiet;           /* AUDIT_QUIET: nothing was shown, so nothing is recorded */
    struct reply reply;
    struct audit_facts audit;
    struct buf problem_errors; /* elements of errors[] */
    char detail[256];
    struct buf notified; /* ids of the actors that got an inbox event, 16 bytes each */
};

/* Returns the searchable stand-in for an identity, for peer.identity_index. */
struct hash call_identity_index(const struct world *world, const struct identity *identity);

/* Makes an empty call; the HTTP layer fills the request part. NULL: no memory. */
struct call *call_new(const struct world *world);
void call_free(struct call **call);

/* Forgets what a run has left behind, so that it can run again. */
void call_reset(struct call *call);

/* Marks the call as refused: it will not run, and its audit record says why. detail: English, no personal data. */
void call_refuse(struct call *call, enum tnw_err err, const char *detail);

/* Worker thread. Runs a read in a snapshot, prepares a write. After it exactly one of these holds:
 *   CALL_SUBMIT  hand call->job to ledger_submit; the reply may be sent after its done()
 *   CALL_SEND    the reply is ready and needs no record (audit class NONE, or a quiet empty poll)
 *   CALL_WAIT    an inbox poll found nothing: look again after an event for call->actor, or at the latest after
 *                call->wait_s seconds with may_wait false */
enum call_next { CALL_SUBMIT, CALL_SEND, CALL_WAIT };
enum call_next call_begin(struct call *call);

/* Whether to wait for ledger_is_settled before call_begin: the answer must show all that was answered before it. */
bool call_needs_settled(const struct call *call);

/* Replaces the reply by that error and nothing else: for what goes wrong outside the services (ledger, shutdown). */
void call_fail_reply(struct call *call, enum tnw_err err);

#endif
