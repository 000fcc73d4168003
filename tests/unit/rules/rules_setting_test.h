/* What tests of the decision ask of a setting. */
#ifndef TNW_TESTS_RULES_SETTING_TEST_H
#define TNW_TESTS_RULES_SETTING_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules_setting.h"

static inline struct decision
run(struct setting *s)
{
    s->facts.consents = s->consents;
    return decide(&s->policy, &s->facts, &s->ask);
}

static inline void
expect(struct setting s, enum decide_reason reason, uint8_t consent)
{
    struct decision decision = run(&s);
    struct id id = id_number(consent);
    assert_int_equal(decision.reason, reason);
    assert_int_equal(decision.permit, reason <= REASON_CONSENT);
    assert_true(id_eq(&decision.consent, &id));
    assert_int_equal(decision.law_code != NULL, reason == REASON_LAW);
}

/* The tampered twin: one change, another reason. */
#define TWIN(base, change, reason, consent)                                                                            \
    do {                                                                                                               \
        struct setting twin = (base);                                                                                  \
        twin.change;                                                                                                   \
        expect(twin, reason, consent);                                                                                 \
    } while (0)

#endif
