#include "base/limits.h"
#include "http/route.h"
#include "service/operations.h"

#define ALL CODE_ALL(ROLE_COUNT)
#define PATIENT CODE_BIT(ROLE_PATIENT)
#define AUDITOR CODE_BIT(ROLE_AUDITOR)
#define BEHEERDER CODE_BIT(ROLE_BEHEERDER)
#define COORDINATOR CODE_BIT(ROLE_TNW_COORDINATOR)
#define HUISARTS CODE_BIT(ROLE_HUISARTS)
#define ADVISEREND CODE_BIT(ROLE_ADVISEREND_ARTS)
#define DOCTORS (HUISARTS | ADVISEREND | CODE_BIT(ROLE_ARBEIDSARTS))
#define CARE (DOCTORS | COORDINATOR | CODE_BIT(ROLE_BEMIDDELAAR) | CODE_BIT(ROLE_WERKGEVER) | CODE_BIT(ROLE_MEDEWERKER))

#define SMALL .body_max = LIMIT_BODY_SMALL
#define LARGE .body_max = LIMIT_BODY_MAX
#define RECORD .audit = AUDIT_RECORD
#define PUBLIC .audit = AUDIT_NONE, .audit_reason = "hashes and signatures, which tell nothing of a person"
#define PAGED "limit", "after"
#define NEEDS_SETTLED .needs_settled = true

