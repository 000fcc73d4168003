/*
 * PNG, third edition: every chunk, its order and its checksum; the picture's data inflated to exactly what its header
 * says.
 */
#include <string.h>

#include "base/limits.h"
#include "rules/inspect/inflater.h"
#include "rules/inspect/kind.h"
#include "rules/inspect/png_rows.h"

enum png_phase { PNG_SIGNATURE, PNG_HEAD, PNG_DATA, PNG_CHECK, PNG_AFTER };

/* Which chunks there were. */
enum png_seen { PNG_SEEN_HEADER = 1, PNG_SEEN_PALETTE = 2, PNG_SEEN_PICTURE = 4, PNG_SEEN_BEHIND = 8 };

/* Where in a text or profile the compressed part begins: names end with a zero, flags are a byte each. */
enum png_packing {
    PNG_PLAIN,
    PNG_NAME,
    PNG_METHOD,
    PNG_FLAG,
    PNG_FLAG_METHOD,
    PNG_LANGUAGE,
    PNG_TRANSLATION,
    PNG_PACKED
};

struct png_state;

struct png_chunk {
    char type[5];
    uint32_t least;
    uint32_t most;
    enum png_packing packing;
    const char *(*begin)(struct png_state *png);
    const char *(*end)(struct png_state *png);
};

struct png_state {
    uint64_t left;   /* of the file, after what was taken */
    uint64_t beside; /* bytes that are not the picture's */
    enum png_phase phase;
    unsigned have;   /* bytes of what is collected: signature, head, header or checksum */
    uint8_t head[8]; /* length and type of the chunk */
    uint8_t header[13];
    uint32_t said; /* the checksum */
    const struct png_chunk *chunk;
    uint32_t len; /* that are to come of the chunk */
    uLong crc;
    unsigned seen;
    enum png_packing packing;
    bool packed; /* the text of an iTXt is */
    struct png_rows rows;
    struct inflater inflater;
};

static const char signature[] = "\x89PNG\r\n\x1a\n";
static const char out_of_order[] = "is no sound PNG: its parts are not in their order";

static const char *
png_header_begin(struct png_state *png)
{
    return png->seen == 0 ? NULL : "is no sound PNG: it has two headers";
}

static const char *
png_header_end(struct png_state *png)
{
    png->seen |= PNG_SEEN_HEADER;
    return png_rows_begin(&png->rows, png->header);
}

static const char *
png_palette_begin(struct png_state *png)
{
    uint8_t color = png->rows.color;
    png->seen |= PNG_SEEN_PALETTE;
    if (png->len % 3 != 0 || color == 0 || color == 4) {
        return "is no sound PNG: its palette does not fit";
    }
    return NULL;
}

static const char *
png_picture_begin(struct png_state *png)
{
    if (png->rows.color == 3 && (png->seen & PNG_SEEN_PALETTE) == 0) {
        return "is no sound PNG: it has no palette";
    }
    if ((png->seen & PNG_SEEN_PICTURE) != 0) {
        return NULL;
    }
    png->seen |= PNG_SEEN_PICTURE;
    return inflater_start(&png->inflater);
}

static const char *
png_file_end(struct png_state *png)
{
    if ((png->seen & PNG_SEEN_PICTURE) == 0 || !png->inflater.ended || !png_rows_done(&png->rows)) {
        return "is no sound PNG: its picture is not whole";
    }
    png->phase = PNG_AFTER;
    return NULL;
}

static const char *
png_animation_begin(struct png_state *png)
{
    (void)png;
    return "is an animation, which nobody sees as a whole";
}

/* Those that are looked into; all others, if they may be left out, are only counted. */
static const struct png_chunk chunks[] = {
    {"IHDR", 13, 13, PNG_PLAIN, png_header_begin, png_header_end},
    {"PLTE", 3, 768, PNG_PLAIN, png_palette_begin, NULL},
    {"IDAT", 0, INT32_MAX, PNG_PLAIN, png_picture_begin, NULL},
    {"IEND", 0, 0, PNG_PLAIN, NULL, png_file_end},
    {"acTL", 0, INT32_MAX, PNG_PLAIN, png_animation_begin, NULL},
    {"fcTL", 0, INT32_MAX, PNG_PLAIN, png_animation_begin, NULL},
    {"fdAT", 0, INT32_MAX, PNG_PLAIN, png_animation_begin, NULL},
    {"zTXt", 3, INT32_MAX, PNG_NAME, NULL, NULL},
    {"iCCP", 3, INT32_MAX, PNG_NAME, NULL, NULL},
    {"iTXt", 5, INT32_MAX, PNG_NAME, NULL, NULL},
    {"", 0, INT32_MAX, PNG_PLAIN, NULL, NULL},
};

