/*
 * JPEG (T.81): every marker, its order and its length, up to the one end; what the picture's data say is not decoded.
 */
#include <string.h>

#include "base/limits.h"
#include "rules/inspect/kind.h"
#include "rules/inspect/side.h"

/* The longest segment that is read: four tables of Huffman codes of each class. Others, and longer ones, are
 * refused or only counted. */
#define JPEG_SEGMENT ((size_t)8 * (17 + 256))

enum jpeg_phase { JPEG_START, JPEG_MARKER, JPEG_LENGTH, JPEG_DATA, JPEG_SCAN, JPEG_AFTER };

enum jpeg_marker {
    JPEG_SOF0 = 0xc0,
    JPEG_SOF1 = 0xc1,
    JPEG_SOF2 = 0xc2,
    JPEG_DHT = 0xc4,
    JPEG_RST0 = 0xd0,
    JPEG_RST7 = 0xd7,
    JPEG_SOI = 0xd8,
    JPEG_EOI = 0xd9,
    JPEG_SOS = 0xda,
    JPEG_DQT = 0xdb,
    JPEG_DRI = 0xdd,
    JPEG_APP0 = 0xe0,
    JPEG_APP2 = 0xe2,
    JPEG_APP15 = 0xef,
    JPEG_COM = 0xfe,
};

struct jpeg_state {
    enum jpeg_phase phase;
    unsigned have; /* bytes of the start, the marker or the length */
    bool escape;   /* in a scan: the byte before was 0xff */
    uint8_t marker;
    bool announced;    /* the first picture says that more follow */
    unsigned pictures; /* behind the first */
    bool commented;    /* the first segment would open a comment of a script */
    uint32_t len;      /* of the segment, without its length */
    uint32_t at;
    uint64_t beside; /* bytes of comments and what programs add */
    unsigned segments;
    unsigned scans;
    bool frame;
    bool progressive;
    uint8_t count; /* components */
    uint8_t names[4];
    unsigned shown; /* a bit for each component that a scan had */
    uint8_t last;   /* byte of a segment before this one */
    uint8_t data[JPEG_SEGMENT];
};

static const char behind[] =
    "has something behind its end: a second picture, a film; saved anew without it, it is taken";
static const char unsound_table[] = "is no sound JPEG: a table does not fit";
static const char unsound_scan[] = "is no sound JPEG: a scan does not fit";

static bool
jpeg_is_beside(uint8_t marker)
{
    return marker == JPEG_COM || (marker >= JPEG_APP0 && marker <= JPEG_APP15);
}

/* Samples of 8 bits, one, three or four components, and nothing else that decoders disagree about. */
static const char *
jpeg_frame(struct jpeg_state *jpeg)
{
    struct cursor cur = cursor_of(slice_of(jpeg->data, jpeg->len));
    uint8_t depth = cursor_u8(&cur);
    uint16_t height = cursor_u16(&cur);
    uint16_t width = cursor_u16(&cur);
    jpeg->count = cursor_u8(&cur);
    bool fits = !jpeg->frame && depth == 8 && (jpeg->count == 1 || jpeg->count == 3 || jpeg->count == 4);
    jpeg->frame = true;
    jpeg->progressive = jpeg->marker == JPEG_SOF2;
    for (unsigned i = 0; fits && i < jpeg->count; i++) {
        jpeg->names[i] = cursor_u8(&cur);
        uint8_t sampling = cursor_u8(&cur);
        uint8_t table = cursor_u8(&cur);
        fits = memchr(jpeg->names, jpeg->names[i], i) == NULL && (sampling & 15) >= 1 && (sampling & 15) <= 4 &&
               sampling >> 4 >= 1 && sampling >> 4 <= 4 && table <= 3;
    }
    if (!fits || cursor_end(&cur) != TNW_OK) {
        return "is no sound JPEG: its frame does not fit";
    }
    return side_fault(width, height);
}

static const char *
jpeg_huffman(struct jpeg_state *jpeg)
{
    struct cursor cur = cursor_of(slice_of(jpeg->data, jpeg->len));
    bool fits = true;
    while (fits && cur.left > 0) {
        uint8_t name = cursor_u8(&cur);
        size_t codes = 0;
        for (unsigned i = 0; i < 16; i++) {
            codes += cursor_u8(&cur);
        }
        fits = name >> 4 <= 1 && (name & 15) <= 3 && codes <= 256;
        cursor_slice(&cur, codes);
        fits = fits && cur.err == TNW_OK;
    }
    return fits ? NULL : unsound_table;
}

static const char *
jpeg_quantization(struct jpeg_state *jpeg)
{
    struct cursor cur = cursor_of(slice_of(jpeg->data, jpeg->len));
    bool fits = true;
    while (fits && cur.left > 0) {
        uint8_t name = cursor_u8(&cur);
        cursor_slice(&cur, name >> 4 == 0 ? 64 : 128);
        fits = name >> 4 <= 1 && (name & 15) <= 3 && cur.err == TNW_OK;
    }
    return fits ? NULL : unsound_table;
}

