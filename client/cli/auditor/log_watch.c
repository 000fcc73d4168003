#include "auditor/log_watch.h"

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
log_watch_weigh(const struct tnw_verifier *verifier, const struct tnw_seal *kept, const char *shown,
                struct tnw_seal *newer, enum log_watch_view *view, struct tnw_finding *finding)
{
    *view = LOG_WATCH_ALARM;
    enum tnw_err err = tnw_verify_checkpoint(verifier, shown, strlen(shown), newer, finding);
    if (err == TNW_OK && kept != NULL) {
        return compare_seals(kept, newer, view, finding);
    }
    *view = err == TNW_OK ? LOG_WATCH_FIRST : LOG_WATCH_ALARM;
    return err == TNW_E_CRYPTO ? TNW_OK : err;
}

char *
log_watch_cosigned(const char *note, const char *name, const char *line)
{
    char own[TNW_NAME_TEXT + 8];
    size_t room = strlen(note) + strlen(line) + 2;
    char *out = malloc(room);
    int len = snprintf(own, sizeof own, "\xe2\x80\x94 %s ", name);
    size_t at = 0;
    for (const char *next = note; out != NULL && *next != 0;) {
        size_t step = strcspn(next, "\n");
        step += next[step] == '\n';
        if (strncmp(next, own, (size_t)len) != 0) {
            memcpy(out + at, next, step);
            at += step;
        }
        next += step;
    }
    if (out != NULL) {
        (void)snprintf(out + at, room - at, "%s\n", line);
    }
    return out;
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
