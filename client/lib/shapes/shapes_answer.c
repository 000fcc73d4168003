#include "shape_fields.h"
#include "shapes.h"

#include "tnw/tnw.h"

/* A problem may leave out what RFC 9457 does not ask for: proxies and early refusals write it too. */
#define T struct tnw_failure_item
static const struct field item_fields[] = {TEXT(pointer, FIELD_NEEDED), TEXT(code, FIELD_NEEDED),
                                           TEXT(detail, FIELD_NEEDED)};
static const struct shape item = SHAPE_OF(T, item_fields);
#undef T
#define T struct tnw_failure
static const struct field problem_fields[] = {
    TEXT(code, FIELD_NEEDED),
    TEXT(title, FIELD_NEEDED),
    TEXT(detail, FIELD_ABSENT | FIELD_NULL),
    TEXT(hint, FIELD_ABSENT | FIELD_NULL),
    TEXT(request_id, FIELD_ABSENT | FIELD_NULL),
    SHAPE_ARRAY(T, items, "errors", item_count, FIELD_ABSENT, &item),
};
const struct shape shapes_problem = SHAPE_OF(T, problem_fields);
#undef T

#define T struct tnw_contact
static const struct field contact_fields[] = {
    TEXT(phone, FIELD_ABSENT), TEXT(email, FIELD_ABSENT), TEXT(address, FIELD_ABSENT),
    TEXT(zone, FIELD_ABSENT),  TEXT(url, FIELD_ABSENT),   TEXTS(languages, FIELD_ABSENT),
};
const struct shape shapes_contact = SHAPE_OF(T, contact_fields);
#undef T
#define T struct tnw_actor
static const struct field actor_fields[] = {
    TEXT(id, FIELD_NEEDED),
    TEXT(kind, FIELD_NEEDED),
    TEXT(name, FIELD_NEEDED),
    TEXT(state, FIELD_NEEDED),
    TEXT(nihii, FIELD_NULL),
    TEXT(organisation, FIELD_NULL),
    TEXTS(roles, FIELD_NEEDED),
    OBJECT(contact, &shapes_contact),
    SHAPE_FIELD(T, quota_factor, FIELD_INT, FIELD_ABSENT),
    TEXT(qualification, FIELD_NULL),
    TEXT(service, FIELD_NULL),
    TEXT(function, FIELD_NULL),
    TEXT(cbe, FIELD_NULL),
    TEXTS(acts_for, FIELD_NEEDED),
};
const struct shape shapes_actor = {
    .size = sizeof(T),
    .fields = actor_fields,
    .count = sizeof actor_fields / sizeof actor_fields[0],
    .etag_offset = offsetof(T, etag),
};
#undef T
#define T struct tnw_actors
static const struct field actors_fields[] = LIST(&shapes_actor);
const struct shape shapes_actors = SHAPE_OF(T, actors_fields);
#undef T
#define T struct tnw_certificate
static const struct field certificate_fields[] = {TEXT(fingerprint, FIELD_NEEDED), TEXT(valid_until, FIELD_NEEDED),
                                                  TEXT(first_used, FIELD_NEEDED), TEXT(last_used, FIELD_NEEDED)};
static const struct shape certificate = SHAPE_OF(T, certificate_fields);
#undef T
#define T struct tnw_certificates
static const struct field certificates_fields[] = {SHAPE_ARRAY(T, items, "items", count, FIELD_NEEDED, &certificate)};
const struct shape shapes_certificates = SHAPE_OF(T, certificates_fields);
#undef T
#define T struct tnw_ending
static const struct field ending_fields[] = {OBJECT(actor, &shapes_actor), OBJECT(certificate, &certificate)};
static const struct shape ending = SHAPE_OF(T, ending_fields);
#undef T
#define T struct tnw_endings
static const struct field endings_fields[] = LIST(&ending);
const struct shape shapes_endings = SHAPE_OF(T, endings_fields);
#undef T
#define T struct tnw_identity
static const struct field identity_fields[] = {TEXT(kind, FIELD_NEEDED), TEXT(value, FIELD_NEEDED)};
static const struct shape identity = SHAPE_OF(T, identity_fields);
#undef T
#define T struct tnw_me
static const struct field me_fields[] = {
    OBJECT(identity, &identity),
    SHAPE_ARRAY(T, actors, "actors", actor_count, FIELD_NEEDED, &shapes_actor),
    TEXTS(roles, FIELD_NEEDED),
    TEXT(role, FIELD_NULL),
};
const struct shape shapes_me = SHAPE_OF(T, me_fields);
#undef T

