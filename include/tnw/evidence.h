/*
 * What makes the audit log evidence, as the server gives it: checkpoints, proofs, receipts, the export. Nothing here is
 * checked: that is verify.h's part, which needs no server.
 */
#ifndef TNW_EVIDENCE_H
#define TNW_EVIDENCE_H

#include <stdbool.h>

#include "tnw/api.h"
#include "tnw/audit.h"
#include "tnw/client.h"
#include "tnw/verify.h"

TNW_BEGIN

/* A witness's cosignature, as the server tells of it. */
struct tnw_cosigner {
    const char *name;
    const char *time; /* when, on the witness's word */
};

struct tnw_checkpoint {
    const char *note; /* the signed note, all its lines: for tnw_verify_checkpoint */
    const char *key;  /* the log's key as text, as the server says: compare it with what you got elsewhere */
    int64_t size;     /* how many records */
    const char *root; /* 64 lower-case hex digits, as all hashes */
    int64_t mapped;   /* how many of the records its map is made of */
    const struct tnw_cosigner *witnesses;
    size_t witness_count;
};

/* Which of the checkpoints that the server keeps. While the log grows the newest one is seldom cosigned. */
struct tnw_checkpoint_query {
    uint64_t size;      /* the one of that size; 0: whichever, as with all that follow */
    unsigned witnessed; /* the newest that so many witnesses cosigned, of those whom the server's operator names */
    tnw_texts by;       /* with witnessed: only these count; keys as text, at most TNW_WITNESSES_MAX */
    uint64_t below;     /* with witnessed: the newest of those that are smaller */
};

/* In: query, NULL: the newest. Out: checkpoint; whether the cosignatures are what the server says shows when it is
 * verified. Errors: NOT_FOUND: there is none such; USAGE: a key that is none. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_checkpoint_find(struct tnw_client *client,
                                                        const struct tnw_checkpoint_query *query,
                                                        struct tnw_checkpoint **checkpoint);

/* The newest checkpoint; at most a second behind. Out: checkpoint. Errors: UNAVAILABLE while there is none yet. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_checkpoint_get(struct tnw_client *client, struct tnw_checkpoint **checkpoint);
TNW_API void tnw_checkpoint_free(struct tnw_checkpoint **checkpoint);

/* The changes of the log's key, for tnw_verify_key_path. */
struct tnw_key_changes {
    const char *json; /* NUL-terminated */
    size_t len;       /* without the NUL */
};

/* Out: changes. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_key_changes_get(struct tnw_client *client, struct tnw_key_changes **changes);
TNW_API void tnw_key_changes_free(struct tnw_key_changes **key_changes);

/* Proves that record seq is in the log of that size. In: size: any that the log had, 0 for the newest checkpoint's.
 * Out: proof (verify.h has the type). Errors: INVALID_PARAMETER, NOT_FOUND. Source: RFC 9162, section 2.1.3. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_proof_inclusion(struct tnw_client *client, uint64_t seq, uint64_t size,
                                                        struct tnw_inclusion **proof);
TNW_API void tnw_inclusion_free(struct tnw_inclusion **inclusion);

/* Proves that the log of size `from` is the start of that of size `to`. In: to: 0 for the newest checkpoint's.
 * Out: proof. Errors: INVALID_PARAMETER. Source: RFC 9162, section 2.1.4. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_proof_consistency(struct tnw_client *client, uint64_t from, uint64_t to,
                                                          struct tnw_consistency **proof);
TNW_API void tnw_consistency_free(struct tnw_consistency **consistency);

struct tnw_cosignature {
    int64_t size;
    const char *name; /* of the witness */
    const char *time;
};

/* Hands in a witness's signature line (tnw_witness_cosign) for the checkpoint of that size; for the auditor.
 * Out: cosignature: what was kept. Errors: NOT_FOUND: no such checkpoint; INVALID_BODY, ROLE_NOT_ALLOWED. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_cosignature_add(struct tnw_client *client, uint64_t size, const char *line,
                                                        struct tnw_cosignature **cosignature);
TNW_API void tnw_cosignature_free(struct tnw_cosignature **cosignature);

/* What a public witness (C2SP tlog-witness) answered. */
struct tnw_carried {
    int status;        /* 200: it cosigned; 400, 403, 404, 409, 422: see there; others: not now */
    bool has_size;     /* with 409: it says up to where it has cosigned this log */
    uint64_t size;     /* that is, on its own word */
    const char *lines; /* with 200: signature lines for tnw_verify_cosignature, each with its line end; else "" */
};

/* Carries a checkpoint to a public witness: another server, asked without a certificate and with the system's issuers;
 * nothing in it is secret. In: url: the witness's submission prefix, https or http; note: the checkpoint; proof: from
 * the size that it cosigned last, with an empty path for the same size, NULL: none is known. Out: carried; why, one
 * line, "" for an answer. Errors: USAGE: no such URL, or proof; CONNECT, TIMEOUT, TLS_SERVER, PROTOCOL, NO_MEMORY. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_checkpoint_carry(const char *url, const char *note,
                                                         const struct tnw_consistency *proof,
                                                         struct tnw_carried **carried, char why[256]);
TNW_API void tnw_carried_free(struct tnw_carried **carried);

/* Part of the log as it is: newline-delimited JSON. */
struct tnw_export_page {
    const char *lines; /* whole lines; NUL-terminated */
    size_t len;        /* without the NUL */
    uint64_t next;     /* `from` of the page behind it; 0: there is none */
};

/* A page of the export; for the auditor. In: from: seq to begin with; size: of the checkpoint at which it ends, asked
 * for before the first page. Out: page. Errors: INVALID_PARAMETER, ROLE_NOT_ALLOWED. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_audit_export_page(struct tnw_client *client, uint64_t from, uint64_t size,
                                                          struct tnw_export_page **page);
TNW_API void tnw_export_page_free(struct tnw_export_page **export_page);

/* A consent receipt, to be kept as it is. */
struct tnw_consent_receipt {
    const char *json; /* for tnw_verify_receipt; NUL-terminated */
    size_t len;       /* without the NUL */
};

/* In: dossier; consent; under: the checkpoint that it is to rest on, NULL: the newest. Out: receipt. Errors: NOT_FOUND,
 * also when there is no such checkpoint; NOT_SEALED_YET when the grant or the withdrawal is newer than the checkpoint:
 * try again in a second, or when the witnesses have looked again. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_consent_receipt_get(struct tnw_client *client, const char *dossier,
                                                            const char *consent,
                                                            const struct tnw_checkpoint_query *under,
                                                            struct tnw_consent_receipt **receipt);
TNW_API void tnw_consent_receipt_free(struct tnw_consent_receipt **consent_receipt);

struct tnw_access_query {
    const char *language; /* nl, fr, de, en; NULL: the server's default */
    bool fold;            /* repeated reads by one actor on one day as one; not together with proof */
    bool proof;           /* with all that tnw_access_check needs */
    uint64_t size;        /* with proof, from the second page on: size of the first page's checkpoint; else 0 */
    struct tnw_page page;
};

/* The patient's access log, newest first. With proof, hand the answer's text, tnw_client_json, to
 * tnw_access_check_page. In: dossier; query, NULL for the first page without proofs. Out: accesses. Errors: NOT_FOUND,
 * INVALID_PARAMETER. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_access_log(struct tnw_client *client, const char *dossier,
                                                   const struct tnw_access_query *query,
                                                   struct tnw_accesses **accesses);

TNW_END
#endif
