/*
 * The actor directory: who can help. A fiche is about an organisation. Its open level is for everybody and holds no
 * personal data; its professional level is for professionals, and names persons.
 */
#ifndef TNW_STORE_RECORDS_FICHE_H
#define TNW_STORE_RECORDS_FICHE_H

#include "base/bytes.h"
#include "base/clock.h"
#include "base/codes.h"
#include "base/fold.h"
#include "base/id.h"
#include "store/range.h"
#include "store/records/term/terms.h"

/* clang-format off */
/* Its texts: the member, and the name under which it is imported and exported. */
#define FICHE_TEXT_LIST(X)                                                                                             \
    X(REF, "ref")                   /* the operator's own key for imports; empty: none, unique otherwise */            \
    X(NAME, "name")                                                                                                    \
    X(PLACE, "place")               /* municipality */                                                                 \
    X(ZONES, "zones")               /* one a line */                                                                   \
    X(ABOUT_NL, "about_nl")         /* what it does; at least one of the four */                                       \
    X(ABOUT_FR, "about_fr")                                                                                            \
    X(ABOUT_DE, "about_de")                                                                                            \
    X(ABOUT_EN, "about_en")                                                                                            \
    X(ADDRESS, "address")                                                                                              \
    X(PHONE, "phone")               /* of the organisation, as are the next two */                                     \
    X(EMAIL, "email")                                                                                                  \
    X(URL, "url")                                                                                                      \
    X(COST, "cost")                 /* for who is helped, in words */                                                  \
    X(PROJECT, "project")           /* that pays for it, while it lasts */                                             \
    X(PROFESSIONAL, "professional") /* the professional level: canonical JSON */

/* Its sets of codes. */
#define FICHE_SET_LIST(X)                                                                                              \
    X(HELP, "help", codes_help)                                                                                        \
    X(SERVES, "serves", codes_serves)                                                                                  \
    X(REGIONS, "regions", codes_region)                                                                                \
    X(LANGUAGES, "languages", codes_language)                                                                          \
    X(REFERRERS, "referrers", codes_role) /* who may refer, where a referral is needed */

/* What is so, is not, or is not told. */
#define FICHE_FLAG_LIST(X)                                                                                             \
    X(REIMBURSED, "reimbursed")                                                                                        \
    X(ACCESSIBLE, "accessible") /* in a wheelchair */                                                                  \
    X(REFERRAL_NEEDED, "referral_needed")
/* clang-format on */

#define FICHE_ENUM(name, text) FICHE_##name,
enum fiche_text { FICHE_TEXT_LIST(FICHE_ENUM) FICHE_TEXTS };
enum fiche_flag { FICHE_FLAG_LIST(FICHE_ENUM) FICHE_FLAGS };
#undef FICHE_ENUM
#define FICHE_ENUM(name, text, codes) FICHE_##name,
enum fiche_set { FICHE_SET_LIST(FICHE_ENUM) FICHE_SETS };
#undef FICHE_ENUM

/* The names of the three, by their numbers; and the codes of a set. */
extern const char *const fiche_text_names[FICHE_TEXTS];
extern const char *const fiche_set_names[FICHE_SETS];
extern const char *const fiche_flag_names[FICHE_FLAGS];
extern const struct code_list *const fiche_set_codes[FICHE_SETS];

enum fiche_told { FICHE_NOT_TOLD, FICHE_NO, FICHE_YES, FICHE_TOLD_COUNT };

#define FICHE_WEEKS_NOT_TOLD UINT16_MAX

struct fiche {
    struct id id;
    uint64_t epoch;  /* goes up with every change; the ETag; 1: it is new */
    bool removed;    /* nothing is left of it but its id and its ref, under which it may come back */
    struct id actor; /* the registered organisation that it is about; zero: none */
    enum fiche_kind kind;
    code_set sets[FICHE_SETS];
    enum fiche_told flags[FICHE_FLAGS];
    uint16_t waiting_weeks;
    day_num valid_until;   /* 0: not limited */
    day_num verified_on;   /* 0: never */
    struct id verified_by; /* zero: the operator at the machine */
    struct buf texts[FICHE_TEXTS];
};

#define FICHE_EMPTY ((struct fiche){.epoch = 1, .kind = FICHE_KIND_NONE, .waiting_weeks = FICHE_WEEKS_NOT_TOLD})

/* false: absent or sticky error; out is then empty. A removed one is there. Free with fiche_wipe. */
bool fiche_get(struct txn *txn, const struct id *id, struct fiche *out);
/* For who will ask for it. */
void fiche_hint(struct txn *txn, const struct id *id);
/* Also keeps the index. fiche->epoch: 1 of a new one, else one more than it was. */
void fiche_put(struct txn *txn, const struct fiche *fiche);
void fiche_wipe(struct fiche *fiche);
/* Empties it of all but id, ref and epoch, for fiche_put. */
void fiche_clear(struct fiche *fiche);

/* The one with that key of the operator's, removed or not. false: none. */
bool fiche_by_ref(struct txn *txn, struct slice ref, struct id *out);
/* The one about that registration. */
bool fiche_by_actor(struct txn *txn, const struct id *actor, struct id *out);

/* What is looked for; all of it must fit. */
struct fiche_query {
    enum fiche_kind kind;      /* FICHE_KIND_NONE: any */
    code_set sets[FICHE_SETS]; /* all of these; REFERRERS is not looked at */
    const char *zone;          /* NULL: any */
    struct fold_words words;   /* each begins a word of its name or its place */
};

/* Takes the first zone off those of a fiche, of which there is one at least. */
struct slice fiche_take_zone(struct slice *zones);

/* Begins a walk, for terms_next, over those that all terms of the query find: those that fit, and others. */
void fiche_search(struct terms_walk *walk, struct txn *txn, const struct fiche_query *query, const struct id *after);
bool fiche_fits(const struct fiche_query *query, const struct fiche *fiche);

/* All of them in the order of their ids, removed ones too. range_close ends the walk. */
void fiche_walk(struct range *walk, struct txn *txn, const struct id *after);
bool fiche_next(struct range *walk, struct fiche *out);

/* Whether the index has all its terms: for the check. */
bool fiche_is_found(struct txn *txn, const struct fiche *fiche);

#endif
