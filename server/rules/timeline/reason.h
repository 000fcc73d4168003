/*
 * Words for people: texts in every language, and the reasons that a step shows, each a code with its words.
 */
#ifndef TNW_RULES_TIMELINE_REASON_H
#define TNW_RULES_TIMELINE_REASON_H

#include "rules/reader.h"
#include "rules/timeline/timeline_step.h"

struct reason {
    const char *code;
    struct timeline_words words;
};

/* The reasons that the mechanism itself gives; the file has words for each. */
#define REASON_LIST(X)                                                                                                 \
    X(NOT_YET, "not_yet")       /* what its time runs from has not happened */                                         \
    X(BEFORE_LAW, "before_law") /* no version was in force on the day by which it is picked */                         \
    X(AFTER_LAW, "after_law")   /* the last version had ended */                                                       \
    X(OTHER, "other_outcome")   /* what happened asks for nothing more */                                              \
    X(LAPSED, "lapsed")         /* something that may be done, and was not in its time */                              \
    X(SUSPENDED, "suspended")                                                                                          \
    X(CLOSED, "closed")
#define REASON_ENUM(name, text) REASON_##name,
enum { REASON_LIST(REASON_ENUM) REASON_COUNT };
extern const struct code_list reason_codes;

/* An object with one text for each language. */
struct timeline_words reason_read_words(const struct reader *reader, const char *key);

/* A code and its words. */
struct reason reason_read(const struct reader *row);

/* All of them. */
struct reason_list {
    const struct reason *reasons;
    size_t count;
};

/* The reason whose code stands under that key; fails there, and returns NULL, when there is none. */
const struct reason *reason_find(const struct reader *reader, const char *key, struct reason_list list);

#endif
