#include "service/referral/advice.h"

#include <stdio.h>

#include "service/core/answer.h"
#include "service/referral/helpers.h"

static void
show_consent(struct json_writer *jw, const struct referral_entry *entry)
{
    const struct referral_consent *consent = &entry->consent;
    unsigned role = 0;
    while (!codes_has(entry->party->roles, role)) {
        role++;
    }
    jw_open(jw, "consent");
    jw_str(jw, "role", codes_text(&codes_role, role));
    jw_codes(jw, "categories", &codes_category, consent->categories);
    jw_codes(jw, "actions", &codes_action, consent->actions);
    jw_codes(jw, "purposes", &codes_purpose, consent->purposes);
    jw_close(jw);
}

/* Who can be called is told with the first entry of a party: the same below it. */
static bool
is_named_before(const struct advice *advice, size_t at)
{
    const struct referral_party *party = referral_party(advice->entries[at], &advice->asked.facts);
    for (size_t i = 0; i < at; i++) {
        if (referral_party(advice->entries[i], &advice->asked.facts) == party) {
            return true;
        }
    }
    return false;
}

static void
show_next_party(struct json_writer *jw, struct call *call, struct txn *txn, const struct advice *advice, size_t at)
{
    const struct referral *referral = call->world->referral;
    const struct referral_entry *entry = advice->entries[at];
    const struct referral_party *party = referral_party(entry, &advice->asked.facts);
    jw_open(jw, NULL);
    jw_int(jw, "rank", (int64_t)at + 1);
    jw_int(jw, "row", (int64_t)entry->row);
    jw_str(jw, "party", party->is);
    jw_str(jw, "party_text", party->words.in[advice->language]);
    jw_str(jw, "order", codes_text(&referral->orders, entry->order));
    jw_bool(jw, "urgent", entry->urgent);
    jw_str(jw, "route", codes_text(&referral->routes, entry->route));
    jw_str(jw, "text", entry->text.in[advice->language]);
    jw_str(jw, "why", entry->why.in[advice->language]);
    jw_str(jw, "source", entry->source);
    if (entry->consent.categories != 0) {
        show_consent(jw, entry);
    }
    if (is_named_before(advice, at)) {
        jw_open_list(jw, "actors");
        jw_close_list(jw);
    } else {
        helpers_show(jw, call, txn, party, &advice->asked);
    }
    jw_close(jw);
}

static void
show_principle(struct json_writer *jw, const struct referral_question *question, const struct advice *advice,
               const struct referral *referral)
{
    const struct referral_entry *first = advice->entries[0];
    const struct referral_party *party = referral_party(first, &advice->asked.facts);
    const struct referral_answer *answer = referral_answer(question, &advice->asked.facts);
    jw_open(jw, NULL);
    jw_str(jw, "code", question->code);
    jw_str(jw, "question", question->words.in[advice->language]);
    if (answer != NULL) {
        jw_str(jw, "answer", answer->code);
        jw_str(jw, "text", answer->words.in[advice->language]);
    } else if (question->tells == REFERRAL_TELLS_ROUTE) {
        jw_str(jw, "answer", codes_text(&referral->routes, first->route));
        jw_str(jw, "text", first->text.in[advice->language]);
    } else {
        jw_str(jw, "answer", party->is);
        jw_str(jw, "text", party->words.in[advice->language]);
    }
    jw_str(jw, "source", question->source);
    jw_close(jw);
}

static void
show_known(struct json_writer *jw, enum referral_fact fact, const struct referral_facts *facts)
{
    const char *name = codes_text(&referral_fact_codes, fact);
    unsigned value = facts->value[fact];
    switch (referral_fact_kind(fact)) {
    case REFERRAL_KIND_ANSWER:
        jw_bool(jw, name, value == 1);
        break;
    case REFERRAL_KIND_MONTHS: {
        char number[16];
        (void)snprintf(number, sizeof number, "%u%s", (value - 1) / 2, (value - 1) % 2 == 0 ? "" : ".5");
        jw_raw(jw, name, slice_str(number));
        break;
    }
    case REFERRAL_KIND_HELP:
        jw_codes(jw, name, &codes_help, facts->help);
        break;
    case REFERRAL_KIND_CODE:
        if (fact == REFERRAL_ESTIMATE) {
            jw_int(jw, name, (int64_t)value);
        } else {
            jw_str(jw, name, codes_text(referral_fact_values(fact), value));
        }
        break;
    }
}

