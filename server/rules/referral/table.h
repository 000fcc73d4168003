/*
 * The decision table of the doorverwijshulp as it is loaded: what doorverwijshulp.json says, checked. Its members are
 * told in that file's "about".
 */
#ifndef TNW_RULES_REFERRAL_TABLE_H
#define TNW_RULES_REFERRAL_TABLE_H

#include "base/limits.h"
#include "rules/referral/asked.h"
#include "rules/referral/condition.h"
#include "rules/timeline/timeline_step.h"

#define REFERRAL_ENTRIES 48 /* rows, in all their versions */
#define REFERRAL_PARTIES 24
#define REFERRAL_PLACES 8
#define REFERRAL_ORDERS 8
#define REFERRAL_ROUTES 32
#define REFERRAL_ANSWERS 8

/* A kind of fiche that helps, where in the country. */
struct referral_place {
    enum fiche_kind kind;
    enum region region; /* REGION_NONE: everywhere */
};

struct referral_party {
    const char *code; /* in the file */
    const char *is;   /* the role, or the kind of fiche, that it is */
    struct timeline_words words;
    const struct referral_party *in[REGION_COUNT]; /* who it is there; NULL: the same */
    code_set roles;                                /* in which they are registered; 0: in none */
    size_t place_count;
    struct referral_place places[REFERRAL_PLACES];
};

enum referral_select { REFERRAL_BY_TODAY, REFERRAL_BY_START };

struct referral_entry {
    unsigned row; /* of the table in research; 0: shown when nothing else is */
    const struct referral_party *party;
    unsigned order; /* of the orders: the least comes first */
    bool urgent;
    unsigned route;
    code_set stops; /* routes that are not for now */
    struct condition when;
    struct referral_consent consent;
    enum referral_select select_by;
    day_num from;  /* INT32_MIN: as long as is known */
    day_num until; /* INT32_MAX: open */
    struct timeline_words text;
    struct timeline_words why;
    const char *source;
};

struct referral_answer {
    const char *code;
    struct condition when; /* always, of the last */
    struct timeline_words words;
};

/* The first answer that fits; without answers it is told by the first entry: its route, or its party. */
enum referral_tells { REFERRAL_TELLS_ANSWER, REFERRAL_TELLS_ROUTE, REFERRAL_TELLS_PARTY };

struct referral_question {
    const char *code;
    struct timeline_words words;
    enum referral_tells tells;
    const char *source;
    size_t count;
    struct referral_answer answers[REFERRAL_ANSWERS];
};
#define REFERRAL_QUESTIONS 4

/* How a fact is asked, and what its values are called (of help: its codes). */
struct referral_asking {
    struct timeline_words question;
    struct timeline_words values[32];
};

struct referral {
    json_t *root; /* owns every text */
    const char *version;
    const struct policy *policy;
    size_t party_count;
    struct referral_party parties[REFERRAL_PARTIES];
    const char *order_texts[REFERRAL_ORDERS];
    struct code_list orders;
    const char *route_texts[REFERRAL_ROUTES];
    struct code_list routes;
    struct referral_asking asking[REFERRAL_FACT_COUNT];
    struct timeline_words zone; /* how it is asked; no row goes by it */
    struct referral_question questions[REFERRAL_QUESTIONS];
    size_t entry_count;
    struct referral_entry entries[REFERRAL_ENTRIES]; /* in the order in which they are shown */
};

/* Fills the table from its document. Failures stay with the reader. */
void referral_table_read(struct referral *table, const struct reader *top);

#endif