#define T struct tnw_participant
static const struct field participant_fields[] = {TEXT(actor, FIELD_NEEDED), TEXT(name, FIELD_NEEDED),
                                                  TEXT(role, FIELD_NEEDED), TEXT(since, FIELD_NEEDED)};
const struct shape shapes_participant = SHAPE_OF(T, participant_fields);
#undef T
#define T struct tnw_dossier
static const struct field patient_fields[] = {
    {.name = "actor", .offset = offsetof(T, patient.actor) - offsetof(T, patient)},
    {.name = "name", .offset = offsetof(T, patient.name) - offsetof(T, patient)},
    {.name = "niss", .rules = FIELD_NULL, .offset = offsetof(T, patient.niss) - offsetof(T, patient)},
};
static const struct shape patient = SHAPE_OF(((T *)0)->patient, patient_fields);
static const struct field dossier_fields[] = {
    TEXT(id, FIELD_NEEDED),
    TEXT(state, FIELD_NEEDED),
    OBJECT(patient, &patient),
    TEXT(start, FIELD_NEEDED),
    TEXT(employment, FIELD_NEEDED),
    TEXT(opened, FIELD_NEEDED),
    TEXT(opened_by, FIELD_NULL),
    TEXT(closed, FIELD_NULL),
    SHAPE_ARRAY(T, participants, "participants", participant_count, FIELD_NEEDED, &shapes_participant),
};
const struct shape shapes_dossier = SHAPE_OF(T, dossier_fields);
#undef T
#define T struct tnw_dossiers
static const struct field dossiers_fields[] = LIST(&shapes_dossier);
const struct shape shapes_dossiers = SHAPE_OF(T, dossiers_fields);
#undef T

#define T struct tnw_signature
static const struct field signature_fields[] = {TEXT(role, FIELD_NEEDED), TEXT(actor, FIELD_NEEDED),
                                                TEXT(time, FIELD_NEEDED), TEXT(certificate, FIELD_NEEDED)};
static const struct shape signature = SHAPE_OF(T, signature_fields);
#undef T
#define T struct tnw_signing
static const struct field signed_fields[] = {TEXT(fragment, FIELD_NEEDED), INT(version), OBJECT(signature, &signature),
                                             SHAPE_FIELD(T, complete, FIELD_BOOL, FIELD_NEEDED)};
const struct shape shapes_signed = SHAPE_OF(T, signed_fields);
#undef T
#define T struct tnw_attachment
static const struct field attachment_fields[] = {TEXT(id, FIELD_NEEDED),     TEXT(name, FIELD_NEEDED),
                                                 TEXT(type, FIELD_NEEDED),   INT(size),
                                                 TEXT(sha256, FIELD_NEEDED), TEXT(salt, FIELD_NEEDED)};
const struct shape shapes_attachment = SHAPE_OF(T, attachment_fields);
#undef T
#define T struct tnw_draft
static const struct field draft_fields[] = {TEXT(id, FIELD_NEEDED), TEXT(type, FIELD_NEEDED), INT(size),
                                            TEXT(sha256, FIELD_NEEDED), TEXT(created, FIELD_NEEDED)};
