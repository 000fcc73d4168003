#include "service/consent/sentence.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define CONSENT "consent"

static const char *
consent_word(const struct sentence *s, const char *key)
{
    return words_say(&s->speech, CONSENT, key);
}

/* A sentence that lacks one of its parts is none. */
static void
drop_part(struct buf *out, struct buf *part)
{
    buf_fail(out, part->err);
    buf_free(part);
}

static code_set
ceiling_of(const struct policy *policy, const struct consent_terms *terms, code_set roles)
{
    bool write = (terms->actions & CODE_BIT(ACTION_WRITE)) != 0;
    bool read = (terms->actions & CODE_BIT(ACTION_READ)) != 0 || !write; /* who confers speaks of what one reads */
    code_set ceiling = 0;
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        if ((roles & CODE_BIT(role)) != 0) {
            ceiling |= (read ? policy->read_ceiling[role] : 0) | (write ? policy->write_ceiling[role] : 0);
        }
    }
    return ceiling;
}

code_set
sentence_categories(const struct policy *policy, const struct consent_terms *terms, code_set roles)
{
    code_set said = terms->categories & CODE_ALL(CATEGORY_COUNT);
    code_set below = said & ceiling_of(policy, terms, roles);
    return below == 0 || terms->exclude ? said : below;
}

/* The documents of a kind: one label when all of it is said, else each by name. Returns how many items there are. */
static size_t
name_kind(const struct sentence *s, enum category_kind kind, code_set said, const char *items[CATEGORY_COUNT])
{
    code_set of_kind = s->policy->kind[kind];
    size_t count = 0;
    if ((of_kind & ~said) == 0) {
        items[count++] = consent_word(s, codes_text(&codes_category_kind, kind));
        return count;
    }
    for (unsigned category = 0; category < CATEGORY_COUNT; category++) {
        if ((said & of_kind & CODE_BIT(category)) != 0) {
            items[count++] = words_say(&s->speech, "category", codes_text(&codes_category, category));
        }
    }
    return count;
}

static void
put_documents(struct buf *out, const struct sentence *s, code_set said)
{
    const char *items[CATEGORY_COUNT];
    size_t count = 0;
    if ((said & CODE_ALL(CATEGORY_COUNT)) == CODE_ALL(CATEGORY_COUNT)) {
        bool later = s->terms != NULL && s->terms->categories == TERMS_EVERYTHING;
        buf_put_str(out, consent_word(s, later ? "all_later" : "all"));
        return;
    }
    for (unsigned kind = 0; kind < CATEGORY_KIND_COUNT; kind++) {
        count += name_kind(s, (enum category_kind)kind, said, items + count);
    }
    words_say_list(out, &s->speech, WORDS_LIST_ITEMS, items, count);
}

static void
put_purposes(struct buf *out, const struct sentence *s)
{
    const char *items[PURPOSE_COUNT];
    size_t count = 0;
    if ((s->terms->purposes & CODE_ALL(PURPOSE_COUNT)) == CODE_ALL(PURPOSE_COUNT)) {
        buf_put_str(out, consent_word(s, "every_purpose"));
        return;
    }
    for (unsigned purpose = 0; purpose < PURPOSE_COUNT; purpose++) {
        if ((s->terms->purposes & CODE_BIT(purpose)) != 0) {
            items[count++] = words_say(&s->speech, "purpose", codes_text(&codes_purpose, purpose));
        }
    }
    words_say_list(out, &s->speech, WORDS_LIST_PLAIN, items, count);
}

static void
put_period(struct buf *out, const struct sentence *s, bool whole)
{
    struct buf from = {0};
    struct buf until = {0};
    bool ends = s->terms->until != INT32_MAX;
    words_say_date(&from, &s->speech, s->terms->from);
    if (ends) {
        words_say_date(&until, &s->speech, s->terms->until);
    }
    const struct words_place places[] = {{"from", buf_slice(&from)}, {"until", buf_slice(&until)}};
    const char *key = !ends ? "since" : s->terms->from <= s->given && !whole ? "until" : "between";
    words_fill(out, consent_word(s, key), places, 2);
    drop_part(out, &from);
    drop_part(out, &until);
}

