#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "unusual/unusual.h"

static enum unusual_act
act_of(const char *action)
{
    static const struct {
        const char *action;
        enum unusual_act act;
    } rows[] = {
        {"dossier.open", UNUSUAL_OPEN},         {"participant.add", UNUSUAL_JOIN},
        {"participant.remove", UNUSUAL_LEAVE},  {"dossier.close", UNUSUAL_CLOSE},
        {"dossier.reopen", UNUSUAL_REOPEN},     {"consent.give", UNUSUAL_GIVE},
        {"consent.withdraw", UNUSUAL_WITHDRAW},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(rows[i].action, action) == 0) {
            return rows[i].act;
        }
    }
    return UNUSUAL_OTHER;
}

static const char *
record_text(const json_t *record, const char *name)
{
    const char *value = json_string_value(json_object_get(record, name));
    return value == NULL ? "" : value;
}

static bool
take_decision(struct unusual_record *out, const char *decision)
{
    static const char *const codes[] = {"permit", "deny", "fail"};
    for (uint8_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        if (strcmp(codes[i], decision) == 0) {
            out->decision = i;
            return true;
        }
    }
    return false;
}

static void
take_role(struct unusual_record *out, const char *role)
{
    out->patient = strcmp(role, "patient") == 0;
    out->outside_care = strcmp(role, "auditor") == 0 || strcmp(role, "beheerder") == 0;
}

/* Whether one of the grounds, separated by blanks, is a consent that the patient gave earlier in this log. */
static bool
rests_on_patient(struct unusual_log *log, const char *ground)
{
    static const char prefix[] = "consent:";
    char consent[64];
    for (const char *at = strstr(ground, prefix); at != NULL; at = strstr(at, prefix)) {
        at += sizeof prefix - 1;
        size_t len = strcspn(at, " ");
        if (len < sizeof consent) {
            memcpy(consent, at, len);
            consent[len] = 0;
            uint32_t name = names_add(&log->names, consent);
            if (name < log->by_patient_room && log->by_patient[name]) {
                return true;
            }
        }
    }
    return false;
}

static enum tnw_err
note_consent(struct unusual_log *log, uint32_t consent)
{
    if (consent >= log->by_patient_room) {
        uint32_t room = (consent + 1) * 2;
        bool *by_patient = reallocarray(log->by_patient, room, sizeof *by_patient);
        if (by_patient == NULL) {
            return TNW_E_NO_MEMORY;
        }
        memset(by_patient + log->by_patient_room, 0, (room - log->by_patient_room) * sizeof *by_patient);
        log->by_patient = by_patient;
        log->by_patient_room = room;
    }
    log->by_patient[consent] = true;
    return TNW_OK;
}

/* Whoever is in no registry is known by their certificate. */
static void
take_names(struct unusual_log *log, struct unusual_record *out, const json_t *record)
{
    const char *actor = record_text(record, "actor");
    const char *dossier = record_text(record, "dossier");
    const char *object = record_text(record, "object");
    out->who = names_add(&log->names, *actor != 0 ? actor : record_text(record, "certificate"));
    out->dossier = names_add(&log->names, *dossier == 0 && strncmp(object, "dos_", 4) == 0 ? object : dossier);
    out->object = names_add(&log->names, object);
    out->ground = names_add(&log->names, record_text(record, "ground"));
}

/* "counted:7 since:…" stands for so many refusals. */
static uint64_t
times_of(const char *action, const char *ground)
{
    static const char counted[] = "counted:";
    bool counts = strcmp(action, "refusals.count") == 0 && strncmp(ground, counted, strlen(counted)) == 0;
    return counts ? strtoull(ground + strlen(counted), NULL, 10) : 1;
}

static enum tnw_err
read_record(struct unusual_log *log, const json_t *record, struct unusual_record *out)
{
    const char *ground = record_text(record, "ground");
    const json_t *seq = json_object_get(record, "seq");
    if (!json_is_integer(seq) || json_integer_value(seq) != (json_int_t)log->count ||
        !take_decision(out, record_text(record, "decision"))) {
        return TNW_E_CORRUPT;
    }
    take_role(out, record_text(record, "role"));
    take_names(log, out, record);
    out->act = (uint8_t)act_of(record_text(record, "action"));
    out->times = times_of(record_text(record, "action"), ground);
    out->consented = rests_on_patient(log, ground);
    bool given = out->act == UNUSUAL_GIVE && out->decision == UNUSUAL_PERMIT && out->object != 0;
    out->recorded = given && strcmp(ground, "recorded") == 0;
    enum tnw_err err = unusual_time_parse(&out->time, record_text(record, "time"));
    if (err == TNW_OK && given && strcmp(ground, "own_dossier") == 0) {
        err = note_consent(log, out->object);
    }
    return err;
}

static bool
log_has_room(struct unusual_log *log)
{
    if (log->count == log->room) {
        size_t room = log->room == 0 ? 1024 : log->room * 2;
        struct unusual_record *records = reallocarray(log->records, room, sizeof *records);
        if (records == NULL) {
            return false;
        }
        log->records = records;
        log->room = room;
    }
    return true;
}

enum tnw_err
unusual_log_add(struct unusual_log *log, const char *json, size_t len)
{
    struct unusual_record record = {0};
    if (!log_has_room(log)) {
        return TNW_E_NO_MEMORY;
    }
    json_t *value = json_loadb(json, len, JSON_REJECT_DUPLICATES, NULL);
    enum tnw_err err = json_is_object(value) ? read_record(log, value, &record) : TNW_E_CORRUPT;
    json_decref(value);
    err = log->names.failed ? TNW_E_NO_MEMORY : err;
    if (err == TNW_OK) {
        log->records[log->count++] = record;
    }
    return err;
}

void
unusual_log_wipe(struct unusual_log *log)
{
    names_wipe(&log->names);
    free(log->records);
    free(log->by_patient);
    *log = (struct unusual_log){0};
}
