#include "unusual_bench.h"

#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"

void
unusual_bench_open(struct unusual_bench *b)
{
    *b = (struct unusual_bench){.time = UNUSUAL_BENCH_START};
    b->limits = (struct unusual_limits){.many = 3, .denials = 3, .days = 14, .from = INT64_MIN, .until = INT64_MAX};
}

void
unusual_bench_close(struct unusual_bench *b)
{
    unusual_log_wipe(&b->log);
    unusual_findings_wipe(&b->findings);
}

static void
quote(char out[64], const char *text)
{
    (void)snprintf(out, 64, text == NULL ? "null" : "\"%s\"", text);
}

static void
write_record(char *out, size_t size, const struct unusual_row *row, size_t seq, int64_t time)
{
    char when[TIME_TEXT];
    char actor[64];
    char dossier[64];
    char object[64];
    time_format(when, time);
    quote(actor, row->actor);
    quote(dossier, row->dossier);
    quote(object, row->object);
    int len = snprintf(out, size,
                       "{\"action\":\"%s\",\"actor\":%s,\"certificate\":\"c0ffee\",\"decision\":\"%s\",\"dossier\":%s,"
                       "\"ground\":\"%s\",\"object\":%s,\"role\":\"%s\",\"seq\":%zu,\"time\":\"%s\"}",
                       row->action, actor, row->decision, dossier, row->ground, object, row->role, seq, when);
    assert_in_range(len, 1, size - 1);
}

static void
add(struct unusual_bench *b, const struct unusual_row *row)
{
    char json[1024];
    b->time += row->after;
    write_record(json, sizeof json, row, b->log.count, b->time);
    assert_int_equal(unusual_log_add(&b->log, json, strlen(json)), TNW_OK);
}

void
unusual_bench_fill(struct unusual_bench *b, const struct unusual_row *rows, size_t count)
{
    unusual_bench_open(b);
    for (size_t i = 0; i < count; i++) {
        add(b, &rows[i]);
    }
}

const char *
unusual_bench_name(const struct unusual_bench *b, uint32_t number)
{
    return names_text(&b->log.names, number);
}

void
unusual_bench_assert(const struct unusual_bench *b, size_t at, const char *who, const char *dossier, uint64_t count,
                     size_t first, size_t last)
{
    assert_true(at < b->findings.count);
    const struct unusual_finding *f = &b->findings.items[at];
    assert_string_equal(unusual_bench_name(b, f->who), who);
    if (dossier == NULL) {
        assert_int_equal(f->dossier, 0);
    } else {
        assert_string_equal(unusual_bench_name(b, f->dossier), dossier);
    }
    assert_int_equal(f->count, count);
    assert_int_equal(f->first, first);
    assert_int_equal(f->last, last);
}
