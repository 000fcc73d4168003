/*
 * The doorverwijshulp: who can help next, from a few facts.
 */
#ifndef TNW_REFERRAL_H
#define TNW_REFERRAL_H

#include <stdbool.h>

#include "tnw/api.h"
#include "tnw/client.h"

TNW_BEGIN

/* What the patient must agree to before that party is given anything. */
struct tnw_referral_consent {
    const char *role;
    tnw_texts categories;
    tnw_texts actions;
    tnw_texts purposes;
};

struct tnw_referral_actor {
    const char *actor; /* of a registration, or NULL */
    const char *fiche; /* of an organisation, or NULL */
    const char *name;  /* or NULL, as all below but kind */
    const char *kind;  /* a kind of fiche, or a role */
    const char *place;
    const char *phone;
    const char *email;
    const char *url;
    bool stale; /* nobody looked at the fiche for a year */
};

struct tnw_referral_item {
    int64_t rank;
    int64_t row;            /* of the decision table; 0: none of them fits */
    const char *party;      /* a role, or a kind of fiche */
    const char *party_text; /* what it is called; this, text and why in the language asked for */
    const char *order;      /* where it leads: eerst, eigen_werk, zelfde_werkgever, arbeidsmarkt, opleiding, steun */
    bool urgent;
    const char *route;
    const char *text; /* what to do */
    const char *why;
    const char *source;
    const struct tnw_referral_consent *consent; /* NULL: none is needed */
    const struct tnw_referral_actor *actors;    /* whom to call; at the first item of a party */
    size_t actor_count;
};

struct tnw_referral_question {
    const char *code; /* possible, support, which, contact */
    const char *question;
    const char *answer; /* a code */
    const char *text;
    const char *source;
};

struct tnw_referral_value {
    const char *code;
    const char *text;
};

/* A fact that could still change the list; or the zone, for whom to call. */
struct tnw_referral_ask {
    const char *fact;
    const char *question;
    const char *kind;                        /* one, yes_no, number, several, text */
    const struct tnw_referral_value *values; /* none of a number or a text */
    size_t value_count;
};

struct tnw_referral {
    const struct tnw_referral_item *items; /* at least one; what to do first, first */
    size_t count;
    const struct tnw_referral_question *questions;
    size_t question_count;
    const char *facts;                   /* a JSON object: what is known, of the body, of the dossier, and the zone */
    const struct tnw_referral_ask *asks; /* in the order in which to ask */
    size_t ask_count;
    const char *version; /* of the table */
};

/* In: facts, a JSON object as body/doorverwijshulp.schema.json says; what is not named is not known. With a dossier in
 * it the server takes the rest from there, as far as the caller may read it. Out: referral. Errors: NOT_FOUND of the
 * dossier, INVALID_BODY. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_referral_ask(struct tnw_client *client, const char *facts,
                                                     struct tnw_referral **referral);
TNW_API void tnw_referral_free(struct tnw_referral **referral);

TNW_END
#endif
