/*
 * Checking what a server says about its log, without that server: no network, no files, no globals, nothing printed.
 *
 * Rules that hold for every function:
 *   results    TNW_OK: it is proven. TNW_E_CRYPTO: it is not, and the finding says what fails and where; what else the
 *              function gives is zero then. NO_MEMORY and USAGE say nothing about what was to be checked.
 *   findings   in: finding is filled by every call, may be NULL. Texts name places and numbers, never a person.
 *   trust      a proof is worth as much as the key: get it from somebody else than the server that you check.
 *   threads    a verifier is not changed after it was made: any number of threads may use it at the same time. A check
 *              belongs to one thread at a time. Both are wiped when they are freed.
 *   hashes     64 lower-case hex digits. Times: RFC 3339 in UTC.
 *
 * Source: docs/protocol.md, part 4, which also says what is not proven.
 */
#ifndef TNW_VERIFY_H
#define TNW_VERIFY_H

#include <stdbool.h>

#include "tnw/api.h"

TNW_BEGIN

#define TNW_HASH_TEXT 65  /* with the NUL, as all of these */
#define TNW_TIME_TEXT 25  /* 2026-01-31T23:59:59.999Z */
#define TNW_ID_TEXT 31    /* dos_ and 26 characters */
#define TNW_NAME_TEXT 129 /* of a log or a witness */
#define TNW_KEY_TEXT 192  /* NAME+ID+BASE64, the form in which keys are handed round */
#define TNW_LINE_TEXT 288 /* a signature line */
#define TNW_WITNESSES_MAX 15

/* What can fail. name, stable code, meaning */
#define TNW_FAULT_LIST(X)                                                                                              \
    X(NONE, "none", "all of it holds")                                                                                 \
    X(FORM, "form", "it is not of the form that the protocol has for it")                                              \
    X(KEY, "key", "it names another key than the log's")                                                               \
    X(SIGNATURE, "signature", "the log's key did not sign this checkpoint")                                            \
    X(WITNESSES, "witnesses", "a cosignature is wrong, or too few witnesses cosigned")                                 \
    X(RECORD, "record", "a record is not what its hash stands for")                                                    \
    X(INCLUSION, "inclusion", "a record is not in the log at its place")                                               \
    X(CONSISTENCY, "consistency", "one log is not the start of the other")                                             \
    X(FORK, "fork", "two signed checkpoints of one size differ")                                                       \
    X(ORDER, "order", "a record is not where its number says")                                                         \
    X(SIZE, "size", "there are more or fewer records than the checkpoint says")                                        \
    X(ROOT, "root", "the records give another root than the checkpoint's")                                             \
    X(MAP, "map", "the map is not the one that the log names")                                                         \
    X(HEAD, "head", "the newest record is not the one that the map names")                                             \
    X(CHAIN, "chain", "a record does not follow the one before it in its dossier")                                     \
    X(LINK, "link", "a record does not bear the link that is said to be in it")                                        \
    X(MISSING, "missing", "records are left out")                                                                      \
    X(SHOWN, "shown", "what is shown differs from what was recorded")                                                  \
    X(TERMS, "terms", "the terms are not those that were recorded")                                                    \
    X(SUBJECT, "subject", "a record is about something else")                                                          \
    X(KNOWN, "known", "it contradicts what was proven before")                                                         \
    X(RULE, "rule", "a record says what no record can say")                                                            \
    X(TIME, "time", "time goes back where no record says so")                                                          \
    X(STALE, "stale", "it is not of now: what was done before is missing, or is not sealed since long")                \
    X(PART, "part", "a part of the archive is missing, changed, or one too many")                                      \
    X(FILE, "file", "it is not the file that was recorded")

enum tnw_fault {
#define TNW_FAULT_ENUM(name, code, meaning) TNW_FAULT_##name,
    TNW_FAULT_LIST(TNW_FAULT_ENUM)
#undef TNW_FAULT_ENUM
        TNW_FAULT_COUNT
};

struct tnw_finding {
    enum tnw_fault fault;
    int64_t seq;    /* of the record where it shows; -1: none in particular */
    uint64_t line;  /* of an export, from 1; 0: none */
    char text[256]; /* one English line; "" when all holds */
};