/* Which coefficients, and which of their bits: of a progressive picture a part, else all. */
static bool
jpeg_band_fits(const struct jpeg_state *jpeg, uint8_t components, uint8_t first, uint8_t last, uint8_t bits)
{
    if (!jpeg->progressive) {
        return first == 0 && last == 63 && bits == 0;
    }
    uint8_t high = bits >> 4;
    uint8_t low = bits & 15;
    bool band = first == 0 ? last == 0 : components == 1 && last >= first && last <= 63;
    return band && low <= 13 && (high == 0 || high == low + 1);
}

static const char *
jpeg_scan(struct jpeg_state *jpeg)
{
    struct cursor cur = cursor_of(slice_of(jpeg->data, jpeg->len));
    uint8_t count = cursor_u8(&cur);
    bool fits = jpeg->frame && count >= 1 && count <= jpeg->count;
    for (unsigned i = 0; fits && i < count; i++) {
        uint8_t name = cursor_u8(&cur);
        uint8_t tables = cursor_u8(&cur);
        const uint8_t *found = memchr(jpeg->names, name, jpeg->count);
        fits = found != NULL && tables >> 4 <= 3 && (tables & 15) <= 3;
        jpeg->shown |= found == NULL ? 0 : 1U << (found - jpeg->names);
    }
    uint8_t first = cursor_u8(&cur);
    uint8_t last = cursor_u8(&cur);
    uint8_t bits = cursor_u8(&cur);
    if (!fits || cursor_end(&cur) != TNW_OK || !jpeg_band_fits(jpeg, count, first, last, bits)) {
        return unsound_scan;
    }
    return ++jpeg->scans > LIMIT_JPEG_SCANS ? "draws its picture in too many scans" : NULL;
}

/* More pictures in one file (CIPA DC-007), as telephones write them: how bright each spot is, what is how far. */
static void
jpeg_app2(struct jpeg_state *jpeg)
{
    bool first = jpeg->pictures == 0;
    jpeg->announced = jpeg->announced || (first && jpeg->len >= 4 && memcmp(jpeg->data, "MPF", 4) == 0);
}

/* The same again: whole and sound by itself. What stands beside the pictures is counted over all. */
static const char *
jpeg_next_picture(struct jpeg_state *jpeg, uint8_t c)
{
    if (!jpeg->announced || c != 0xff || ++jpeg->pictures == LIMIT_JPEG_PICTURES) {
        return behind;
    }
    jpeg->frame = false;
    jpeg->count = 0;
    jpeg->shown = 0;
    jpeg->scans = 0;
    jpeg->phase = JPEG_START;
    jpeg->have = 1;
    return NULL;
}

/* What a program writes first: its name, the density, and a small picture of so many pixels. */
static const char *
jpeg_app0(struct jpeg_state *jpeg)
{
    bool jfif =
        jpeg->len >= 14 && memcmp(jpeg->data, "JFIF", 5) == 0 && jpeg->len == 14 + 3U * jpeg->data[12] * jpeg->data[13];
    bool jfxx = jpeg->len >= 6 && memcmp(jpeg->data, "JFXX", 5) == 0;
    return jfif || jfxx ? NULL : "is no sound JPEG: its first part is of no known kind";
}

static const char *
jpeg_segment_end(struct jpeg_state *jpeg)
{
    jpeg->phase = jpeg->marker == JPEG_SOS ? JPEG_SCAN : JPEG_MARKER;
    jpeg->have = 0;
    switch (jpeg->marker) {
    case JPEG_SOF0:
    case JPEG_SOF1:
    case JPEG_SOF2:
        return jpeg_frame(jpeg);
    case JPEG_DHT:
        return jpeg_huffman(jpeg);
    case JPEG_DQT:
        return jpeg_quantization(jpeg);
    case JPEG_DRI:
        return jpeg->len == 2 ? NULL : unsound_table;
    case JPEG_SOS:
        return jpeg_scan(jpeg);
    case JPEG_APP0:
        return jpeg_app0(jpeg);
    case JPEG_APP2:
        jpeg_app2(jpeg);
        return NULL;
    default:
        return NULL;
    }
}

static const char *
jpeg_file_end(struct jpeg_state *jpeg)
{
    bool whole = jpeg->frame && jpeg->shown + 1 == 1U << jpeg->count;
    jpeg->phase = JPEG_AFTER;
    return whole ? NULL : "is no sound JPEG: its picture is not whole";
}

static const char *
jpeg_marker_begin(struct jpeg_state *jpeg, uint8_t marker)
{
    jpeg->marker = marker;
    jpeg->have = 0;
    switch (marker) {
    case JPEG_EOI:
        return jpeg_file_end(jpeg);
    case JPEG_SOF0:
    case JPEG_SOF1:
    case JPEG_SOF2:
    case JPEG_DHT:
    case JPEG_SOS:
    case JPEG_DQT:
    case JPEG_DRI:
        break;
    default:
        if (!jpeg_is_beside(marker)) {
            return marker == JPEG_SOI ? "holds a second picture" : "is a JPEG of a kind that is not taken";
        }
    }
    jpeg->phase = JPEG_LENGTH;
    jpeg->len = 0;
    return NULL;
}

