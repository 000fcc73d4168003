/* A browser may go by the style of the fiche, and by no other; the calendar folds its lines and escapes its texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <openssl/evp.h>

#include "crypto/hash.h"
#include "service/process/calendar.h"
#include "service/process/sheet.h"
#include "service_world.h"

static void
the_hash_in_the_policy_is_that_of_the_style(void **state)
{
    unsigned char text[64];
    struct hash hash = hash_of(slice_str(sheet_style));
    (void)state;
    (void)EVP_EncodeBlock(text, hash.bytes, HASH_SIZE);
    assert_string_equal((const char *)text, SHEET_STYLE_SHA256);
}

/* One step that the patient does, with texts that are awkward in every form. */
struct sheet {
    struct call *call;
    struct access access;
    struct steps *steps;
    struct buf out;
};

static const struct timeline_words awkward = {.in = {"<b>Één</b> & \"twee\"; drie, vier \\ vijf\nzes: een zin die zo "
                                                     "lang is dat hij niet op één regel past, ééééé"}};

static void
open_sheet(struct sheet *s, struct test_world *w)
{
    *s = (struct sheet){.call = service_call(w, "timeline.read", PATIENT, NULL), .steps = calloc(1, sizeof *s->steps)};
    assert_non_null(s->steps);
    s->call->found.role = ROLE_PATIENT;
    s->call->found.now = w->now;
    s->call->found.today = date_in_belgium(w->now);
    s->access.dossier.start = 20000;
    buf_put_str(&s->access.dossier.name, "<script>alert(1)</script>");
    s->steps->count = 1;
    s->steps->list[0] = (struct timeline_step){.rule = "one",
                                               .title = &awkward,
                                               .text = &awkward,
                                               .benefit = &awkward,
                                               .why_text = &awkward,
                                               .state = STEP_COMING,
                                               .duty = true,
                                               .who = CODE_BIT(ROLE_PATIENT),
                                               .due = 20600};
}

static void
close_sheet(struct sheet *s)
{
    buf_free(&s->out);
    buf_free(&s->access.dossier.name);
    free(s->steps);
    call_free(&s->call);
}

static void
what_people_wrote_is_text_in_the_fiche(void **state)
{
    struct sheet s;
    struct test_world *w = *state;
    open_sheet(&s, w);
    struct txn *txn = place_read(w->place);
    sheet_write(&s.out, s.call, txn, &s.access, s.steps, LANGUAGE_NL);
    const char *page = buf_text(&s.out);
    assert_null(strstr(page, "<script"));
    assert_null(strstr(page, "<b>"));
    assert_non_null(strstr(page, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_non_null(strstr(page, "&amp; &quot;twee&quot;"));
    assert_non_null(strstr(page, "27 mei 2026"));
    txn_abort(&txn);
    close_sheet(&s);
}

static void
the_patient_reads_that_they_are_counted_where_they_are(void **state)
{
    struct sheet s;
    struct test_world *w = *state;
    open_sheet(&s, w);
    struct txn *txn = place_read(w->place);
    sheet_write(&s.out, s.call, txn, &s.access, s.steps, LANGUAGE_NL);
    assert_non_null(strstr(buf_text(&s.out), "Uw dossier telt mee in cijfers"));
    buf_clear(&s.out);
    w->policy.releases_statistics = false;
    sheet_write(&s.out, s.call, txn, &s.access, s.steps, LANGUAGE_NL);
    assert_null(strstr(buf_text(&s.out), "telt mee"));
    txn_abort(&txn);
    close_sheet(&s);
}

/* RFC 5545, 3.1: no line is longer than 75 octets, and none ends within a character. */
static void
lines_of_the_calendar_are_folded_between_characters(void **state)
{
    struct sheet s;
    open_sheet(&s, *state);
    calendar_write(&s.out, s.call, &s.access, s.steps, LANGUAGE_NL);
    const char *at = buf_text(&s.out);
    assert_non_null(strstr(at, "DTSTART;VALUE=DATE:20260527\r\nDTEND;VALUE=DATE:20260528\r\n"));
    assert_non_null(strstr(at, "\\; drie\\, vier \\\\ vijf\\nzes"));
    for (const char *end = strstr(at, "\r\n"); end != NULL; at = end + 2, end = strstr(at, "\r\n")) {
        assert_true(end - at <= 75);
        assert_int_not_equal((unsigned char)at[*at == ' '] & 0xC0, 0x80);
    }
    assert_string_equal(at, "");
    close_sheet(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_hash_in_the_policy_is_that_of_the_style),
        WITH_WORLD(what_people_wrote_is_text_in_the_fiche),
        WITH_WORLD(the_patient_reads_that_they_are_counted_where_they_are),
        WITH_WORLD(lines_of_the_calendar_are_folded_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