/* Return the static code and meaning of a fault, "" for a number that is none. Any thread. */
TNW_API const char *tnw_fault_code(enum tnw_fault fault);
TNW_API const char *tnw_fault_meaning(enum tnw_fault fault);

/* Whom to believe ------------------------------------------------------------------------------------------------- */

struct tnw_verifier;

/* In: key: the log's, as text; witnesses: keys of those whose cosignatures are wanted, at most TNW_WITNESSES_MAX, NULL:
 * none; needed: how many of them at least must have cosigned. Out: verifier, freed with tnw_verifier_free; why, one
 * line about what is wrong, may be NULL. Errors: USAGE: a text that is no key of that kind, a key twice, or more needed
 * than there are; NO_MEMORY. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_verifier_new(const char *key, tnw_texts witnesses, unsigned needed,
                                                     struct tnw_verifier **verifier, char why[256]);
/* Whether that is the key of a witness, NAME+ID+BASE64. Out: why, what is wrong, may be NULL. Errors: USAGE. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_witness_key_check(const char *key, char why[256]);
TNW_API void tnw_verifier_free(struct tnw_verifier **verifier);
/* From now on a cosignature that is more than five minutes ahead of that time is none. In: seconds since 1970; 0: any
 * time may be, as with a fresh verifier. Before the verifier is used. */
TNW_API void tnw_verifier_set_time(struct tnw_verifier *verifier, int64_t seconds);

/* Gives the log's key that a receipt, an access log's first page, or the last line of an export names. It proves
 * nothing: it is for comparing with, or for getting it when nothing better is at hand. Errors: CRYPTO: there is none;
 * NO_MEMORY. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_verify_named_key(const char *json, size_t len, char key[TNW_KEY_TEXT]);

/* Checkpoints and proofs ------------------------------------------------------------------------------------------ */

struct tnw_seal_witness {
    char name[TNW_NAME_TEXT];
    char time[TNW_TIME_TEXT];
};

/* What a checkpoint commits the log to, once it is verified. */
struct tnw_seal {
    uint64_t size;
    char root[TNW_HASH_TEXT];
    struct tnw_seal_witness witnesses[TNW_WITNESSES_MAX]; /* those of the verifier's that cosigned */
    size_t witness_count;
};

/* In: note: a signed note. Out: seal. Source: C2SP signed-note, tlog-checkpoint, tlog-cosignature. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_verify_checkpoint(const struct tnw_verifier *verifier, const char *note,
                                                          size_t len, struct tnw_seal *seal,
                                                          struct tnw_finding *finding);

/* Whether a signature line is a cosignature, by one of the verifier's witnesses, of that note. In: note: its signatures
 * are not looked at; line: one, without its line end. Out: witness. WITNESSES: it is wrong, of no time, or of the
 * future. Errors: NOT_FOUND: by nobody whom the verifier knows, or no signature line. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_verify_cosignature(const struct tnw_verifier *verifier, const char *note,
                                                           size_t note_len, const char *line, size_t line_len,
                                                           struct tnw_seal_witness *witness,
                                                           struct tnw_finding *finding);

/* A change of the log's key. */
struct tnw_key_step {
    uint64_t seq; /* of its record */
    char time[TNW_TIME_TEXT];
    char leaf[TNW_HASH_TEXT]; /* of its record */
    char key[TNW_KEY_TEXT];   /* which signs from there on */
};

#define TNW_KEY_STEPS_MAX 16