static void
put_roles(struct buf *out, const struct sentence *s)
{
    const char *items[LIMIT_GRANTS_AT_ONCE];
    size_t count = 0;
    struct buf roles = {0};
    for (size_t i = 0; i < s->count && count < LIMIT_GRANTS_AT_ONCE; i++) {
        items[count++] = words_say(&s->speech, "role", codes_text(&codes_role, s->parties[i].role));
    }
    words_say_list(&roles, &s->speech, WORDS_LIST_PLAIN, items, count);
    const struct words_place places[] = {{"roles", buf_slice(&roles)}};
    words_fill(out, consent_word(s, "every"), places, 1);
    if (s->count == 1 && s->parties[0].name.len > 0) {
        const struct words_place now[] = {{"name", s->parties[0].name}};
        words_fill(out, consent_word(s, "now"), now, 1);
    }
    drop_part(out, &roles);
}

static void
put_actor(struct buf *out, const struct sentence *s, const struct sentence_party *party)
{
    const char *role = words_say(&s->speech, "role", codes_text(&codes_role, party->role));
    const char *unknown = words_say(&s->speech, "who", "unknown");
    const struct words_place places[] = {{"name", party->name.len > 0 ? party->name : slice_str(unknown)},
                                         {"role", slice_str(role == NULL ? "" : role)}};
    words_fill(out, words_say(&s->speech, "who", role == NULL ? "name" : "role"), places, 2);
}

static void
put_parties(struct buf *out, const struct sentence *s)
{
    if (s->parties[0].is_role) {
        put_roles(out, s);
        return;
    }
    for (size_t i = 0; i < s->count; i++) {
        if (i > 0) {
            buf_put_str(out, words_say(&s->speech, "list", i + 1 == s->count ? "last" : "next"));
        }
        put_actor(out, s, &s->parties[i]);
    }
}

static const char *
say_may(const struct sentence *s, bool past)
{
    if (s->terms->exclude) {
        return consent_word(s, past ? "might_not" : "may_not");
    }
    bool many = s->count > 1 && !s->parties[0].is_role;
    return consent_word(s, past ? many ? "might_many" : "might" : many ? "may_many" : "may");
}

static const char *
say_do(const struct sentence *s)
{
    static const char *const acts[] = {
        [CODE_BIT(ACTION_READ)] = "read",
        [CODE_BIT(ACTION_WRITE)] = "write",
        [CODE_BIT(ACTION_READ) | CODE_BIT(ACTION_WRITE)] = "read_write",
        [CODE_BIT(ACTION_CONFER)] = "confer",
        [CODE_BIT(ACTION_READ) | CODE_BIT(ACTION_CONFER)] = "read_confer",
        [CODE_BIT(ACTION_WRITE) | CODE_BIT(ACTION_CONFER)] = "write_confer",
        [CODE_ALL(ACTION_COUNT)] = "read_write_confer",
    };
    const char *act = acts[s->terms->actions & CODE_ALL(ACTION_COUNT)];
    return act == NULL ? "" : words_say(&s->speech, s->terms->exclude ? "consent_not" : "consent_do", act);
}

static bool
is_whole(const struct consent_terms *terms)
{
    return terms->exclude && (terms->categories & CODE_ALL(CATEGORY_COUNT)) == CODE_ALL(CATEGORY_COUNT) &&
           (terms->actions & CODE_ALL(ACTION_COUNT)) == CODE_ALL(ACTION_COUNT) &&
           (terms->purposes & CODE_ALL(PURPOSE_COUNT)) == CODE_ALL(PURPOSE_COUNT);
}

