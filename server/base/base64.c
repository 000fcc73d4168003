#include "base/base64.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void
base64_encode(struct buf *out, struct slice bytes)
{
    for (size_t i = 0; i < bytes.len; i += 3) {
        size_t left = bytes.len - i;
        uint32_t group = (uint32_t)bytes.ptr[i] << 16;
        group |= left > 1 ? (uint32_t)bytes.ptr[i + 1] << 8 : 0;
        group |= left > 2 ? (uint32_t)bytes.ptr[i + 2] : 0;
        char text[] = {alphabet[group >> 18], alphabet[group >> 12 & 63], '=', '='};
        text[2] = left > 1 ? alphabet[group >> 6 & 63] : '=';
        text[3] = left > 2 ? alphabet[group & 63] : '=';
        buf_put(out, text, sizeof text);
    }
}

/* Returns 64 for what is not in the alphabet. */
static uint32_t
value_of(uint8_t c)
{
    uint32_t value = 0;
    while (value < 64 && (uint8_t)alphabet[value] != c) {
        value++;
    }
    return value;
}

static size_t
padding(struct slice text)
{
    if (text.len == 0 || text.ptr[text.len - 1] != '=') {
        return 0;
    }
    return text.ptr[text.len - 2] == '=' ? 2 : 1;
}

/* Reads four characters, the last `pad` of which are padding. Returns false for a foreign character or a stray bit. */
static bool
read_group(uint32_t *group, const uint8_t *text, size_t pad)
{
    *group = 0;
    for (size_t i = 0; i < 4; i++) {
        uint32_t value = i < 4 - pad ? value_of(text[i]) : 0;
        if (value == 64) {
            return false;
        }
        *group = *group << 6 | value;
    }
    return (*group & ((UINT32_C(1) << 8 * pad) - 1)) == 0;
}

enum tnw_err
base64_decode(uint8_t *out, size_t max, size_t *len, struct slice text)
{
    *len = 0;
    if (text.len % 4 != 0) {
        return TNW_E_CORRUPT;
    }
    size_t pad = padding(text);
    size_t total = text.len / 4 * 3 - pad;
    if (total > max) {
        return TNW_E_CORRUPT;
    }
    for (size_t i = 0, at = 0; i < text.len; i += 4) {
        uint32_t group;
        if (!read_group(&group, text.ptr + i, i + 4 == text.len ? pad : 0)) {
            return TNW_E_CORRUPT;
        }
        for (unsigned shift = 16; at < total && shift < 24; shift -= 8) {
            out[at++] = (uint8_t)(group >> shift);
        }
    }
    *len = total;
    return TNW_OK;
}
