/*
 * One request, from the moment the HTTP layer admitted it to the reply. Its parts have one owner each:
 *   in     what came in       the HTTP layer, or local.c; const to all others
 *   ready  what is prepared   the worker, before any transaction; const to the ledger
 *   found  what a run found   the dispatcher and the operation; each run begins with nothing found
 *   reply  what goes out      answer.c
 */
#ifndef TNW_SERVICE_CORE_CALL_H
#define TNW_SERVICE_CORE_CALL_H

#include <jansson.h>

#include "audit/note/trust.h"
#include "audit/origin.h"
#include "base/bytes.h"
#include "base/clock.h"
#include "base/codes.h"
#include "base/domain/media.h"
#include "base/domain/person.h"
#include "base/id.h"
#include "base/log.h"
#include "crypto/hash.h"
#include "crypto/keyring.h"
#include "json/schema.h"
#include "ledger/ledger.h"
#include "pki/identity.h"
#include "rules/decide.h"
#include "rules/policy.h"
#include "store/records/file/attachment.h"
#include "store/records/usage.h"
#include "store/store.h"

struct words;
struct presets;
struct measures;
struct timeline;
struct knelpunten;
struct referral;
struct budget;
struct refusals;
struct presented;
struct upload;

/* What every call may use; built once at start, const after. */
struct world {
    struct store *store;
    const struct keyring *keyring;
    const struct policy *policy;
    const struct schema_set *schemas;
    const struct trust *_Atomic trust; /* SIGHUP puts another one in its place; what it was stays whole */
    const struct words *words;
    const struct presets *presets;
    const struct measures *measures;
    const struct timeline *timeline;
    const struct knelpunten *knelpunten;
    const struct referral *referral;
    const struct log *log;
    struct clock clock;
    struct budget *budget;       /* NULL: nobody's calls are limited */
    struct refusals *refusals;   /* NULL: each refusal has a record */
    struct presented *presented; /* NULL: nobody notes with which certificate somebody comes */
    unsigned quota_factor;       /* of the policy's quotas here; 0 as 1 */
};

/* How many ids a path can name, and parameters a query. */
#define CALL_PATH_IDS 3
#define CALL_QUERY_MAX 11

struct op; /* op.h */
enum op_method { METHOD_GET, METHOD_POST, METHOD_PUT, METHOD_PATCH, METHOD_DELETE, METHOD_COUNT };

/* Who is at the other end of the connection: filled once per connection, const after. */
struct peer {
    struct identity identity;
    struct hash identity_index; /* call_identity_index */
    struct hash certificate;    /* SHA-256 of the DER */
    time_ms certificate_ends;
    char origin[46];             /* numeric address, without the port */
    char pseudonym[ORIGIN_TEXT]; /* what records say instead (origin.h); of the operator at the machine: "local" */
};

/* Why not, in words that the caller may read. */
struct fault {
    enum tnw_err err;
    char detail[256];  /* "" for no more than the error says */
    struct buf errors; /* elements of errors[] */
    int wait_s;        /* when to come again; 0: as the error says */
};

/* The registrations of one identity. */
struct candidates {
    struct person person;
    struct id disabled; /* one of those that are; zero: none is */
    size_t count;       /* of those that are active */
    struct {
        struct id id;
        struct id organisation;
        code_set roles;
        unsigned quota_factor;
    } list[LIMIT_IDENTITY_ACTORS];
    code_set roles; /* of all active ones together */
};

/* Who calls on a connection, as of a state of the registry: caller.c, which asks at each request whether it is still
 * that. */
struct caller_memo {
    bool holds;
    uint64_t registry;
    struct candidates found;
};

/* What came in. Filled by who brings the call, const after that to all others. Strings live as long as the call, and
 * are their owner's. */
struct incoming {
    const struct op *op; /* the row that method and path fit; NULL: none does, only a refusal is possible */
    struct peer peer;
    struct caller_memo *memo; /* the connection's; NULL: nothing is kept */
    bool local;               /* the operator at the machine (local.h): no peer, role beheerder */
    struct id request;
    enum op_method method;
    struct slice target_path; /* the raw path, for the idempotency digest */
    const char *role_text; /* TNW-Role, TNW-Actor, TNW-For, TNW-Purpose, Idempotency-Key, If-Match: NULL when absent */
    const char *actor_text;
    const char *for_text;
    const char *purpose_text;
    const char *idempotency_key;
    const char *if_match;
    struct slice body_text;
    enum media media; /* of a body that is a file, as is the next: what it says to be */
    uint64_t file_size;
    struct id path_id[CALL_PATH_IDS];  /* in the order of the template */
    uint64_t path_seq;                 /* {seq} */
    struct slice path_rest;            /* {rest}: what is left of the path, a slash in it or not; or {category} */
    const char *query[CALL_QUERY_MAX]; /* values, decoded, in the order of op->query; NULL when absent */
    bool may_wait;                     /* in a long poll; false for its last look */
    enum tnw_err refusal;              /* refused before it could run, and why: incoming_refuse */
    char refusal_detail[128];
    int refusal_wait_s; /* when to come again; 0: as the error says */
};

/* What a worker makes of it once, before the call's transaction; const after that. */
struct prepared {
    bool done;
    day_num today;
    json_t *body;
    struct fault fault;   /* it is no JSON, or not of its schema: told first, and to who may call at all */
    struct fault meaning; /* it is of its schema, and yet cannot be: told where the operation would have gone by it */
    void *draft;          /* what the operation's prepare made of it: call_draft */
    void (*wipe)(void *draft);
    struct hash key_hash;       /* with an Idempotency-Key, as are the next: its index; replay_prepare */
    struct hash body_hash;      /* of the body */
    struct hash request_digest; /* of the request by who acts in digest_role */
    enum role digest_role;
    struct hints *hints; /* values that the ledger will ask for (foresight.c); NULL: none were read */
};

