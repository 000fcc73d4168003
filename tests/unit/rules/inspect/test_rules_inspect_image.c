/* PNG and JPEG: sound ones pass, and each of those that are not is refused for what is wrong with it, in whatever
 * pieces it comes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "unit/rules/inspect/inspect_files.h"

/* A picture of 9 × 3 pixels: rows of a filter and pixels. */
static void
put_rows(struct buf *out, size_t rows, size_t bytes)
{
    for (size_t i = 0; i < rows * bytes; i++) {
        buf_put_u8(out, i % bytes == 0 ? (uint8_t)(i / bytes % 5) : (uint8_t)(i * 7));
    }
}

/* The parts of a PNG, each of which a case can replace. */
struct png_case {
    const char *name;
    const char *fault;
    const char *before; /* chunks before and behind the picture: TYPE=text, one a word; * packs it */
    const char *behind;
    size_t rows, bytes; /* of the data; 0: those of 9 × 3 gray */
    uint32_t width, height;
    uint8_t depth, color, interlace;
    size_t cut;      /* bytes that are missing at the end of the packed picture */
    size_t bomb;     /* so many zeros instead of a picture */
    unsigned pieces; /* chunks of the picture */
    const char *tail;
};

static void
put_chunks(struct buf *file, const char *list)
{
    char words[400];
    snprintf(words, sizeof words, "%s", list == NULL ? "" : list);
    char *rest = words;
    for (char *word; (word = strsep(&rest, " ")) != NULL;) {
        if (*word == 0) {
            continue;
        }
        struct buf data = {0};
        const char *text = strchr(word, '=') + 1;
        const char *star = strchr(text, '*');
        for (const char *c = text; *c != 0 && c != star; c++) {
            buf_put_u8(&data, *c == '_' ? 0 : *c == '^' ? 1 : (uint8_t)*c);
        }
        if (star != NULL && star[1] == '#') {
            deflate_put_zeros(&data, (size_t)3 << 20);
        } else if (star != NULL) {
            deflate_put(&data, slice_str(star + 1));
        }
        png_put_chunk(file, word, buf_slice(&data));
        buf_free(&data);
    }
}

static void
put_png(struct buf *file, const struct png_case *made)
{
    struct buf rows = {0};
    struct buf packed = {0};
    png_put_start(file);
    png_put_header(file, made->width == 0 ? 9 : made->width, made->height == 0 ? 3 : made->height,
                   made->depth == 0 ? 8 : made->depth, made->color, made->interlace);
    put_chunks(file, made->before);
    put_rows(&rows, made->rows == 0 ? 3 : made->rows, made->bytes == 0 ? 10 : made->bytes);
    if (made->bomb > 0) {
        deflate_put_zeros(&packed, made->bomb);
    } else {
        deflate_put(&packed, buf_slice(&rows));
    }
    size_t left = packed.len - made->cut;
    size_t pieces = made->pieces == 0 ? 1 : made->pieces;
    for (size_t i = 0; i < pieces; i++) {
        size_t len = left / pieces;
        struct slice part = slice_of(packed.ptr + i * len, i + 1 < pieces ? len : left - i * len);
        png_put_chunk(file, "IDAT", part);
    }
    put_chunks(file, made->behind);
    buf_put_slice(file, slice_str(made->tail));
    buf_free(&rows);
    buf_free(&packed);
}

#define END "IEND="
#define OUT_OF_ORDER "is no sound PNG: its parts are not in their order"
#define WRONG_HEADER "is no sound PNG: its header says what there is not"
#define NOT_WHOLE "is no sound PNG: its picture is not whole"
#define TOO_MUCH "has too much beside its picture: texts, profiles"
#define ANIMATION "is an animation, which nobody sees as a whole"