/* clang-format off */
const struct op routes[] = {
    {"me.read", METHOD_GET, "/v1/me", OP_READ,
     .roles = ALL, .any_role = true, RECORD, .run = op_me_read},

    {"actor.list", METHOD_GET, "/v1/actors", OP_READ,
     .roles = ALL, .query = {PAGED, "role", "zone", "q"}, RECORD, .run = op_actor_list},
    {"actor.add", METHOD_POST, "/v1/actors", OP_WRITE,
     .roles = BEHEERDER, .schema = "body/actor", SMALL, RECORD, .run = op_actor_add},
    {"actor.read", METHOD_GET, "/v1/actors/{actor}", OP_READ,
     .roles = ALL, RECORD, .run = op_actor_read},
    {"actor.change", METHOD_PATCH, "/v1/actors/{actor}", OP_WRITE,
     .roles = ALL, .schema = "body/actor_patch", SMALL, RECORD, .run = op_actor_change},
    {"actor.disable", METHOD_POST, "/v1/actors/{actor}/disable", OP_WRITE,
     .roles = BEHEERDER, SMALL, RECORD, .spares_room = true, .run = op_actor_disable},

    {"dossier.open", METHOD_POST, "/v1/dossiers", OP_WRITE,
     .roles = PATIENT | HUISARTS | ADVISEREND | COORDINATOR, .schema = "body/dossier", SMALL, RECORD,
     .run = op_dossier_open},
    {"dossier.search", METHOD_POST, "/v1/dossiers/search", OP_READ,
     .roles = PATIENT | DOCTORS | COORDINATOR, .schema = "body/dossier_search", SMALL, RECORD,
     .run = op_dossier_search},
    {"dossier.list", METHOD_GET, "/v1/dossiers", OP_READ,
     .roles = CARE | PATIENT, .query = {PAGED}, RECORD, .run = op_dossier_list},
    {"dossier.read", METHOD_GET, "/v1/dossiers/{dossier}", OP_READ,
     .roles = CARE | PATIENT, RECORD, .run = op_dossier_read},
    {"dossier.close", METHOD_POST, "/v1/dossiers/{dossier}/close", OP_WRITE,
     .roles = PATIENT | HUISARTS | ADVISEREND, SMALL, RECORD, .run = op_dossier_close},

    {"participant.add", METHOD_POST, "/v1/dossiers/{dossier}/participants", OP_WRITE,
     .roles = CARE | PATIENT, .schema = "body/participant", SMALL, RECORD, .run = op_participant_add},
    {"participant.remove", METHOD_DELETE, "/v1/dossiers/{dossier}/participants/{actor}", OP_WRITE,
     .roles = CARE | PATIENT, RECORD, .spares_room = true, .run = op_participant_remove},

    {"fragment.add", METHOD_POST, "/v1/dossiers/{dossier}/fragments", OP_WRITE,
     .roles = CARE | PATIENT, .schema = "body/fragment", LARGE, RECORD, .run = op_fragment_add},
    {"fragment.list", METHOD_GET, "/v1/dossiers/{dossier}/fragments", OP_READ,
     .roles = CARE | PATIENT, .query = {PAGED, "category"}, RECORD, .run = op_fragment_list},
    {"fragment.read", METHOD_GET, "/v1/dossiers/{dossier}/fragments/{fragment}", OP_READ,
     .roles = CARE | PATIENT, .query = {"version"}, RECORD, .run = op_fragment_read},
    {"fragment.amend", METHOD_PUT, "/v1/dossiers/{dossier}/fragments/{fragment}", OP_WRITE,
     .roles = CARE | PATIENT, .schema = "body/fragment_amend", LARGE, RECORD, .run = op_fragment_amend},

    {"consent.give", METHOD_POST, "/v1/dossiers/{dossier}/consents", OP_WRITE,
     .roles = PATIENT | DOCTORS, .schema = "body/consent", SMALL, RECORD, .spares_room = true, .run = op_consent_give},
    {"consent.list", METHOD_GET, "/v1/dossiers/{dossier}/consents", OP_READ,
     .roles = CARE | PATIENT, .query = {PAGED}, RECORD, .run = op_consent_list},
    {"consent.read", METHOD_GET, "/v1/dossiers/{dossier}/consents/{consent}", OP_READ,
     .roles = CARE | PATIENT, RECORD, .run = op_consent_read},
    {"consent.withdraw", METHOD_POST, "/v1/dossiers/{dossier}/consents/{consent}/withdraw", OP_WRITE,
     .roles = PATIENT | DOCTORS, SMALL, RECORD, .spares_room = true, .run = op_consent_withdraw},
    {"consent.receipt", METHOD_GET, "/v1/dossiers/{dossier}/consents/{consent}/receipt", OP_READ,
     .roles = PATIENT | DOCTORS, RECORD, NEEDS_SETTLED, .run = op_receipt_read},

    {"thread.start", METHOD_POST, "/v1/dossiers/{dossier}/threads", OP_WRITE,
     .roles = DOCTORS | COORDINATOR, .schema = "body/thread", SMALL, RECORD, .run = op_thread_start},
    {"thread.list", METHOD_GET, "/v1/dossiers/{dossier}/threads", OP_READ,
     .roles = DOCTORS | COORDINATOR | PATIENT, .query = {PAGED}, RECORD, .run = op_thread_list},
    {"thread.read", METHOD_GET, "/v1/threads/{thread}", OP_READ,
     .roles = DOCTORS | COORDINATOR | PATIENT, RECORD, .run = op_thread_read},
    {"thread.close", METHOD_POST, "/v1/threads/{thread}/close", OP_WRITE,
     .roles = DOCTORS | COORDINATOR, .schema = "body/thread_close", LARGE, RECORD, .run = op_thread_close},

    {"message.send", METHOD_POST, "/v1/threads/{thread}/messages", OP_WRITE,
     .roles = DOCTORS | COORDINATOR, .schema = "body/message", LARGE, RECORD, .run = op_message_send},
    {"message.list", METHOD_GET, "/v1/threads/{thread}/messages", OP_READ,
     .roles = DOCTORS | COORDINATOR | PATIENT, .query = {PAGED}, RECORD, .run = op_message_list},
    {"message.acknowledge", METHOD_POST, "/v1/threads/{thread}/messages/{message}/read", OP_WRITE,
     .roles = DOCTORS | COORDINATOR, SMALL, RECORD, .run = op_message_acknowledge},

    {"inbox.read", METHOD_GET, "/v1/inbox", OP_READ,
     .roles = CARE | PATIENT, .query = {PAGED, "wait"}, .audit = AUDIT_QUIET,
     .audit_reason = "an empty poll tells nobody anything about a person", NEEDS_SETTLED,
     .run = op_inbox_read},

    {"access_log.read", METHOD_GET, "/v1/dossiers/{dossier}/access-log", OP_READ,
     .roles = PATIENT, .query = {PAGED, "language", "fold", "proof", "size"}, RECORD, NEEDS_SETTLED, .run = op_access_log_read},
    {"audit.list", METHOD_GET, "/v1/audit/records", OP_READ,
     .roles = AUDITOR,
     .query = {PAGED, "actor", "dossier", "organisation", "action", "decision", "ground", "from", "until"}, RECORD,
     NEEDS_SETTLED, .run = op_audit_list},
    {"audit.read", METHOD_GET, "/v1/audit/records/{seq}", OP_READ,
     .roles = AUDITOR, RECORD, NEEDS_SETTLED, .run = op_audit_read},

    {"audit.checkpoint", METHOD_GET, "/v1/audit/checkpoint", OP_READ,
     .roles = ALL, .any_role = true, PUBLIC, NEEDS_SETTLED, .run = op_evidence_checkpoint},
    {"audit.prove_inclusion", METHOD_GET, "/v1/audit/proof/inclusion", OP_READ,
     .roles = ALL, .any_role = true, .query = {"seq", "size"}, PUBLIC, NEEDS_SETTLED, .run = op_evidence_prove_inclusion},
    {"audit.prove_consistency", METHOD_GET, "/v1/audit/proof/consistency", OP_READ,
     .roles = ALL, .any_role = true, .query = {"from", "to"}, PUBLIC, NEEDS_SETTLED, .run = op_evidence_prove_consistency},
    {"audit.note", METHOD_GET, "/v1/audit/log/checkpoint", OP_READ,
     .roles = ALL, .any_role = true, PUBLIC, NEEDS_SETTLED, .run = op_evidence_note},
    {"audit.entries", METHOD_GET, "/v1/audit/log/tile/entries/{rest}", OP_READ, /* before the levels, which it looks like */
     .roles = AUDITOR, RECORD, NEEDS_SETTLED, .run = op_tile_entries},
    {"audit.tile", METHOD_GET, "/v1/audit/log/tile/{level}/{rest}", OP_READ,
     .roles = ALL, .any_role = true, PUBLIC, NEEDS_SETTLED, .run = op_tile_read},
    {"audit.cosign", METHOD_POST, "/v1/audit/cosignatures", OP_WRITE,
     .roles = AUDITOR, .schema = "body/cosignature", SMALL, .audit = AUDIT_NONE,
     .audit_reason = "touches no person's data; a record for each would keep the log growing by its own witnessing",
     .run = op_evidence_cosign},
    {"audit.export", METHOD_GET, "/v1/audit/export", OP_READ,
     .roles = AUDITOR, .query = {"from", "size"}, RECORD, NEEDS_SETTLED, .run = op_export_read},
};
/* clang-format on */

const size_t routes_count = sizeof routes / sizeof routes[0];
