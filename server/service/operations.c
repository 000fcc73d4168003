#include "service/operations.h"

#include <string.h>

#include "base/limits.h"
#include "service/access_log/words.h"
#include "service/elz/anonymous.h"
#include "service/process/keeping.h"

#define GET METHOD_GET
#define POST METHOD_POST
#define PUT METHOD_PUT
#define PATCH METHOD_PATCH
#define DELETE METHOD_DELETE
#define READ OP_READ
#define WRITE OP_WRITE
#define NOWHERE PLACE_NOWHERE
#define DOSSIER PLACE_DOSSIER
#define THREAD PLACE_THREAD

#define ALL CODE_ALL(ROLE_COUNT)
#define PATIENT CODE_BIT(ROLE_PATIENT)
#define AUDITOR CODE_BIT(ROLE_AUDITOR)
#define BEHEERDER CODE_BIT(ROLE_BEHEERDER)
#define COORDINATOR CODE_BIT(ROLE_TNW_COORDINATOR)
#define HUISARTS CODE_BIT(ROLE_HUISARTS)
#define ADVISEREND CODE_BIT(ROLE_ADVISEREND_ARTS)
#define DOCTORS (HUISARTS | ADVISEREND | CODE_BIT(ROLE_ARBEIDSARTS))
#define CARE                                                                                                           \
    (DOCTORS | COORDINATOR | CODE_BIT(ROLE_BEMIDDELAAR) | CODE_BIT(ROLE_WERKGEVER) | CODE_BIT(ROLE_MEDEWERKER) |       \
     CODE_BIT(ROLE_HULPVERLENER))

/* Who has patients or clients. */
#define PROFESSIONALS (CARE & ~CODE_BIT(ROLE_WERKGEVER))
/* Who may confer, and who may start it: the others are brought in. */
#define CONFERRING (DOCTORS | COORDINATOR | CODE_BIT(ROLE_BEMIDDELAAR) | CODE_BIT(ROLE_HULPVERLENER))

#define ACTS .acting = true
#define ADDS .term = TERM_ADDS
#define CHANGES .term = TERM_CHANGES
#define SMALL .body_max = LIMIT_BODY_SMALL
#define LARGE .body_max = LIMIT_BODY_MAX
#define COUNTS(quota) .counts = CODE_BIT(QUOTA_##quota)
#define RECORD .audit = AUDIT_RECORD
#define PUBLIC .audit = AUDIT_NONE, .audit_reason = "hashes and signatures, which tell nothing of a person"
#define DIRECTORY                                                                                                      \
    .audit = AUDIT_NONE, .audit_reason = "what organisations tell everybody; which help somebody looked for is theirs"
#define PAGE .audit = AUDIT_NONE, .audit_reason = "the same files for everybody, in which there is nothing of a person"
#define PAGED "limit", "after"
#define COSIGNED "size", "witnessed", "by", "below"
#define NEEDS_SETTLED .needs_settled = true