static const char *
jpeg_segment_begin(struct jpeg_state *jpeg)
{
    /* A page that takes the file for a script would read 0x2f2a as the begin of a comment. */
    jpeg->commented = jpeg->segments++ == 0 && jpeg->len == 0x2f2a;
    if (jpeg->len < 2) {
        return "is no sound JPEG: a part has a wrong length";
    }
    jpeg->len -= 2;
    jpeg->at = 0;
    jpeg->last = 0;
    jpeg->phase = JPEG_DATA;
    bool beside = jpeg_is_beside(jpeg->marker);
    jpeg->beside += beside ? jpeg->len : 0;
    if (jpeg->beside > LIMIT_IMAGE_BESIDE) {
        return "has too much beside its picture: texts, profiles";
    }
    if (!beside && jpeg->len > JPEG_SEGMENT) {
        return "is no sound JPEG: a part has a wrong length";
    }
    return jpeg->len == 0 ? jpeg_segment_end(jpeg) : NULL;
}

static const char *
jpeg_byte(struct jpeg_state *jpeg, uint8_t c)
{
    switch (jpeg->phase) {
    case JPEG_START:
        jpeg->phase = jpeg->have == 1 ? JPEG_MARKER : JPEG_START;
        if (c != (jpeg->have == 0 ? 0xff : JPEG_SOI)) {
            return jpeg->pictures > 0 ? behind : "is no JPEG: it does not begin as one";
        }
        jpeg->have = jpeg->have == 1 ? 0 : 1;
        return NULL;
    case JPEG_MARKER:
        if (jpeg->have == 0) {
            jpeg->have = 1;
            return c == 0xff             ? NULL
                   : jpeg->segments == 0 ? "is no JPEG: it does not begin as one"
                                         : "is no sound JPEG: something stands between its parts";
        }
        return c == 0xff ? NULL : jpeg_marker_begin(jpeg, c);
    case JPEG_LENGTH:
        jpeg->len = jpeg->len << 8 | c;
        return ++jpeg->have == 2 ? jpeg_segment_begin(jpeg) : NULL;
    default:
        return jpeg_next_picture(jpeg, c);
    }
}

static const char *
jpeg_data(struct jpeg_state *jpeg, struct slice bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        if (jpeg->at < JPEG_SEGMENT) {
            jpeg->data[jpeg->at] = bytes.ptr[i];
        }
        jpeg->at++;
        if (jpeg->commented && jpeg->last == '*' && bytes.ptr[i] == '/') {
            return "is a script as well";
        }
        jpeg->last = bytes.ptr[i];
    }
    return jpeg->at == jpeg->len ? jpeg_segment_end(jpeg) : NULL;
}

/* Up to a marker other than a restart. Returns how many bytes were taken. */
static size_t
jpeg_scan_take(struct jpeg_state *jpeg, struct slice bytes, const char **fault)
{
    size_t i = 0;
    while (i < bytes.len && jpeg->phase == JPEG_SCAN && *fault == NULL) {
        if (!jpeg->escape) {
            const uint8_t *next = memchr(bytes.ptr + i, 0xff, bytes.len - i);
            i = next == NULL ? bytes.len : (size_t)(next - bytes.ptr) + 1;
            jpeg->escape = next != NULL;
            continue;
        }
        uint8_t c = bytes.ptr[i++];
        jpeg->escape = c == 0xff;
        if (c != 0 && c != 0xff && !(c >= JPEG_RST0 && c <= JPEG_RST7)) {
            *fault = jpeg_marker_begin(jpeg, c);
        }
    }
    return i;
}

static const char *
jpeg_begin(void *state, uint64_t size)
{
    (void)state;
    (void)size;
    return NULL;
}

static const char *
jpeg_take(void *state, struct slice bytes)
{
    struct jpeg_state *jpeg = state;
    const char *fault = NULL;
    while (fault == NULL && bytes.len > 0) {
        size_t len = 1;
        if (jpeg->phase == JPEG_SCAN) {
            len = jpeg_scan_take(jpeg, bytes, &fault);
        } else if (jpeg->phase == JPEG_DATA) {
            len = bytes.len < jpeg->len - jpeg->at ? bytes.len : jpeg->len - jpeg->at;
            fault = jpeg_data(jpeg, slice_of(bytes.ptr, len));
        } else {
            fault = jpeg_byte(jpeg, *bytes.ptr);
        }
        bytes = slice_of(bytes.ptr + len, bytes.len - len);
    }
    return fault;
}

static const char *
jpeg_end(void *state)
{
    const struct jpeg_state *jpeg = state;
    if (jpeg->phase == JPEG_START && jpeg->pictures == 0) {
        return "is no JPEG: it does not begin as one";
    }
    return jpeg->phase == JPEG_AFTER ? NULL : "is no sound JPEG: it has no end";
}

static void
jpeg_wipe(void *state)
{
    (void)state;
}

const struct kind kind_jpeg = {sizeof(struct jpeg_state), jpeg_begin, jpeg_take, jpeg_end, jpeg_wipe};
