/* A file is what its type says, as long as was said, and no second file: the same answer in whatever pieces it
 * comes, for little memory. */
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "unit/rules/inspect/inspect_files.h"

static void
test_another_kind(void **state)
{
    (void)state;
    struct slice html = slice_str("<html><script>alert(1)</script>");
    assert_string_equal(inspect_files_agreed(MEDIA_PDF, html), "is no PDF: it does not begin with %PDF-");
    assert_string_equal(inspect_files_agreed(MEDIA_JPEG, html), "is no JPEG: it does not begin as one");
    assert_string_equal(inspect_files_agreed(MEDIA_PNG, html), "is no PNG: it does not begin as one");
    static const char *const begun[] = {"%PDF", "\xff\xd8", "\x89PNG\r\n\x1a\n"};
    assert_string_equal(inspect_files_agreed(MEDIA_PDF, slice_str(begun[0])),
                        "is no PDF: it does not begin with %PDF-");
    assert_string_equal(inspect_files_agreed(MEDIA_JPEG, slice_str(begun[1])), "is no sound JPEG: it has no end");
    assert_string_equal(inspect_files_agreed(MEDIA_PNG, slice_str(begun[2])), "is no sound PNG: it has no end");
}

static void
put_picture(struct buf *out, const char *text)
{
    jpeg_put_head(out, 0xc0, 8, 8);
    jpeg_put(out, 0xfe, text, strlen(text));
    jpeg_put_scan(out);
    buf_put(out, "\xff\xd9", 2);
}

static void
test_length(void **state)
{
    (void)state;
    struct buf file = {0};
    put_picture(&file, "a picture");
    static const char *const faults[] = {"is shorter than was said", NULL, "is longer than was said"};
    for (unsigned i = 0; i < 3; i++) {
        struct inspect *inspect = inspect_begin(MEDIA_JPEG, file.len + 1 - i);
        inspect_take(inspect, buf_slice(&file));
        const char *fault = inspect_end(inspect);
        /* What is cut off lies behind the end that was said, so that the picture has none. */
        assert_string_equal(fault == NULL ? "" : fault, faults[i] == NULL ? "" : faults[i]);
        assert_true(inspect_take(inspect, slice_of("", 0)) == fault);
        inspect_free(&inspect);
    }
    buf_free(&file);
}

static void
test_strangers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *fault;
    } cases[] = {
        {"an ordinary remark, <b>bold</b>", NULL},
        {"<html>", "is a page of a browser as well"},
        {"<ScRiPt src=x>", "is a page of a browser as well"},
        {"<?php system(1);", "is a page of a browser as well"},
        {"%PDF-1.7\n1 0 obj", "holds a second file, a PDF"},
        {"PK\1\2 an entry, and the end PK\5\6", "is an archive as well"},
        {"PK\5\6 the end without an entry", NULL},
        {"Rar!\x1a\x07", "is an archive as well"},
        {"7z\xbc\xaf\x27\x1c", "is an archive as well"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf file = {0};
        put_picture(&file, cases[i].text);
        const char *fault = inspect_files_agreed(MEDIA_JPEG, buf_slice(&file));
        assert_string_equal(fault == NULL ? "" : fault, cases[i].fault == NULL ? "" : cases[i].fault);
        buf_free(&file);
    }
}

static void
test_archive_of_tar(void **state)
{
    (void)state;
    char text[300];
    memset(text, ' ', sizeof text);
    text[sizeof text - 1] = 0;
    struct buf file = {0};
    put_picture(&file, text);
    const uint8_t *found = memmem(file.ptr, file.len, "  ", 2);
    memcpy(text + 257 - (found - file.ptr), "ustar", 5);
    buf_clear(&file);
    put_picture(&file, text);
    assert_memory_equal(file.ptr + 257, "ustar", 5);
    assert_string_equal(inspect_files_agreed(MEDIA_JPEG, buf_slice(&file)), "is an archive as well");
    buf_free(&file);
}

/* Far behind the head a script is text, and an archive's end is none when its file goes on for longer than a
 * comment. */
static void
test_strangers_far(void **state)
{
    (void)state;
    static char text[60000];
    memset(text, ' ', sizeof text - 1);
    memcpy(text + 2000, "<html>", 6);
    struct buf file = {0};
    put_picture(&file, text);
    assert_null(inspect_files_agreed(MEDIA_JPEG, buf_slice(&file)));
    buf_clear(&file);
    jpeg_put_head(&file, 0xc0, 8, 8);
    jpeg_put(&file, 0xfe, "PK\1\2 PK\5\6", 9);
    jpeg_put(&file, 0xfe, text, sizeof text - 1);
    jpeg_put(&file, 0xfe, text, sizeof text - 1);
    jpeg_put_scan(&file);
    buf_put(&file, "\xff\xd9", 2);
    assert_null(inspect_files_agreed(MEDIA_JPEG, buf_slice(&file)));
    buf_free(&file);
}

/* In use at the most while a file of 10 MiB is taken, which a hostile one cannot raise. */
#define PEAK ((size_t)160 * 1024)