/* clang-format off */
const struct op operations[] = {
    {"me.read", GET, "/v1/me", READ, NOWHERE, COST_READ,
     .roles = ALL, .any_role = true, RECORD, .run = op_me_read},

    {"actor.list", GET, "/v1/actors", READ, NOWHERE, COST_SEARCH,
     .roles = ALL, .local = true, .query = {PAGED, "role", "zone", "organisation", "q"}, RECORD,
     .run = op_actor_list},
    {"actor.add", POST, "/v1/actors", WRITE, NOWHERE, COST_WRITE,
     .roles = BEHEERDER, .local = true, .schema = "body/actor", SMALL, RECORD, .prepare = op_actor_add_prepare,
     .run = op_actor_add},
    {"actor.read", GET, "/v1/actors/{actor}", READ, NOWHERE, COST_READ,
     .roles = ALL, RECORD, .run = op_actor_read},
    {"actor.change", PATCH, "/v1/actors/{actor}", WRITE, NOWHERE, COST_WRITE,
     .roles = ALL, .local = true, .schema = "body/actor_patch", SMALL, RECORD, .prepare = op_actor_change_prepare,
     .run = op_actor_change},
    {"actor.disable", POST, "/v1/actors/{actor}/disable", WRITE, NOWHERE, COST_WRITE,
     .roles = BEHEERDER, .local = true, SMALL, RECORD, .spares_room = true, .run = op_actor_disable},

    {"certificate.list", GET, "/v1/actors/{actor}/certificates", READ, NOWHERE, COST_READ,
     .roles = BEHEERDER, RECORD, .run = op_certificate_list},
    {"certificate.ending", GET, "/v1/certificates", READ, NOWHERE, COST_SEARCH,
     .roles = BEHEERDER, .local = true, .query = {PAGED, "before"}, RECORD, .run = op_certificate_ending},

    {"fiche.list", GET, "/v1/fiches", READ, NOWHERE, COST_SEARCH,
     .roles = ALL, .anyone = true, .local = true,
     .query = {PAGED, "q", "kind", "help", "serves", "zone", "region", "language"},
     DIRECTORY, NEEDS_SETTLED, .run = op_fiche_list},
    {"fiche.add", POST, "/v1/fiches", WRITE, NOWHERE, COST_WRITE,
     .roles = PROFESSIONALS | BEHEERDER, .schema = "body/fiche", SMALL, RECORD, .prepare = op_fiche_add_prepare,
     .run = op_fiche_add},
    {"fiche.read", GET, "/v1/fiches/{fiche}", READ, NOWHERE, COST_READ,
     .roles = ALL, .anyone = true, DIRECTORY, NEEDS_SETTLED, .run = op_fiche_read},
    {"fiche.change", PUT, "/v1/fiches/{fiche}", WRITE, NOWHERE, COST_WRITE,
     .roles = CARE | BEHEERDER, .schema = "body/fiche", SMALL, RECORD, .prepare = op_fiche_change_prepare,
     .hint = op_fiche_change_hint, .run = op_fiche_change},
    {"fiche.read_professional", GET, "/v1/fiches/{fiche}/professional", READ, NOWHERE, COST_READ,
     .roles = PROFESSIONALS | BEHEERDER, RECORD, .run = op_fiche_read_professional},
    {"fiche.verify", POST, "/v1/fiches/{fiche}/verify", WRITE, NOWHERE, COST_WRITE,
     .roles = CARE | BEHEERDER, SMALL, RECORD, .hint = op_fiche_change_hint, .run = op_fiche_verify},
    {"directory.import", POST, "/v1/directory/import", WRITE, NOWHERE, COST_APPEND,
     .roles = BEHEERDER, .local = true, .schema = "body/directory_import", LARGE, RECORD,
     .prepare = op_directory_import_prepare, .run = op_directory_import},
    {"directory.export", GET, "/v1/directory/export", READ, NOWHERE, COST_LIST,
     .roles = BEHEERDER, .local = true, .query = {PAGED, "professional"}, RECORD, .run = op_directory_export},
    {"directory.employers", GET, "/v1/directory/employers", READ, NOWHERE, COST_LIST,
     .roles = BEHEERDER, .local = true, .query = {PAGED}, RECORD, .run = op_directory_employers},
    {"fiche.remove", DELETE, "/v1/fiches/{fiche}", WRITE, NOWHERE, COST_WRITE,
     .roles = CARE | BEHEERDER, RECORD, .hint = op_fiche_change_hint, .run = op_fiche_remove},
    {"service.list", GET, "/v1/services", READ, NOWHERE, COST_SEARCH,
     .roles = CARE, .query = {PAGED, "employer"}, RECORD, .run = op_service_list},

    {"dossier.open", POST, "/v1/dossiers", WRITE, NOWHERE, COST_WRITE,
     .roles = PATIENT | HUISARTS | ADVISEREND | COORDINATOR, .schema = "body/dossier", SMALL, .names_dossiers = true,
     COUNTS(DOSSIERS_OPENED), RECORD, .prepare = op_dossier_open_prepare, .hint = op_dossier_open_hint,
     .run = op_dossier_open},
    {"dossier.search", POST, "/v1/dossiers/search", READ, NOWHERE, COST_SEARCH,
     .roles = PATIENT | DOCTORS | COORDINATOR, ACTS, .schema = "body/dossier_search", SMALL, .names_dossiers = true,
     COUNTS(SEARCHES), RECORD, .prepare = op_dossier_search_prepare, .run = op_dossier_search},
    {"dossier.list", GET, "/v1/dossiers", READ, NOWHERE, COST_LIST,
     .roles = CARE | PATIENT, ACTS, .query = {PAGED}, .names_dossiers = true, RECORD, .run = op_dossier_list},
    {"dossier.read", GET, "/v1/dossiers/{dossier}", READ, DOSSIER, COST_READ,
     .roles = CARE | PATIENT, ACTS, RECORD, .run = op_dossier_read},
    {"dossier.close", POST, "/v1/dossiers/{dossier}/close", WRITE, DOSSIER, COST_WRITE,
     .roles = PATIENT | HUISARTS | ADVISEREND, SMALL, CHANGES, RECORD, .hint = process_foresee_told,
     .run = op_dossier_close},
    {"dossier.reopen", POST, "/v1/dossiers/{dossier}/reopen", WRITE, DOSSIER, COST_WRITE,
     .roles = PATIENT, SMALL, CHANGES, RECORD, .hint = process_foresee_told, .run = op_dossier_reopen},

    {"dossier.erase", POST, "/v1/dossiers/{dossier}/erase", WRITE, DOSSIER, COST_WRITE,
     .roles = PATIENT, .schema = "body/dossier_erase", .query = {"language"}, SMALL, RECORD, .spares_room = true,
     .prepare = op_dossier_erase_prepare, .hint = process_foresee_told, .run = op_dossier_erase},
    {"erasure.read", GET, "/v1/dossiers/{dossier}/erasure", READ, DOSSIER, COST_READ,
     .roles = PATIENT, .query = {"language"}, RECORD, .run = op_erasure_read},
    {"erasure.receipt", GET, "/v1/dossiers/{dossier}/erasure/receipt", READ, DOSSIER, COST_READ,
     .roles = PATIENT, .query = {COSIGNED}, RECORD, NEEDS_SETTLED, .run = op_erasure_receipt},
    {"erasure.list", GET, "/v1/erasures", READ, NOWHERE, COST_LIST,
     .roles = PATIENT, .query = {PAGED, "language"}, .names_dossiers = true, RECORD, .run = op_erasure_list},

    {"participant.add", POST, "/v1/dossiers/{dossier}/participants", WRITE, DOSSIER, COST_WRITE,
     .roles = CARE | PATIENT, .schema = "body/participant", SMALL, COUNTS(INVITATIONS), CHANGES, RECORD,
     .prepare = op_participant_add_prepare, .hint = op_participant_add_hint, .run = op_participant_add},
    {"participant.remove", DELETE, "/v1/dossiers/{dossier}/participants/{actor}", WRITE, DOSSIER, COST_WRITE,
     .roles = CARE | PATIENT, RECORD, .spares_room = true, .hint = op_participant_remove_hint,
     .run = op_participant_remove},

    {"facts.read", GET, "/v1/dossiers/{dossier}/facts", READ, DOSSIER, COST_READ,
     .roles = CARE | PATIENT, ACTS, RECORD, .run = op_facts_read},
    {"facts.set", PUT, "/v1/dossiers/{dossier}/facts", WRITE, DOSSIER, COST_WRITE,
     .roles = CARE | PATIENT, ACTS, .schema = "body/facts", SMALL, ADDS, RECORD, .prepare = op_facts_set_prepare,
     .hint = op_facts_set_hint, .run = op_facts_set},
    {"facts.history", GET, "/v1/dossiers/{dossier}/facts/history", READ, DOSSIER, COST_LIST,
     .roles = CARE | PATIENT, ACTS, .query = {PAGED}, RECORD, .run = op_facts_history},
    {"regie.set", POST, "/v1/dossiers/{dossier}/regie", WRITE, DOSSIER, COST_WRITE,
     .roles = CARE | PATIENT, .schema = "body/regie", SMALL, CHANGES, RECORD, .prepare = op_regie_set_prepare,
     .hint = op_facts_set_hint, .run = op_regie_set},
    {"suspension.begin", POST, "/v1/dossiers/{dossier}/suspensions", WRITE, DOSSIER, COST_WRITE,
     .roles = CARE | PATIENT, .schema = "body/suspension", SMALL, ADDS, RECORD,
     .prepare = op_suspension_begin_prepare,
     .hint = process_foresee_told, .run = op_suspension_begin},
    {"suspension.end", POST, "/v1/dossiers/{dossier}/suspensions/{suspension}/end", WRITE, DOSSIER, COST_WRITE,
     .roles = CARE | PATIENT, .schema = "body/suspension_end", SMALL, ADDS, RECORD,
     .prepare = op_suspension_end_prepare,
     .hint = op_suspension_end_hint, .run = op_suspension_end},

    {"team.read", GET, "/v1/dossiers/{dossier}/team", READ, DOSSIER, COST_LIST,
     .roles = CARE | PATIENT, ACTS, .query = {"language"}, RECORD, .run = op_team_read},
    {"timeline.read", GET, "/v1/dossiers/{dossier}/timeline", READ, DOSSIER, COST_LIST,
     .roles = CARE | PATIENT, ACTS, .query = {"language", "all"}, RECORD, .run = op_timeline_read},
    {"timeline.calendar", GET, "/v1/dossiers/{dossier}/timeline.ics", READ, DOSSIER, COST_LIST,
     .roles = CARE | PATIENT, ACTS, .query = {"language"}, RECORD, .run = op_timeline_calendar},
    {"timeline.fiche", GET, "/v1/dossiers/{dossier}/fiche", READ, DOSSIER, COST_LIST,
     .roles = CARE | PATIENT, ACTS, .query = {"language"}, RECORD, .run = op_timeline_fiche},
    {"due.list", GET, "/v1/due", READ, NOWHERE, COST_LIST,
     .roles = CARE | PATIENT, ACTS, .query = {PAGED, "before", "language"}, .names_dossiers = true, RECORD,
     .run = op_due_list},

    {"referral.ask", POST, "/v1/doorverwijshulp", READ, NOWHERE, COST_SEARCH,
     .roles = CONFERRING | PATIENT, ACTS, .schema = "body/doorverwijshulp", .query = {"language"}, SMALL,
     .names_dossiers = true, RECORD, .prepare = op_referral_ask_prepare, .run = op_referral_ask},

    {"fragment.add", POST, "/v1/dossiers/{dossier}/fragments", WRITE, DOSSIER, COST_APPEND,
     .roles = CARE | PATIENT, ACTS, .schema = "body/fragment", LARGE, ADDS, RECORD, .prepare = op_fragment_add_prepare,
     .hint = op_fragment_add_hint, .run = op_fragment_add},
    {"fragment.list", GET, "/v1/dossiers/{dossier}/fragments", READ, DOSSIER, COST_LIST,
     .roles = CARE | PATIENT, ACTS, .query = {PAGED, "category"}, RECORD, .run = op_fragment_list},
    {"fragment.read", GET, "/v1/dossiers/{dossier}/fragments/{fragment}", READ, DOSSIER, COST_READ,
     .roles = CARE | PATIENT, ACTS, .query = {"version"}, RECORD, .run = op_fragment_read},
    {"fragment.amend", PUT, "/v1/dossiers/{dossier}/fragments/{fragment}", WRITE, DOSSIER, COST_APPEND,
     .roles = CARE | PATIENT, ACTS, .schema = "body/fragment_amend", LARGE, ADDS, RECORD,
     .prepare = op_fragment_amend_prepare, .hint = op_fragment_amend_hint, .run = op_fragment_amend},
    {"fragment.retract", POST, "/v1/dossiers/{dossier}/fragments/{fragment}/retract", WRITE, DOSSIER, COST_WRITE,
     .roles = CARE | PATIENT, ACTS, .schema = "body/fragment_retract", SMALL, ADDS, RECORD,
     .prepare = op_fragment_retract_prepare, .hint = op_fragment_retract_hint, .run = op_fragment_retract},
    {"fragment.sign", POST, "/v1/dossiers/{dossier}/fragments/{fragment}/signatures", WRITE, DOSSIER, COST_WRITE,
     .roles = PATIENT | COORDINATOR | ADVISEREND, .schema = "body/fragment_sign", SMALL, ADDS, RECORD,
     .prepare = op_fragment_sign_prepare, .hint = op_fragment_sign_hint, .run = op_fragment_sign},

    {"attachment.add", POST, "/v1/dossiers/{dossier}/attachments", WRITE, DOSSIER, COST_FILE,
     .roles = CARE | PATIENT, ACTS, .body_max = LIMIT_ATTACHMENT, .streams = true, CHANGES, RECORD,
     .run = op_attachment_add},
    {"attachment.read", GET, "/v1/dossiers/{dossier}/attachments/{attachment}", READ, DOSSIER, COST_FILE,
     .roles = CARE | PATIENT, ACTS, RECORD, .run = op_attachment_read},

    {"consent.presets", GET, "/v1/consent-presets", READ, NOWHERE, COST_READ,
     .roles = CARE | PATIENT, .query = {"dossier", "language"}, .names_dossiers = true, RECORD,
     .run = op_consent_presets},
    {"policy.explain", GET, "/v1/policy/explain", READ, NOWHERE, COST_READ,
     .roles = CARE | PATIENT, ACTS,
     .query = {"dossier", "actor", "role", "action", "category", "purpose", "language"}, .names_dossiers = true, RECORD,
     .run = op_policy_explain},
    {"consent.give", POST, "/v1/dossiers/{dossier}/consents", WRITE, DOSSIER, COST_WRITE,
     .roles = PATIENT | DOCTORS, .schema = "body/consent", .query = {"language"}, SMALL, COUNTS(RECORDED_CONSENTS),
     RECORD,
     .spares_room = true, .prepare = op_consent_give_prepare, .hint = op_consent_give_hint, .run = op_consent_give},
    {"consent.preview", POST, "/v1/dossiers/{dossier}/consents/preview", READ, DOSSIER, COST_LIST,
     .roles = PATIENT | DOCTORS, .schema = "body/consent", .query = {"language"}, SMALL, RECORD,
     .prepare = op_consent_preview_prepare, .run = op_consent_preview},
    {"consent.list", GET, "/v1/dossiers/{dossier}/consents", READ, DOSSIER, COST_LIST,
     .roles = CARE | PATIENT, .query = {PAGED, "language"}, RECORD, .run = op_consent_list},
    {"consent.read", GET, "/v1/dossiers/{dossier}/consents/{consent}", READ, DOSSIER, COST_READ,
     .roles = CARE | PATIENT, .query = {"language"}, RECORD, .run = op_consent_read},
    {"consent.withdraw", POST, "/v1/dossiers/{dossier}/consents/{consent}/withdraw", WRITE, DOSSIER, COST_WRITE,
     .roles = PATIENT | DOCTORS, .query = {"language"}, SMALL, RECORD, .spares_room = true,
     .hint = op_consent_withdraw_hint,
     .run = op_consent_withdraw},
    {"consent.ask", POST, "/v1/dossiers/{dossier}/consent-requests", WRITE, DOSSIER, COST_WRITE,
     .roles = CARE, .schema = "body/consent_request", .query = {"language"}, SMALL, RECORD,
     .prepare = op_consent_ask_prepare, .run = op_consent_ask},
    {"consent.ask_preview", POST, "/v1/dossiers/{dossier}/consent-requests/preview", READ, DOSSIER, COST_LIST,
     .roles = CARE, .schema = "body/consent_request", .query = {"language"}, SMALL, RECORD,
     .prepare = op_consent_ask_preview_prepare, .run = op_consent_ask_preview},
    {"consent.asked", GET, "/v1/dossiers/{dossier}/consent-requests", READ, DOSSIER, COST_LIST,
     .roles = CARE | PATIENT, .query = {PAGED, "language"}, RECORD, .run = op_consent_asked},
    {"consent.answer", POST, "/v1/dossiers/{dossier}/consent-requests/{asking}/answer", WRITE, DOSSIER, COST_WRITE,
     .roles = PATIENT, .schema = "body/consent_answer", .query = {"language"}, SMALL, RECORD,
     .prepare = op_consent_answer_prepare, .hint = op_consent_answer_hint, .run = op_consent_answer},
    {"consent.receipt", GET, "/v1/dossiers/{dossier}/consents/{consent}/receipt", READ, DOSSIER, COST_READ,
     .roles = PATIENT | DOCTORS, .query = {COSIGNED}, RECORD, NEEDS_SETTLED, .run = op_consent_receipt},

    {"thread.start", POST, "/v1/dossiers/{dossier}/threads", WRITE, DOSSIER, COST_WRITE,
     .roles = DOCTORS | COORDINATOR, .schema = "body/thread", SMALL, ADDS, RECORD, .prepare = op_thread_start_prepare,
     .run = op_thread_start},
    {"thread.list", GET, "/v1/dossiers/{dossier}/threads", READ, DOSSIER, COST_LIST,
     .roles = CONFERRING | PATIENT, ACTS, .query = {PAGED}, RECORD, .run = op_thread_list},
    {"thread.read", GET, "/v1/threads/{thread}", READ, THREAD, COST_READ,
     .roles = CONFERRING | PATIENT, ACTS, RECORD, .run = op_thread_read},
    {"thread.close", POST, "/v1/threads/{thread}/close", WRITE, THREAD, COST_APPEND,
     .roles = DOCTORS | COORDINATOR, .schema = "body/thread_close", LARGE, ADDS, RECORD,
     .prepare = op_thread_close_prepare,
     .run = op_thread_close},

    {"message.send", POST, "/v1/threads/{thread}/messages", WRITE, THREAD, COST_APPEND,
     .roles = CONFERRING, ACTS, .schema = "body/message", LARGE, ADDS, RECORD, .prepare = op_message_send_prepare,
     .hint = op_message_send_hint, .run = op_message_send},
    {"message.list", GET, "/v1/threads/{thread}/messages", READ, THREAD, COST_LIST,
     .roles = CONFERRING | PATIENT, ACTS, .query = {PAGED}, RECORD, .run = op_message_list},
    {"message.acknowledge", POST, "/v1/threads/{thread}/messages/{message}/read", WRITE, THREAD, COST_WRITE,
     .roles = CONFERRING, SMALL, RECORD, .hint = op_message_acknowledge_hint, .run = op_message_acknowledge},

    {"question.list", GET, "/v1/questions", READ, NOWHERE, COST_LIST,
     .roles = CONFERRING, ACTS, .query = {PAGED, "side", "before"}, .names_dossiers = true,
     RECORD, .run = op_question_list},

    {"inbox.read", GET, "/v1/inbox", READ, NOWHERE, COST_POLL,
     .roles = CARE | PATIENT, ACTS, .query = {PAGED, "wait"}, .audit = AUDIT_QUIET,
     .audit_reason = "an empty poll tells nobody anything about a person", NEEDS_SETTLED,
     .run = op_inbox_read},
    {"inbox.mark_seen", POST, "/v1/inbox/seen", WRITE, NOWHERE, COST_WRITE,
     .roles = CARE | PATIENT, .schema = "body/inbox_seen", SMALL, RECORD, .prepare = op_inbox_mark_seen_prepare,
     .run = op_inbox_mark_seen},

    {"access_log.read", GET, "/v1/dossiers/{dossier}/access-log", READ, DOSSIER, COST_LIST,
     .roles = PATIENT, .query = {PAGED, "language", "fold", "proof", "size"}, RECORD, NEEDS_SETTLED,
     .run = op_access_log_read},
    {"audit.list", GET, "/v1/audit/records", READ, NOWHERE, COST_SEARCH,
     .roles = AUDITOR,
     .query = {PAGED, "actor", "dossier", "organisation", "request", "action", "decision", "ground", "from", "until"},
     RECORD, NEEDS_SETTLED, .run = op_audit_list},
    {"audit.read", GET, "/v1/audit/records/{seq}", READ, NOWHERE, COST_READ,
     .roles = AUDITOR, RECORD, NEEDS_SETTLED, .run = op_audit_read},

    {"audit.checkpoint", GET, "/v1/audit/checkpoint", READ, NOWHERE, COST_POLL,
     .roles = ALL, .any_role = true, .query = {COSIGNED}, PUBLIC, NEEDS_SETTLED, .run = op_audit_checkpoint},
    {"audit.prove_inclusion", GET, "/v1/audit/proof/inclusion", READ, NOWHERE, COST_PROOF,
     .roles = ALL, .any_role = true, .query = {"seq", "size"}, PUBLIC, NEEDS_SETTLED, .run = op_audit_prove_inclusion},
    {"audit.prove_consistency", GET, "/v1/audit/proof/consistency", READ, NOWHERE, COST_PROOF,
     .roles = ALL, .any_role = true, .query = {"from", "to"}, PUBLIC, NEEDS_SETTLED, .run = op_audit_prove_consistency},
    {"audit.note", GET, "/v1/audit/log/checkpoint", READ, NOWHERE, COST_POLL,
     .roles = ALL, .any_role = true, .query = {COSIGNED}, PUBLIC, NEEDS_SETTLED, .run = op_audit_note},
    {"audit.keys", GET, "/v1/audit/log/keys", READ, NOWHERE, COST_PROOF,
     .roles = ALL, .any_role = true, PUBLIC, NEEDS_SETTLED, .run = op_audit_keys},
    {"audit.entries", GET, "/v1/audit/log/tile/entries/{rest}", READ, NOWHERE, COST_BULK,
     /* before the levels, which it looks like */
     .roles = AUDITOR, RECORD, NEEDS_SETTLED, .run = op_audit_entries},
    {"audit.tile", GET, "/v1/audit/log/tile/{level}/{rest}", READ, NOWHERE, COST_PROOF,
     .roles = ALL, .any_role = true, PUBLIC, NEEDS_SETTLED, .run = op_audit_tile},
    {"audit.cosign", POST, "/v1/audit/cosignatures", WRITE, NOWHERE, COST_WRITE,
     .roles = AUDITOR, .schema = "body/cosignature", SMALL, .audit = AUDIT_NONE,
     .audit_reason = "touches no person's data; a record for each would keep the log growing by its own witnessing",
     .prepare = op_audit_cosign_prepare,
     .run = op_audit_cosign},
    {"audit.export", GET, "/v1/audit/export", READ, NOWHERE, COST_BULK,
     .roles = AUDITOR, .query = {"from", "size"}, RECORD, NEEDS_SETTLED, .run = op_audit_export},

    {"casus.start", POST, "/v1/casus", WRITE, NOWHERE, COST_COMB,
     .roles = OPERATION_PROFESSIONALS, .schema = "body/casus", LARGE, COUNTS(SEARCHES), RECORD,
     NEEDS_SETTLED, .prepare = op_casus_start_prepare, .look = anonymous_look_alone, .hint = op_casus_start_hint,
     .run = op_casus_start},
    {"casus.list", GET, "/v1/casus", READ, NOWHERE, COST_LIST,
     .roles = OPERATION_PROFESSIONALS, .query = {PAGED, "moment"}, RECORD, .run = op_casus_list},
    {"casus.read", GET, "/v1/casus/{casus}", READ, NOWHERE, COST_READ,
     .roles = OPERATION_PROFESSIONALS, RECORD, .run = op_casus_read},
    {"casus.close", POST, "/v1/casus/{casus}/close", WRITE, NOWHERE, COST_COMB,
     .roles = OPERATION_PROFESSIONALS, .schema = "body/casus_close", LARGE, COUNTS(SEARCHES), RECORD,
     NEEDS_SETTLED, .prepare = op_casus_close_prepare, .look = op_casus_close_look,
     .hint = op_casus_close_hint, .run = op_casus_close},
    {"casus.say", POST, "/v1/casus/{casus}/messages", WRITE, NOWHERE, COST_COMB,
     .roles = OPERATION_PROFESSIONALS, .schema = "body/casus_message", LARGE, COUNTS(SEARCHES), RECORD,
     NEEDS_SETTLED, .prepare = op_casus_say_prepare, .look = op_casus_say_look,
     .hint = op_casus_say_hint, .run = op_casus_say},
    {"casus.messages", GET, "/v1/casus/{casus}/messages", READ, NOWHERE, COST_LIST,
     .roles = OPERATION_PROFESSIONALS, .query = {PAGED}, RECORD, .run = op_casus_messages},

    {"moment.add", POST, "/v1/netwerkmomenten", WRITE, NOWHERE, COST_COMB,
     .roles = OPERATION_PROFESSIONALS, .schema = "body/netwerkmoment", SMALL, COUNTS(SEARCHES), RECORD,
     NEEDS_SETTLED, .prepare = op_moment_add_prepare, .look = anonymous_look_alone, .run = op_moment_add},
    {"moment.list", GET, "/v1/netwerkmomenten", READ, NOWHERE, COST_LIST,
     .roles = OPERATION_PROFESSIONALS, .query = {PAGED, "zone", "from"}, RECORD, .run = op_moment_list},
    {"moment.read", GET, "/v1/netwerkmomenten/{moment}", READ, NOWHERE, COST_READ,
     .roles = OPERATION_PROFESSIONALS, RECORD, .run = op_moment_read},
    {"moment.change", PUT, "/v1/netwerkmomenten/{moment}", WRITE, NOWHERE, COST_COMB,
     .roles = OPERATION_PROFESSIONALS, .schema = "body/netwerkmoment", SMALL, COUNTS(SEARCHES), RECORD,
     NEEDS_SETTLED, .prepare = op_moment_change_prepare, .look = anonymous_look_alone, .hint = op_moment_change_hint,
     .run = op_moment_change},
    {"moment.cancel", POST, "/v1/netwerkmomenten/{moment}/cancel", WRITE, NOWHERE, COST_WRITE,
     .roles = OPERATION_PROFESSIONALS, SMALL, RECORD, .hint = op_moment_cancel_hint, .run = op_moment_cancel},
    {"moment.sign_up", POST, "/v1/netwerkmomenten/{moment}/signup", WRITE, NOWHERE, COST_WRITE,
     .roles = OPERATION_PROFESSIONALS, SMALL, RECORD, .hint = op_moment_sign_up_hint, .run = op_moment_sign_up},
    {"moment.sign_off", DELETE, "/v1/netwerkmomenten/{moment}/signup", WRITE, NOWHERE, COST_WRITE,
     .roles = OPERATION_PROFESSIONALS, RECORD, .hint = op_moment_sign_off_hint, .run = op_moment_sign_off},

    {"knelpunt.report", POST, "/v1/knelpunten", WRITE, NOWHERE, COST_WRITE,
     .roles = OPERATION_PROFESSIONALS, .schema = "body/knelpunt", SMALL, RECORD,
     .prepare = op_knelpunt_report_prepare, .hint = op_knelpunt_report_hint,
     .run = op_knelpunt_report},
    {"knelpunt.list", GET, "/v1/knelpunten", READ, NOWHERE, COST_READ,
     .roles = ALL, .anyone = true, .query = {"language"}, .audit = AUDIT_NONE,
     .audit_reason = "the same text for everybody, which is public", .run = op_knelpunt_list},
    {"knelpunt.counts", GET, "/v1/knelpunten/counts", READ, NOWHERE, COST_READ,
     .roles = OPERATION_PROFESSIONALS | AUDITOR | BEHEERDER, .query = {"quarter", "language"}, RECORD,
     .run = op_knelpunt_counts},

    {"statistics.read", GET, "/v1/statistics", READ, NOWHERE, COST_BULK,
     .roles = AUDITOR, .query = {PAGED, "by", "quarter"}, RECORD, .run = op_statistics_read},
    {"statistics.quarters", GET, "/v1/statistics/quarters", READ, NOWHERE, COST_LIST,
     .roles = AUDITOR, .query = {PAGED}, RECORD, .run = op_statistics_quarters},

    {"category.list", GET, "/v1/categories", READ, NOWHERE, COST_READ,
     .roles = ALL, .anyone = true, .audit = AUDIT_NONE, .audit_reason = "the same text for everybody, which is public",
     .run = op_category_list},
    {"category.read", GET, "/v1/categories/{category}", READ, NOWHERE, COST_READ,
     .roles = ALL, .anyone = true, .audit = AUDIT_NONE, .audit_reason = "the same text for everybody, which is public",
     .run = op_category_read},

    {"measure.list", GET, "/v1/measures", READ, NOWHERE, COST_READ,
     .roles = ALL, .anyone = true, .query = {"for", "region", "language"}, .audit = AUDIT_NONE,
     .audit_reason = "the same text for everybody, which is public", .run = op_measure_list},
    {"api.describe", GET, "/openapi.json", READ, NOWHERE, COST_BULK,
     .roles = ALL, .anyone = true, .audit = AUDIT_NONE, .audit_reason = "the same text for everybody, which is public",
     .run = op_api_describe},
    {"web.page", GET, "/", READ, NOWHERE, COST_READ,
     .roles = ALL, .anyone = true, PAGE, .run = op_web_page},
    {"web.file", GET, "/web/{rest}", READ, NOWHERE, COST_POLL,
     .roles = ALL, .anyone = true, PAGE, .run = op_web_file},
};
/* clang-format on */

