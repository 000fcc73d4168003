#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "auditor/export_file.h"
#include "cmd.h"
#include "report.h"
#include "settings/settings.h"
#include "show.h"
#include "unusual/unusual.h"
#include "unusual/unusual_show.h"

#define DAYS_MAX 3650

static enum tnw_err
read_period(struct cli *cli, struct unusual_limits *limits)
{
    const char *from = cli_text(cli, OPTION_FROM);
    const char *until = cli_text(cli, OPTION_UNTIL);
    limits->from = INT64_MIN;
    limits->until = INT64_MAX;
    if (from != NULL && unusual_time_of_date(&limits->from, from) != TNW_OK) {
        return cli_usage(cli, TEXT_DATE_FROM, NULL);
    }
    if (until != NULL && unusual_time_of_date(&limits->until, until) != TNW_OK) {
        return cli_usage(cli, TEXT_DATE_UNTIL, NULL);
    }
    if (until != NULL) {
        limits->until = unusual_time_of_day(unusual_time_day(limits->until) + 1);
    }
    return TNW_OK;
}

/* A number of an option; its default when it is not given. */
static bool
count_of_option(const struct cli *cli, enum option option, uint64_t otherwise, uint64_t max, uint64_t *out)
{
    if (!options_number(&cli->options, option, max, out)) {
        return false;
    }
    *out = options_given(&cli->options, option) ? *out : otherwise;
    return *out > 0;
}

static enum tnw_err
read_limits(struct cli *cli, struct unusual_limits *limits)
{
    uint64_t days = 0;
    if (!count_of_option(cli, OPTION_MANY, UNUSUAL_MANY, INT32_MAX, &limits->many) ||
        !count_of_option(cli, OPTION_DENIALS, UNUSUAL_DENIALS, INT32_MAX, &limits->denials) ||
        !count_of_option(cli, OPTION_DAYS, UNUSUAL_DAYS, DAYS_MAX, &days)) {
        return cli_usage(cli, TEXT_LIMITS_FROM_1, NULL);
    }
    limits->days = (int64_t)days;
    return read_period(cli, limits);
}

static enum tnw_err
add_unusual_record(void *ctx, const char *record, size_t len)
{
    return unusual_log_add(ctx, record, len);
}

/* A report over a changed log would be worth nothing: the export is checked on the way. */
static enum tnw_err
read_export_records(struct cli *cli, const char *path, struct unusual_log *log, struct tnw_finding *finding)
{
    const struct export_reader reader = {.take = add_unusual_record, .ctx = log};
    char named[TNW_KEY_TEXT];
    struct anchor anchor = {.verifier = NULL};
    struct tnw_export_proof proof;
    enum tnw_err err = export_file_key(cli, path, named);
    if (err == TNW_OK) {
        err = anchor_open(cli, named, NULL, &anchor);
    }
    if (err == TNW_OK) {
        err = export_file_check(cli, &anchor, path, NULL, &reader, &proof, finding);
    }
    anchor_close(&anchor);
    return err;
}

static enum tnw_err
read_server_records(struct cli *cli, struct unusual_log *log)
{
    struct tnw_audit_query query = {.page = {.limit = 200}};
    char *after = NULL;
    enum tnw_err err = TNW_OK;
    for (bool more = true; more && err == TNW_OK;) {
        struct tnw_audit_entries *entries = NULL;
        err = tnw_audit_list(cli->client, &query, &entries);
        for (size_t i = 0; err == TNW_OK && i < entries->count; i++) {
            const char *record = entries->items[i].record_json;
            err = unusual_log_add(log, record, strlen(record));
        }
        if (err == TNW_OK) {
            free(after);
            more = entries->next != NULL;
            after = more ? strdup(entries->next) : NULL;
            err = more && after == NULL ? TNW_E_NO_MEMORY : TNW_OK;
            query.page.after = after;
        }
        tnw_audit_entries_free(&entries);
    }
    free(after);
    return err;
}

static enum tnw_err
find_unusual(const struct unusual_log *log, const struct unusual_limits *limits, struct unusual_findings *findings)
{
    enum tnw_err err = unusual_many(log, limits, findings);
    err = err == TNW_OK ? unusual_care(log, limits, findings) : err;
    err = err == TNW_OK ? unusual_denials(log, limits, findings) : err;
    return err == TNW_OK ? unusual_recorded(log, limits, findings) : err;
}

static enum tnw_err
connect_for_report(struct cli *cli)
{
    show_note(cli, TEXT_REPORT_UNCHECKED, NULL);
    return settings_connect(cli);
}

enum tnw_err
cmd_audit_report(struct cli *cli)
{
    bool online = options_given(&cli->options, OPTION_ONLINE);
    const char *name = cli_text(cli, OPTION_FORMAT);
    enum unusual_form form =
        unusual_show_form(name == NULL && options_given(&cli->options, OPTION_JSON) ? "json" : name);
    struct unusual_limits limits;
    struct unusual_log log = {.count = 0};
    struct unusual_findings findings = {.count = 0};
    struct tnw_finding finding = {.seq = -1};
    if (form == UNUSUAL_FORMS || online == (cli->args[0] != NULL)) {
        return cli_usage(cli, form == UNUSUAL_FORMS ? TEXT_FORMAT_IS : TEXT_FILE_OR_ONLINE, NULL);
    }
    enum tnw_err err = read_limits(cli, &limits);
    if (err == TNW_OK && online) {
        err = connect_for_report(cli);
        err = err == TNW_OK ? read_server_records(cli, &log) : err;
    } else if (err == TNW_OK) {
        err = read_export_records(cli, cli->args[0], &log, &finding);
    }
    if (err == TNW_OK) {
        err = find_unusual(&log, &limits, &findings);
    }
    if (err == TNW_OK) {
        unusual_show(cli, form, &log, &findings);
        show_note(cli, TEXT_FINDINGS, FILL(NUMBER(findings.count), NUMBER(log.count)));
    }
    unusual_findings_wipe(&findings);
    unusual_log_wipe(&log);
    return report_verdict(cli, err, TEXT_THE_EXPORT, &finding);
}
