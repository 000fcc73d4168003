#include "audit/note/trust.h"

#include <stdio.h>

#include "audit/note/note_text.h"
#include "base/file.h"

/* Fifteen keys with names of full length, and room for comments. */
#define WITNESSES_MAX ((size_t)64 * 1024)

static bool
is_known(const struct trust *trust, const struct note_key *key)
{
    bool known = slice_eq(slice_of(key->public_key, SIGN_PUBLIC), slice_of(trust->log.public_key, SIGN_PUBLIC));
    for (size_t i = 0; i < trust->witness_count && !known; i++) {
        const struct note_key *other = &trust->witnesses[i];
        known = slice_eq(slice_of(key->public_key, SIGN_PUBLIC), slice_of(other->public_key, SIGN_PUBLIC)) ||
                slice_eq(slice_str(key->name), slice_str(other->name));
    }
    return known;
}

/* Returns NULL, or what is wrong with the line. */
static const char *
take_witness_line(struct trust *trust, struct slice line)
{
    struct note_key key;
    if (line.len == 0 || line.ptr[0] == '#') {
        return NULL;
    }
    if (note_key_is_of_another_kind(line)) {
        trust->skipped++;
        return NULL;
    }
    if (note_key_parse(&key, line) != TNW_OK || key.kind != NOTE_COSIGNATURE) {
        return "is not a witness's public key (NAME+ID+BASE64, of kind 4)";
    }
    if (is_known(trust, &key)) {
        return "is a key or a name that was there before, or the log's own key";
    }
    if (trust->witness_count == TRUST_WITNESSES) {
        return "is one witness too many";
    }
    trust->witnesses[trust->witness_count++] = key;
    return NULL;
}

static enum tnw_err
parse_lines(struct trust *trust, struct slice text, const char *path, char where[256])
{
    for (int number = 1; text.len > 0; number++) {
        const char *wrong = take_witness_line(trust, note_text_until(&text, '\n'));
        if (wrong != NULL) {
            (void)snprintf(where, 256, "%.150s: line %d %s", path, number, wrong);
            return TNW_E_CONFIGURATION;
        }
    }
    return TNW_OK;
}

enum tnw_err
trust_load_witnesses(struct trust *trust, const char *path, char where[256])
{
    trust->witness_count = 0;
    trust->skipped = 0;
    if (path[0] == 0) {
        return TNW_OK;
    }
    struct buf text = {0};
    enum tnw_err err = file_read(&text, path, WITNESSES_MAX, where);
    if (err == TNW_OK) {
        err = parse_lines(trust, buf_slice(&text), path, where);
    }
    buf_free(&text);
    return err;
}