static const struct png_chunk *
png_find(const uint8_t *type)
{
    const struct png_chunk *chunk = chunks;
    while (chunk->type[0] != 0 && memcmp(chunk->type, type, 4) != 0) {
        chunk++;
    }
    return chunk;
}

static bool
png_type_is(const struct png_chunk *chunk, const char *type)
{
    return strcmp(chunk->type, type) == 0;
}

static bool
png_letters(const uint8_t *type)
{
    for (unsigned i = 0; i < 4; i++) {
        uint8_t small = type[i] | 0x20;
        if (small < 'a' || small > 'z') {
            return false;
        }
    }
    return (type[2] & 0x20) == 0; /* reserved: a capital in this version */
}

/* Header first; a palette before the picture; the picture in one run. */
static const char *
png_order(struct png_state *png)
{
    bool header = png_type_is(png->chunk, "IHDR");
    bool picture = png_type_is(png->chunk, "IDAT");
    if (header != (png->seen == 0)) {
        return header ? "is no sound PNG: it has two headers" : out_of_order;
    }
    if (png_type_is(png->chunk, "PLTE") && (png->seen & (PNG_SEEN_PALETTE | PNG_SEEN_PICTURE)) != 0) {
        return out_of_order;
    }
    if (picture && (png->seen & PNG_SEEN_BEHIND) != 0) {
        return out_of_order;
    }
    png->seen |= !picture && (png->seen & PNG_SEEN_PICTURE) != 0 ? PNG_SEEN_BEHIND : 0;
    return NULL;
}

static bool
png_is_beside(const struct png_state *png)
{
    return (png->head[4] & 0x20) != 0;
}

static const char *
png_chunk_begin(struct png_state *png)
{
    struct cursor cur = cursor_of(slice_of(png->head, 8));
    const uint8_t *type = png->head + 4;
    png->len = cursor_u32(&cur);
    png->chunk = png_find(type);
    if (!png_letters(type) || (png->chunk->type[0] == 0 && !png_is_beside(png))) {
        return "is no sound PNG: it has a part of an unknown kind";
    }
    if (png->len < png->chunk->least || png->len > png->chunk->most) {
        return "is no sound PNG: a part has a wrong length";
    }
    if (png->left < UINT64_C(4) + png->len) {
        return "is no sound PNG: a part is longer than the file";
    }
    const char *fault = png_order(png);
    png->beside += png_is_beside(png) ? png->len : 0;
    if (fault == NULL && png->beside > LIMIT_IMAGE_BESIDE) {
        fault = "has too much beside its picture: texts, profiles";
    }
    if (fault == NULL && png->chunk->begin != NULL) {
        fault = png->chunk->begin(png);
    }
    png->crc = crc32(crc32(0, NULL, 0), type, 4);
    png->packing = png->chunk->packing;
    png->packed = true;
    png->have = 0;
    png->phase = png->len > 0 ? PNG_DATA : PNG_CHECK;
    return fault;
}

static const char *
png_text_sink(void *context, struct slice piece)
{
    struct png_state *png = context;
    png->beside += piece.len;
    return png->beside > LIMIT_IMAGE_BESIDE ? "has too much beside its picture: texts, profiles" : NULL;
}

/* What stands before a compressed text or profile, a byte at a time. */
static const char *
png_text_head(struct png_state *png, uint8_t c)
{
    bool text = png_type_is(png->chunk, "iTXt");
    switch (png->packing) {
    case PNG_NAME:
        png->packing = c != 0 ? PNG_NAME : text ? PNG_FLAG : PNG_METHOD;
        return NULL;
    case PNG_FLAG:
        png->packed = c != 0;
        png->packing = PNG_FLAG_METHOD;
        return c > 1 ? "is no sound PNG: a text is packed in an unknown way" : NULL;
    case PNG_LANGUAGE:
        png->packing = c != 0 ? PNG_LANGUAGE : PNG_TRANSLATION;
        return NULL;
    case PNG_TRANSLATION:
        png->packing = c != 0 ? PNG_TRANSLATION : png->packed ? PNG_PACKED : PNG_PLAIN;
        return c == 0 && png->packed ? inflater_start(&png->inflater) : NULL;
    default: /* the method */
        png->packing = text ? PNG_LANGUAGE : PNG_PACKED;
        return c != 0 ? "is no sound PNG: a text is packed in an unknown way"
               : text ? NULL
                      : inflater_start(&png->inflater);
    }
}

