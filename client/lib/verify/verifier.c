#include "verifier.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "fault.h"

/* 9999-12-31T23:59:59Z, the last second that has a text. */
#define SECONDS_MAX UINT64_C(253402300799)

static enum tnw_err key_unfit(char why[256], const char *format, ...) __attribute__((format(printf, 2, 3)));

static enum tnw_err
key_unfit(char why[256], const char *format, ...)
{
    if (why != NULL) {
        va_list args;
        va_start(args, format);
        (void)vsnprintf(why, 256, format, args);
        va_end(args);
    }
    return TNW_E_USAGE;
}

static bool
same_key(const struct note_key *a, const struct note_key *b)
{
    return memcmp(a->public_key, b->public_key, sizeof a->public_key) == 0;
}

/* One witness counts once, under whatever names its key is given. */
static bool
is_known(const struct tnw_verifier *verifier, const struct note_key *key)
{
    bool known = same_key(&verifier->log, key);
    for (size_t i = 0; i < verifier->witness_count; i++) {
        known = known || same_key(&verifier->witnesses[i], key);
    }
    return known;
}

static bool
parse_witness(struct note_key *key, const char *text)
{
    return note_key_parse(key, slice_str(text)) == TNW_OK && key->kind == NOTE_COSIGNATURE;
}

enum tnw_err
tnw_witness_key_check(const char *key, char why[256])
{
    struct note_key parsed;
    return parse_witness(&parsed, key) ? TNW_OK : key_unfit(why, "That is not the key of a witness: NAME+ID+BASE64.");
}

static enum tnw_err
take_keys(struct tnw_verifier *verifier, const char *log, tnw_texts witnesses, char why[256])
{
    if (note_key_parse(&verifier->log, slice_str(log)) != TNW_OK || verifier->log.kind != NOTE_ED25519) {
        return key_unfit(why, "The log's key is not one of a log: NAME+ID+BASE64.");
    }
    for (size_t i = 0; witnesses != NULL && witnesses[i] != NULL; i++) {
        struct note_key key;
        if (i >= TNW_WITNESSES_MAX) {
            return key_unfit(why, "More than %d witnesses.", TNW_WITNESSES_MAX);
        }
        if (!parse_witness(&key, witnesses[i])) {
            return key_unfit(why, "Key %zu of the witnesses is not one of a witness: NAME+ID+BASE64.", i + 1);
        }
        if (is_known(verifier, &key)) {
            return key_unfit(why, "Key %zu of the witnesses is there twice.", i + 1);
        }
        verifier->witnesses[verifier->witness_count++] = key;
    }
    return TNW_OK;
}

enum tnw_err
tnw_verifier_new(const char *key, tnw_texts witnesses, unsigned needed, struct tnw_verifier **verifier, char why[256])
{
    *verifier = NULL;
    if (why != NULL) {
        why[0] = 0;
    }
    struct tnw_verifier *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return TNW_E_NO_MEMORY;
    }
    made->needed = needed;
    made->latest = SECONDS_MAX;
    enum tnw_err err = take_keys(made, key, witnesses, why);
    if (err == TNW_OK && needed > made->witness_count) {
        err = key_unfit(why, "%u witnesses are needed, and %zu are known.", needed, made->witness_count);
    }
    if (err != TNW_OK) {
        tnw_verifier_free(&made);
        return err;
    }
    *verifier = made;
    return TNW_OK;
}

void
tnw_verifier_free(struct tnw_verifier **verifier)
{
    if (verifier != NULL && *verifier != NULL) {
        bytes_wipe(*verifier, sizeof **verifier);
        free(*verifier);
        *verifier = NULL;
    }
}

void
tnw_verifier_set_time(struct tnw_verifier *verifier, int64_t seconds)
{
    uint64_t latest = seconds <= 0 ? SECONDS_MAX : (uint64_t)seconds + LIMIT_COSIGN_AHEAD_S;
    verifier->latest = latest < SECONDS_MAX ? latest : SECONDS_MAX;
}

/* The cosignature of witness i. Errors: NOT_FOUND: it has none on the note; CRYPTO with a finding; NO_MEMORY. */
static enum tnw_err
take_witness(const struct tnw_verifier *verifier, const struct note *note, size_t i, struct tnw_seal_witness *witness,
             struct tnw_finding *finding)
{
    uint64_t time = 0;
    enum tnw_err err = note_verify(note, &verifier->witnesses[i], &time);
    if (err == TNW_E_NOT_FOUND || err == TNW_E_NO_MEMORY) {
        return err;
    }
    if (err != TNW_OK || time == 0 || time > verifier->latest) {
        return fault_found(finding, TNW_FAULT_WITNESSES, FAULT_NOWHERE, "the cosignature of witness %zu is %s", i + 1,
                           err != TNW_OK ? "wrong" : "of no time, or of the future");
    }
    (void)snprintf(witness->name, sizeof witness->name, "%s", verifier->witnesses[i].name);
    time_format(witness->time, (time_ms)time * 1000);
    return TNW_OK;
}