static const struct png_case png_cases[] = {
    {"gray", NULL, .behind = END},
    {"in five pieces", NULL, .behind = END, .pieces = 5},
    {"colors", NULL, .behind = END, .bytes = 28, .color = 2},
    {"sixteen bits and alpha", NULL, .behind = END, .bytes = 73, .color = 6, .depth = 16},
    {"one bit", NULL, .behind = END, .bytes = 3, .depth = 1},
    {"palette", NULL, .before = "PLTE=abc", .behind = END, .color = 3},
    {"one pixel in seven passes", NULL, .behind = END, .width = 1, .height = 1, .interlace = 1, .rows = 1, .bytes = 2},
    {"texts", NULL, .before = "tEXt=Title_x zTXt=Title__*words iTXt=a_____text", .behind = "iTXt=a_^___*text " END},
    {"a profile", NULL, .before = "iCCP=name__*profile", .behind = END},
    {"a part of some program's own", NULL, .before = "iDOT=abc", .behind = END},

    {"too wide", "is too large a picture", .width = 16385, .height = 1, .behind = END},
    {"too many pixels", "is too large a picture", .width = 16384, .height = 8192, .behind = END},
    {"too many bytes", "is too large a picture", .width = 8192, .height = 8192, .color = 6, .depth = 16, .behind = END},
    {"no color 1", WRONG_HEADER, .color = 1, .behind = END},
    {"no color 7", WRONG_HEADER, .color = 7, .behind = END},
    {"no depth 3", WRONG_HEADER, .depth = 3, .behind = END},
    {"no colors of four bits", WRONG_HEADER, .depth = 4, .color = 2, .behind = END},
    {"no passes of kind 2", WRONG_HEADER, .interlace = 2, .behind = END},
    {"a row too little", NOT_WHOLE, .rows = 2, .behind = END},
    {"a row too much", "is no sound PNG: its picture is larger than its header says", .rows = 4, .behind = END},
    {"passes that are none", "is no sound PNG: a row has an unknown filter", .interlace = 1, .rows = 9, .behind = END},
    {"bomb", "is no sound PNG: its picture is larger than its header says", .bomb = (size_t)40 << 20, .behind = END},
    {"bomb of a fitting header", "unpacks to far more than it is", .bomb = (size_t)16000 * 4001, .width = 4000,
     .height = 16000, .behind = END},
    {"data cut", NOT_WHOLE, .cut = 5, .behind = END},
    {"data after their end", "is no sound PNG: its picture has something behind its end", .behind = "IDAT=abc " END},
    {"no palette", "is no sound PNG: it has no palette", .color = 3, .behind = END},
    {"palette of gray", "is no sound PNG: its palette does not fit", .before = "PLTE=abc", .behind = END},
    {"palette of four bytes", "is no sound PNG: its palette does not fit", .before = "PLTE=abcd", .color = 3,
     .behind = END},
    {"two palettes", OUT_OF_ORDER, .before = "PLTE=abc PLTE=abc", .color = 3, .behind = END},
    {"palette behind", OUT_OF_ORDER, .color = 2, .bytes = 28, .behind = "PLTE=abc " END},
    {"picture in two runs", OUT_OF_ORDER, .behind = "tEXt=a_b IDAT= " END},
    {"two headers", "is no sound PNG: it has two headers", .before = "IHDR=1234567890123", .behind = END},
    {"header of another length", "is no sound PNG: a part has a wrong length", .before = "IHDR=12345", .behind = END},
    {"end with data", "is no sound PNG: a part has a wrong length", .behind = "IEND=x"},
    {"no end", "is no sound PNG: it has no end", .behind = ""},
    {"behind the end", "has something behind its end", .behind = END, .tail = "x"},
    {"two ends", "has something behind its end", .behind = END " " END},
    {"unknown and needed", "is no sound PNG: it has a part of an unknown kind", .before = "ABCD=x", .behind = END},
    {"no letters", "is no sound PNG: it has a part of an unknown kind", .before = "a1CD=x", .behind = END},
    {"reserved", "is no sound PNG: it has a part of an unknown kind", .before = "abcd=x", .behind = END},
    {"animation", ANIMATION, .before = "acTL=12345678", .behind = END},
    {"frame of one", ANIMATION, .behind = "fdAT=12345678 " END},
    {"bomb of a text", TOO_MUCH, .before = "zTXt=a__*#", .behind = END},
    {"bomb of a profile", TOO_MUCH, .before = "iCCP=a__*#", .behind = END},
    {"bomb of a language", TOO_MUCH, .before = "iTXt=a_^___*#", .behind = END},
    {"text packed in a way of its own", "is no sound PNG: a text is packed in an unknown way", .before = "zTXt=a_^*x",
     .behind = END},
    {"text that is no packed one", "holds compressed data that is damaged", .before = "zTXt=a__abc", .behind = END},
    {"text without an end", "is no sound PNG: a text is not whole", .before = "zTXt=abc", .behind = END},
};

static void
test_png(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof png_cases / sizeof *png_cases; i++) {
        struct buf file = {0};
        put_png(&file, &png_cases[i]);
        const char *fault = inspect_files_agreed(MEDIA_PNG, buf_slice(&file));
        const char *expected = png_cases[i].fault;
        if (strcmp(fault == NULL ? "" : fault, expected == NULL ? "" : expected) != 0) {
            fail_msg("%s: %s, not %s", png_cases[i].name, fault, expected);
        }
        buf_free(&file);
    }
}