/* What a read saw, which the ledger compares: docs/protocol.md. */
struct sight {
    bool only_log; /* beside the caller's registration */
    bool of_dossier;
    struct id dossier;
    uint64_t epoch; /* of the dossier; 0: there was none */
    uint64_t generation;
    uint64_t registry;
};

/* What the audit record must say. */
struct audit_facts {
    struct id dossier; /* zero: none */
    char object[ID_TEXT];
    struct buf objects; /* consents that this one act gives, 16 bytes each */
    struct buf listed;  /* dossiers that a list showed, 16 bytes each */
    code_set categories;
    struct buf ground;   /* codes separated by one blank, each once */
    bool refuses;        /* the ground is one to refuse */
    struct hash content; /* of what a consent says: docs/protocol.md, part 4 */
    bool has_content;
};

/* Who made a doctor's call for them (acting.h). */
struct deputy {
    bool acts; /* false: nobody did, and the rest says nothing */
    struct id actor;
    struct id organisation;
    struct decide_deputy limits;
};

/* What one run found out: who calls, what was seen and what came of it. Each run begins with an empty one. */
struct findings {
    time_ms now; /* the log's: what is decided, what is stored and the audit record have the same */
    day_num today;
    struct id actor; /* who calls, or in whose name: zero until known */
    struct id organisation;
    struct person person; /* whose registration that is; nobody for the operator at the machine */
    struct deputy deputy;
    enum role role;
    enum purpose purpose;
    unsigned quota_factor; /* of who calls */
    bool uses_quota;       /* then usage is what the person will have used */
    struct usage usage;
    enum quota quota_exceeded; /* with QUOTA_EXCEEDED */
    struct sight saw;
    int term_year; /* of the dossier that was opened: its last addition's */
    struct audit_facts audit;
    struct fault fault;   /* why it is refused */
    enum tnw_err outcome; /* TNW_OK, or why the reply is a problem */
    bool wrote;           /* something was changed */
    bool keeps_no_answer; /* a retry is answered anew, and does nothing a second time */
    bool quiet;           /* AUDIT_QUIET: nothing was shown, so nothing is recorded */
    bool waits;           /* a long poll found nothing, and may wait wait_s for the next event */
    int wait_s;
    struct buf notified; /* ids of the actors to wake: they got an inbox event, or were disabled; 16 bytes each */
};

enum reply_keep { KEEP_NOT, KEEP_AN_HOUR, KEEP_FOR_EVER };

/* A file in place of a body: sent chunk by chunk, each read when its turn comes (attachment/download.h). */
struct reply_file {
    struct id dossier;
    struct id id;
    uint32_t size; /* 0: there is none */
    char name[LIMIT_FILE_NAME_BYTES + 1];
    char salt[40]; /* hex; with it the record vouches for the file */
};

/* What goes out, in HTTP's words: answer.c writes it, the HTTP layer sends it. */
struct reply {
    int status;         /* 0 until there is one */
    struct buf body;    /* JSON; empty with 204 */
    const char *type;   /* of the body, when not JSON; static; NULL for application/json */
    uint64_t next;      /* header TNW-Next: where the next page begins; 0 for none */
    char etag[72];      /* without quotes; "" for none */
    char location[128]; /* path; "" for none */
    int retry_after;    /* seconds; 0 for none */
    struct reply_file file;
    bool compressed;      /* the body is, by gzip */
    bool page;            /* it is of the web page, and may run */
    enum reply_keep keep; /* how long the peer may have it by itself: only of what tells nothing of a person */
};

/* What becomes of a refusal that tells nothing of anybody: asked once. */
enum refusal_record { REFUSAL_UNASKED, REFUSAL_RECORDED, REFUSAL_COUNTED };

/* A call whose body is a file runs in the ledger before the body is taken, and after it (attachment/upload.h). */
enum call_stage { STAGE_WHOLE, STAGE_HEAD, STAGE_END };

struct call {
    struct ledger_job job; /* first: the ledger hands it back; done is the sender's */
    void *sender;          /* whose call it is: the HTTP layer's request */
    const struct world *world;
    bool ran_in_ledger; /* the last run saw what others of the same batch had written */
    enum refusal_record refusal_record;
    enum call_stage stage;
    struct attachment_draft draft; /* of the file; zero: it has no place yet */
    struct upload *upload;         /* NULL: none is under way; its bringer's to free */

    const struct incoming *in;
    struct prepared ready;
    struct findings found;
    struct reply reply;
};

/* Returns the searchable stand-in for an identity, for peer.identity_index. */
struct hash call_identity_index(const struct world *world, const struct identity *identity);

/* Makes an empty call. ids: of the connection that it comes by, NULL for none. Out: in, for its bringer to fill; lives
 * as long as the call. NULL: no memory. */
struct call *call_new(const struct world *world, struct id_source *ids, struct incoming **in);
void call_free(struct call **call);

/* For an operation's prepare: zeroed room for what it makes of the body. wipe: frees what the draft owns, NULL for
 * nothing; the room itself goes with the call. NULL: no memory. */
void *call_draft(struct call *call, size_t size, void (*wipe)(void *draft));

/* Forgets what a run has found and what it would send, so that it can run again. */
void call_reset(struct call *call);

/* Whether the caller may know that somebody takes part in this role: of themself they do, of others by the policy. */
bool call_knows(const struct call *call, const struct id *actor, enum role role);
bool call_knows_all(const struct call *call); /* of everybody, those too who did once */

/* Refuses it before it runs: its audit record says why. detail: English, no personal data. */
void incoming_refuse(struct incoming *in, enum tnw_err err, const char *detail);

#endif
