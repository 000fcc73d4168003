#include "log_watch.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "whole_file.h"

/* Two alarms in one second are one too many already. */
#define ALARMS_MAX 1000

static enum tnw_err
compare_seals(const struct tnw_seal *older, const struct tnw_seal *newer, enum log_watch_view *view,
              struct tnw_finding *finding)
{
    if (newer->size < older->size) {
        *finding = (struct tnw_finding){.fault = TNW_FAULT_CONSISTENCY, .seq = -1};
        (void)snprintf(finding->text, sizeof finding->text,
                       "the log has %" PRIu64 " records now, and had %" PRIu64 " before", newer->size, older->size);
        *view = LOG_WATCH_ALARM;
        return TNW_OK;
    }
    *view = newer->size > older->size ? LOG_WATCH_GROWN : LOG_WATCH_SAME;
    if (*view == LOG_WATCH_GROWN) {
        return TNW_OK;
    }
    enum tnw_err err = tnw_verify_consistency(older, newer, NULL, finding);
    *view = err == TNW_E_CRYPTO ? LOG_WATCH_ALARM : *view;
    return err == TNW_E_CRYPTO ? TNW_OK : err;
}

enum tnw_err
log_watch_weigh(const struct tnw_verifier *verifier, const char *kept, const char *shown, struct tnw_seal *older,
                struct tnw_seal *newer, enum log_watch_view *view, struct tnw_finding *finding)
{
    *view = LOG_WATCH_ALARM;
    if (kept != NULL) {
        enum tnw_err err = tnw_verify_checkpoint(verifier, kept, strlen(kept), older, finding);
        if (err != TNW_OK) {
            return err == TNW_E_CRYPTO ? TNW_E_CONFIGURATION : err;
        }
    }
    enum tnw_err err = tnw_verify_checkpoint(verifier, shown, strlen(shown), newer, finding);
    if (err == TNW_OK && kept != NULL) {
        return compare_seals(older, newer, view, finding);
    }
    *view = err == TNW_OK ? LOG_WATCH_FIRST : LOG_WATCH_ALARM;
    return err == TNW_E_CRYPTO ? TNW_OK : err;
}

static json_t *
proof_json(const struct tnw_consistency *proof)
{
    if (proof == NULL) {
        return json_null();
    }
    json_t *path = json_array();
    for (tnw_texts hash = proof->path; hash != NULL && *hash != NULL; hash++) {
        json_array_append_new(path, json_string(*hash));
    }
    return json_pack("{s:I, s:I, s:o}", "from", (json_int_t)proof->from, "to", (json_int_t)proof->to, "path", path);
}

static char *
alarm_text(const struct log_watch_alarm *alarm, const char *time)
{
    json_t *all = json_pack("{s:s, s:s, s:s, s:s?, s:s, s:o}", "time", time, "fault",
                            tnw_fault_code(alarm->finding->fault), "text", alarm->finding->text, "kept", alarm->kept,
                            "shown", alarm->shown, "proof", proof_json(alarm->proof));
    char *text = all == NULL ? NULL : json_dumps(all, JSON_INDENT(1));
    json_decref(all);
    return text;
}

enum tnw_err
log_watch_write_alarm(const char *state, const struct log_watch_alarm *alarm, char **path)
{
    char time[32] = "";
    time_t seconds = (time_t)alarm->time;
    struct tm utc = {0};
    gmtime_r(&seconds, &utc);
    (void)strftime(time, sizeof time, "%Y%m%dT%H%M%SZ", &utc);
    char *text = alarm_text(alarm, time);
    enum tnw_err err = text == NULL ? TNW_E_NO_MEMORY : TNW_E_IO;
    *path = NULL;
    errno = text == NULL ? ENOMEM : EEXIST;
    for (int i = 0; err == TNW_E_IO && errno == EEXIST && i < ALARMS_MAX; i++) {
        char again[16] = "";
        if (i > 0) {
            (void)snprintf(again, sizeof again, "-%d", i);
        }
        free(*path);
        if (asprintf(path, "%s.alarm-%s%s", state, time, again) < 0) {
            *path = NULL;
            err = TNW_E_NO_MEMORY;
            break;
        }
        err = whole_file_write(*path, WHOLE_FILE_NEW, text, strlen(text));
    }
    free(text);
    return err;
}