/* Any byte that is another one is noticed, and every end that is missing. */
static void
test_png_spoilt(void **state)
{
    (void)state;
    struct buf file = {0};
    put_png(&file, &png_cases[7]);
    for (size_t i = 0; i < file.len; i++) {
        file.ptr[i] ^= 0x20;
        assert_non_null(inspect_files_verdict(MEDIA_PNG, buf_slice(&file), file.len));
        file.ptr[i] ^= 0x20;
        assert_non_null(inspect_files_verdict(MEDIA_PNG, slice_of(file.ptr, i), file.len));
    }
    file.ptr[file.len - 1] ^= 1;
    assert_string_equal(inspect_files_agreed(MEDIA_PNG, buf_slice(&file)), "is no sound PNG: a checksum is wrong");
    buf_free(&file);
}

/* A part by which a picture tells that more follow, and the smallest one that can. */
#define TELLS "ffe20006 4d504600"
#define SECOND "ffd8 ffc0000b 08 0008 0008 01 011100 ffda0008 01 0100 003f00 0123 ffd9"
#define BEHIND "has something behind its end: a second picture, a film; saved anew without it, it is taken"

/* What stands between a head and a scan, and behind it; bytes are written as hex. */
static const struct {
    const char *name;
    const char *fault;
    const char *start; /* instead of a head */
    const char *middle;
    const char *behind; /* instead of the end */
    unsigned scans;     /* more than the one */
    uint16_t width, height;
    uint8_t sof;
} jpeg_cases[] = {
    {"baseline", NULL, .scans = 0},
    {"progressive", NULL, .sof = 0xc2, .middle = "ffda0008010100000000 0123", .scans = 0},
    {"restarts and filled markers", NULL, .middle = "ffdd00040001 fffffe0003 61", .behind = "ffd0 01 ffd1 02 ffffd9"},
    {"a profile", NULL, .middle = "ffe20006 49434300"},

    {"arithmetic", "is a JPEG of a kind that is not taken", .sof = 0xc9},
    {"without loss", "is a JPEG of a kind that is not taken", .sof = 0xc3},
    {"in levels", "is a JPEG of a kind that is not taken", .middle = "ffde0004 0000"},
    {"height told later", "is a picture without pixels", .height = 0, .width = 8},
    {"too wide", "is too large a picture", .width = 20000, .height = 8},
    {"too many pixels", "is too large a picture", .width = 16384, .height = 16384},
    {"two frames", "is no sound JPEG: its frame does not fit", .middle = "ffc0000b 08 0008 0008 01 011100"},
    {"twelve bits", "is no sound JPEG: its frame does not fit", .start = "ffd8 ffc1000b 0c 0008 0008 01 011100"},
    {"two components", "is no sound JPEG: its frame does not fit",
     .start = "ffd8 ffc0000e 08 0008 0008 02 011100 021100"},
    {"components of one name", "is no sound JPEG: its frame does not fit",
     .start = "ffd8 ffc00011 08 0008 0008 03 011100 011100 021100"},
    {"a frame too long", "is no sound JPEG: its frame does not fit",
     .start = "ffd8 ffc0000c 08 0008 0008 01 011100 00"},
    {"sampling of 0", "is no sound JPEG: its frame does not fit", .start = "ffd8 ffc0000b 08 0008 0008 01 010100"},
    {"a table of 3 bytes", "is no sound JPEG: a table does not fit", .middle = "ffdb0005 000102"},
    {"a table of codes that are not there", "is no sound JPEG: a table does not fit",
     .middle = "ffc40013 00 01000000000000000000000000000000"},
    {"a scan without a frame", "is no sound JPEG: a scan does not fit", .start = "ffd8"},
    {"a scan of what there is not", "is no sound JPEG: a scan does not fit", .middle = "ffda0008 01 0700 003f00"},
    {"a baseline in bands", "is no sound JPEG: a scan does not fit", .middle = "ffda0008 01 0100 000000"},
    {"many scans", "draws its picture in too many scans", .scans = 32},
    {"no end", "is no sound JPEG: it has no end", .behind = ""},
    {"a second picture inside", "holds a second picture", .behind = "ffd8"},
    {"something between its parts", "is no sound JPEG: something stands between its parts", .middle = "00"},
    {"a part of length 1", "is no sound JPEG: a part has a wrong length", .middle = "fffe0001"},
    {"a table that is too long", "is no sound JPEG: a part has a wrong length", .middle = "ffdb1000"},
    {"a first part of no kind", "is no sound JPEG: its first part is of no known kind",
     .start = "ffd8 ffe00006 41424344"},
    {"a picture of JFIF that is not there", "is no sound JPEG: its first part is of no known kind",
     .start = "ffd8 ffe00010 4a46494600 0101 00 0001 0001 0101"},
    {"no scan", "is no sound JPEG: its picture is not whole", .middle = "ffd9"},
    {"a second picture behind", BEHIND, .behind = "ffd9 ffd8ff"},
    {"pictures behind that the first tells of", NULL, .middle = TELLS, .behind = "ffd9" SECOND SECOND SECOND},
    {"one more", BEHIND, .middle = TELLS, .behind = "ffd9" SECOND SECOND SECOND SECOND},
    {"one that nobody tells of", BEHIND, .behind = "ffd9" SECOND},
    {"one that only the second tells of", BEHIND, .behind = "ffd9 ffd8" TELLS},
    {"a film behind it", BEHIND, .middle = TELLS, .behind = "ffd9" SECOND "00000018 66747970"},
    {"a film instead of it", BEHIND, .middle = TELLS, .behind = "ffd9 00000018 66747970"},
    {"one that is none", BEHIND, .middle = TELLS, .behind = "ffd9 ff00"},
    {"one that is cut", "is no sound JPEG: it has no end", .middle = TELLS, .behind = "ffd9 ffd8 ffc0000b"},
    {"one that shows nothing", "is no sound JPEG: its picture is not whole", .middle = TELLS,
     .behind = "ffd9 ffd8 ffd9"},
    {"its beginning", "is no sound JPEG: it has no end", .middle = TELLS, .behind = "ffd9 ff"},
    {"a byte behind", BEHIND, .behind = "ffd9 00"},
};