const struct shape shapes_draft = SHAPE_OF(T, draft_fields);
#undef T
#define T struct tnw_fragment
static const struct field fragment_fields[] = {
    TEXT(id, FIELD_NEEDED),
    TEXT(dossier, FIELD_NEEDED),
    TEXT(category, FIELD_NEEDED),
    INT(version),
    INT(latest),
    TEXT(author, FIELD_NEEDED),
    TEXT(author_role, FIELD_NEEDED),
    TEXT(by, FIELD_NULL),
    TEXT(created, FIELD_NEEDED),
    TEXT(updated, FIELD_NEEDED),
    TEXT(retracted, FIELD_NULL),
    TEXT(author_name, FIELD_ABSENT | FIELD_NULL),
    SHAPE_FIELD(T, content, FIELD_JSON, FIELD_ABSENT),
    SHAPE_ARRAY(T, attachments, "attachments", attachment_count, FIELD_ABSENT, &shapes_attachment),
    TEXT(retracted_reason, FIELD_ABSENT | FIELD_NULL),
    SHAPE_ARRAY(T, signatures, "signatures", signature_count, FIELD_ABSENT, &signature),
    SHAPE_FIELD(T, complete, FIELD_BOOL, FIELD_ABSENT | FIELD_NULL),
};
const struct shape shapes_fragment = SHAPE_OF(T, fragment_fields);
#undef T
#define T struct tnw_fragments
static const struct field fragments_fields[] = LIST(&shapes_fragment);
const struct shape shapes_fragments = SHAPE_OF(T, fragments_fields);
#undef T

#define T struct tnw_party
static const struct field party_fields[] = {TEXT(id, FIELD_NEEDED), TEXT(name, FIELD_NEEDED)};
static const struct shape party = SHAPE_OF(T, party_fields);
#undef T
#define T struct tnw_access
static const struct field access_fields[] = {
    INT(seq),
    TEXT(time, FIELD_NEEDED),
    POINTER(actor, &party),
    POINTER(organisation, &party),
    {.name = "for", .kind = FIELD_POINTER, .rules = FIELD_NULL, .offset = offsetof(T, acted_for), .shape = &party},
    TEXT(role, FIELD_NULL),
    TEXT(action, FIELD_NEEDED),
    TEXT(object, FIELD_NULL),
    TEXTS(categories, FIELD_NEEDED),
    TEXT(purpose, FIELD_NULL),
    TEXT(decision, FIELD_NEEDED),
    TEXT(ground, FIELD_NULL),
    TEXT(reason, FIELD_NEEDED),
    TEXT(text, FIELD_NEEDED),
    INT(status),
    INT(count),
    TEXT(first, FIELD_NEEDED),
    TEXT(until, FIELD_NEEDED),
};
static const struct shape access_shape = SHAPE_OF(T, access_fields);
#undef T
#define T struct tnw_accesses
static const struct field accesses_fields[] = LIST(&access_shape);
const struct shape shapes_accesses = SHAPE_OF(T, accesses_fields);
#undef T
#define T struct tnw_audit_record
static const struct field record_fields[] = {
    INT(seq),
    TEXT(time, FIELD_NEEDED),
    TEXT(actor, FIELD_ABSENT | FIELD_NULL),
    TEXT(role, FIELD_ABSENT | FIELD_NULL),
    TEXT(action, FIELD_ABSENT | FIELD_NULL),
    TEXT(dossier, FIELD_ABSENT | FIELD_NULL),
    TEXT(object, FIELD_ABSENT | FIELD_NULL),
    TEXT(decision, FIELD_ABSENT | FIELD_NULL),
    TEXT(ground, FIELD_ABSENT | FIELD_NULL),
    {.name = "for", .kind = FIELD_TEXT, .rules = FIELD_ABSENT, .offset = offsetof(T, acted_for)},
};
static const struct shape record = SHAPE_OF(T, record_fields);
#undef T
#define T struct tnw_audit_entry
static const struct field entry_fields[] = {
    OBJECT(record, &record),
    {.name = "record", .kind = FIELD_JSON, .offset = offsetof(T, record_json)},
    TEXT(leaf, FIELD_NEEDED),
};
const struct shape shapes_audit_entry = SHAPE_OF(T, entry_fields);
#undef T
#define T struct tnw_audit_entries
static const struct field entries_fields[] = LIST(&shapes_audit_entry);
const struct shape shapes_audit_entries = SHAPE_OF(T, entries_fields);
#undef T
