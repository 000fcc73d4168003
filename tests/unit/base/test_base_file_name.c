/* A file's name is one that every system keeps, that hides nothing, and whose ending says what it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/file_name.h"

#define UNSEEN "has a character that nobody sees"
#define SIGN "has one of / \\ : * ? \" < > |"
#define BEGINS "begins with a dot, a blank, - or ~"
#define ENDS "ends with a dot or a blank"
#define DEVICE "is that of a device"
#define APART "has letters whose marks stand apart (it is not in NFC)"

static const struct {
    const char *name;
    const char *fault;
} names[] = {
    {"verslag.pdf", NULL},
    {"Rapport médical – été (2).PDF", NULL},
    {"тест.png", NULL},
    {"हिन्दी.pdf", NULL},
    {"console.pdf", NULL},
    {"com10.pdf", NULL},
    {"a", NULL},
    {"", "is empty"},
    {"a\nb.pdf", UNSEEN},
    {"a\x1b[2Jb.pdf", UNSEEN},
    {"a\x7f.pdf", UNSEEN},
    {"a\xc2\x85.pdf", UNSEEN},
    {"gnp.\xe2\x80\xae"
     "fdp.exe",
     UNSEEN},
    {"a\xe2\x80\x8b.pdf", UNSEEN},
    {"a\xe2\x81\xa6.pdf", UNSEEN},
    {"a\xef\xbb\xbf.pdf", UNSEEN},
    {"a\xc2\xa0.pdf", UNSEEN},
    {"a\xe3\x85\xa4.pdf", UNSEEN},
    {"a\xef\xb8\x8f.pdf", UNSEEN},
    {"a\xf3\xa0\x80\xa0.pdf", UNSEEN},
    {"a\xef\xbf\xbf.pdf", UNSEEN},
    {"a/b.pdf", SIGN},
    {"..\\b.pdf", SIGN},
    {"c:b.pdf", SIGN},
    {"a*.pdf", SIGN},
    {"<b>.pdf", SIGN},
    {"a\";filename=b.pdf", SIGN},
    {".bashrc", BEGINS},
    {"..", BEGINS},
    {" a.pdf", BEGINS},
    {"-rf.pdf", BEGINS},
    {"~root.pdf", BEGINS},
    {"a.pdf.", ENDS},
    {"a.pdf ", ENDS},
    {"con", DEVICE},
    {"NUL.pdf", DEVICE},
    {"aux .pdf", DEVICE},
    {"Com1.a.pdf", DEVICE},
    {"lpt\xc2\xb2.pdf", DEVICE},
    {"e\xcc\x81t\xc3\xa9.pdf", APART},
    {"\xe2\x84\xab.pdf", APART},
    {"\xe1\x84\x80\xe1\x85\xa1.pdf", APART},
};

static void
test_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *fault = file_name_fault(names[i].name);
        if (strcmp(fault == NULL ? "" : fault, names[i].fault == NULL ? "" : names[i].fault) != 0) {
            fail_msg("%s: %s, not %s", names[i].name, fault, names[i].fault);
        }
    }
}

static void
test_length(void **state)
{
    (void)state;
    char name[1024];
    memset(name, 'a', sizeof name);
    name[120] = 0;
    assert_null(file_name_fault(name));
    name[120] = 'a';
    name[121] = 0;
    assert_string_equal(file_name_fault(name), "is too long");
    name[121] = 'a';
    name[1023] = 0;
    assert_string_equal(file_name_fault(name), "is too long");
    /* Few characters, and more bytes than a file system takes. */
    for (unsigned i = 0; i < 80; i++) {
        memcpy(name + (size_t)i * 4, "\xf0\xa0\x80\x80", 5);
    }
    assert_string_equal(file_name_fault(name), "is too long");
    name[240] = 0;
    assert_null(file_name_fault(name));
}

static void
test_endings(void **state)
{
    (void)state;
    assert_true(file_name_ends("a.pdf", MEDIA_PDF));
    assert_true(file_name_ends("a.b.PdF", MEDIA_PDF));
    assert_true(file_name_ends("a.jpg", MEDIA_JPEG));
    assert_true(file_name_ends("a.JPEG", MEDIA_JPEG));
    assert_true(file_name_ends("a.png", MEDIA_PNG));
    assert_false(file_name_ends("a.png", MEDIA_JPEG));
    assert_false(file_name_ends("a.pdf.exe", MEDIA_PDF));
    assert_false(file_name_ends("pdf", MEDIA_PDF));
    assert_false(file_name_ends(".pdf", MEDIA_PDF));
    assert_false(file_name_ends("a.jpegs", MEDIA_JPEG));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_length),
        cmocka_unit_test(test_endings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