static enum tnw_err
take_witnesses(const struct tnw_verifier *verifier, const struct note *note, struct tnw_seal *seal,
               struct tnw_finding *finding)
{
    for (size_t i = 0; i < verifier->witness_count; i++) {
        enum tnw_err err = take_witness(verifier, note, i, &seal->witnesses[seal->witness_count], finding);
        if (err != TNW_OK && err != TNW_E_NOT_FOUND) {
            return err;
        }
        seal->witness_count += err == TNW_OK;
    }
    if (seal->witness_count < verifier->needed) {
        return fault_found(finding, TNW_FAULT_WITNESSES, FAULT_NOWHERE, "%zu witnesses cosigned, %u are needed",
                           seal->witness_count, verifier->needed);
    }
    return TNW_OK;
}

enum tnw_err
tnw_verify_cosignature(const struct tnw_verifier *verifier, const char *note, size_t note_len, const char *line,
                       size_t line_len, struct tnw_seal_witness *witness, struct tnw_finding *finding)
{
    struct note kept;
    struct note alone;
    struct buf bytes = {0};
    *witness = (struct tnw_seal_witness){.name = ""};
    fault_none(finding);
    enum tnw_err err = note_parse(&kept, slice_of(note, note_len)) == TNW_OK ? TNW_OK : TNW_E_USAGE;
    if (err == TNW_OK && (line_len == 0 || memchr(line, '\n', line_len) != NULL)) {
        err = TNW_E_NOT_FOUND;
    }
    if (err == TNW_OK) {
        buf_put_slice(&bytes, kept.text);
        buf_put_u8(&bytes, '\n');
        buf_put(&bytes, line, line_len);
        buf_put_u8(&bytes, '\n');
        err = bytes.err;
    }
    if (err == TNW_OK) {
        err = note_parse(&alone, buf_slice(&bytes)) == TNW_OK ? TNW_E_NOT_FOUND : TNW_E_USAGE;
    }
    for (size_t i = 0; err == TNW_E_NOT_FOUND && bytes.len > 0 && i < verifier->witness_count; i++) {
        err = take_witness(verifier, &alone, i, witness, finding);
    }
    buf_free(&bytes);
    return err == TNW_E_USAGE ? TNW_E_NOT_FOUND : err;
}

static enum tnw_err
open_note(const struct tnw_verifier *verifier, struct slice bytes, struct checkpoint *checkpoint, struct note *note,
          struct tnw_finding *finding)
{
    switch (checkpoint_open(checkpoint, note, bytes, &verifier->log)) {
    case TNW_OK:
        return TNW_OK;
    case TNW_E_NO_MEMORY:
        return TNW_E_NO_MEMORY;
    case TNW_E_NOT_FOUND:
        return fault_found(finding, TNW_FAULT_SIGNATURE, FAULT_NOWHERE,
                           "the checkpoint is not signed by the log's key");
    case TNW_E_CORRUPT:
        return fault_found(finding, TNW_FAULT_FORM, FAULT_NOWHERE, "the checkpoint is not a signed note of this form");
    default:
        return fault_found(finding, TNW_FAULT_SIGNATURE, FAULT_NOWHERE,
                           "the log's signature on the checkpoint is wrong");
    }
}

enum tnw_err
verifier_open(const struct tnw_verifier *verifier, struct slice bytes, struct checkpoint *checkpoint,
              struct tnw_seal *seal, struct tnw_finding *finding)
{
    struct note note;
    *checkpoint = (struct checkpoint){0};
    *seal = (struct tnw_seal){0};
    enum tnw_err err = open_note(verifier, bytes, checkpoint, &note, finding);
    if (err == TNW_OK) {
        err = take_witnesses(verifier, &note, seal, finding);
    }
    if (err != TNW_OK) {
        *checkpoint = (struct checkpoint){0};
        *seal = (struct tnw_seal){0};
        return err;
    }
    checkpoint->origin = slice_of(NULL, 0); /* it borrows from bytes */
    seal->size = checkpoint->size;
    hex_encode(seal->root, checkpoint->root.bytes, HASH_SIZE);
    return TNW_OK;
}

/* Whether a text is the log's key. The text form has one reading, so the keys decide. */
static bool
names_log(const struct tnw_verifier *verifier, const char *text)
{
    struct note_key key;
    return text != NULL && note_key_parse(&key, slice_str(text)) == TNW_OK && same_key(&key, &verifier->log) &&
           key.kind == verifier->log.kind && strcmp(key.name, verifier->log.name) == 0;
}

enum tnw_err
verifier_open_members(const struct tnw_verifier *verifier, const json_t *object, struct checkpoint *checkpoint,
                      struct tnw_seal *seal, struct tnw_finding *finding)
{
    const char *note = json_string_value(json_object_get(object, "checkpoint"));
    const char *key = json_string_value(json_object_get(object, "key"));
    *checkpoint = (struct checkpoint){0};
    *seal = (struct tnw_seal){0};
    if (note == NULL || key == NULL) {
        return fault_found(finding, TNW_FAULT_FORM, FAULT_NOWHERE, "there is no checkpoint, or no key beside it");
    }
    if (!names_log(verifier, key)) {
        return fault_found(finding, TNW_FAULT_KEY, FAULT_NOWHERE, "it names another key than the log's");
    }
    return verifier_open(verifier, slice_str(note), checkpoint, seal, finding);
}
