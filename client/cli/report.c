#include "report.h"

#include <stdlib.h>
#include <string.h>

#include "print.h"
#include "show.h"
#include "texts/text_detail.h"

const enum text report_meanings[REPORT_EXIT_COUNT] = {
    [REPORT_DONE] = TEXT_EXIT_DONE,           [REPORT_REFUSED] = TEXT_EXIT_REFUSED,
    [REPORT_USAGE] = TEXT_EXIT_USAGE,         [REPORT_CONNECT] = TEXT_EXIT_CONNECT,
    [REPORT_NOT_FOUND] = TEXT_EXIT_NOT_FOUND, [REPORT_CONFLICT] = TEXT_EXIT_CONFLICT,
    [REPORT_SERVER] = TEXT_EXIT_SERVER,       [REPORT_PROTOCOL] = TEXT_EXIT_PROTOCOL,
    [REPORT_LOCAL] = TEXT_EXIT_LOCAL,         [REPORT_TAMPERED] = TEXT_EXIT_TAMPERED,
    [REPORT_ALARM] = TEXT_EXIT_ALARM,
};

/* What the registry's hint cannot know: how this program says it. */
static const struct {
    enum tnw_err err;
    enum text text;
} advice[] = {
    {TNW_E_ROLE_REQUIRED, TEXT_ADVICE_ROLE_REQUIRED},
    {TNW_E_ROLE_NOT_HELD, TEXT_ADVICE_ROLE_NOT_HELD},
    {TNW_E_ACTOR_REQUIRED, TEXT_ADVICE_ACTOR_REQUIRED},
    {TNW_E_CONSENT_REQUIRED, TEXT_ADVICE_CONSENT_REQUIRED},
    {TNW_E_VERSION_CONFLICT, TEXT_ADVICE_VERSION_CONFLICT},
    {TNW_E_ACTOR_UNKNOWN, TEXT_ADVICE_ACTOR_UNKNOWN},
    {TNW_E_TLS_SERVER, TEXT_ADVICE_TLS_SERVER},
    {TNW_E_TLS_REFUSED, TEXT_ADVICE_TLS_REFUSED},
    {TNW_E_EVIDENCE_REQUIRED, TEXT_ADVICE_EVIDENCE_REQUIRED},
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
put_problem_items(const struct cli *cli, const struct tnw_failure *failure)
{
    for (size_t i = 0; i < failure->item_count; i++) {
        char *detail = text_detail(cli->language, failure->items[i].detail);
        fputs("  ", cli->err);
        print_text(cli->err, failure->items[i].pointer);
        fputs("  ", cli->err);
        print_text(cli->err, detail);
        fputc('\n', cli->err);
        free(detail);
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
    /* It failed on this side, after the last answer; or with a file, of which the library does not know the name. */
    failure = failure->err != err || (err == TNW_E_IO && cli->why[0] != 0) ? &own : failure;
    fflush(cli->out);
    if (options_given(&cli->options, OPTION_JSON)) {
        put_problem_json(cli->err, failure);
        return report_exit_of(err);
    }
    /* A server that is newer may know errors that this program does not: then its own words. */
    bool known = strcmp(failure->code, tnw_error_info(err)->code) == 0;
    const char *title = known ? text_error_title(cli->language, err) : failure->title;
    fputs("tnw: ", cli->err);
    print_text(cli->err, title);
    fputs(" (", cli->err);
    print_text(cli->err, failure->code);
    fputs(")\n", cli->err);
    if (strcmp(failure->detail, failure->title) != 0) {
        char *detail = text_detail(cli->language, failure->detail);
        put_report_line(cli->err, detail);
        free(detail);
    }
    put_problem_items(cli, failure);
    if (*failure->hint != 0) {
        put_report_line(cli->err, known ? text_error_hint(cli->language, err) : failure->hint);
    }
    for (size_t i = 0; i < sizeof advice / sizeof advice[0]; i++) {
        put_report_line(cli->err, advice[i].err == err ? text_of(cli->language, advice[i].text) : NULL);
    }
    if (*failure->request_id != 0) {
        fputs("  ", cli->err);
        show_note(cli, TEXT_IN_AUDIT_LOG_AS, FILL(failure->request_id));
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
tell_finding(struct cli *cli, enum text what, const struct tnw_finding *finding)
{
    cli->verdict = REPORT_TAMPERED;
    if (options_given(&cli->options, OPTION_JSON)) {
        put_finding_json(cli->out, finding);
        return;
    }
    show_note(
        cli, TEXT_DOES_NOT_HOLD,
        FILL(text_of(cli->language, what), text_fault(cli->language, finding->fault), tnw_fault_code(finding->fault)));
    if (finding->line != 0) {
        show_note(cli, TEXT_AT_LINE, FILL(NUMBER(finding->line)));
    }
    if (finding->seq >= 0) {
        show_note(cli, TEXT_AT_RECORD, FILL(NUMBER(finding->seq)));
    }
    if (finding->text[0] != 0) {
        fputs("  ", cli->err);
        print_text(cli->err, finding->text);
        fputc('\n', cli->err);
    }
}

enum tnw_err
report_verdict(struct cli *cli, enum tnw_err err, enum text what, const struct tnw_finding *finding)
{
    if (err != TNW_E_CRYPTO || finding->fault == TNW_FAULT_NONE) {
        return err;
    }
    tell_finding(cli, what, finding);
    return TNW_OK;
}
