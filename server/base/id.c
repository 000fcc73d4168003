#include "base/id.h"

#include <string.h>

/* 26 characters carry 130 bits: the first one holds only 3. */
#define ID_DIGITS 26

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/* One more than a digit's value; 0: it is none. Ids are read a million times when the log is. */
static const uint8_t digit_after[256] = {
    ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9,  ['9'] = 10, ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
    ['G'] = 17, ['H'] = 18, ['J'] = 19, ['K'] = 20, ['M'] = 21, ['N'] = 22, ['P'] = 23, ['Q'] = 24,
    ['R'] = 25, ['S'] = 26, ['T'] = 27, ['V'] = 28, ['W'] = 29, ['X'] = 30, ['Y'] = 31, ['Z'] = 32,
};
static const char prefixes[ID_KINDS][5] = {
    [ID_DOSSIER] = "dos_",    [ID_FRAGMENT] = "frg_", [ID_CONSENT] = "cns_",    [ID_THREAD] = "thr_",
    [ID_MESSAGE] = "msg_",    [ID_ACTOR] = "act_",    [ID_REQUEST] = "req_",    [ID_ASKING] = "crq_",
    [ID_SUSPENSION] = "sus_", [ID_FICHE] = "fic_",    [ID_ATTACHMENT] = "att_", [ID_CASUS] = "cas_",
    [ID_MOMENT] = "nwm_",
};

struct id
id_new(time_ms now)
{
    struct id id;
    random_fill(id.bytes, sizeof id.bytes);
    bytes_write_be(id.bytes, (uint64_t)now, 6);
    return id;
}

struct id
id_new_from(struct id_source *source, time_ms now)
{
    struct id id;
    if (source->left == 0) {
        random_fill(source->drawn, sizeof source->drawn);
        source->left = IDS_AHEAD;
    }
    uint8_t *drawn = source->drawn[--source->left];
    bytes_write_be(id.bytes, (uint64_t)now, ID_SIZE - ID_RANDOM);
    memcpy(id.bytes + ID_SIZE - ID_RANDOM, drawn, ID_RANDOM);
    bytes_wipe(drawn, ID_RANDOM);
    return id;
}

struct id
id_new_after(time_ms now, const struct id *last)
{
    struct id id = id_new(now);
    if (memcmp(id.bytes, last->bytes, ID_SIZE) > 0) {
        return id;
    }
    id = *last;
    for (int i = ID_SIZE - 1; i >= 0 && ++id.bytes[i] == 0; i--) {
    }
    return id;
}

struct slice
id_slice(const struct id *id)
{
    return slice_of(id->bytes, ID_SIZE);
}

bool
id_is_zero(const struct id *id)
{
    static const struct id zero;
    return id_eq(id, &zero);
}

bool
id_eq(const struct id *a, const struct id *b)
{
    return memcmp(a->bytes, b->bytes, ID_SIZE) == 0;
}

static uint64_t
read_be(const uint8_t *bytes)
{
    uint64_t value = 0;
    for (int i = 0; i < 8; i++) {
        value = value << 8 | bytes[i];
    }
    return value;
}

/* The first 13 digits are the upper 63 bits; the next has the last of those with four of the lower 64. */
void
id_format(char out[ID_TEXT], enum id_kind kind, const struct id *id)
{
    uint64_t high = read_be(id->bytes);
    uint64_t low = read_be(id->bytes + 8);
    char *digits = out + 4;
    memcpy(out, prefixes[kind], 4);
    for (int i = 0; i < 13; i++) {
        digits[i] = alphabet[high >> (61 - 5 * i) & 31];
    }
    digits[13] = alphabet[(high << 4 | low >> 60) & 31];
    for (int i = 14; i < ID_DIGITS; i++) {
        digits[i] = alphabet[low >> (125 - 5 * i) & 31];
    }
    digits[ID_DIGITS] = 0;
}

/* Reads 26 characters. false: they are no 128-bit number. */
static bool
parse_digits(struct id *out, const char *text)
{
    if (digit_after[(uint8_t)text[0]] > 8) {
        return false;
    }
    uint64_t high = 0;
    uint64_t low = 0;
    for (int i = 0; i < ID_DIGITS; i++) {
        unsigned after = digit_after[(uint8_t)text[i]];
        if (after == 0) {
            return false;
        }
        high = high << 5 | low >> 59;
        low = low << 5 | (after - 1);
    }
    bytes_write_be(out->bytes, high, 8);
    bytes_write_be(out->bytes + 8, low, 8);
    return true;
}

enum tnw_err
id_parse(struct id *out, enum id_kind kind, const char *text)
{
    if (strlen(text) != ID_TEXT - 1 || memcmp(text, prefixes[kind], 4) != 0 || !parse_digits(out, text + 4)) {
        return TNW_E_NOT_FOUND;
    }
    return id_is_zero(out) ? TNW_E_NOT_FOUND : TNW_OK;
}

bool
id_time(time_ms *when, const char *text)
{
    struct id id;
    if (strlen(text) != ID_DIGITS || !parse_digits(&id, text)) {
        return false;
    }
    *when = 0;
    for (int i = 0; i < 6; i++) {
        *when = *when << 8 | id.bytes[i];
    }
    return true;
}