/* Follows a log from the key that is held to the one that it names, by changes that the older key signed each time.
 * In: json: the answer of tnw_key_changes_get; from, to: keys as text. Out: steps, oldest first, and how many; 0 on
 * failure. The caller sees to it that the record of each is in the log (tnw_verify_inclusion), and that this log begins
 * with what was kept. KEY: no signed changes lead from one to the other. Errors: USAGE: a text that is no key. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_verify_key_path(const char *json, size_t len, const char *from, const char *to,
                                                        struct tnw_key_step steps[TNW_KEY_STEPS_MAX], size_t *count,
                                                        struct tnw_finding *finding);

struct tnw_inclusion {
    int64_t seq;
    int64_t size;
    const char *leaf;
    const char *root;
    tnw_texts path;
};

/* Whether the record is in the sealed log. In: seal, verified; proof; record: its JSON, in any writing, NULL: only that
 * something with the leaf hash proof->leaf is there. Source: RFC 9162, section 2.1.3.2. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_verify_inclusion(const struct tnw_seal *seal, const struct tnw_inclusion *proof,
                                                         const char *record, struct tnw_finding *finding);

struct tnw_consistency {
    int64_t from;
    int64_t to;
    tnw_texts path;
};

/* Whether the older log is the start of the newer one. In: older, newer: both verified, in this order of size; proof:
 * NULL when the sizes are equal. FORK and CONSISTENCY: the log lied, and both notes together prove it: keep them.
 * Source: RFC 9162, section 2.1.4.2. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_verify_consistency(const struct tnw_seal *older, const struct tnw_seal *newer,
                                                           const struct tnw_consistency *proof,
                                                           struct tnw_finding *finding);

/* Receipts -------------------------------------------------------------------------------------------------------- */

struct tnw_receipt_step {
    uint64_t seq; /* of its record */
    char time[TNW_TIME_TEXT];
    char actor[TNW_ID_TEXT]; /* who did it */
};

/* What a receipt proves. */
struct tnw_receipt_proof {
    struct tnw_seal seal;
    char consent[TNW_ID_TEXT];
    char dossier[TNW_ID_TEXT];
    struct tnw_receipt_step given;
    bool is_withdrawn; /* not: nothing is said about it; a receipt holds without its second half, too */
    struct tnw_receipt_step withdrawn;
};

/* In: json: a receipt; its terms are then as they were recorded. Out: proof. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_verify_receipt(const struct tnw_verifier *verifier, const char *json,
                                                       size_t len, struct tnw_receipt_proof *proof,
                                                       struct tnw_finding *finding);

/* What a receipt of an erasure proves: the stages that it came to, from the first on: closed, emptied, complete. */
struct tnw_erasure_proof {
    struct tnw_seal seal;
    char dossier[TNW_ID_TEXT];
    size_t count;                      /* of stages: 1 to 3 */
    struct tnw_receipt_step stages[3]; /* actor: who asked; "" for an order, the end of a term, and the later stages */
};

/* In: json: a receipt of an erasure. Out: proof. That the keys are gone is what the log says: the server answers for
 * it. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_verify_erasure(const struct tnw_verifier *verifier, const char *json,
                                                       size_t len, struct tnw_erasure_proof *proof,
                                                       struct tnw_finding *finding);

/* The access log of one dossier ----------------------------------------------------------------------------------- */

/* The state of a dossier's list: its head settles all of it. Keep it to see the next time that nothing of it
 * changed. */
struct tnw_access_head {
    uint64_t counter;         /* how many records; 0: none */
    char head[TNW_HASH_TEXT]; /* leaf hash of the newest; "" for none */
};

struct tnw_access_proof {
    struct tnw_seal seal;
    uint64_t mapped;             /* complete up to here: so many of the first records the sealed log's map is made of */
    struct tnw_access_head head; /* as that map has it */
    uint64_t unmapped;           /* how many newer records were shown that are in the sealed log */
    uint64_t unsealed;           /* and how many that no checkpoint covers yet */
    uint64_t vouched;            /* how many of all shown vouch for the file of tnw_access_check_file */
};

/* A record that was shown, or must have been made: an answer's TNW-Request is its request. */
struct tnw_access_expected {
    char request[TNW_ID_TEXT];
    char leaf[TNW_HASH_TEXT]; /* "": whatever it is */
};

struct tnw_access_check;

/* Begins. In: verifier, which must outlive the check; dossier, "dos_..."; known: the head of an earlier proof, which
 * this one has to contain, NULL: none. Out: check, freed with tnw_access_check_free. Errors: USAGE: no such id or
 * head. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_access_check_new(const struct tnw_verifier *verifier, const char *dossier,
                                                         const struct tnw_access_head *known,
                                                         struct tnw_access_check **check);
TNW_API void tnw_access_check_free(struct tnw_access_check **check);
/* Before the first page: the list must hold that record, else it is STALE; at most 64 of them. Each look at an access
 * log leaves a record in it: expect that of a look that was kept, and an older answer is found without any clock.
 * Errors: USAGE: too late, too many, or no such id. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_access_check_expect(struct tnw_access_check *check,
                                                            const struct tnw_access_expected *expected);
/* Before the first page: each record of that attachment (it was sent, it was read) must vouch for the file of that
 * SHA-256, and at least one must be there, else the check ends with FILE. The salt is the server's, and needs no
 * trust: none makes a record vouch for another file. In: attachment, "att_..."; salt, sha256: as in struct
 * tnw_attachment. Errors: USAGE: too late, or one of them is none. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_access_check_file(struct tnw_access_check *check, const char *attachment,
                                                          const char *salt, const char *sha256);
/* After the end: what was shown and no map counts yet, to be kept and expected the next time. Returns whether there is
 * an i-th one. Out: *pending. */
