/* What is no PDF, JPEG or PNG is told by its first bytes, in whatever pieces they come. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rules/inspect/inspect.h"

static const char *
verdict(enum media media, struct slice file, size_t piece)
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

static void
test_another_kind(void **state)
{
    (void)state;
    struct slice html = slice_str("<html><script>alert(1)</script>");
    for (size_t piece = 1; piece < 10; piece++) {
        assert_string_equal(verdict(MEDIA_PDF, html, piece), "is no PDF: it does not begin with %PDF-");
        assert_string_equal(verdict(MEDIA_JPEG, html, piece), "is no JPEG: it does not begin as one");
        assert_string_equal(verdict(MEDIA_PNG, html, piece), "is no PNG: it does not begin as one");
    }
    assert_non_null(verdict(MEDIA_PDF, slice_str("%PDF"), 1));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_another_kind)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
