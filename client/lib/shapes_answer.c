#include "shapes.h"

#include "tnw/tnw.h"

#define TEXT(member, rules) SHAPE_FIELD(T, member, FIELD_TEXT, rules)
#define INT(member) SHAPE_FIELD(T, member, FIELD_INT, FIELD_NEEDED)
#define TEXTS(member, rules) SHAPE_FIELD(T, member, FIELD_TEXTS, rules)
#define OBJECT(member, of) SHAPE_NESTED(T, member, FIELD_OBJECT, FIELD_NEEDED, of)
#define POINTER(member, of) SHAPE_NESTED(T, member, FIELD_POINTER, FIELD_NULL, of)
/* Every list has the same envelope. */
#define LIST(of)                                                                                                       \
    {                                                                                                                  \
        SHAPE_ARRAY(T, items, "items", count, FIELD_NEEDED, of), SHAPE_FIELD(T, next, FIELD_TEXT, FIELD_NULL)          \
    }

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
    TEXT(opened_by, FIELD_NEEDED),
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
    SHAPE_FIELD(T, content, FIELD_JSON, FIELD_ABSENT),
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

#define T struct tnw_thread_member
static const struct field member_fields[] = {TEXT(actor, FIELD_NEEDED), TEXT(name, FIELD_NEEDED),
                                             TEXT(role, FIELD_NEEDED), TEXT(view, FIELD_NEEDED)};
static const struct shape member_shape = SHAPE_OF(T, member_fields);
#undef T
#define T struct tnw_open_question
static const struct field open_fields[] = {
    TEXT(message, FIELD_NEEDED), TEXT(by, FIELD_NEEDED),    TEXT(kind, FIELD_NEEDED), TEXTS(to, FIELD_NEEDED),
    TEXT(answer_by, FIELD_NULL), TEXT(state, FIELD_NEEDED), TEXT(step, FIELD_NULL),
};
static const struct shape open_question = SHAPE_OF(T, open_fields);
#undef T
#define T struct tnw_conclusion
static const struct field conclusion_fields[] = {TEXT(text, FIELD_NEEDED), TEXT(by, FIELD_NEEDED),
                                                 TEXT(at, FIELD_NEEDED)};
static const struct shape conclusion = SHAPE_OF(T, conclusion_fields);
#undef T
#define T struct tnw_thread
static const struct field thread_fields[] = {
    TEXT(id, FIELD_NEEDED),
    TEXT(dossier, FIELD_NEEDED),
    TEXT(procedure, FIELD_NEEDED),
    TEXT(subject, FIELD_NEEDED),
    TEXT(state, FIELD_NEEDED),
    TEXT(started, FIELD_NEEDED),
    TEXT(started_by, FIELD_NEEDED),
    SHAPE_ARRAY(T, participants, "participants", participant_count, FIELD_NEEDED, &member_shape),
    SHAPE_FIELD(T, messages, FIELD_INT, FIELD_ABSENT),
    SHAPE_ARRAY(T, open, "open", open_count, FIELD_NEEDED, &open_question),
    POINTER(conclusion, &conclusion),
};
const struct shape shapes_thread = SHAPE_OF(T, thread_fields);
#undef T
#define T struct tnw_threads
static const struct field threads_fields[] = LIST(&shapes_thread);
const struct shape shapes_threads = SHAPE_OF(T, threads_fields);
#undef T
#define T struct tnw_read_mark
static const struct field mark_fields[] = {TEXT(actor, FIELD_NEEDED), TEXT(at, FIELD_NEEDED)};
static const struct shape mark = SHAPE_OF(T, mark_fields);
#undef T
#define T struct tnw_message
static const struct field message_fields[] = {
    TEXT(id, FIELD_NEEDED),
    TEXT(thread, FIELD_NEEDED),
    TEXT(kind, FIELD_NEEDED),
    TEXT(text, FIELD_ABSENT),
    TEXTS(fragments, FIELD_NEEDED),
    TEXT(reply_to, FIELD_NULL),
    TEXT(answer_by, FIELD_NULL),
    TEXTS(to, FIELD_NEEDED),
    TEXT(step, FIELD_NULL),
    TEXT(decision, FIELD_NULL),
    TEXT(author, FIELD_NEEDED),
    TEXT(author_role, FIELD_NEEDED),
    TEXT(by, FIELD_NULL),
    TEXT(sent, FIELD_NEEDED),
    SHAPE_ARRAY(T, read_by, "read_by", read_by_count, FIELD_ABSENT, &mark),
};
const struct shape shapes_message = SHAPE_OF(T, message_fields);
#undef T
#define T struct tnw_messages
static const struct field messages_fields[] = LIST(&shapes_message);
const struct shape shapes_messages = SHAPE_OF(T, messages_fields);
#undef T
#define T struct tnw_receipt
static const struct field receipt_fields[] = {TEXT(message, FIELD_NEEDED), TEXT(read, FIELD_NEEDED)};
const struct shape shapes_receipt = SHAPE_OF(T, receipt_fields);
#undef T

