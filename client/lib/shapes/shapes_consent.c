/* The shapes of consents: given one by one or in one act, proposed, asked for. */
#include "shape_fields.h"
#include "shapes.h"

#include "tnw/tnw.h"

#define T struct tnw_grantee
static const struct field grantee_fields[] = {TEXT(actor, FIELD_ABSENT), TEXT(role, FIELD_ABSENT)};
const struct shape shapes_grantee = SHAPE_OF(T, grantee_fields);
#undef T
#define T struct tnw_evidence
static const struct field evidence_fields[] = {TEXT(kind, FIELD_NEEDED), TEXT(reference, FIELD_NULL),
                                               TEXT(date, FIELD_NULL)};
static const struct shape evidence = SHAPE_OF(T, evidence_fields);
#undef T
#define T struct tnw_consent
static const struct field consent_fields[] = {
    TEXT(id, FIELD_NEEDED),           TEXT(dossier, FIELD_NEEDED),      TEXT(effect, FIELD_NEEDED),
    OBJECT(grantee, &shapes_grantee), TEXTS(categories, FIELD_NEEDED),  TEXTS(actions, FIELD_NEEDED),
    TEXTS(purposes, FIELD_NEEDED),    TEXT(from, FIELD_NEEDED),         TEXT(until, FIELD_NULL),
    TEXT(state, FIELD_NEEDED),        TEXT(granted, FIELD_NEEDED),      TEXT(granted_by, FIELD_NEEDED),
    POINTER(evidence, &evidence),     TEXT(withdrawn, FIELD_NULL),      TEXT(withdrawn_by, FIELD_NULL),
    TEXTS(covered_by, FIELD_ABSENT),  TEXTS(excluded_by, FIELD_ABSENT), TEXTS(still_covered_by, FIELD_ABSENT),
    TEXT(sentence, FIELD_ABSENT),
};
const struct shape shapes_consent = SHAPE_OF(T, consent_fields);
#undef T
#define T struct tnw_consents
static const struct field consents_fields[] = LIST(&shapes_consent);
const struct shape shapes_consents = SHAPE_OF(T, consents_fields);
#undef T
#define T struct tnw_consent_act
static const struct field consent_act_fields[] = {SHAPE_ARRAY(T, items, "items", count, FIELD_NEEDED, &shapes_consent),
                                                  TEXTS(sentences, FIELD_NEEDED)};
const struct shape shapes_consent_act = SHAPE_OF(T, consent_act_fields);
#undef T
#define T struct tnw_beyond
static const struct field beyond_fields[] = {TEXTS(categories, FIELD_NEEDED), BOOL(confer)};
static const struct shape beyond = SHAPE_OF(T, beyond_fields);
#undef T
#define T struct tnw_consent_said
static const struct field consent_said_fields[] = {
    TEXT(effect, FIELD_NEEDED),      OBJECT(grantee, &shapes_grantee), TEXTS(categories, FIELD_NEEDED),
    TEXTS(actions, FIELD_NEEDED),    TEXTS(purposes, FIELD_NEEDED),    TEXT(from, FIELD_NEEDED),
    TEXT(until, FIELD_NULL),         POINTER(beyond, &beyond),         TEXT(latest, FIELD_NULL),
    TEXTS(covered_by, FIELD_ABSENT), TEXTS(excluded_by, FIELD_ABSENT),
};
static const struct shape consent_said = SHAPE_OF(T, consent_said_fields);
#undef T
#define T struct tnw_consent_preview
static const struct field consent_preview_fields[] = {
    SHAPE_ARRAY(T, items, "items", count, FIELD_NEEDED, &consent_said), TEXTS(sentences, FIELD_NEEDED),
    TEXTS(notes, FIELD_NEEDED)};
const struct shape shapes_consent_preview = SHAPE_OF(T, consent_preview_fields);
#undef T
#define T struct tnw_consent_preset
static const struct field consent_preset_fields[] = {TEXT(code, FIELD_NEEDED), TEXT(title, FIELD_NEEDED),
                                                     TEXT(explanation, FIELD_NEEDED), TEXTS(sentences, FIELD_NEEDED)};
static const struct shape consent_preset = SHAPE_OF(T, consent_preset_fields);
#undef T
#define T struct tnw_consent_presets
static const struct field consent_presets_fields[] = {
    SHAPE_ARRAY(T, items, "items", count, FIELD_NEEDED, &consent_preset)};
const struct shape shapes_consent_presets = SHAPE_OF(T, consent_presets_fields);
#undef T

#define T struct tnw_consent_request
static const struct field consent_request_fields[] = {
    TEXT(id, FIELD_NEEDED),       TEXT(dossier, FIELD_NEEDED),   TEXT(by, FIELD_NEEDED),
    TEXT(name, FIELD_NULL),       TEXT(role, FIELD_NEEDED),      TEXTS(categories, FIELD_NEEDED),
    TEXTS(actions, FIELD_NEEDED), TEXTS(purposes, FIELD_NEEDED), TEXT(until, FIELD_NEEDED),
    TEXT(text, FIELD_NEEDED),     TEXT(asked, FIELD_NEEDED),     TEXT(expires, FIELD_NEEDED),
    TEXT(state, FIELD_NEEDED),    TEXT(answered, FIELD_NULL),    TEXT(consent, FIELD_NULL),
    TEXT(sentence, FIELD_NEEDED),
};
const struct shape shapes_consent_request = SHAPE_OF(T, consent_request_fields);
#undef T
#define T struct tnw_consent_request_preview
static const struct field consent_request_preview_fields[] = {TEXT(until, FIELD_NEEDED), TEXT(expires, FIELD_NEEDED),
                                                              TEXT(sentence, FIELD_NEEDED)};
const struct shape shapes_consent_request_preview = SHAPE_OF(T, consent_request_preview_fields);
#undef T
#define T struct tnw_consent_requests
static const struct field consent_requests_fields[] = LIST(&shapes_consent_request);
const struct shape shapes_consent_requests = SHAPE_OF(T, consent_requests_fields);
#undef T
#define T struct tnw_consent_answer
static const struct field consent_answer_fields[] = {
    OBJECT(request, &shapes_consent_request),
    SHAPE_ARRAY(T, given, "given", given_count, FIELD_NEEDED, &shapes_consent)};
const struct shape shapes_consent_answer = SHAPE_OF(T, consent_answer_fields);
#undef T