TNW_API bool tnw_access_check_pending(const struct tnw_access_check *check, size_t i,
                                      struct tnw_access_expected *pending);
/* Takes the next page, first to last, as the server wrote it with proof=true; names of people and explaining texts in
 * it are the server's own words, the rest is held against the records. A check that failed stays failed. Out: size, of
 * the checkpoint, for the query of the next page; may be NULL. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_access_check_page(struct tnw_access_check *check, const char *json, size_t len,
                                                          uint64_t *size, struct tnw_finding *finding);
/* After the last page. Out: proof: these are all the records of the dossier among the first `mapped` of the log, none
 * changed, none missing. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_access_check_end(struct tnw_access_check *check, struct tnw_access_proof *proof,
                                                         struct tnw_finding *finding);

/* The whole log --------------------------------------------------------------------------------------------------- */

struct tnw_export_proof {
    struct tnw_seal seal;    /* of all records */
    uint64_t dossiers;       /* how many have a record */
    uint64_t links;          /* how many links of dossiers were followed */
    uint64_t maps;           /* how many maps the records name: each is that of the records before it */
    char map[TNW_HASH_TEXT]; /* the last of them; "" for none */
};

struct tnw_export_check;

/* Begins. Needs memory for each dossier, not for each record. In: verifier, which must outlive the check. Out:
 * check. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_export_check_new(const struct tnw_verifier *verifier,
                                                         struct tnw_export_check **check);
TNW_API void tnw_export_check_free(struct tnw_export_check **check);
/* Before the first byte: the log must begin with this older one. In: older: verified; copied. CONSISTENCY: the
 * log lied, and the export together with the older note proves it; SIZE: the export is the older of the two. Errors:
 * USAGE: no such seal, or too late. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_export_check_since(struct tnw_export_check *check,
                                                           const struct tnw_seal *older);
/* Takes the next bytes of the export, cut anywhere. A check that failed stays failed. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_export_check_bytes(struct tnw_export_check *check, const char *bytes,
                                                           size_t len, struct tnw_finding *finding);
/* After the last byte. Out: proof: these are all the records of the sealed log, in order, each dossier's chain is
 * whole, and the root and every map that they name follow from them. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_export_check_end(struct tnw_export_check *check, struct tnw_export_proof *proof,
                                                         struct tnw_finding *finding);

/* Being a witness ------------------------------------------------------------------------------------------------- */

#define TNW_SEED_SIZE 32

struct tnw_witness;

/* In: name: of the witness, without blanks and `+`; seed: 32 random bytes, secret, the same each time; the caller wipes
 * its own copy. Out: witness, freed with tnw_witness_free; key: what others need to check its cosignatures. Errors:
 * USAGE: the name; NO_MEMORY. One witness may be used by several threads. Source: C2SP tlog-cosignature. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_witness_new(const char *name, const unsigned char seed[TNW_SEED_SIZE],
                                                    struct tnw_witness **witness, char key[TNW_KEY_TEXT]);
TNW_API void tnw_witness_free(struct tnw_witness **witness);
/* Verifies a checkpoint and cosigns it. The caller has checked that it is consistent with all that this witness
 * cosigned before, and has kept it. In: time: seconds since 1970. Out: line: for tnw_cosignature_add, without a line
 * break. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_witness_cosign(const struct tnw_witness *witness,
                                                       const struct tnw_verifier *verifier, const char *note,
                                                       size_t len, int64_t time, char line[TNW_LINE_TEXT],
                                                       struct tnw_finding *finding);

TNW_END
#endif
