/*
 * The operations: one table, and the only way to add one. http only matches method and path against it; the operator at
 * the machine runs rows of it by name.
 */
#ifndef TNW_SERVICE_OPERATIONS_H
#define TNW_SERVICE_OPERATIONS_H

#include "service/core/op.h"

extern const struct op operations[];
extern const size_t operations_count;
#define OPERATIONS_MAX 128

/* The row of that name; NULL: there is none. */
const struct op *operations_find(const char *name);
/* The row's number in the table; operations_count for NULL. */
size_t operations_index(const struct op *op);

/* Whether a row says all that a row must say. */
bool operations_row_is_whole(const struct op *op);
/* The name of the first row with a hole: what it must say, its body's schema, and words for the access log of each
 * patient in whose log it can stand. NULL: the table is whole. */
const char *operations_hole(const struct world *world);

/* What the rows run: op_SUBJECT_VERB for "subject.verb", in a file op_SUBJECT*.c; takes the call and a transaction,
 * leaves a reply (or returns the error that refuses), and fills the audit facts. What prepares it:
 * op_SUBJECT_VERB_prepare. */
/* clang-format off */
#define OPERATION_LIST(X)                                                                                              \
    X(me_read)                                                                                                         \
    X(actor_list) X(actor_add) X(actor_read) X(actor_change) X(actor_disable) X(certificate_list)                      \
    X(certificate_ending)                                                                                              \
    X(fiche_list) X(fiche_read) X(fiche_read_professional) X(fiche_add) X(fiche_change) X(fiche_verify)                \
    X(fiche_remove) X(service_list)                                                                                    \
    X(dossier_open) X(dossier_search) X(dossier_list) X(dossier_read) X(dossier_close) X(dossier_reopen)               \
    X(dossier_erase) X(erasure_read) X(erasure_receipt) X(erasure_list)                                                \
    X(participant_add) X(participant_remove)                                                                           \
    X(facts_read) X(facts_set) X(facts_history) X(regie_set) X(suspension_begin) X(suspension_end)                     \
    X(team_read) X(timeline_read) X(timeline_calendar) X(timeline_fiche) X(due_list)                                   \
    X(referral_ask)                                                                                                    \
    X(fragment_add) X(fragment_list) X(fragment_read) X(fragment_amend)                                                \
    X(fragment_retract) X(fragment_sign) X(attachment_add) X(attachment_read)                                          \
    X(consent_give) X(consent_preview) X(consent_list) X(consent_read) X(consent_withdraw)                             \
    X(consent_receipt) X(consent_ask_preview)                                                                          \
    X(consent_presets) X(policy_explain) X(consent_ask) X(consent_asked) X(consent_answer)                             \
    X(thread_start) X(thread_list) X(thread_read) X(thread_close)                                                      \
    X(message_send) X(message_list) X(message_acknowledge) X(question_list)                                            \
    X(inbox_read) X(inbox_mark_seen) X(access_log_read) X(audit_list) X(audit_read)                                    \
    X(audit_checkpoint) X(audit_prove_inclusion) X(audit_prove_consistency) X(audit_note)                              \
    X(audit_keys) X(audit_cosign) X(audit_tile) X(audit_entries) X(audit_export)                                       \
    X(casus_start) X(casus_list) X(casus_read) X(casus_close) X(casus_say) X(casus_messages)                           \
    X(moment_add) X(moment_list) X(moment_read) X(moment_change) X(moment_cancel)                                      \
    X(moment_sign_up) X(moment_sign_off)                                                                               \
    X(knelpunt_report) X(knelpunt_list) X(knelpunt_counts)                                                             \
    X(category_list) X(category_read) X(api_describe) X(measure_list) X(web_page) X(web_file)                          \
    X(directory_import) X(directory_export) X(directory_employers)                                                     \
    X(statistics_read) X(statistics_quarters)
#define OPERATION_PREPARE_LIST(X)                                                                                      \
    X(actor_add) X(actor_change) X(dossier_open) X(dossier_search) X(participant_add) X(fragment_add) X(fragment_amend)\
    X(fragment_retract) X(fragment_sign) X(dossier_erase)                                                              \
    X(facts_set) X(regie_set) X(suspension_begin) X(suspension_end) X(fiche_add) X(fiche_change)                       \
    X(consent_give) X(consent_preview) X(consent_ask) X(referral_ask)                                                  \
    X(consent_answer) X(consent_ask_preview)                                                                           \
    X(casus_start) X(casus_close) X(casus_say) X(moment_add) X(moment_change) X(knelpunt_report)                       \
    X(thread_start) X(thread_close) X(message_send) X(inbox_mark_seen) X(audit_cosign) X(directory_import)
#define OPERATION_HINT_LIST(X)                                                                                         \
    X(fragment_add) X(fragment_amend) X(fragment_retract) X(fragment_sign) X(consent_give) X(consent_withdraw)         \
    X(message_send) X(message_acknowledge) X(dossier_open) X(participant_add) X(participant_remove) X(facts_set)       \
    X(suspension_end) X(consent_answer) X(fiche_change)                                                                \
    X(casus_start) X(casus_say) X(casus_close)                                                                         \
    X(moment_change) X(moment_cancel) X(moment_sign_up) X(moment_sign_off) X(knelpunt_report)
/* clang-format on */

#define OPERATION_DECLARE(name) TNW_MUST_CHECK enum tnw_err op_##name(struct call *call, struct txn *txn);
OPERATION_LIST(OPERATION_DECLARE)
#undef OPERATION_DECLARE
#define OPERATION_DECLARE(name) void op_##name##_hint(struct call *call, struct txn *snapshot);
OPERATION_HINT_LIST(OPERATION_DECLARE)
#undef OPERATION_DECLARE
#define OPERATION_DECLARE(name) TNW_MUST_CHECK enum tnw_err op_##name##_prepare(struct call *call);
OPERATION_PREPARE_LIST(OPERATION_DECLARE)
#undef OPERATION_DECLARE

/* Held against what tells whom they are about, in the worker. */
void op_casus_close_look(struct call *call, struct txn *snapshot);
void op_casus_say_look(struct call *call, struct txn *snapshot);

/* Who takes part in what professionals share beside dossiers. */
#define OPERATION_PROFESSIONALS                                                                                        \
    (CODE_BIT(ROLE_HUISARTS) | CODE_BIT(ROLE_ADVISEREND_ARTS) | CODE_BIT(ROLE_ARBEIDSARTS) |                           \
     CODE_BIT(ROLE_TNW_COORDINATOR) | CODE_BIT(ROLE_BEMIDDELAAR) | CODE_BIT(ROLE_HULPVERLENER) |                       \
     CODE_BIT(ROLE_MEDEWERKER))

#endif
