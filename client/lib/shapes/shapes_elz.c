/* The shapes of what professionals share beside dossiers. */
#include "shape_fields.h"
#include "shapes.h"

#include "tnw/elz.h"

#define T struct tnw_casus_member
static const struct field casus_member_fields[] = {TEXT(actor, FIELD_NEEDED), TEXT(name, FIELD_NULL)};
static const struct shape casus_member = SHAPE_OF(T, casus_member_fields);
#undef T
#define T struct tnw_casus
static const struct field casus_fields[] = {
    TEXT(id, FIELD_NEEDED),
    TEXT(subject, FIELD_NEEDED),
    TEXT(state, FIELD_NEEDED),
    TEXT(opened, FIELD_NEEDED),
    TEXT(author, FIELD_NEEDED),
    TEXT(moment, FIELD_NULL),
    INT(messages),
    SHAPE_ARRAY(T, members, "members", member_count, FIELD_ABSENT, &casus_member),
    TEXT(text, FIELD_ABSENT),
    TEXT(conclusion, FIELD_ABSENT | FIELD_NULL),
    TEXT(closed_by, FIELD_ABSENT | FIELD_NULL),
    TEXT(closed, FIELD_ABSENT | FIELD_NULL),
};
const struct shape shapes_casus = SHAPE_OF(T, casus_fields);
#undef T
#define T struct tnw_casus_list
static const struct field casus_list_fields[] = LIST(&shapes_casus);
const struct shape shapes_casus_list = SHAPE_OF(T, casus_list_fields);
#undef T
#define T struct tnw_casus_message
static const struct field casus_message_fields[] = {
    TEXT(id, FIELD_NEEDED),          TEXT(kind, FIELD_NEEDED), TEXT(reply_to, FIELD_NULL), TEXT(author, FIELD_NEEDED),
    TEXT(author_role, FIELD_NEEDED), TEXT(sent, FIELD_NEEDED), TEXT(text, FIELD_NEEDED),
};
const struct shape shapes_casus_message = SHAPE_OF(T, casus_message_fields);
#undef T
#define T struct tnw_casus_messages
static const struct field casus_messages_fields[] = LIST(&shapes_casus_message);
const struct shape shapes_casus_messages = SHAPE_OF(T, casus_messages_fields);
#undef T
#define T struct tnw_signup
static const struct field signup_fields[] = {TEXT(actor, FIELD_NEEDED), TEXT(name, FIELD_NULL), TEXT(at, FIELD_NEEDED)};
static const struct shape signup = SHAPE_OF(T, signup_fields);
#undef T
#define T struct tnw_moment
static const struct field moment_fields[] = {
    TEXT(id, FIELD_NEEDED),
    TEXT(date, FIELD_NEEDED),
    TEXT(time, FIELD_NULL),
    TEXT(zone, FIELD_NEEDED),
    TEXT(theme, FIELD_NEEDED),
    TEXT(place, FIELD_NEEDED),
    TEXT(text, FIELD_NEEDED),
    TEXTS(roles, FIELD_NEEDED),
    TEXTS(kinds, FIELD_NEEDED),
    TEXT(organiser, FIELD_NEEDED),
    TEXT(name, FIELD_NULL),
    BOOL(open),
    TEXT(cancelled, FIELD_NULL),
    INT(guests),
    BOOL(signed_up),
    SHAPE_ARRAY(T, signups, "signups", signup_count, FIELD_ABSENT | FIELD_NULL, &signup),
};
const struct shape shapes_moment = {
    .size = sizeof(T),
    .fields = moment_fields,
    .count = sizeof moment_fields / sizeof moment_fields[0],
    .etag_offset = offsetof(T, etag),
};
#undef T
#define T struct tnw_moments
static const struct field moments_fields[] = LIST(&shapes_moment);
const struct shape shapes_moments = SHAPE_OF(T, moments_fields);
#undef T
#define T struct tnw_knelpunt
static const struct field knelpunt_fields[] = {TEXT(code, FIELD_NEEDED), TEXT(theme, FIELD_NEEDED),
                                               TEXT(theme_text, FIELD_NEEDED), TEXT(text, FIELD_NEEDED)};
static const struct shape knelpunt = SHAPE_OF(T, knelpunt_fields);
#undef T
#define T struct tnw_knelpunten
static const struct field knelpunten_fields[] = {SHAPE_ARRAY(T, items, "items", count, FIELD_NEEDED, &knelpunt),
                                                 TEXT(version, FIELD_NEEDED)};
const struct shape shapes_knelpunten = SHAPE_OF(T, knelpunten_fields);
#undef T
#define T struct tnw_knelpunt_count
static const struct field count_fields[] = {TEXT(theme, FIELD_NEEDED), TEXT(text, FIELD_NEEDED),
                                            SHAPE_FIELD(T, people, FIELD_INT, FIELD_NULL)};
static const struct shape theme_count = SHAPE_OF(T, count_fields);
#undef T
#define T struct tnw_knelpunt_counts
static const struct field counts_fields[] = {TEXT(quarter, FIELD_NEEDED),
                                             SHAPE_ARRAY(T, items, "items", count, FIELD_NEEDED, &theme_count)};
const struct shape shapes_knelpunt_counts = SHAPE_OF(T, counts_fields);
#undef T
#define T struct tnw_knelpunt_reported
static const struct field reported_fields[] = {TEXT(quarter, FIELD_NEEDED)};
const struct shape shapes_knelpunt_reported = SHAPE_OF(T, reported_fields);
#undef T

#define T struct tnw_casus_new
static const struct field casus_new_fields[] = {TEXT(subject, FIELD_NEEDED), TEXT(text, FIELD_NEEDED),
                                                TEXTS(members, FIELD_NEEDED), TEXT(moment, FIELD_ABSENT)};
const struct shape shapes_casus_new = SHAPE_OF(T, casus_new_fields);
#undef T
#define T struct tnw_casus_message_new
static const struct field casus_message_new_fields[] = {TEXT(kind, FIELD_NEEDED), TEXT(text, FIELD_NEEDED),
                                                        TEXT(reply_to, FIELD_ABSENT)};
const struct shape shapes_casus_message_new = SHAPE_OF(T, casus_message_new_fields);
#undef T
#define T struct tnw_moment_new
static const struct field moment_new_fields[] = {
    TEXT(date, FIELD_NEEDED),   TEXT(time, FIELD_ABSENT),   TEXT(zone, FIELD_NEEDED),
    TEXT(theme, FIELD_NEEDED),  TEXT(place, FIELD_NEEDED),  TEXT(text, FIELD_ABSENT),
    TEXTS(roles, FIELD_ABSENT), TEXTS(kinds, FIELD_ABSENT), SHAPE_FIELD(T, open, FIELD_BOOL, FIELD_ABSENT),
};
const struct shape shapes_moment_new = SHAPE_OF(T, moment_new_fields);
#undef T
#define T struct shapes_obstacle
static const struct field knelpunt_new_fields[] = {TEXT(code, FIELD_NEEDED)};
const struct shape shapes_knelpunt_new = SHAPE_OF(T, knelpunt_new_fields);
#undef T
