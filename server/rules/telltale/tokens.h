/*
 * The words and numbers of a text, in their order.
 */
#ifndef TNW_RULES_TELLTALE_TOKENS_H
#define TNW_RULES_TELLTALE_TOKENS_H

#include "rules/telltale/letters.h"

struct token {
    uint32_t first; /* of its letters */
    uint32_t len;
    uint32_t spelt; /* letters before the first, of a number in words */
    uint32_t next;  /* another one of the same hash, behind it; TOKEN_END */
    bool is_number; /* else a word */
    bool is_date;   /* part of a date that was understood */
};

#define TOKEN_END UINT32_MAX

struct tokens {
    struct letters letters;
    struct token *list;
    size_t ordered; /* of them stand in the order of the text; behind these, words of rejoined.h */
    size_t count;
    uint32_t *slots; /* by the hash of a word: the first token */
    size_t slot_mask;
};

/* There is room for so many times the letters of the text, for words beside those that stand there. */
#define TOKENS_LETTERS_MORE 4

/* Reads before and text as one, with a sign between; letters of before stand at 0. Words are found once tokens_index
 * has run, behind all that adds to them. Free with tokens_free. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err tokens_read(struct tokens *out, struct slice before, struct slice text);
void tokens_index(struct tokens *tokens);
void tokens_free(struct tokens *tokens);

const struct letter *tokens_letter(const struct tokens *tokens, const struct token *token);
/* Whether the word is that one: ASCII, lower case. */
bool tokens_is(const struct tokens *tokens, size_t at, const char *word);
bool tokens_is_one_of(const struct tokens *tokens, size_t at, const char *const words[]);
bool tokens_end_with(const struct tokens *tokens, size_t at, const char *ending);
/* The number, when it is one of at most 4 digits; -1. */
int tokens_value(const struct tokens *tokens, size_t at);
bool tokens_is_number(const struct tokens *tokens, size_t at);
bool tokens_is_word(const struct tokens *tokens, size_t at);

/* Whether it has a capital that says more than where a sentence begins, or that all are capitals. */
bool tokens_has_own_capital(const struct tokens *tokens, size_t at);

/* How many characters stand between a token and the next one; and whether all of them are among those. */
size_t tokens_gap(const struct tokens *tokens, size_t at);
bool tokens_gap_is(const struct tokens *tokens, size_t at, const char *among);
/* What stands right before the token; 0: nothing. */
uint32_t tokens_before(const struct tokens *tokens, size_t at);

/* The first token that is this word (a token of others, or letters of one's own); TOKEN_END. Others: token.next. */
uint32_t tokens_first_like(const struct tokens *tokens, const struct letter *word, size_t len);

#endif
