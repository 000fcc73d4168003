#include "shapes.h"

#include "tnw/tnw.h"

#define TEXT(member, rules) SHAPE_FIELD(T, member, FIELD_TEXT, rules)
#define TEXTS(member, rules) SHAPE_FIELD(T, member, FIELD_TEXTS, rules)
#define OBJECT(member, of) SHAPE_NESTED(T, member, FIELD_OBJECT, FIELD_NEEDED, of)
#define POINTER(member, of) SHAPE_NESTED(T, member, FIELD_POINTER, FIELD_ABSENT, of)
/* What the registry says of somebody in a role. */
#define FACTS                                                                                                          \
    TEXT(qualification, FIELD_ABSENT), TEXT(service, FIELD_ABSENT), TEXT(function, FIELD_ABSENT),                      \
        TEXT(cbe, FIELD_ABSENT), TEXTS(acts_for, FIELD_ABSENT)
/* A member of a nameless struct, seen from that struct. */
#define INNER(outer, member, field_rules)                                                                              \
    {                                                                                                                  \
        .name = #member, .kind = FIELD_TEXT, .rules = field_rules,                                                     \
        .offset = offsetof(T, outer.member) - offsetof(T, outer)                                                       \
    }

#define T struct tnw_actor_new
static const struct field identity_fields[] = {INNER(identity, niss, FIELD_ABSENT), INNER(identity, cbe, FIELD_ABSENT),
                                               INNER(identity, nihii_hospital, FIELD_ABSENT),
                                               INNER(identity, ehp, FIELD_ABSENT)};
static const struct shape identity = SHAPE_OF(((T *)0)->identity, identity_fields);
static const struct field actor_new_fields[] = {
    OBJECT(identity, &identity),
    TEXT(name, FIELD_NEEDED),
    TEXTS(roles, FIELD_NEEDED),
    TEXT(nihii, FIELD_ABSENT),
    TEXT(organisation, FIELD_ABSENT),
    POINTER(contact, &shapes_contact),
    FACTS,
};
const struct shape shapes_actor_new = SHAPE_OF(T, actor_new_fields);
#undef T

#define T struct tnw_actor_patch
static const struct field actor_patch_fields[] = {
    TEXT(name, FIELD_ABSENT),
    TEXTS(roles, FIELD_ABSENT),
    TEXT(nihii, FIELD_ABSENT),
    TEXT(organisation, FIELD_ABSENT),
    TEXT(state, FIELD_ABSENT),
    POINTER(contact, &shapes_contact),
    SHAPE_FIELD(T, quota_factor, FIELD_INT, FIELD_ABSENT),
    FACTS,
};
const struct shape shapes_actor_patch = SHAPE_OF(T, actor_patch_fields);
#undef T

#define T struct tnw_dossier_new
static const struct field patient_fields[] = {INNER(patient, niss, FIELD_NEEDED), INNER(patient, name, FIELD_NEEDED)};
static const struct shape patient = SHAPE_OF(((T *)0)->patient, patient_fields);
static const struct field dossier_new_fields[] = {OBJECT(patient, &patient), TEXT(start, FIELD_NEEDED),
                                                  TEXT(employment, FIELD_NEEDED)};
const struct shape shapes_dossier_new = SHAPE_OF(T, dossier_new_fields);
#undef T

#define T struct shapes_niss
static const struct field dossier_find_fields[] = {TEXT(niss, FIELD_NEEDED)};
const struct shape shapes_dossier_find = SHAPE_OF(T, dossier_find_fields);
#undef T

#define T struct shapes_invite
static const struct field invitation_fields[] = {TEXT(actor, FIELD_NEEDED), TEXT(role, FIELD_NEEDED)};
const struct shape shapes_invitation = SHAPE_OF(T, invitation_fields);
#undef T

#define T struct tnw_attachment_ref
static const struct field attachment_ref_fields[] = {TEXT(attachment, FIELD_NEEDED), TEXT(name, FIELD_NEEDED)};
static const struct shape attachment_ref = SHAPE_OF(T, attachment_ref_fields);
#undef T
#define T struct shapes_content
static const struct field fragment_new_fields[] = {
    TEXT(category, FIELD_NEEDED), SHAPE_FIELD(T, content, FIELD_JSON, FIELD_NEEDED),
    SHAPE_ARRAY(T, attachments, "attachments", attachment_count, FIELD_ABSENT, &attachment_ref)};
const struct shape shapes_fragment_new = SHAPE_OF(T, fragment_new_fields);
static const struct field fragment_change_fields[] = {
    SHAPE_FIELD(T, content, FIELD_JSON, FIELD_NEEDED),
    SHAPE_ARRAY(T, attachments, "attachments", attachment_count, FIELD_ABSENT, &attachment_ref)};