static const char *
png_text(struct png_state *png, struct slice bytes)
{
    const char *fault = NULL;
    while (fault == NULL && bytes.len > 0 && png->packing != PNG_PLAIN && png->packing != PNG_PACKED) {
        fault = png_text_head(png, *bytes.ptr);
        bytes = slice_of(bytes.ptr + 1, bytes.len - 1);
    }
    if (fault == NULL && png->packing == PNG_PACKED && bytes.len > 0) {
        fault = inflater_take(&png->inflater, &bytes, LIMIT_INFLATED, png_text_sink, png);
        fault = fault == NULL && bytes.len > 0 ? "is no sound PNG: a text has something behind its end" : fault;
    }
    return fault;
}

static const char *
png_row_sink(void *context, struct slice piece)
{
    struct png_state *png = context;
    return png_rows_take(&png->rows, piece);
}

static const char *
png_picture(struct png_state *png, struct slice bytes)
{
    const char *fault = inflater_take(&png->inflater, &bytes, LIMIT_INFLATED, png_row_sink, png);
    return fault == NULL && bytes.len > 0 ? "is no sound PNG: its picture has something behind its end" : fault;
}

static const char *
png_data(struct png_state *png, struct slice bytes)
{
    png->crc = crc32(png->crc, bytes.ptr, (uInt)bytes.len);
    png->len -= (uint32_t)bytes.len;
    png->phase = png->len > 0 ? PNG_DATA : PNG_CHECK;
    if (png_type_is(png->chunk, "IDAT")) {
        return png_picture(png, bytes);
    }
    if (png->chunk->packing != PNG_PLAIN) {
        return png_text(png, bytes);
    }
    for (size_t i = 0; i < bytes.len && png_type_is(png->chunk, "IHDR"); i++) {
        png->header[png->have++] = bytes.ptr[i];
    }
    png->have = png->phase == PNG_CHECK ? 0 : png->have;
    return NULL;
}

static const char *
png_chunk_end(struct png_state *png)
{
    bool unfinished = png->packing != PNG_PLAIN && (png->packing != PNG_PACKED || !png->inflater.ended);
    png->phase = PNG_HEAD;
    if (png->said != (uint32_t)png->crc) {
        return "is no sound PNG: a checksum is wrong";
    }
    if (unfinished) {
        return "is no sound PNG: a text is not whole";
    }
    return png->chunk->end != NULL ? png->chunk->end(png) : NULL;
}

/* One byte of what is not data. */
static const char *
png_byte(struct png_state *png, uint8_t c)
{
    unsigned at = png->have++;
    switch (png->phase) {
    case PNG_SIGNATURE:
        if (c != (uint8_t)signature[at]) {
            return "is no PNG: it does not begin as one";
        }
        png->phase = at == 7 ? PNG_HEAD : PNG_SIGNATURE;
        png->have = at == 7 ? 0 : png->have;
        return NULL;
    case PNG_HEAD:
        png->head[at] = c;
        return at == 7 ? png_chunk_begin(png) : NULL;
    case PNG_CHECK:
        png->said = png->said << 8 | c;
        png->have = at == 3 ? 0 : png->have;
        return at == 3 ? png_chunk_end(png) : NULL;
    default:
        return "has something behind its end";
    }
}

static const char *
png_begin(void *state, uint64_t size)
{
    struct png_state *png = state;
    png->left = size;
    return NULL;
}

static const char *
png_take(void *state, struct slice bytes)
{
    struct png_state *png = state;
    const char *fault = NULL;
    while (fault == NULL && bytes.len > 0) {
        size_t len = png->phase != PNG_DATA ? 1 : bytes.len < png->len ? bytes.len : png->len;
        png->left -= len;
        fault = png->phase == PNG_DATA ? png_data(png, slice_of(bytes.ptr, len)) : png_byte(png, *bytes.ptr);
        bytes = slice_of(bytes.ptr + len, bytes.len - len);
    }
    return fault;
}

static const char *
png_end(void *state)
{
    const struct png_state *png = state;
    if (png->phase == PNG_SIGNATURE) {
        return "is no PNG: it does not begin as one";
    }
    return png->phase == PNG_AFTER ? NULL : "is no sound PNG: it has no end";
}

static void
png_wipe(void *state)
{
    struct png_state *png = state;
    inflater_wipe(&png->inflater);
}

const struct kind kind_png = {sizeof(struct png_state), png_begin, png_take, png_end, png_wipe};