static code_set
common_roles(const struct sentence *s)
{
    code_set roles = 0;
    for (size_t i = 0; i < s->count; i++) {
        roles |= s->parties[i].roles;
    }
    return roles;
}

static void
put_said(struct buf *out, const struct sentence *s)
{
    struct buf who = {0};
    struct buf purposes = {0};
    struct buf period = {0};
    struct buf list = {0};
    bool whole = is_whole(s->terms);
    bool past = s->withdrawn == 0 && s->today > s->terms->until;
    put_parties(&who, s);
    put_purposes(&purposes, s);
    put_period(&period, s, whole);
    put_documents(&list, s, sentence_categories(s->policy, s->terms, common_roles(s)));
    const struct words_place places[] = {{"who", buf_slice(&who)},       {"may", slice_str(say_may(s, past))},
                                         {"do", slice_str(say_do(s))},   {"purposes", buf_slice(&purposes)},
                                         {"period", buf_slice(&period)}, {"list", buf_slice(&list)}};
    const char *key = whole ? past ? "whole_past" : "whole" : s->terms->exclude ? "exclusion" : "grant";
    words_fill(out, consent_word(s, key), places, sizeof places / sizeof places[0]);
    drop_part(out, &who);
    drop_part(out, &purposes);
    drop_part(out, &period);
    drop_part(out, &list);
}

static void
put_recorded(struct buf *out, const struct sentence *s)
{
    struct buf day = {0};
    words_say_date(&day, &s->speech, s->recorded);
    const char *evidence = words_say(&s->speech, "evidence", codes_text(&codes_evidence, s->evidence));
    const struct words_place places[] = {
        {"who", s->recorder}, {"day", buf_slice(&day)}, {"evidence", slice_str(evidence)}};
    words_fill(out, consent_word(s, "recorded"), places, 3);
    drop_part(out, &day);
}

static void
put_withdrawn(struct buf *out, const struct sentence *s)
{
    struct wall_clock wall = time_in_belgium(s->withdrawn);
    struct buf day = {0};
    struct buf time = {0};
    words_say_day(&day, &s->speech, &wall);
    words_say_time(&time, &s->speech, &wall);
    const struct words_place places[] = {{"who", s->withdrawer}, {"day", buf_slice(&day)}, {"time", buf_slice(&time)}};
    words_fill(out, consent_word(s, s->withdrawer.len > 0 ? "withdrawn_by" : "withdrawn"), places, 3);
    drop_part(out, &day);
    drop_part(out, &time);
}

void
sentence_write(struct buf *out, const struct sentence *s)
{
    put_said(out, s);
    if (s->evidence != EVIDENCE_NONE) {
        put_recorded(out, s);
    }
    if (s->withdrawn != 0) {
        put_withdrawn(out, s);
    }
}

static void
write_of_role(struct buf *out, const struct speech *speech, const struct policy *policy, enum role role,
              const char *key, code_set categories)
{
    const struct sentence s = {.speech = *speech, .policy = policy};
    struct buf list = {0};
    size_t start = out->len;
    if (categories == 0) {
        return;
    }
    put_documents(&list, &s, categories);
    const struct words_place places[] = {{"role", slice_str(words_say(speech, "role", codes_text(&codes_role, role)))},
                                         {"list", buf_slice(&list)}};
    words_fill(out, consent_word(&s, key), places, 2);
    if (out->err == TNW_OK && out->len > start) {
        out->ptr[start] = (uint8_t)toupper(out->ptr[start]); /* each role begins with a letter from a to z */
    }
    drop_part(out, &list);
}

void
sentence_write_ceiling(struct buf *out, const struct speech *speech, const struct policy *policy, enum role role,
                       code_set categories)
{
    write_of_role(out, speech, policy, role, "ceiling", categories & ~policy->read_ceiling[role]);
}

void
sentence_write_law(struct buf *out, const struct speech *speech, const struct policy *policy, enum role role,
                   code_set categories)
{
    write_of_role(out, speech, policy, role, "law", categories);
}
