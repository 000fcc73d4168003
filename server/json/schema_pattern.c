#include <stdlib.h>
#include <string.h>

#include "json/schema_node.h"

/* No pattern of ours is longer; bounds the recursion and the matcher's size too. */
#define PATTERN_MAX 256
#define DEPTH_MAX 8
/* POSIX promises no more (RE_DUP_MAX). */
#define REPEAT_MAX 255

struct reader {
    const char *at;
    unsigned depth; /* of groups */
    bool counted;   /* in this group, or one inside, stands a {n,m} */
    bool loose;     /* what follows could begin in the middle of a character: see check_negated */
};

struct piece {
    bool negated;
    bool group;
    bool counted; /* a group with a {n,m} in it */
    bool unbounded;
    unsigned least;
};

static const char *read_branches(struct reader *r);

static const char *
read_class(struct reader *r, struct piece *piece)
{
    static const char *const odd = "a class holds no ], [ and \\, and - only first, last and in a range";
    piece->negated = *r->at == '^';
    r->at += piece->negated;
    const char *first = r->at;
    for (; *r->at != ']'; r->at++) {
        char low = *r->at;
        bool edge = r->at == first || (low != 0 && r->at[1] == ']');
        if (low == 0 || low == '[' || low == '\\' || (low == '-' && !edge)) {
            return odd;
        }
        if (r->at[1] != '-' || r->at[2] == ']') {
            continue;
        }
        r->at += 2;
        if (low == '-' || *r->at == 0 || *r->at == '[' || *r->at == '\\' || *r->at == '-' || *r->at < low) {
            return odd;
        }
    }
    if (r->at == first) {
        return "a class is empty";
    }
    r->at++;
    return NULL;
}

static const char *
read_pattern_group(struct reader *r, struct piece *piece)
{
    bool before = r->counted;
    piece->group = true;
    r->counted = false;
    if (++r->depth > DEPTH_MAX) {
        return "groups are nested too deeply";
    }
    const char *fault = read_branches(r);
    r->depth--;
    piece->counted = r->counted;
    r->counted = r->counted || before;
    if (fault != NULL) {
        return fault;
    }
    if (*r->at != ')') {
        return "a group has no end";
    }
    r->at++;
    return NULL;
}

static const char *
read_atom(struct reader *r, struct piece *piece)
{
    char c = *r->at++;
    switch (c) {
    case '[':
        return read_class(r, piece);
    case '(':
        return read_pattern_group(r, piece);
    case '\\':
        return *r->at != 0 && strchr("^$\\.*+?()[{|", *r->at++) != NULL
                   ? NULL
                   : "only ^ $ \\ . * + ? ( ) [ { | are escaped, outside of classes";
    case '.':
        return ". means another thing to POSIX than to ECMA";
    case '^':
    case '$':
        return "^ stands first and $ last in an alternative that is in no group";
    case ']':
    case '{':
    case '}':
        return "] { and } stand for themselves nowhere";
    case '*':
    case '+':
    case '?':
        return "a quantifier has nothing to repeat";
    default:
        return NULL;
    }
}

static bool
read_repeat(struct reader *r, unsigned long *out)
{
    if (*r->at < '0' || *r->at > '9') {
        return false;
    }
    char *end;
    *out = strtoul(r->at, &end, 10);
    r->at = end;
    return *out <= REPEAT_MAX;
}

/* {n}, {n,} or {n,m}, behind its brace. */
static const char *
read_counts(struct reader *r, struct piece *piece)
{
    static const char *const odd = "a repetition is {n}, {n,} or {n,m} with n <= m <= 255";
    unsigned long least;
    unsigned long most;
    if (piece->counted) {
        return "a repetition is not repeated, since sizes multiply";
    }
    r->counted = true;
    if (!read_repeat(r, &least)) {
        return odd;
    }
    most = least;
    if (*r->at == ',') {
        r->at++;
        piece->unbounded = *r->at == '}';
        if (!piece->unbounded && !read_repeat(r, &most)) {
            return odd;
        }
    }
    if (*r->at++ != '}' || most < least) {
        return odd;
    }
    piece->least = (unsigned)least;
    return NULL;
}

static const char *
read_quantifier(struct reader *r, struct piece *piece)
{
    const char *fault = NULL;
    char c = *r->at;
    if (c != '*' && c != '+' && c != '?' && c != '{') {
        return NULL;
    }
    r->at++;
    if (c == '{') {
        fault = read_counts(r, piece);
    } else {
        piece->least = c == '+' ? 1 : 0;
        piece->unbounded = c != '?';
    }
    if (fault == NULL && *r->at != 0 && strchr("*+?{", *r->at) != NULL) {
        return "a quantifier is not repeated";
    }
    return fault;
}

/*
 * To POSIX in the locale "C" a character beyond ASCII is several bytes, each outside of every class of ours; to ECMA it
 * is one. A negated class that takes any number of them reads both alike, unless a second one could begin in the
 * middle.
 */
static const char *
check_negated(struct reader *r, const struct piece *piece)
{
    if (piece->negated && (r->depth > 0 || r->loose || !piece->unbounded || piece->least > 1)) {
        return "a negated class needs * or +, no group, a character before the next";
    }
    if (piece->negated) {
        r->loose = true;
    } else if (!piece->group && piece->least > 0 && r->depth == 0) {
        r->loose = false;
    }
    return NULL;
}

static const char *
read_branch(struct reader *r)
{
    bool any = false;
    if (r->depth == 0) {
        r->loose = false;
        r->at += *r->at == '^';
    }
    while (*r->at != 0 && *r->at != '|' && *r->at != ')') {
        if (r->depth == 0 && *r->at == '$' && (r->at[1] == 0 || r->at[1] == '|')) {
            r->at++;
            break;
        }
        struct piece piece = {.least = 1};
        const char *fault = read_atom(r, &piece);
        fault = fault != NULL ? fault : read_quantifier(r, &piece);
        fault = fault != NULL ? fault : check_negated(r, &piece);
        if (fault != NULL) {
            return fault;
        }
        any = true;
    }
    return any ? NULL : "an alternative is empty";
}

static const char *
read_branches(struct reader *r)
{
    const char *fault = read_branch(r);
    while (fault == NULL && *r->at == '|') {
        r->at++;
        fault = read_branch(r);
    }
    return fault;
}

const char *
schema_pattern_fault(const char *text)
{
    if (strnlen(text, PATTERN_MAX + 1) > PATTERN_MAX) {
        return "a pattern has at most 256 characters";
    }
    for (const char *at = text; *at != 0; at++) {
        if ((unsigned char)*at >= 0x80) {
            return "a pattern is ASCII";
        }
    }
    struct reader r = {.at = text};
    const char *fault = read_branches(&r);
    if (fault == NULL && *r.at != 0) {
        fault = "a ) has no beginning";
    }
    return fault;
}
