/*
 * Consents and exclusions: what the patient allows, and to whom never.
 */
#ifndef TNW_CONSENT_H
#define TNW_CONSENT_H

#include <stdbool.h>

#include "tnw/api.h"
#include "tnw/client.h"

TNW_BEGIN

struct tnw_grantee { /* one of the two */
    const char *actor;
    const char *role;
};

struct tnw_evidence {
    const char *kind;      /* eid_reading, eid_signing, paper */
    const char *reference; /* or NULL */
    const char *date;      /* or NULL */
};

struct tnw_consent {
    const char *id;
    const char *dossier;
    const char *effect; /* grant, exclude */
    struct tnw_grantee grantee;
    tnw_texts categories; /* these three: "*" alone says all there are, and all that will be */
    tnw_texts actions;    /* read, write, confer */
    tnw_texts purposes;
    const char *from;
    const char *until; /* or NULL */
    const char *state; /* active, pending, expired, withdrawn */
    const char *granted;
    const char *granted_by;
    const struct tnw_evidence *evidence; /* or NULL */
    const char *withdrawn;               /* or NULL */
    const char *withdrawn_by;            /* or NULL */
    const char *sentence; /* what the patient reads of it, in the language of the client; NULL from an older server */
    /* Ids of others of their consents; only to the patient who gives, withdraws or gets one, else empty. */
    tnw_texts covered_by;       /* grants that already say all of it */
    tnw_texts excluded_by;      /* exclusions that forbid some of it */
    tnw_texts still_covered_by; /* grants that say some of what is, or would be, withdrawn */
};

struct tnw_consents {
    const struct tnw_consent *items;
    size_t count;
    const char *next; /* NULL at the end */
};

struct tnw_consent_new {
    const char *effect; /* grant, exclude */
    struct tnw_grantee grantee;
    tnw_texts categories; /* an exclusion may leave out categories, actions, purposes (all) and until (no end) */
    tnw_texts actions;
    tnw_texts purposes;
    const char *from; /* NULL: today */
    const char *until;
    const struct tnw_evidence *evidence; /* needed from who is not the patient */
};

/* In: dossier; consent. Out: given. Errors: INVALID_BODY, EVIDENCE_REQUIRED, CATEGORY_NOT_FOR_ROLE. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_consent_give(struct tnw_client *client, const char *dossier,
                                                     const struct tnw_consent_new *consent, struct tnw_consent **given);
/* Several grants in one act, of which all are given or none; or a preset. */
struct tnw_consent_act_new {
    const struct tnw_consent_new *grants; /* effect and evidence of each are not sent; NULL with a preset */
    size_t grant_count;
    const char *preset; /* its code; NULL with grants */
    const char *until;  /* of a preset; NULL: as long as it says */
    const struct tnw_evidence *evidence;
};

struct tnw_consent_act {
    const struct tnw_consent *items;
    size_t count;
    tnw_texts sentences; /* what the patient reads; grants that differ only in who are one */
};

/* In: dossier; act. Out: given. Errors: as of tnw_consent_give. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_consent_give_all(struct tnw_client *client, const char *dossier,
                                                         const struct tnw_consent_act_new *act,
                                                         struct tnw_consent_act **given);

struct tnw_beyond { /* what the grantee can never have: while it holds that, the grant is refused */
    tnw_texts categories;
    bool confer;
};

struct tnw_consent_said { /* a consent that is not given yet */
    const char *effect;
    struct tnw_grantee grantee;
    tnw_texts categories; /* as of a consent */
    tnw_texts actions;
    tnw_texts purposes;
    const char *from;
    const char *until;               /* or NULL */
    const struct tnw_beyond *beyond; /* or NULL */
    const char *latest;              /* the last day that such a grant can have; NULL: of an exclusion */
    tnw_texts covered_by;            /* as of a consent that is given */
    tnw_texts excluded_by;
};

struct tnw_consent_preview {
    const struct tnw_consent_said *items;
    size_t count;
    tnw_texts sentences; /* what the patient reads, word for word as it would be given */
    tnw_texts notes;     /* what to know beside them: what can never be seen, that an exclusion goes before all */
};

