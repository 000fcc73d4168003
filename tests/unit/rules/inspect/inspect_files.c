#include "unit/rules/inspect/inspect_files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

const char *
inspect_files_verdict(enum media media, struct slice file, size_t piece)
{
    struct inspect *inspect = inspect_begin(media, file.len);
    assert_non_null(inspect);
    const char *fault = NULL;
    for (size_t at = 0; at < file.len && fault == NULL; at += piece) {
        size_t len = file.len - at < piece ? file.len - at : piece;
        fault = inspect_take(inspect, slice_of(file.ptr + at, len));
    }
    fault = fault == NULL ? inspect_end(inspect) : fault;
    inspect_free(&inspect);
    return fault;
}

static const char *
verdict_cut(enum media media, struct slice file, size_t at)
{
    struct inspect *inspect = inspect_begin(media, file.len);
    assert_non_null(inspect);
    inspect_take(inspect, slice_of(file.ptr, at));
    inspect_take(inspect, slice_of(file.ptr + at, file.len - at));
    const char *fault = inspect_end(inspect);
    inspect_free(&inspect);
    return fault;
}

static void
assert_same(const char *a, const char *b)
{
    assert_string_equal(a == NULL ? "sound" : a, b == NULL ? "sound" : b);
}

const char *
inspect_files_agreed(enum media media, struct slice file)
{
    const char *whole = inspect_files_verdict(media, file, file.len);
    static const size_t pieces[] = {1, 2, 3, 7, 16, 40, 1000};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        assert_same(whole, inspect_files_verdict(media, file, pieces[i]));
    }
    for (size_t at = 0; at <= file.len && file.len < 2048; at++) {
        assert_same(whole, verdict_cut(media, file, at));
    }
    return whole;
}

void
png_put_start(struct buf *out)
{
    buf_put(out, "\x89PNG\r\n\x1a\n", 8);
}

void
png_put_chunk(struct buf *out, const char *type, struct slice data)
{
    buf_put_u32(out, (uint32_t)data.len);
    buf_put(out, type, 4);
    buf_put_slice(out, data);
    uLong sum = crc32(crc32(0, NULL, 0), (const Bytef *)type, 4);
    buf_put_u32(out, (uint32_t)(data.len > 0 ? crc32(sum, data.ptr, (uInt)data.len) : sum));
}

void
png_put_header(struct buf *out, uint32_t width, uint32_t height, uint8_t depth, uint8_t color, uint8_t interlace)
{
    struct buf data = {0};
    buf_put_u32(&data, width);
    buf_put_u32(&data, height);
    buf_put(&data, (uint8_t[]){depth, color, 0, 0, interlace}, 5);
    png_put_chunk(out, "IHDR", buf_slice(&data));
    buf_free(&data);
}

void
deflate_put(struct buf *out, struct slice data)
{
    uLongf len = compressBound((uLong)data.len);
    uint8_t *made = malloc(len);
    assert_non_null(made);
    assert_int_equal(compress2(made, &len, data.ptr, (uLong)data.len, 9), Z_OK);
    buf_put(out, made, len);
    free(made);
}

void
deflate_put_zeros(struct buf *out, size_t count)
{
    static const uint8_t zeros[65536];
    static uint8_t made[65536];
    z_stream z = {0};
    assert_int_equal(deflateInit(&z, 9), Z_OK);
    int done = Z_OK;
    while (done != Z_STREAM_END) {
        size_t len = count < sizeof zeros ? count : sizeof zeros;
        count -= len;
        z.next_in = (Bytef *)(uintptr_t)zeros;
        z.avail_in = (uInt)len;
        do {
            z.next_out = made;
            z.avail_out = sizeof made;
            done = deflate(&z, count == 0 ? Z_FINISH : Z_NO_FLUSH);
            buf_put(out, made, sizeof made - z.avail_out);
        } while (z.avail_out == 0);
    }
    deflateEnd(&z);
}

void
jpeg_put(struct buf *out, uint8_t marker, const void *data, size_t len)
{
    buf_put_u8(out, 0xff);
    buf_put_u8(out, marker);
    buf_put_u16(out, (uint16_t)(len + 2));
    buf_put(out, data, len);
}

void
jpeg_put_head(struct buf *out, uint8_t sof, uint16_t width, uint16_t height)
{
    buf_put(out, "\xff\xd8", 2);
    jpeg_put(out, 0xe0, "JFIF\0\1\1\0\0\1\0\1\0\0", 14);
    uint8_t table[65] = {0};
    memset(table + 1, 1, 64);
    jpeg_put(out, 0xdb, table, sizeof table);
    uint8_t frame[] = {8, (uint8_t)(height >> 8), (uint8_t)height, (uint8_t)(width >> 8), (uint8_t)width, 1, 1, 0x11,
                       0};
    jpeg_put(out, sof, frame, sizeof frame);
    uint8_t codes[18] = {0, 1};
    jpeg_put(out, 0xc4, codes, sizeof codes);
    codes[0] = 0x10;
    jpeg_put(out, 0xc4, codes, sizeof codes);
}

void
jpeg_put_scan(struct buf *out)
{
    jpeg_put(out, 0xda, "\1\1\0\0\x3f\0", 6);
    buf_put(out, "\x01\xff\x00\x7f", 4);
}

void
pdf_put_start(struct pdf_making *pdf)
{
    *pdf = (struct pdf_making){.count = 0};
    buf_put_str(&pdf->out, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
}

static void
pdf_put_number(struct pdf_making *pdf)
{
    pdf->places[pdf->count++] = pdf->out.len;
    buf_printf(&pdf->out, "%u 0 obj\n", pdf->count);
}

void
pdf_put_object(struct pdf_making *pdf, const char *text)
{
    pdf_put_number(pdf);
    buf_printf(&pdf->out, "%s\nendobj\n", text);
}

void
pdf_put_stream(struct pdf_making *pdf, const char *dict, struct slice data)
{
    pdf_put_number(pdf);
    buf_printf(&pdf->out, "<< /Length %zu %s >>\nstream\n", data.len, dict);
    buf_put_slice(&pdf->out, data);
    buf_put_str(&pdf->out, "\nendstream\nendobj\n");
}

void
pdf_put_page(struct pdf_making *pdf, const char *catalog)
{
    pdf_put_number(pdf);
    buf_printf(&pdf->out, "<< /Type /Catalog /Pages 2 0 R %s >>\nendobj\n", catalog);
    pdf_put_object(pdf, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    pdf_put_object(pdf, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>");
}

void
pdf_put_end(struct pdf_making *pdf, const char *trailer)
{
    size_t table = pdf->out.len;
    buf_printf(&pdf->out, "xref\n0 %u\n0000000000 65535 f \n", pdf->count + 1);
    for (unsigned i = 0; i < pdf->count; i++) {
        buf_printf(&pdf->out, "%010zu 00000 n \n", pdf->places[i]);
    }
    buf_printf(&pdf->out, "trailer\n<< /Size %u /Root 1 0 R %s >>\nstartxref\n%zu\n%%%%EOF\n", pdf->count + 1, trailer,
               table);
}
