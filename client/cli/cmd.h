/*
 * What the commands do: each asks the server once (or a few times) and shows the answer.
 */
#ifndef TNW_CLI_CMD_H
#define TNW_CLI_CMD_H

#include "cli.h"

enum tnw_err cmd_me(struct cli *cli);

enum tnw_err cmd_dossier_open(struct cli *cli);
enum tnw_err cmd_dossier_list(struct cli *cli);
enum tnw_err cmd_dossier_find(struct cli *cli);
enum tnw_err cmd_dossier_show(struct cli *cli);
enum tnw_err cmd_dossier_invite(struct cli *cli);
enum tnw_err cmd_dossier_remove(struct cli *cli);
enum tnw_err cmd_dossier_close(struct cli *cli);
enum tnw_err cmd_dossier_reopen(struct cli *cli);
enum tnw_err cmd_dossier_erase(struct cli *cli);
enum tnw_err cmd_dossier_erasure(struct cli *cli);
enum tnw_err cmd_erasure_list(struct cli *cli);
enum tnw_err cmd_erasure_receipt(struct cli *cli);
enum tnw_err cmd_erasure_verify(struct cli *cli);
enum tnw_err cmd_dossier_archive(struct cli *cli);
enum tnw_err cmd_archive_verify(struct cli *cli);

enum tnw_err cmd_fragment_add(struct cli *cli);
enum tnw_err cmd_fragment_list(struct cli *cli);
enum tnw_err cmd_fragment_show(struct cli *cli);
enum tnw_err cmd_fragment_amend(struct cli *cli);
enum tnw_err cmd_fragment_retract(struct cli *cli);
enum tnw_err cmd_fragment_sign(struct cli *cli);
enum tnw_err cmd_attachment_get(struct cli *cli);
enum tnw_err cmd_attachment_verify(struct cli *cli);
enum tnw_err cmd_schema_validate(struct cli *cli);
enum tnw_err cmd_fragment_template(struct cli *cli);
enum tnw_err cmd_fragment_edit(struct cli *cli);

enum tnw_err cmd_consent_grant(struct cli *cli);
enum tnw_err cmd_consent_presets(struct cli *cli);
enum tnw_err cmd_consent_request(struct cli *cli);
enum tnw_err cmd_consent_requests(struct cli *cli);
enum tnw_err cmd_consent_answer(struct cli *cli);
enum tnw_err cmd_consent_exclude(struct cli *cli);
enum tnw_err cmd_consent_withdraw(struct cli *cli);
enum tnw_err cmd_consent_list(struct cli *cli);
enum tnw_err cmd_consent_show(struct cli *cli);
enum tnw_err cmd_consent_receipt(struct cli *cli);
enum tnw_err cmd_consent_verify(struct cli *cli);

enum tnw_err cmd_policy_explain(struct cli *cli);

enum tnw_err cmd_trio_start(struct cli *cli);
enum tnw_err cmd_trio_list(struct cli *cli);
enum tnw_err cmd_trio_read(struct cli *cli);
enum tnw_err cmd_trio_send(struct cli *cli);
enum tnw_err cmd_trio_ack(struct cli *cli);
enum tnw_err cmd_trio_close(struct cli *cli);

enum tnw_err cmd_casus_start(struct cli *cli);
enum tnw_err cmd_casus_list(struct cli *cli);
enum tnw_err cmd_casus_read(struct cli *cli);
enum tnw_err cmd_casus_say(struct cli *cli);
enum tnw_err cmd_casus_close(struct cli *cli);
enum tnw_err cmd_moment_add(struct cli *cli);
enum tnw_err cmd_moment_change(struct cli *cli);
enum tnw_err cmd_moment_cancel(struct cli *cli);
enum tnw_err cmd_moment_list(struct cli *cli);
enum tnw_err cmd_moment_show(struct cli *cli);
enum tnw_err cmd_moment_signup(struct cli *cli);
enum tnw_err cmd_moment_signoff(struct cli *cli);
enum tnw_err cmd_knelpunt_report(struct cli *cli);
enum tnw_err cmd_knelpunt_list(struct cli *cli);
enum tnw_err cmd_knelpunt_counts(struct cli *cli);

enum tnw_err cmd_timeline(struct cli *cli);
enum tnw_err cmd_calendar(struct cli *cli);
enum tnw_err cmd_sheet(struct cli *cli);
enum tnw_err cmd_dossier_facts(struct cli *cli);
enum tnw_err cmd_dossier_team(struct cli *cli);
enum tnw_err cmd_dossier_regie(struct cli *cli);
enum tnw_err cmd_suspension_begin(struct cli *cli);
enum tnw_err cmd_suspension_end(struct cli *cli);

enum tnw_err cmd_inbox(struct cli *cli);
enum tnw_err cmd_todo(struct cli *cli);
enum tnw_err cmd_inbox_follow(struct cli *cli); /* with --follow */
enum tnw_err cmd_access_log(struct cli *cli);
/* file: as it is here, under that path. */
enum tnw_err cmd_access_log_vouch(struct cli *cli, const struct tnw_attachment *file, const char *path);
enum tnw_err cmd_access_log_verify(struct cli *cli, const struct tnw_access_query *query); /* with --verify */
enum tnw_err cmd_audit_list(struct cli *cli);
enum tnw_err cmd_audit_show(struct cli *cli);
enum tnw_err cmd_audit_checkpoint(struct cli *cli);
enum tnw_err cmd_audit_export(struct cli *cli);
enum tnw_err cmd_audit_verify(struct cli *cli);
enum tnw_err cmd_audit_report(struct cli *cli);
enum tnw_err cmd_audit_witness(struct cli *cli);
enum tnw_err cmd_audit_witness_key(struct cli *cli);
enum tnw_err cmd_trust_show(struct cli *cli);
enum tnw_err cmd_trust_accept(struct cli *cli);
enum tnw_err cmd_trust_reset(struct cli *cli);
enum tnw_err cmd_trust_witness(struct cli *cli);

enum tnw_err cmd_measures(struct cli *cli);
enum tnw_err cmd_statistics(struct cli *cli);
enum tnw_err cmd_statistics_quarters(struct cli *cli);

enum tnw_err cmd_fiche_list(struct cli *cli);
enum tnw_err cmd_fiche_show(struct cli *cli);
enum tnw_err cmd_fiche_add(struct cli *cli);
enum tnw_err cmd_fiche_edit(struct cli *cli);
enum tnw_err cmd_fiche_verify(struct cli *cli);
enum tnw_err cmd_fiche_remove(struct cli *cli);
enum tnw_err cmd_services(struct cli *cli);
enum tnw_err cmd_wie(struct cli *cli);

enum tnw_err cmd_actor_list(struct cli *cli);
enum tnw_err cmd_actor_show(struct cli *cli);
enum tnw_err cmd_actor_add(struct cli *cli);
enum tnw_err cmd_actor_change(struct cli *cli);
enum tnw_err cmd_actor_disable(struct cli *cli);
enum tnw_err cmd_actor_certificates(struct cli *cli);
enum tnw_err cmd_certificate_ending(struct cli *cli);

enum tnw_err cmd_help(struct cli *cli);
enum tnw_err cmd_completion(struct cli *cli);
enum tnw_err cmd_version(struct cli *cli);

#endif
