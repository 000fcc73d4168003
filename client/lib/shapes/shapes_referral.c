/* The shapes of the doorverwijshulp. */
#include "shape_fields.h"
#include "shapes.h"

#include "tnw/referral.h"

#define T struct tnw_referral_consent
static const struct field consent_fields[] = {TEXT(role, FIELD_NEEDED), TEXTS(categories, FIELD_NEEDED),
                                              TEXTS(actions, FIELD_NEEDED), TEXTS(purposes, FIELD_NEEDED)};
static const struct shape consent = SHAPE_OF(T, consent_fields);
#undef T

#define T struct tnw_referral_actor
static const struct field actor_fields[] = {TEXT(actor, FIELD_NULL),  TEXT(fiche, FIELD_NULL), TEXT(name, FIELD_NULL),
                                            TEXT(kind, FIELD_NEEDED), TEXT(place, FIELD_NULL), TEXT(phone, FIELD_NULL),
                                            TEXT(email, FIELD_NULL),  TEXT(url, FIELD_NULL),   BOOL(stale)};
static const struct shape actor = SHAPE_OF(T, actor_fields);
#undef T

#define T struct tnw_referral_item
static const struct field item_fields[] = {
    INT(rank),
    INT(row),
    TEXT(party, FIELD_NEEDED),
    TEXT(party_text, FIELD_NEEDED),
    TEXT(order, FIELD_NEEDED),
    BOOL(urgent),
    TEXT(route, FIELD_NEEDED),
    TEXT(text, FIELD_NEEDED),
    TEXT(why, FIELD_NEEDED),
    TEXT(source, FIELD_NEEDED),
    SHAPE_NESTED(T, consent, FIELD_POINTER, FIELD_ABSENT | FIELD_NULL, &consent),
    SHAPE_ARRAY(T, actors, "actors", actor_count, FIELD_NEEDED, &actor),
};
static const struct shape item = SHAPE_OF(T, item_fields);
#undef T

#define T struct tnw_referral_question
static const struct field question_fields[] = {TEXT(code, FIELD_NEEDED), TEXT(question, FIELD_NEEDED),
                                               TEXT(answer, FIELD_NEEDED), TEXT(text, FIELD_NEEDED),
                                               TEXT(source, FIELD_NEEDED)};
static const struct shape question = SHAPE_OF(T, question_fields);
#undef T

#define T struct tnw_referral_value
static const struct field value_fields[] = {TEXT(code, FIELD_NEEDED), TEXT(text, FIELD_NEEDED)};
static const struct shape value = SHAPE_OF(T, value_fields);
#undef T

#define T struct tnw_referral_ask
static const struct field ask_fields[] = {TEXT(fact, FIELD_NEEDED), TEXT(question, FIELD_NEEDED),
                                          TEXT(kind, FIELD_NEEDED),
                                          SHAPE_ARRAY(T, values, "values", value_count, FIELD_NEEDED, &value)};
static const struct shape ask = SHAPE_OF(T, ask_fields);
#undef T

#define T struct tnw_referral
static const struct field referral_fields[] = {
    SHAPE_ARRAY(T, items, "items", count, FIELD_NEEDED, &item),
    SHAPE_ARRAY(T, questions, "questions", question_count, FIELD_NEEDED, &question),
    SHAPE_FIELD(T, facts, FIELD_JSON, FIELD_NEEDED),
    SHAPE_ARRAY(T, asks, "asks", ask_count, FIELD_NEEDED, &ask),
    TEXT(version, FIELD_NEEDED),
};
const struct shape shapes_referral = SHAPE_OF(T, referral_fields);
#undef T