const size_t operations_count = sizeof operations / sizeof operations[0];

const struct op *
operations_find(const char *name)
{
    for (size_t i = 0; i < operations_count; i++) {
        if (strcmp(operations[i].name, name) == 0) {
            return &operations[i];
        }
    }
    return NULL;
}

size_t
operations_index(const struct op *op)
{
    return op == NULL ? operations_count : (size_t)(op - operations);
}

/* Behind {rest} nothing could ever match. */
static bool
path_is_whole(const char *path)
{
    const char *rest = path == NULL ? NULL : strstr(path, "{rest}");
    return path != NULL && path[0] == '/' && (rest == NULL || strcmp(rest, "{rest}") == 0);
}

static bool
begins_with(const char *text, const char *beginning)
{
    return text != NULL && strncmp(text, beginning, strlen(beginning)) == 0;
}

/* What happens in a dossier or a thread names it as the first id of its path, and nothing else names one. */
static bool
place_is_whole(const struct op *op)
{
    const char *first = strchr(op->path, '{');
    switch (op->place) {
    case PLACE_DOSSIER:
        return begins_with(first, "{dossier}") && !op->names_dossiers;
    case PLACE_THREAD:
        return begins_with(first, "{thread}") && !op->names_dossiers;
    case PLACE_NOWHERE:
        return strstr(op->path, "{dossier}") == NULL && strstr(op->path, "{thread}") == NULL;
    default:
        return false;
    }
}

