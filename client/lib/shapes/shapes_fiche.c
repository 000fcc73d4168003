#include "shape_fields.h"
#include "shapes.h"

#include "tnw/tnw.h"

#define TOLD(member) SHAPE_FIELD(T, member, FIELD_TOLD, FIELD_NULL)

#define T struct tnw_fiche_contact
static const struct field contact_fields[] = {TEXT(name, FIELD_NEEDED), TEXT(function, FIELD_ABSENT),
                                              TEXT(phone, FIELD_ABSENT), TEXT(email, FIELD_ABSENT)};
static const struct shape contact = SHAPE_OF(T, contact_fields);
#undef T
#define T struct tnw_fiche_professional
static const struct field professional_fields[] = {
    SHAPE_ARRAY(T, contacts, "contacts", contact_count, FIELD_ABSENT, &contact), TEXT(remarks, FIELD_ABSENT)};
static const struct shape professional = SHAPE_OF(T, professional_fields);
#undef T
#define T struct tnw_fiche_about
static const struct field about_fields[] = {TEXT(nl, FIELD_ABSENT), TEXT(fr, FIELD_ABSENT), TEXT(de, FIELD_ABSENT),
                                            TEXT(en, FIELD_ABSENT)};
static const struct shape about = SHAPE_OF(T, about_fields);
#undef T
#define T struct tnw_fiche
static const struct field fiche_fields[] = {
    TEXT(id, FIELD_NEEDED),
    TEXT(actor, FIELD_NULL),
    TEXT(kind, FIELD_NEEDED),
    TEXT(name, FIELD_NEEDED),
    TEXT(place, FIELD_NULL),
    TEXT(address, FIELD_NULL),
    TEXT(phone, FIELD_NULL),
    TEXT(email, FIELD_NULL),
    TEXT(url, FIELD_NULL),
    TEXT(cost, FIELD_NULL),
    TEXT(project, FIELD_NULL),
    OBJECT(about, &about),
    TEXTS(zones, FIELD_NEEDED),
    TEXTS(help, FIELD_NEEDED),
    TEXTS(serves, FIELD_NEEDED),
    TEXTS(regions, FIELD_NEEDED),
    TEXTS(languages, FIELD_NEEDED),
    TEXTS(referrers, FIELD_NEEDED),
    TOLD(reimbursed),
    TOLD(accessible),
    TOLD(referral_needed),
    SHAPE_FIELD(T, waiting_weeks, FIELD_NUMBER, FIELD_NULL),
    TEXT(valid_until, FIELD_NULL),
    TEXT(verified_on, FIELD_NULL),
    BOOL(stale),
    TEXT(ref, FIELD_ABSENT | FIELD_NULL),
    TEXT(verified_by, FIELD_ABSENT | FIELD_NULL),
    SHAPE_NESTED(T, professional, FIELD_POINTER, FIELD_ABSENT | FIELD_NULL, &professional),
};
const struct shape shapes_fiche = {
    .size = sizeof(T),
    .fields = fiche_fields,
    .count = sizeof fiche_fields / sizeof fiche_fields[0],
    .etag_offset = offsetof(T, etag),
};
#undef T
#define T struct tnw_fiches
static const struct field fiches_fields[] = LIST(&shapes_fiche);
const struct shape shapes_fiches = SHAPE_OF(T, fiches_fields);
#undef T
#define T struct tnw_service
static const struct field service_fields[] = {
    OBJECT(fiche, &shapes_fiche),
    SHAPE_ARRAY(T, arbeidsartsen, "arbeidsartsen", arbeidsarts_count, FIELD_NEEDED, &shapes_actor),
    BOOL(more),
};
static const struct shape service = SHAPE_OF(T, service_fields);
#undef T
#define T struct tnw_services
static const struct field services_fields[] = LIST(&service);
const struct shape shapes_services = SHAPE_OF(T, services_fields);
#undef T
