#include "store/records/term/term_bits.h"

#include <assert.h>
#include <string.h>

/* So many bytes are looked at in one go where most are zero. */
#define WORD sizeof(uint64_t)

static_assert(TERM_BLOCK_BYTES % WORD == 0, "a block is whole words");
static_assert(TERM_BLOCK <= UINT16_MAX, "a place has 16 bits");

static uint64_t
word_at(const struct term_bits *bits, size_t at)
{
    uint64_t word;
    memcpy(&word, bits->bytes + at, WORD);
    return word;
}

/* Bit by bit, as the places say; false: they are none, or not ascending. */
static bool
parse_places(struct slice stored, struct term_bits *out)
{
    uint32_t least = 0;
    bool good = stored.len % 2 == 0;
    for (size_t at = 0; good && at < stored.len; at += 2) {
        uint32_t place = (uint32_t)stored.ptr[at] << 8 | stored.ptr[at + 1];
        good = place >= least && place < TERM_BLOCK;
        if (good) {
            term_bits_set(out, place, true);
        }
        least = place + 1;
    }
    return good;
}

enum tnw_err
term_bits_parse(struct slice stored, struct term_bits *out)
{
    if (stored.len == TERM_BLOCK_BYTES) {
        memcpy(out->bytes, stored.ptr, TERM_BLOCK_BYTES);
        return TNW_OK;
    }
    memset(out->bytes, 0, sizeof out->bytes);
    return parse_places(stored, out) ? TNW_OK : TNW_E_CORRUPT;
}

static size_t
count_bits(const struct term_bits *bits)
{
    size_t count = 0;
    for (size_t at = 0; at < TERM_BLOCK_BYTES; at += WORD) {
        count += (size_t)__builtin_popcountll(word_at(bits, at));
    }
    return count;
}

size_t
term_bits_encode(const struct term_bits *bits, uint8_t out[TERM_BLOCK_BYTES])
{
    size_t len = 2 * count_bits(bits);
    if (len >= TERM_BLOCK_BYTES) {
        memcpy(out, bits->bytes, TERM_BLOCK_BYTES);
        return TERM_BLOCK_BYTES;
    }
    uint8_t *to = out;
    for (uint32_t place = 0; term_bits_next(bits, &place); place++, to += 2) {
        bytes_write_be(to, place, 2);
    }
    return len;
}

void
term_bits_set(struct term_bits *bits, uint32_t place, bool is_there)
{
    uint8_t bit = (uint8_t)(0x80 >> place % 8);
    uint8_t *byte = &bits->bytes[place / 8];
    *byte = (uint8_t)(is_there ? *byte | bit : *byte & ~bit);
}

bool
term_bits_has(const struct term_bits *bits, uint32_t place)
{
    return (bits->bytes[place / 8] & 0x80 >> place % 8) != 0;
}

void
term_bits_and(struct term_bits *bits, const struct term_bits *other)
{
    for (size_t at = 0; at < TERM_BLOCK_BYTES; at += WORD) {
        uint64_t both = word_at(bits, at) & word_at(other, at);
        memcpy(bits->bytes + at, &both, WORD);
    }
}

bool
term_bits_next(const struct term_bits *bits, uint32_t *place)
{
    uint32_t at = *place;
    while (at < TERM_BLOCK) {
        if (at % (8 * WORD) == 0 && word_at(bits, at / 8) == 0) {
            at += 8 * WORD;
        } else if (term_bits_has(bits, at)) {
            *place = at;
            return true;
        } else {
            at++;
        }
    }
    return false;
}
