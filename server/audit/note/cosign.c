#include "audit/note/cosign.h"

#include "audit/note/note_text.h"

static void
put_unsigned(struct buf *out, struct slice text)
{
    buf_put_slice(out, text);
    buf_put_u8(out, '\n');
}

static void
put_cosignature_line(struct buf *out, const struct note_signature *signature)
{
    buf_put_str(out, "— ");
    buf_put_slice(out, signature->name);
    buf_put_u8(out, ' ');
    put_unsigned(out, signature->base64);
}

enum tnw_err
cosign_find(const struct note *note, const struct note_key *witness, struct cosignature *out)
{
    *out = (struct cosignature){.witness = witness};
    return note_verify(note, witness, &out->time);
}

/* The text with that one line: a note that says whether the line is good. Out: note borrows from bytes. */
static enum tnw_err
read_cosignature_line(struct buf *bytes, struct note *note, struct slice text, struct slice line)
{
    struct slice rest = line;
    line = note_text_until(&rest, '\n');
    if (rest.len > 0) { /* what follows would be read as a line of its own */
        return TNW_E_USAGE;
    }
    put_unsigned(bytes, text);
    put_unsigned(bytes, line);
    if (bytes->err != TNW_OK) {
        return bytes->err;
    }
    return note_parse(note, buf_slice(bytes)) == TNW_OK && note->count == 1 ? TNW_OK : TNW_E_USAGE;
}

static enum tnw_err
find_witness(const struct note *note, const struct trust *trust, uint64_t latest, struct cosignature *out)
{
    for (size_t i = 0; i < trust->witness_count; i++) {
        enum tnw_err err = cosign_find(note, &trust->witnesses[i], out);
        if (err != TNW_E_NOT_FOUND) {
            bool odd = out->time == 0 || out->time > latest || out->time > COSIGN_TIME_MAX;
            return err == TNW_OK && odd ? TNW_E_CONFIGURATION : err;
        }
    }
    return TNW_E_NOT_FOUND;
}

/* The note without what that witness signed before, and with the new line at the end. */
static enum tnw_err
rewrite(struct buf *out, const struct note *note, const struct note_signature *line, const struct note_key *witness)
{
    size_t count = 1;
    put_unsigned(out, note->text);
    for (size_t i = 0; i < note->count; i++) {
        if (!note_is_signed_by(&note->signatures[i], witness)) {
            put_cosignature_line(out, &note->signatures[i]);
            count++;
        }
    }
    put_cosignature_line(out, line);
    return count > NOTE_SIGNATURES ? TNW_E_CONFLICT : out->err;
}

enum tnw_err
cosign_take(struct buf *out, struct slice note, struct slice line, const struct trust *trust, uint64_t latest,
            struct cosignature *taken)
{
    struct note kept;
    struct note offered;
    struct cosignature before;
    struct buf bytes = {0};
    enum tnw_err err = note_parse(&kept, note);
    if (err == TNW_OK) {
        err = read_cosignature_line(&bytes, &offered, kept.text, line);
    }
    if (err == TNW_OK) {
        err = find_witness(&offered, trust, latest, taken);
    }
    if (err != TNW_OK) {
        goto out;
    }
    if (cosign_find(&kept, taken->witness, &before) == TNW_OK && before.time >= taken->time) {
        *taken = before;
        buf_put_slice(out, note);
        err = out->err;
    } else {
        err = rewrite(out, &kept, &offered.signatures[0], taken->witness);
    }
out:
    buf_free(&bytes);
    return err;
}