static void
assert_small(enum media media, struct slice file, const char *fault)
{
    size_t before = mallinfo2().uordblks;
    size_t most = before;
    struct inspect *inspect = inspect_begin(media, file.len);
    for (size_t at = 0; at < file.len; at += 32768) {
        inspect_take(inspect, slice_of(file.ptr + at, file.len - at < 32768 ? file.len - at : 32768));
        size_t now = mallinfo2().uordblks;
        most = now > most ? now : most;
    }
    const char *found = inspect_end(inspect);
    assert_string_equal(found == NULL ? "" : found, fault == NULL ? "" : fault);
    inspect_free(&inspect);
    assert_true(most - before <= PEAK);
#ifndef __SANITIZE_ADDRESS__
    assert_true(most > before); /* what is measured moves */
    assert_true(mallinfo2().uordblks <= before);
#endif
}

static void
test_memory(void **state)
{
    (void)state;
    static uint8_t noise[10 << 20];
    uint64_t seed = 1;
    for (size_t i = 0; i < sizeof noise; i++) {
        seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
        noise[i] = (uint8_t)(seed >> 56) & 0x7f; /* no marker of a JPEG */
    }
    struct buf file = {0};
    jpeg_put_head(&file, 0xc0, 4000, 3000);
    jpeg_put_scan(&file);
    buf_put(&file, noise, sizeof noise - 4096);
    buf_put(&file, "\xff\xd9", 2);
    assert_small(MEDIA_JPEG, buf_slice(&file), NULL);
    buf_clear(&file);
    struct pdf_making pdf;
    pdf_put_start(&pdf);
    pdf_put_page(&pdf, "");
    struct buf packed = {0};
    deflate_put(&packed, slice_of(noise, sizeof noise));
    pdf_put_stream(&pdf, "/Filter /FlateDecode", buf_slice(&packed));
    /* The longest table of a stream of objects. */
    buf_clear(&packed);
    struct buf table = {0};
    for (unsigned i = 0; i < 8192; i++) {
        buf_printf(&table, "%u %u ", i + 5, i * 2);
    }
    size_t first = table.len;
    for (unsigned i = 0; i < 8192; i++) {
        buf_put_str(&table, "1 ");
    }
    deflate_put(&packed, buf_slice(&table));
    char dict[100];
    snprintf(dict, sizeof dict, "/Type /ObjStm /N 8192 /First %zu /Filter /FlateDecode", first);
    pdf_put_stream(&pdf, dict, buf_slice(&packed));
    pdf_put_end(&pdf, "");
    assert_small(MEDIA_PDF, buf_slice(&pdf.out), NULL);
    buf_free(&pdf.out);
    buf_free(&packed);
    buf_free(&table);
    buf_free(&file);
}

/* Made for this test by common programs, and the seeds of the fuzz targets. */
static void
test_programs(void **state)
{
    (void)state;
    static const struct {
        enum media media;
        const char *file;
        const char *fault;
    } files[] = {
        {MEDIA_PDF, "pdf/good-cairo.pdf", NULL},
        {MEDIA_PDF, "pdf/good-ghostscript.pdf", NULL},
        {MEDIA_PDF, "pdf/good-ghostscript-1.3.pdf", NULL},
        {MEDIA_PDF, "pdf/good-ghostscript-ascii85.pdf", NULL},
        {MEDIA_PDF, "pdf/good-qpdf-linear.pdf", NULL},
        {MEDIA_PDF, "pdf/good-qpdf-objects.pdf", NULL},
        {MEDIA_PDF, "pdf/bad-encrypted.pdf",
         "is damaged or encrypted, so that nobody can look into it: saved without a password, it is taken"},
        {MEDIA_PDF, "pdf/bad-attachment.pdf", "holds another file: saved without it, it is taken"},
        {MEDIA_PNG, "png/good-magick.png", NULL},
        {MEDIA_PNG, "png/good-magick-adam7.png", NULL},
        {MEDIA_PNG, "png/good-magick-palette.png", NULL},
        {MEDIA_PNG, "png/good-magick-text.png", NULL},
        {MEDIA_JPEG, "jpeg/good-magick.jpg", NULL},
        {MEDIA_JPEG, "jpeg/good-magick-progressive.jpg", NULL},
        {MEDIA_JPEG, "jpeg/good-magick-gray.jpg", NULL},
        {MEDIA_JPEG, "jpeg/good-magick-cmyk.jpg", NULL},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        static uint8_t bytes[65536];
        char path[200];
        snprintf(path, sizeof path, "tests/fuzz/corpus/inspect_%s", files[i].file);
        FILE *file = fopen(path, "rb");
        assert_non_null(file);
        size_t len = fread(bytes, 1, sizeof bytes, file);
        fclose(file);
        const char *fault = inspect_files_agreed(files[i].media, slice_of(bytes, len));
        if (strcmp(fault == NULL ? "" : fault, files[i].fault == NULL ? "" : files[i].fault) != 0) {
            fail_msg("%s: %s", files[i].file, fault);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_another_kind),   cmocka_unit_test(test_length),        cmocka_unit_test(test_strangers),
        cmocka_unit_test(test_archive_of_tar), cmocka_unit_test(test_strangers_far), cmocka_unit_test(test_memory),
        cmocka_unit_test(test_programs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
