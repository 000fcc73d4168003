#include "report.h"

#include <inttypes.h>
#include <string.h>

#include "print.h"

const char *const report_meanings[REPORT_EXIT_COUNT] = {
    [REPORT_DONE] = "done",
    [REPORT_REFUSED] = "refused by the server: not allowed, or the request is wrong",
    [REPORT_USAGE] = "the command line, profile or configuration is not right",
    [REPORT_CONNECT] = "no connection: address, network, TLS, certificate, or no answer in time",
    [REPORT_NOT_FOUND] = "no such thing, or not yours to see",
    [REPORT_CONFLICT] = "it changed, or is closed: look again",
    [REPORT_SERVER] = "the server cannot do it now: try again later",
    [REPORT_PROTOCOL] = "the answer is not what the API promises",
    [REPORT_LOCAL] = "a file, memory or the output failed on this side",
    [REPORT_TAMPERED] = "checked, and it does not hold: changed, cut, forged, or of another log",
    [REPORT_ALARM] = "the log contradicts itself; the witness wrote down the proof and cosigns nothing",
};

/* What the registry's hint cannot know: how this program says it. */
static const struct {
    enum tnw_err err;
    const char *text;
} advice[] = {
    {TNW_E_ROLE_REQUIRED, "Say it with --role ROLE before the command, or TNW_ROLE; tnw me lists yours."},
    {TNW_E_ROLE_NOT_HELD, "tnw me lists your roles."},
    {TNW_E_ACTOR_REQUIRED, "Say it with --actor-id ACTOR; tnw me lists yours."},
    {TNW_E_CONSENT_REQUIRED, "The patient consents with: tnw consent grant DOSSIER --role|--actor ... --until DATE"},
    {TNW_E_VERSION_CONFLICT, "See it with: tnw fragment show DOSSIER FRAGMENT"},
    {TNW_E_ACTOR_UNKNOWN, "The beheerder registers you with: tnw actor add"},
    {TNW_E_TLS_SERVER, "Name the issuer of the server's certificate with --ca FILE."},
    {TNW_E_TLS_REFUSED, "Ask your issuer for a new certificate; name it with --cert and --key, or --p12."},
    {TNW_E_EVIDENCE_REQUIRED, "Add --evidence KIND --reference TEXT."},
};

enum report_exit
report_exit_of(enum tnw_err err)
{
    switch (err) {
    case TNW_OK:
        return REPORT_DONE;
    case TNW_E_USAGE:
    case TNW_E_CONFIGURATION:
        return REPORT_USAGE;
    case TNW_E_CONNECT:
    case TNW_E_TLS_SERVER:
    case TNW_E_TLS_REFUSED:
    case TNW_E_TIMEOUT:
        return REPORT_CONNECT;
    case TNW_E_NOT_FOUND:
        return REPORT_NOT_FOUND;
    case TNW_E_PROTOCOL:
        return REPORT_PROTOCOL;
    default:
        break;
    }
    switch (tnw_error_info(err)->class_) {
    case TNW_CLASS_STATE:
        return REPORT_CONFLICT;
    case TNW_CLASS_SERVER:
        return REPORT_SERVER;
    case TNW_CLASS_LOCAL:
        return REPORT_LOCAL;
    case TNW_CLASS_NONE:
    case TNW_CLASS_INPUT:
    case TNW_CLASS_DENY:
        break;
    }
    return REPORT_REFUSED;
}

static void
put_report_line(FILE *out, const char *text)
{
    if (text != NULL && *text != 0) {
        fputs("  ", out);
        print_text(out, text);
        fputc('\n', out);
    }
}

static void
put_problem_items(FILE *out, const struct tnw_failure *failure)
{
    for (size_t i = 0; i < failure->item_count; i++) {
        fputs("  ", out);
        print_text(out, failure->items[i].pointer);
        fputs("  ", out);
        print_text(out, failure->items[i].detail);
        fputc('\n', out);
    }
}

