#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "verifier.h"

struct tnw_witness {
    struct note_key key;
    struct sign_key *secret;
};

static enum tnw_err
key_text(const struct note_key *key, char out[TNW_KEY_TEXT])
{
    struct buf text = {0};
    note_key_encode(&text, key);
    enum tnw_err err = text.err;
    if (err == TNW_OK && text.len >= TNW_KEY_TEXT) {
        err = TNW_E_USAGE;
    }
    if (err == TNW_OK) {
        memcpy(out, text.ptr, text.len);
        out[text.len] = 0;
    }
    buf_free(&text);
    return err;
}

enum tnw_err
tnw_witness_new(const char *name, const unsigned char seed[TNW_SEED_SIZE], struct tnw_witness **witness,
                char key[TNW_KEY_TEXT])
{
    *witness = NULL;
    key[0] = 0;
    struct tnw_witness *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return TNW_E_NO_MEMORY;
    }
    uint8_t public_key[SIGN_PUBLIC];
    enum tnw_err err = sign_key_new(&made->secret, seed);
    if (err == TNW_OK) {
        sign_key_public(made->secret, public_key);
        err = note_key_set(&made->key, slice_str(name), NOTE_COSIGNATURE, public_key);
    }
    if (err == TNW_OK) {
        err = key_text(&made->key, key);
    }
    if (err != TNW_OK) {
        tnw_witness_free(&made);
        return err;
    }
    *witness = made;
    return TNW_OK;
}

void
tnw_witness_free(struct tnw_witness **witness)
{
    if (witness != NULL && *witness != NULL) {
        sign_key_free(&(*witness)->secret);
        free(*witness);
        *witness = NULL;
    }
}

/* The signature line alone, without its line end. */
static enum tnw_err
sign_text(const struct tnw_witness *witness, struct slice text, uint64_t time, char line[TNW_LINE_TEXT])
{
    struct buf out = {0};
    enum tnw_err err = note_sign(&out, text, &witness->key, witness->secret, time);
    if (err == TNW_OK && (out.len == 0 || out.len > TNW_LINE_TEXT)) {
        err = TNW_E_USAGE;
    }
    if (err == TNW_OK) {
        memcpy(line, out.ptr, out.len - 1);
        line[out.len - 1] = 0;
    }
    buf_free(&out);
    return err;
}

enum tnw_err
tnw_witness_cosign(const struct tnw_witness *witness, const struct tnw_verifier *verifier, const char *note, size_t len,
                   int64_t time, char line[TNW_LINE_TEXT], struct tnw_finding *finding)
{
    struct checkpoint checkpoint;
    struct tnw_seal seal;
    struct note parts;
    line[0] = 0;
    fault_none(finding);
    if (time < 0) {
        return TNW_E_USAGE;
    }
    enum tnw_err err = verifier_open(verifier, slice_of(note, len), &checkpoint, &seal, finding);
    if (err == TNW_OK) {
        err = note_parse(&parts, slice_of(note, len));
    }
    return err == TNW_OK ? sign_text(witness, parts.text, (uint64_t)time, line) : err;
}