/* As a body could say them again. */
static void
show_facts(struct json_writer *jw, const struct referral_asked *asked)
{
    jw_open(jw, "facts");
    for (unsigned fact = 0; fact < REFERRAL_FACT_COUNT; fact++) {
        if (asked->facts.value[fact] != 0) {
            show_known(jw, (enum referral_fact)fact, &asked->facts);
        }
    }
    if (asked->zone[0] != 0) {
        jw_str(jw, "zone", asked->zone);
    }
    if (asked->employer[0] != 0) {
        jw_str(jw, "employer", asked->employer);
    }
    jw_close(jw);
}

static void
show_values(struct json_writer *jw, const struct code_list *list, unsigned from, const struct timeline_words *words,
            enum language language)
{
    for (unsigned i = from; i < list->count; i++) {
        jw_open(jw, NULL);
        jw_str(jw, "code", list->texts[i]);
        jw_str(jw, "text", words[i].in[language]);
        jw_close(jw);
    }
}

/* Whether somebody of the list is looked for near the patient. */
static bool
looks_near(const struct advice *advice)
{
    bool looks = false;
    for (size_t i = 0; i < advice->count && !looks; i++) {
        const struct referral_party *party = referral_party(advice->entries[i], &advice->asked.facts);
        looks = party->place_count > 0 || (party->roles & ~CODE_BIT(ROLE_HUISARTS)) != 0;
    }
    return looks;
}

static void
show_zone_ask(struct json_writer *jw, const struct referral *referral, enum language language)
{
    jw_open(jw, NULL);
    jw_str(jw, "fact", "zone");
    jw_str(jw, "question", referral->zone.in[language]);
    jw_str(jw, "kind", "text");
    jw_open_list(jw, "values");
    jw_close_list(jw);
    jw_close(jw);
}

/* What could still change the list, in the order in which it is asked; and at last who can be called. */
static void
show_asks(struct json_writer *jw, const struct call *call, const struct advice *advice)
{
    static const char *const kinds[] = {"one", "yes_no", "number", "several"};
    const struct referral *referral = call->world->referral;
    code_set open = referral_open(referral, &advice->asked.facts, call->found.today);
    jw_open_list(jw, "asks");
    for (unsigned fact = 0; fact < REFERRAL_FACT_COUNT; fact++) {
        const struct referral_asking *asking = &referral->asking[fact];
        enum referral_kind kind = referral_fact_kind((enum referral_fact)fact);
        const struct code_list *values = referral_fact_values((enum referral_fact)fact);
        if (!codes_has(open, fact)) {
            continue;
        }
        jw_open(jw, NULL);
        jw_str(jw, "fact", codes_text(&referral_fact_codes, fact));
        jw_str(jw, "question", asking->question.in[advice->language]);
        jw_str(jw, "kind", kinds[kind]);
        jw_open_list(jw, "values");
        if (kind == REFERRAL_KIND_HELP) {
            show_values(jw, &codes_help, 0, asking->values, advice->language);
        } else if (values != NULL) {
            show_values(jw, values, 1, asking->values, advice->language);
        }
        jw_close_list(jw);
        jw_close(jw);
    }
    if (advice->asked.zone[0] == 0 && looks_near(advice)) {
        show_zone_ask(jw, referral, advice->language);
    }
    jw_close_list(jw);
}

void
advice_show(struct call *call, struct txn *txn, const struct advice *advice)
{
    const struct referral *referral = call->world->referral;
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_open_list(&jw, "items");
    for (size_t i = 0; i < advice->count; i++) {
        show_next_party(&jw, call, txn, advice, i);
    }
    jw_close_list(&jw);
    jw_open_list(&jw, "questions");
    for (size_t i = 0; i < REFERRAL_QUESTIONS; i++) {
        show_principle(&jw, &referral->questions[i], advice, referral);
    }
    jw_close_list(&jw);
    show_facts(&jw, &advice->asked);
    show_asks(&jw, call, advice);
    jw_str(&jw, "version", referral->version);
    jw_close(&jw);
    answer_shown(call);
}