static void
put_hex(struct buf *out, const char *text)
{
    for (; text != NULL && *text != 0; text++) {
        uint8_t byte;
        if (*text != ' ') {
            assert_int_equal(hex_decode(&byte, 1, (char[]){text[0], text[1], 0}), TNW_OK);
            buf_put_u8(out, byte);
            text++;
        }
    }
}

static void
test_jpeg(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof jpeg_cases / sizeof *jpeg_cases; i++) {
        struct buf file = {0};
        if (jpeg_cases[i].start != NULL) {
            put_hex(&file, jpeg_cases[i].start);
        } else {
            jpeg_put_head(&file, jpeg_cases[i].sof == 0 ? 0xc0 : jpeg_cases[i].sof,
                          jpeg_cases[i].width == 0 ? 8 : jpeg_cases[i].width,
                          jpeg_cases[i].width == 0 ? 8 : jpeg_cases[i].height);
        }
        put_hex(&file, jpeg_cases[i].middle);
        for (unsigned k = 0; k <= jpeg_cases[i].scans && jpeg_cases[i].sof != 0xc2; k++) {
            jpeg_put_scan(&file);
        }
        put_hex(&file, jpeg_cases[i].behind == NULL ? "ffd9" : jpeg_cases[i].behind);
        const char *fault = inspect_files_agreed(MEDIA_JPEG, buf_slice(&file));
        const char *expected = jpeg_cases[i].fault;
        if (strcmp(fault == NULL ? "" : fault, expected == NULL ? "" : expected) != 0) {
            fail_msg("%s: %s, not %s", jpeg_cases[i].name, fault, expected);
        }
        buf_free(&file);
    }
}

/* A length that a script reads as the begin of a comment, and the end of the comment in the same part. */
static void
test_jpeg_script(void **state)
{
    (void)state;
    static char text[0x2f2a - 2];
    memset(text, ' ', sizeof text);
    for (unsigned script = 0; script < 2; script++) {
        memcpy(text + 100, script == 1 ? "*/=alert(1)/*" : "             ", 13);
        struct buf file = {0};
        buf_put(&file, "\xff\xd8", 2);
        jpeg_put(&file, 0xe1, text, sizeof text);
        size_t from = file.len;
        jpeg_put_head(&file, 0xc0, 8, 8);
        memmove(file.ptr + from, file.ptr + from + 2, file.len - from - 2); /* without a second start */
        file.len -= 2;
        jpeg_put_scan(&file);
        buf_put(&file, "\xff\xd9", 2);
        const char *fault = inspect_files_agreed(MEDIA_JPEG, buf_slice(&file));
        assert_string_equal(fault == NULL ? "" : fault, script == 1 ? "is a script as well" : "");
        buf_free(&file);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_png),
        cmocka_unit_test(test_png_spoilt),
        cmocka_unit_test(test_jpeg),
        cmocka_unit_test(test_jpeg_script),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