/* What giving it would say, with nothing stored. In: dossier; consent. Out: preview. Errors: as of tnw_consent_give;
 * what is beyond a ceiling is shown. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_consent_preview(struct tnw_client *client, const char *dossier,
                                                        const struct tnw_consent_new *consent,
                                                        struct tnw_consent_preview **preview);
/* The same of an act. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_consent_preview_all(struct tnw_client *client, const char *dossier,
                                                            const struct tnw_consent_act_new *act,
                                                            struct tnw_consent_preview **preview);

struct tnw_consent_preset {
    const char *code;
    const char *title;
    const char *explanation;
    tnw_texts sentences;
};

struct tnw_consent_presets {
    const struct tnw_consent_preset *items;
    size_t count;
};

/* What can be given in one act. In: dossier, for which it would be; NULL: none. Out: presets. Errors: NOT_FOUND. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_consent_preset_list(struct tnw_client *client, const char *dossier,
                                                            struct tnw_consent_presets **presets);
/* In: dossier; page, NULL for the first. Out: consents. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_consent_list(struct tnw_client *client, const char *dossier,
                                                     const struct tnw_page *page, struct tnw_consents **consents);
/* In: dossier; id. Out: consent. Errors: NOT_FOUND. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_consent_get(struct tnw_client *client, const char *dossier, const char *id,
                                                    struct tnw_consent **consent);
/* At once: no answer that comes later rests on it. In: dossier; id. Out: consent. Errors: NOT_FOUND, CONFLICT. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_consent_withdraw(struct tnw_client *client, const char *dossier, const char *id,
                                                         struct tnw_consent **consent);
/* What a professional asks of the patient, for themself. */
struct tnw_consent_request_new {
    tnw_texts categories;
    tnw_texts actions;
    tnw_texts purposes;
    const char *text;  /* why: the patient reads it */
    const char *until; /* last day of the grant; NULL: as long as is usual */
};

struct tnw_consent_request {
    const char *id;
    const char *dossier;
    const char *by;
    const char *name; /* or NULL */
    const char *role;
    tnw_texts categories;
    tnw_texts actions;
    tnw_texts purposes;
    const char *until;
    const char *text;
    const char *asked;
    const char *expires;  /* last day on which it can be answered */
    const char *state;    /* open, yes, no, expired */
    const char *answered; /* or NULL */
    const char *consent;  /* what a yes gave, or NULL */
    const char *sentence; /* what a yes gives, in the language of the client */
};

struct tnw_consent_requests {
    const struct tnw_consent_request *items;
    size_t count;
    const char *next; /* NULL at the end */
};

struct tnw_consent_answer {
    struct tnw_consent_request request;
    const struct tnw_consent *given; /* what a yes gave */
    size_t given_count;              /* 0: it was a no */
};

/* What asking it would say, with nothing sent. */
struct tnw_consent_request_preview {
    const char *until;    /* last day of the grant */
    const char *expires;  /* last day to answer */
    const char *sentence; /* what the patient reads, word for word */
};

/* In: dossier; request. Out: preview. Errors: as of tnw_consent_ask, but for how many are open. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_consent_ask_preview(struct tnw_client *client, const char *dossier,
                                                            const struct tnw_consent_request_new *request,
                                                            struct tnw_consent_request_preview **preview);
/* In: dossier; request. Out: made. Errors: INVALID_BODY, ROLE_NOT_ALLOWED, CONFLICT: several are open already. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_consent_ask(struct tnw_client *client, const char *dossier,
                                                    const struct tnw_consent_request_new *request,
                                                    struct tnw_consent_request **made);
/* The patient's all, a professional's own. In: dossier; page, NULL for the first. Out: requests. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_consent_asked(struct tnw_client *client, const char *dossier,
                                                      const struct tnw_page *page,
                                                      struct tnw_consent_requests **requests);
/* By the patient, once. In: dossier; id of the request; word, "yes" or "no"; until, with yes another last day, or NULL.
 * Out: answer. Errors: NOT_FOUND, CONFLICT: it is not open. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_consent_answer(struct tnw_client *client, const char *dossier, const char *id,
                                                       const char *word, const char *until,
                                                       struct tnw_consent_answer **answer);
TNW_API void tnw_consent_request_free(struct tnw_consent_request **request);
TNW_API void tnw_consent_request_preview_free(struct tnw_consent_request_preview **preview);
TNW_API void tnw_consent_requests_free(struct tnw_consent_requests **requests);
TNW_API void tnw_consent_answer_free(struct tnw_consent_answer **answer);
TNW_API void tnw_consent_free(struct tnw_consent **consent);
TNW_API void tnw_consent_act_free(struct tnw_consent_act **act);
TNW_API void tnw_consent_preview_free(struct tnw_consent_preview **preview);
TNW_API void tnw_consent_presets_free(struct tnw_consent_presets **presets);
TNW_API void tnw_consents_free(struct tnw_consents **consents);

TNW_END
#endif
