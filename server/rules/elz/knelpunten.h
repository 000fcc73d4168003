/*
 * Obstacles on the way back to work, by code and theme: data with a version (schemas/knelpunten.json); and what may be
 * told of how many met one.
 */
#ifndef TNW_RULES_ELZ_KNELPUNTEN_H
#define TNW_RULES_ELZ_KNELPUNTEN_H

#include "base/bytes.h"
#include "base/codes.h"

#define KNELPUNTEN_CODE 32
#define KNELPUNTEN_TEXT 200
#define KNELPUNTEN_THEMES 16
#define KNELPUNTEN_MAX 64
/* Fewer people than that are told of as none. */
#define KNELPUNTEN_LEAST 5

struct knelpunten_theme {
    char code[KNELPUNTEN_CODE];
    char text[LANGUAGE_COUNT][KNELPUNTEN_TEXT];
};

struct knelpunten_row {
    char code[KNELPUNTEN_CODE];
    const struct knelpunten_theme *theme;
    char text[LANGUAGE_COUNT][KNELPUNTEN_TEXT];
};

struct knelpunten {
    char version[16];
    size_t theme_count;
    struct knelpunten_theme themes[KNELPUNTEN_THEMES];
    size_t count;
    struct knelpunten_row rows[KNELPUNTEN_MAX];
};

/* In: json, the text of knelpunten.json. where: at least 256 characters, what is wrong.
 * Errors: CONFIGURATION, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err knelpunten_load(struct knelpunten *out, struct slice json, char where[256]);
const struct knelpunten_row *knelpunten_find(const struct knelpunten *all, const char *code); /* NULL: none */

/* What is told of a theme that so many people met, once and for all: their number, moved by a little chance and rounded
 * down to fives; 0 below five. In: two random numbers. Without the chance, who knows of all but one would know of the
 * last one wherever a five is full; with it, each answer is at most twice as likely when somebody was counted as when
 * not. */
uint32_t knelpunten_told(uint32_t people, uint64_t up, uint64_t down);

#endif
