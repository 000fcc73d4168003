#include "shapes.h"

#include "tnw/erasure.h"

#define TEXT(member, rules) SHAPE_FIELD(T, member, FIELD_TEXT, rules)

#define T struct tnw_erasure
static const struct field erasure_fields[] = {
    TEXT(dossier, FIELD_NEEDED), TEXT(state, FIELD_NEEDED),      TEXT(why, FIELD_NULL),      TEXT(reason, FIELD_NULL),
    TEXT(closed, FIELD_NULL),    TEXT(emptied, FIELD_NULL),      TEXT(complete, FIELD_NULL), TEXT(goes, FIELD_NEEDED),
    TEXT(stays, FIELD_NEEDED),   TEXT(understood, FIELD_NEEDED),
};
const struct shape shapes_erasure = SHAPE_OF(T, erasure_fields);
#undef T
#define T struct tnw_erasures
static const struct field erasures_fields[] = {SHAPE_ARRAY(T, items, "items", count, FIELD_NEEDED, &shapes_erasure),
                                               TEXT(next, FIELD_NULL)};
const struct shape shapes_erasures = SHAPE_OF(T, erasures_fields);
#undef T
#define T struct tnw_erasing
static const struct field erasing_fields[] = {TEXT(understood, FIELD_NEEDED), TEXT(reason, FIELD_ABSENT)};
const struct shape shapes_erasing = SHAPE_OF(T, erasing_fields);
#undef T