#define T struct tnw_asker
static const struct field asker_fields[] = {TEXT(actor, FIELD_NEEDED), TEXT(name, FIELD_NULL),
                                            TEXT(role, FIELD_NEEDED)};
static const struct shape asker = SHAPE_OF(T, asker_fields);
#undef T
#define T struct tnw_question
static const struct field about_fields[] = {
    {.name = "actor", .offset = offsetof(T, patient.actor) - offsetof(T, patient)},
    {.name = "name", .offset = offsetof(T, patient.name) - offsetof(T, patient)},
};
static const struct shape about = SHAPE_OF(((T *)0)->patient, about_fields);
static const struct field question_fields[] = {
    TEXT(message, FIELD_NEEDED),   TEXT(thread, FIELD_NEEDED),  TEXT(dossier, FIELD_NEEDED), OBJECT(patient, &about),
    TEXT(procedure, FIELD_NEEDED), TEXT(subject, FIELD_NEEDED), OBJECT(by, &asker),          TEXT(kind, FIELD_NEEDED),
    TEXTS(to, FIELD_NEEDED),       TEXT(answer_by, FIELD_NULL), TEXT(state, FIELD_NEEDED),   TEXT(step, FIELD_NULL),
};
static const struct shape question = SHAPE_OF(T, question_fields);
#undef T
#define T struct tnw_questions
static const struct field questions_fields[] = LIST(&question);
const struct shape shapes_questions = SHAPE_OF(T, questions_fields);
#undef T

#define T struct tnw_due_step
static const struct field due_step_fields[] = {
    TEXT(rule, FIELD_NEEDED),
    TEXT(title, FIELD_NEEDED),
    TEXT(state, FIELD_NEEDED),
    TEXT(status, FIELD_NEEDED),
    SHAPE_FIELD(T, duty, FIELD_BOOL, FIELD_NEEDED),
    TEXT(due, FIELD_NULL),
};
const struct shape shapes_due_step = SHAPE_OF(T, due_step_fields);
#undef T
#define T struct tnw_due
static const struct field due_of_fields[] = {
    {.name = "actor", .offset = offsetof(T, patient.actor) - offsetof(T, patient)},
    {.name = "name", .offset = offsetof(T, patient.name) - offsetof(T, patient)},
};
static const struct shape due_of = SHAPE_OF(((T *)0)->patient, due_of_fields);
static const struct field due_fields[] = {
    TEXT(dossier, FIELD_NEEDED),
    OBJECT(patient, &due_of),
    SHAPE_ARRAY(T, steps, "steps", step_count, FIELD_NEEDED, &shapes_due_step),
};
static const struct shape due = SHAPE_OF(T, due_fields);
#undef T
#define T struct tnw_dues
static const struct field dues_fields[] = LIST(&due);
const struct shape shapes_dues = SHAPE_OF(T, dues_fields);
#undef T

#define T struct tnw_event
static const struct field event_fields[] = {
    INT(seq),
    TEXT(type, FIELD_NEEDED),
    TEXT(time, FIELD_NEEDED),
    TEXT(dossier, FIELD_NULL),
    TEXT(object, FIELD_NULL),
    TEXT(by, FIELD_NULL),
    TEXT(thread, FIELD_NULL),
    TEXT(kind, FIELD_NULL),
    TEXT(answer_by, FIELD_NULL),
};
static const struct shape event = SHAPE_OF(T, event_fields);
#undef T
#define T struct tnw_events
static const struct field events_fields[] = {
    SHAPE_ARRAY(T, items, "items", count, FIELD_NEEDED, &event),
    TEXT(next, FIELD_NEEDED),
    INT(seen_until),
};
const struct shape shapes_events = SHAPE_OF(T, events_fields);
#undef T
#define T struct tnw_inbox_seen
static const struct field inbox_seen_fields[] = {INT(seen_until)};
const struct shape shapes_inbox_seen = SHAPE_OF(T, inbox_seen_fields);
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
