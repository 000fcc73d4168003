/*
 * A dossier as this caller may touch it: every operation within a dossier starts here.
 */
#ifndef TNW_SERVICE_CORE_ACCESS_H
#define TNW_SERVICE_CORE_ACCESS_H

#include "service/core/call.h"
#include "store/records/dossier.h"

struct access {
    struct dossier dossier;
    bool is_subject;                    /* the patient, acting as patient */
    bool is_participant;                /* takes part in the role in which they act */
    unsigned seat;                      /* how many others of that role have, or had, a seat before */
    const struct consent_terms *out_by; /* the exclusion that puts out the caller, or in whose name; NULL: none does */
    enum retention_phase phase;         /* how far it is with what the dossier holds */
    bool works_for_employer;            /* the caller, or in whose name, if that counts in this role (rules/policy.h) */
    struct consent_terms *consents;
    size_t consent_count;
};

/* What of a dossier the caller wants to see; what else there is to see depends on it. */
enum access_door {
    DOOR_DOSSIER, /* anything that is not their own */
    DOOR_LIST,   /* a list of things: open to who is out as well, who is then shown what they wrote, and nothing else */
    DOOR_AUTHOR, /* one thing, which they wrote: authors keep that, out or not, and when they take part no more */
};

/* Whether it can be written: neither closed nor only kept to be read. */
bool access_is_open(const struct access *access);

/* Opens the dossier for the call. Visible to the patient, to who takes part in their present role, and to whom the
 * patient granted something by name; not to who is out. Who acts for one of these has no other door than theirs, but
 * DOOR_AUTHOR and a list of one's own, which are for the doctor in person. Notes dossier and epoch for the audit
 * record and the ledger. Errors: NOT_FOUND; DOSSIER_READ_ONLY: it is only kept to be read, and the operation adds to
 * it. Free with access_close in every case. */
TNW_MUST_CHECK enum tnw_err access_open(struct call *call, struct txn *txn, const struct id *dossier,
                                        struct access *out);
TNW_MUST_CHECK enum tnw_err access_open_by(struct call *call, struct txn *txn, const struct id *dossier,
                                           enum access_door door, struct access *out);
void access_close(struct access *access);

/* Ends a list that DOOR_LIST opened. Errors: NOT_FOUND: the caller is out, and was shown nothing. */
TNW_MUST_CHECK enum tnw_err access_end_list(struct call *call, const struct access *access, size_t shown);

/* As access_open, without notes, for lists over several dossiers. access is filled only when it is PEEK_OPEN. */
enum access_peeked { PEEK_NONE, PEEK_OUT, PEEK_OPEN };
enum access_peeked access_peek(struct call *call, struct txn *txn, const struct id *dossier, struct access *out);

/* Fills access, and asks not whether the caller may see anything of it: for what the server itself does in the dossier.
 * false: there is none, or a sticky error. Free with access_close in every case. */
bool access_load(struct call *call, struct txn *txn, const struct id *dossier, struct access *out);

/* The exclusion that puts this actor out of the dossier today, in any of their registrations. NULL: they are not. */
const struct consent_terms *access_out(const struct call *call, struct txn *txn, const struct access *access,
                                       const struct id *actor);

struct access_question {
    enum action action;
    enum category category; /* CATEGORY_NONE for ACTION_CONFER */
    enum purpose purpose;
    bool is_author;
    bool of_fragment; /* about one that is there */
    struct fragment_traits fragment;
    bool keeps_reading; /* conferring, but only to read: a closed dossier does not stop that */
};

/* Decides, and notes category and ground in the audit facts.
 * Errors: CONSENT_REQUIRED, CATEGORY_NOT_FOR_ROLE (writing), DOSSIER_CLOSED, ROLE_NOT_ALLOWED. */
TNW_MUST_CHECK enum tnw_err access_decide(struct call *call, const struct access *access,
                                          const struct access_question *question);

/* Decides, and notes nothing. */
bool access_would(const struct call *call, const struct access *access, const struct access_question *question);
/* As access_would, of somebody else than the caller and the patient, in that role. Of who only actor and role count. */
bool access_would_other(const struct call *call, struct txn *txn, const struct access *access,
                        const struct participant *who, const struct access_question *question);

/* Whether the patient's own grant permits it to them, or, with a zero actor, to whoever takes part in that role. */
bool access_consents_to(const struct call *call, struct txn *txn, const struct access *access,
                        const struct participant *who, const struct access_question *question);

/* What a decision on somebody in that role would go by: of who only actor and role count; NULL: on the caller, in the
 * role in which they act. false: nobody knows them. */
bool access_facts_of(const struct call *call, struct txn *txn, const struct access *access,
                     const struct participant *who, struct decide_facts *out);

/* For lists: notes only what is permitted. */
bool access_may(struct call *call, const struct access *access, const struct access_question *question);

/* Notes as ground why the caller sees the dossier at all: it is their own, they take part, or the patient's grant by
 * name. */
void access_note_sight(struct call *call, const struct access *access);

/* The participant with that actor, in any role, or in the given one (ROLE_NONE: any). NULL: none. */
const struct participant *access_participant(const struct access *access, const struct id *actor, enum role role);

#endif
