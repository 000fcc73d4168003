#include "sample_file.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "base/limits.h"

enum { OBJECTS = 5 };

struct sample {
    struct buf *out;
    size_t at[OBJECTS]; /* where each object begins */
    unsigned count;
};

static void
begin_object(struct sample *sample)
{
    sample->at[sample->count++] = sample->out->len;
    buf_printf(sample->out, "%u 0 obj\n", sample->count);
}

static struct sample
begin_sample(struct buf *out)
{
    static const char *const objects[] = {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                                          "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"};
    struct sample sample = {.out = out};
    buf_put_str(out, "%PDF-1.5\n");
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++) {
        begin_object(&sample);
        buf_printf(out, "%s\nendobj\n", objects[i]);
    }
    return sample;
}

static void
put_stream(struct sample *sample, const char *keys, struct slice data)
{
    begin_object(sample);
    buf_printf(sample->out, "<<%s/Length %zu>>\nstream\n", keys, data.len);
    buf_put_slice(sample->out, data);
    buf_put_str(sample->out, "\nendstream\nendobj\n");
}

static void
end_sample(struct sample *sample)
{
    size_t table = sample->out->len;
    buf_printf(sample->out, "xref\n0 %u\n0000000000 65535 f \n", sample->count + 1);
    for (size_t i = 0; i < sample->count; i++) {
        buf_printf(sample->out, "%010zu 00000 n \n", sample->at[i]);
    }
    buf_printf(sample->out, "trailer\n<</Size %u/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", sample->count + 1, table);
    assert(sample->out->err == TNW_OK);
}

void
sample_file_pdf(struct buf *out, size_t size)
{
    struct buf blanks = {0};
    struct sample sample = begin_sample(out);
    uint8_t *bytes = buf_grow(&blanks, size - 550);
    assert(bytes != NULL);
    memset(bytes, ' ', blanks.len);
    put_stream(&sample, "", buf_slice(&blanks));
    end_sample(&sample);
    buf_free(&blanks);
}

static void
put_packed(struct sample *sample, const char *keys, struct buf *data)
{
    struct buf packed = {0};
    uLongf len = compressBound(data->len);
    uint8_t *bytes = buf_grow(&packed, len);
    assert(bytes != NULL && compress(bytes, &len, data->ptr, data->len) == Z_OK);
    put_stream(sample, keys, slice_of(bytes, len));
    buf_free(&packed);
    buf_free(data);
}

/* What no program can make smaller. */
static void
put_noise(struct buf *out, size_t len)
{
    uint64_t noise = 1;
    for (size_t i = 0; i < len; i += 8) {
        noise ^= noise << 13;
        noise ^= noise >> 7;
        noise ^= noise << 17;
        buf_put_u64(out, noise);
    }
}

void
sample_file_packed_pdf(struct buf *out, size_t size)
{
    char keys[80];
    struct buf picture = {0};
    struct buf table = {0};
    struct sample sample = begin_sample(out);
    put_noise(&picture, size - 100000);
    put_packed(&sample, "/Filter/FlateDecode", &picture);
    for (unsigned i = 0; i < LIMIT_PDF_PACK; i++) {
        buf_printf(&table, "%u %u ", OBJECTS + 1 + i, i * 2);
    }
    (void)snprintf(keys, sizeof keys, "/Type/ObjStm/N %d/First %zu/Filter/FlateDecode", LIMIT_PDF_PACK, table.len);
    for (unsigned i = 0; i < LIMIT_PDF_PACK; i++) {
        buf_put_str(&table, "0 ");
    }
    put_packed(&sample, keys, &table);
    end_sample(&sample);
}