/* As a problem document of the server, in one line. */
static void
put_problem_json(FILE *out, const struct tnw_failure *failure)
{
    json_t *items = json_array();
    for (size_t i = 0; i < failure->item_count; i++) {
        (void)json_array_append_new(
            items, json_pack("{s:s, s:s}", "pointer", failure->items[i].pointer, "detail", failure->items[i].detail));
    }
    json_t *all = json_pack("{s:s, s:s, s:s, s:s, s:s*, s:o}", "code", failure->code, "title", failure->title, "detail",
                            failure->detail, "hint", failure->hint, "request_id",
                            *failure->request_id == 0 ? NULL : failure->request_id, "errors", items);
    print_json_value(out, all);
    json_decref(all);
}

enum report_exit
report_error(const struct cli *cli, enum tnw_err err)
{
    const struct tnw_failure own = {
        .code = tnw_error_info(err)->code,
        .title = tnw_error_info(err)->title,
        .detail = cli->why,
        .hint = cli->why[0] == 0 ? tnw_error_info(err)->hint : "",
        .request_id = "",
    };
    const struct tnw_failure *failure = cli->client != NULL ? tnw_client_error(cli->client) : &own;
    failure = failure->err != err ? &own : failure; /* it failed on this side, after the last answer */
    fflush(cli->out);
    if (options_given(&cli->options, OPTION_JSON)) {
        put_problem_json(cli->err, failure);
        return report_exit_of(err);
    }
    fputs("tnw: ", cli->err);
    print_text(cli->err, failure->title);
    fputs(" (", cli->err);
    print_text(cli->err, failure->code);
    fputs(")\n", cli->err);
    if (strcmp(failure->detail, failure->title) != 0) {
        put_report_line(cli->err, failure->detail);
    }
    put_problem_items(cli->err, failure);
    if (strcmp(failure->hint, "See detail.") != 0) { /* just seen */
        put_report_line(cli->err, failure->hint);
    }
    for (size_t i = 0; i < sizeof advice / sizeof advice[0]; i++) {
        put_report_line(cli->err, advice[i].err == err ? advice[i].text : NULL);
    }
    if (*failure->request_id != 0) {
        fputs("  In the audit log as ", cli->err);
        print_text(cli->err, failure->request_id);
        fputc('\n', cli->err);
    }
    return report_exit_of(err);
}

static void
put_finding_json(FILE *out, const struct tnw_finding *finding)
{
    json_t *seq = finding->seq < 0 ? json_null() : json_integer((json_int_t)finding->seq);
    json_t *line = finding->line == 0 ? json_null() : json_integer((json_int_t)finding->line);
    json_t *all = json_pack("{s:b, s:s, s:o, s:o, s:s}", "holds", 0, "fault", tnw_fault_code(finding->fault), "seq",
                            seq, "line", line, "text", finding->text);
    print_json_value(out, all);
    json_decref(all);
}

static void
tell_finding(struct cli *cli, const char *what, const struct tnw_finding *finding)
{
    cli->verdict = REPORT_TAMPERED;
    if (options_given(&cli->options, OPTION_JSON)) {
        put_finding_json(cli->out, finding);
        return;
    }
    fflush(cli->out);
    fprintf(cli->err, "tnw: DOES NOT HOLD: %s: %s (%s)\n", what, tnw_fault_meaning(finding->fault),
            tnw_fault_code(finding->fault));
    if (finding->line != 0) {
        fprintf(cli->err, "  line %" PRIu64 "\n", finding->line);
    }
    if (finding->seq >= 0) {
        fprintf(cli->err, "  record %" PRId64 "\n", finding->seq);
    }
    if (finding->text[0] != 0) {
        fputs("  ", cli->err);
        print_text(cli->err, finding->text);
        fputc('\n', cli->err);
    }
}

enum tnw_err
report_verdict(struct cli *cli, enum tnw_err err, const char *what, const struct tnw_finding *finding)
{
    if (err != TNW_E_CRYPTO || finding->fault == TNW_FAULT_NONE) {
        return err;
    }
    tell_finding(cli, what, finding);
    return TNW_OK;
}