const struct shape shapes_fragment_change = SHAPE_OF(T, fragment_change_fields);
#undef T
#define T struct shapes_retract
static const struct field fragment_retraction_fields[] = {TEXT(reason, FIELD_NEEDED)};
const struct shape shapes_fragment_retraction = SHAPE_OF(T, fragment_retraction_fields);
#undef T
#define T struct shapes_sign
static const struct field fragment_signing_fields[] = {SHAPE_FIELD(T, version, FIELD_INT, FIELD_NEEDED)};
const struct shape shapes_fragment_signing = SHAPE_OF(T, fragment_signing_fields);
#undef T

#define T struct tnw_evidence
static const struct field evidence_fields[] = {TEXT(kind, FIELD_NEEDED), TEXT(reference, FIELD_ABSENT),
                                               TEXT(date, FIELD_ABSENT)};
static const struct shape evidence = SHAPE_OF(T, evidence_fields);
#undef T
/* What a grant needs and an exclusion may leave out is for the server's schema to say. */
#define T struct tnw_consent_new
static const struct field consent_new_fields[] = {
    TEXT(effect, FIELD_NEEDED),   OBJECT(grantee, &shapes_grantee), TEXTS(categories, FIELD_ABSENT),
    TEXTS(actions, FIELD_ABSENT), TEXTS(purposes, FIELD_ABSENT),    TEXT(from, FIELD_ABSENT),
    TEXT(until, FIELD_ABSENT),    POINTER(evidence, &evidence),
};
const struct shape shapes_consent_new = SHAPE_OF(T, consent_new_fields);
static const struct field grant_fields[] = {
    OBJECT(grantee, &shapes_grantee), TEXTS(categories, FIELD_NEEDED), TEXTS(actions, FIELD_NEEDED),
    TEXTS(purposes, FIELD_NEEDED),    TEXT(from, FIELD_ABSENT),        TEXT(until, FIELD_NEEDED),
};
static const struct shape grant = SHAPE_OF(T, grant_fields);
#undef T
#define T struct tnw_consent_act_new
static const struct field consent_act_new_fields[] = {
    SHAPE_ARRAY(T, grants, "grants", grant_count, FIELD_ABSENT, &grant), TEXT(preset, FIELD_ABSENT),
    TEXT(until, FIELD_ABSENT), POINTER(evidence, &evidence)};
const struct shape shapes_consent_act_new = SHAPE_OF(T, consent_act_new_fields);
#undef T

#define T struct tnw_consent_request_new
static const struct field consent_request_new_fields[] = {TEXTS(categories, FIELD_NEEDED), TEXTS(actions, FIELD_NEEDED),
                                                          TEXTS(purposes, FIELD_NEEDED), TEXT(text, FIELD_NEEDED),
                                                          TEXT(until, FIELD_ABSENT)};
const struct shape shapes_consent_request_new = SHAPE_OF(T, consent_request_new_fields);
#undef T
#define T struct shapes_word
static const struct field consent_word_fields[] = {TEXT(answer, FIELD_NEEDED), TEXT(until, FIELD_ABSENT)};
const struct shape shapes_consent_word = SHAPE_OF(T, consent_word_fields);
#undef T

#define T struct tnw_thread_new
static const struct field thread_new_fields[] = {TEXT(procedure, FIELD_NEEDED), TEXT(subject, FIELD_NEEDED),
                                                 TEXTS(participants, FIELD_NEEDED)};
const struct shape shapes_thread_new = SHAPE_OF(T, thread_new_fields);
#undef T

#define T struct shapes_conclude
static const struct field thread_end_fields[] = {TEXT(conclusion, FIELD_NEEDED)};
const struct shape shapes_thread_end = SHAPE_OF(T, thread_end_fields);
#undef T

#define T struct shapes_mark
static const struct field inbox_mark_fields[] = {SHAPE_FIELD(T, until, FIELD_INT, FIELD_NEEDED)};
const struct shape shapes_inbox_mark = SHAPE_OF(T, inbox_mark_fields);
#undef T

#define T struct tnw_message_new
static const struct field message_new_fields[] = {
    TEXT(kind, FIELD_NEEDED),
    TEXT(text, FIELD_NEEDED),
    TEXTS(fragments, FIELD_ABSENT),
    TEXT(reply_to, FIELD_ABSENT),
    TEXT(answer_by, FIELD_ABSENT),
    TEXTS(to, FIELD_ABSENT),
    TEXT(step, FIELD_ABSENT),
    TEXT(decision, FIELD_ABSENT),
    SHAPE_ARRAY(T, attachments, "attachments", attachment_count, FIELD_ABSENT, &attachment_ref),
};
const struct shape shapes_message_new = SHAPE_OF(T, message_new_fields);
#undef T