static bool
body_is_whole(const struct op *op)
{
    bool body = op->method != METHOD_GET && op->method != METHOD_DELETE;
    return body == (op->body_max > 0) && (op->schema == NULL || body) &&
           (op->schema == NULL) == (op->prepare == NULL) &&
           (op->look == NULL || (op->kind == OP_WRITE && op->prepare != NULL));
}

static bool
term_is_whole(const struct op *op)
{
    bool writes_there = op->kind == OP_WRITE && (op->place == PLACE_DOSSIER || op->place == PLACE_THREAD);
    return op->term == TERM_UNMOVED || writes_there;
}

bool
operations_row_is_whole(const struct op *op)
{
    bool recorded = op->audit == AUDIT_RECORD;
    return op->name != NULL && op->method < METHOD_COUNT && path_is_whole(op->path) && place_is_whole(op) &&
           op->cost > COST_UNSET && op->cost < COST_COUNT && term_is_whole(op) && op->roles != 0 && body_is_whole(op) &&
           op->audit != AUDIT_UNSET && recorded == (op->audit_reason == NULL) && op->run != NULL;
}

/* Only what a record of a dossier can name stands in its patient's access log. */
static bool
has_its_words(const struct op *op, const struct words *words)
{
    return (op->place == PLACE_NOWHERE && !op->names_dossiers) || words_know_action(words, op->name);
}

const char *
operations_hole(const struct world *world)
{
    for (size_t i = 0; i < operations_count; i++) {
        const struct op *op = &operations[i];
        bool whole = operations_row_is_whole(op) &&
                     (op->schema == NULL || schema_find(world->schemas, op->schema) != NULL) &&
                     has_its_words(op, world->words);
        if (!whole) {
            return op->name == NULL ? "(without a name)" : op->name;
        }
    }
    return operations_count < OPERATIONS_MAX ? NULL : "(too many rows)";
}
