/* PDF: sound ones pass; what runs, what is another file, what cannot be looked into and what only its table finds
 * is refused, in clear text and packed, in whatever pieces it comes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "unit/rules/inspect/inspect_files.h"

#define RUNS "holds a program (JavaScript)"
#define STARTS "starts something else when it is read"
#define OTHER_FILE "holds another file: saved without it, it is taken"
#define ENCRYPTED "is encrypted, so that nobody can look into it: saved without a password, it is taken"
#define MEDIA "holds sound, film or what moves"
#define SENDS "sends or fetches data when it is read"
#define HIDES "hides an object where only its table finds it"
#define BRACKETS "is no sound PDF: brackets do not match"
#define BETWEEN "is no sound PDF: it has something between its objects"
#define ENDS "is no sound PDF: it does not end as one"
#define LENGTH "is no sound PDF: a stream is not as long as it says"
#define OWN_NAME "is no sound PDF: a name is written in a way of its own"

static void
assert_case(const char *name, const char *fault, const char *expected)
{
    if (strcmp(fault == NULL ? "" : fault, expected == NULL ? "" : expected) != 0) {
        fail_msg("%s: %s, not %s", name, fault, expected);
    }
}

/* A document of one page with this in its catalog, as an object more, in its trailer or behind its end. */
static const struct {
    const char *name;
    const char *fault;
    const char *catalog;
    const char *object;
    const char *trailer;
    const char *tail;
} cases[] = {
    {"plain", NULL, "", NULL, "", ""},
    {"blank behind", NULL, "", NULL, "", "\r\n  \n"},
    {"texts with brackets", NULL, "/Lang (nl\\) (a) \\\\)", "<</T <48 65> /U (\\() /V [1 -.5 true null 2 0 R]>>", "",
     ""},
    {"turns to a page", NULL, "/OpenAction [3 0 R /Fit]", NULL, "", ""},
    {"turns to a page by an action", NULL, "/OpenAction 4 0 R", "<< /S /GoTo /D [3 0 R /Fit] >>", "", ""},
    {"a link", NULL, "", "<< /Subtype /Link /A << /S /URI /URI (https://example.org) >> >>", "", ""},
    {"a link beside an opening", NULL, "/OpenAction 5 0 R", "<< /A << /S /URI /URI (x) >> >>", "", ""},
    {"a name that only begins alike", NULL, "/JSX 1 /Launcher 2 /AAA 3", "<< /K /JS /L /AA >>", "", ""},
    {"a word of a sentence", NULL, "", "(a trailer and 1 object)", "", ""},

    {"JavaScript", RUNS, "/Names << /JavaScript 4 0 R >>", "null", "", ""},
    {"an action of it", RUNS, "", "<< /S /JavaScript /JS (app.alert\\(1\\)) >>", "", ""},
    {"written in codes", RUNS, "", "<< /S /J#61v#61Script >>", "", ""},
    {"its key in codes", RUNS, "", "<< /#4a#53 (x) >>", "", ""},
    {"Launch", STARTS, "", "<< /S /Launch /F (cmd.exe) >>", "", ""},
    {"AA", STARTS, "/AA << /WC 4 0 R >>", "null", "", ""},
    {"fetches when opened", STARTS, "/OpenAction << /S /URI /URI (https://example.org) >>", NULL, "", ""},
    {"fetches when opened, by another object", STARTS, "/OpenAction 4 0 R", "<< /S /URI /URI (x) >>", "", ""},
    {"fetches after it was opened", STARTS, "/OpenAction << /S /GoTo /Next << /S /URI >> >>", NULL, "", ""},
    {"prints when opened", STARTS, "/OpenAction << /S /Named /N /Print >>", NULL, "", ""},
    {"sends a form", SENDS, "", "<< /S /SubmitForm /F (x) >>", "", ""},
    {"goes to another file", SENDS, "", "<< /S /GoToR /F (\\\\\\\\host\\\\share) >>", "", ""},
    {"files by name", OTHER_FILE, "/Names << /EmbeddedFiles 4 0 R >>", "null", "", ""},
    {"a file", OTHER_FILE, "", "<< /Type /Filespec /EF << /F 5 0 R >> >>", "", ""},
    {"a file on the page", OTHER_FILE, "", "<< /Subtype /FileAttachment >>", "", ""},
    {"a portfolio", OTHER_FILE, "/Collection << >>", NULL, "", ""},
    {"XFA", "holds a form of the kind XFA, which is a program", "/AcroForm << /XFA 4 0 R >>", "null", "", ""},
    {"RichMedia", MEDIA, "", "<< /Subtype /RichMedia >>", "", ""},
    {"a film", MEDIA, "", "<< /Subtype /Movie >>", "", ""},
    {"encrypted", ENCRYPTED, "", NULL, "/Encrypt 4 0 R", ""},

    {"a half code", OWN_NAME, "/A#4 1", NULL, "", ""},
    {"no code", OWN_NAME, "/A#zz 1", NULL, "", ""},
    {"brackets", BRACKETS, "/A [ << ] >>", NULL, "", ""},
    {"a bracket too many", BRACKETS, "/A 1 ]", NULL, "", ""},
    {"a key without a value", BRACKETS, "/A", NULL, "", ""},
    {"a value without a key", BRACKETS, "", "<< 1 >>", "", ""},
    {"no hex", BRACKETS, "/A <4x>", NULL, "", ""},
    {"a procedure", BRACKETS, "/A { exch }", NULL, "", ""},
    {"an unknown word", "is no sound PDF: an object holds an unknown word", "/A exec", NULL, "", ""},
    {"an object in an object", "is no sound PDF: an object holds an unknown word", "", "9 0 obj", "", ""},
    {"more behind an object", BETWEEN, "", "null endobj (text)", "", ""},
    {"a dictionary alone", BETWEEN, "", "null endobj << /A 1 >>", "", ""},
    {"behind the end", BETWEEN, "", NULL, "", "PK"},
    {"a remark behind the end", ENDS, "", NULL, "", "% <b>\n"},
    {"a second end", ENDS, "", NULL, "", "%%EOF\n"},
    {"another startxref", "is no sound PDF: its end does not point at its table", "", NULL, "",
     "startxref\n9\n%%EOF\n"},
    {"a startxref of nothing", "is no sound PDF: its end does not point at its table", "", NULL, "",
     "startxref\n-1\n%%EOF\n"},
    {"a script in a remark at the head", "is a page of a browser as well", "/A (<script>)", NULL, "", ""},

    {"an object in a text", HIDES, "", "(1 0 obj << /S /URI >> endobj)", "", ""},
    {"an object in a remark", HIDES, "", "null\n%1 0 obj<<>>endobj\n", "", ""},
    {"an object with a remark within", HIDES, "", "(1 0 %\nobj <<>>)", "", ""},
    {"a remark within a remark", HIDES, "", "(5 %1 0 %\nobj <<>>)", "", ""},
    {"a trailer in a text", HIDES, "", "(trailer << /Root 9 0 R >>)", "", ""},
    {"a trailer and a remark", HIDES, "", "(trailer%\n<< /Root 9 0 R >>)", "", ""},
};

static void
test_documents(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pdf_making pdf;
        pdf_put_start(&pdf);
        pdf_put_page(&pdf, cases[i].catalog);
        pdf_put_object(&pdf, cases[i].object == NULL ? "null" : cases[i].object);
        pdf_put_end(&pdf, cases[i].trailer);
        buf_put_str(&pdf.out, cases[i].tail);
        assert_case(cases[i].name, inspect_files_agreed(MEDIA_PDF, buf_slice(&pdf.out)), cases[i].fault);
        buf_free(&pdf.out);
    }
}

/* The same as an object that lies in a stream of objects. */
static void
put_pack(struct pdf_making *pdf, const char *table, const char *objects, const char *dict, bool packed)
{
    struct buf data = {0};
    struct buf all = {0};
    char line[200];
    buf_put_str(&all, table);
    buf_put_str(&all, objects);
    if (packed) {
        deflate_put(&data, buf_slice(&all));
    } else {
        buf_put_slice(&data, buf_slice(&all));
    }
    snprintf(line, sizeof line, "/Type /ObjStm /First %zu %s %s", strlen(table), dict,
             packed ? "/Filter /FlateDecode" : "");
    pdf_put_stream(pdf, line, buf_slice(&data));
    buf_free(&data);
    buf_free(&all);
}

#define TABLE "is no sound PDF: a stream of objects is not what its table says"
#define BLIND "packs its objects in a way that cannot be looked into: printed to PDF anew, it is taken"

static const struct {
    const char *name;
    const char *fault;
    const char *table;
    const char *objects;
    const char *dict;
} packs[] = {
    {"two objects", NULL, "5 0 6 5 ", "null <</A/B>>", "/N 2"},
    {"none", NULL, "", "", "/N 0"},
    {"lists", NULL, "5 0 6 6 ", "[1 2] [[/A]]", "/N 2"},
    {"JavaScript", RUNS, "5 0 ", "<</S/JavaScript>>", "/N 1"},
    {"in codes", RUNS, "5 0 ", "<</S/#4aavaScript>>", "/N 1"},
    {"opens", STARTS, "5 0 ", "<</OpenAction<</S/URI>>>>", "/N 1"},
    {"a file", OTHER_FILE, "5 0 ", "<</EF 7 0 R>>", "/N 1"},
    {"an object in a text", TABLE, "5 0 6 1 ", "(<</S/URI>>)", "/N 2"},
    {"an object in a remark", TABLE, "5 0 6 6 ", "null %<</S/URI>>\n", "/N 2"},
    {"an object in another", TABLE, "5 0 6 4 ", "<</A<</B 1>>>>", "/N 2"},
    {"places that go back", TABLE, "5 5 6 0 ", "null null", "/N 2"},
    {"fewer than it says", TABLE, "5 0 ", "null", "/N 2"},
    {"more than it says", TABLE, "5 0 6 5 ", "null null", "/N 1"},
    {"a place behind the end", TABLE, "5 0 6 99 ", "null", "/N 2"},
    {"half an object", TABLE, "5 0 ", "<</A 1", "/N 1"},
    {"a table of names", TABLE, "5 /A ", "null", "/N 1"},
    {"too many", TABLE, "", "", "/N 9000"},
    {"another object's number", BLIND, "5 0 ", "null", "/N 7 0 R"},
    {"no number", BLIND, "5 0 ", "null", ""},
    {"a predictor", BLIND, "5 0 ", "null", "/N 1 /DecodeParms << /Predictor 12 >>"},
};

static void
test_packs(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof packs / sizeof *packs * 2; i++) {
        struct pdf_making pdf;
        pdf_put_start(&pdf);
        pdf_put_page(&pdf, "");
        put_pack(&pdf, packs[i / 2].table, packs[i / 2].objects, packs[i / 2].dict, i % 2 == 0);
        pdf_put_end(&pdf, "");
        assert_case(packs[i / 2].name, inspect_files_agreed(MEDIA_PDF, buf_slice(&pdf.out)), packs[i / 2].fault);
        buf_free(&pdf.out);
    }
}

/* Streams: by their own end, by a length that is told here or elsewhere. */
#define OBJECT(length, dict, data) "<< /Length " length " " dict " >>\nstream\n" data "\nendstream"
#define CHAIN "packs a stream more than once"
#define UNKNOWN "packs a stream in a way that cannot be looked into (LZW?): printed to PDF anew, it is taken"
#define CODE "is no sound PDF: a stream is not written in the way it says"
#define WHOLE "is no sound PDF: a stream is not whole"
#define SAYS "is no sound PDF: a stream does not say what it is"

static const struct {
    const char *name;
    const char *fault;
    const char *object;
} streams[] = {
    {"as it is", NULL, OBJECT("3", "", "abc")},
    {"empty", NULL, OBJECT("0", "/Filter /FlateDecode", "")},
    {"a length elsewhere", NULL, OBJECT("9 0 R", "", "endstrendstreaabc")},
    {"text of base 85", NULL, OBJECT("12", "/Filter /ASCII85Decode", "87cURzDZ~  >")},
    {"the same with a length elsewhere", NULL, OBJECT("9 0 R", "/Filter [/A85]", "87cURDZ~>")},
    {"text of base 16", NULL, OBJECT("7", "/Filter /AHx", "48 656>")},
    {"a picture", NULL, OBJECT("3", "/Filter [/ASCIIHexDecode /DCTDecode]", "41>")},

    {"too short", LENGTH, OBJECT("2", "", "abc")},
    {"too long", LENGTH, OBJECT("5", "", "abc")},
    {"longer than the file", LENGTH, OBJECT("99999", "", "abc")},
    {"no length", SAYS, "<< /A 1 >>\nstream\nabc\nendstream"},
    {"a length of less than nothing", SAYS, OBJECT("-3", "", "abc")},
    {"two lengths", SAYS, OBJECT("3", "/Length 9", "abc")},
    {"a filter elsewhere", SAYS, OBJECT("3", "/Filter 9 0 R", "abc")},
    {"no line", "is no sound PDF: a stream does not begin on a line", "<< /Length 3 >>\nstream abc\nendstream"},
    {"only CR", "is no sound PDF: a stream does not begin on a line", "<< /Length 3 >>\nstream\rabc\nendstream"},
    {"no dictionary", "is no sound PDF: an object holds an unknown word", "null stream\nabc\nendstream"},
    {"more behind a stream", LENGTH, OBJECT("3", "", "abc") " null"},
    {"another file's", "takes a part from another file", OBJECT("3", "/F (x)", "abc")},
    {"Flate twice", CHAIN, OBJECT("3", "/Filter [/FlateDecode /Fl]", "abc")},
    {"runs, packed", CHAIN, OBJECT("3", "/Filter [/RunLengthDecode /FlateDecode]", "abc")},
    {"text within Flate", CHAIN, OBJECT("3", "/Filter [/FlateDecode /ASCII85Decode]", "abc")},
    {"LZW", UNKNOWN, OBJECT("3", "/Filter /LZWDecode", "abc")},
    {"Crypt", ENCRYPTED, OBJECT("3", "/Filter /Crypt", "abc")},
    {"no filter there is", UNKNOWN, OBJECT("3", "/Filter /F#6co", "abc")},
    {"no Flate", "is damaged or encrypted, so that nobody can look into it: saved without a password, it is taken",
     OBJECT("3", "/Filter /FlateDecode", "abc")},
    {"no base 85", CODE, OBJECT("3", "/Filter /A85", "ab\x7f")},
    {"one digit of five", CODE, OBJECT("3", "/Filter /A85", "a~>")},
    {"too large a number", CODE, OBJECT("7", "/Filter /A85", "uuuuu~>")},
    {"no base 16", CODE, OBJECT("3", "/Filter /AHx", "4x>")},
    {"base 16 without an end", WHOLE, OBJECT("3", "/Filter /AHx", "414")},
    {"Flate that its text cuts", WHOLE, OBJECT("9 0 R", "/Filter [/ASCII85Decode /FlateDecode]", "~>")},
    {"the same in base 16", WHOLE, OBJECT("2 0 R", "/Filter [/AHx /Fl]", "789c>")},
    {"the same with a length", WHOLE, OBJECT("2", "/Filter [/A85 /Fl]", "~>")},
    {"behind base 16", "is no sound PDF: a stream has something behind its end", OBJECT("4", "/Filter /AHx", "41>x")},
    {"objects in runs", BLIND, OBJECT("3", "/Type /ObjStm /N 1 /First 4 /Filter /RunLengthDecode", "abc")},
    {"objects without a length", BLIND, OBJECT("9 0 R", "/Type /ObjStm /N 1 /First 4", "5 0 null")},
    {"an object in a stream", HIDES, OBJECT("9 0 R", "", "7 0 obj << /S /URI >> endobj")},
    {"an object at its end", HIDES, OBJECT("9", "", "12 34 obj")},
};

static void
test_streams(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
        struct pdf_making pdf;
        pdf_put_start(&pdf);
        pdf_put_page(&pdf, "");
        pdf_put_object(&pdf, streams[i].object);
        pdf_put_end(&pdf, "");
        assert_case(streams[i].name, inspect_files_agreed(MEDIA_PDF, buf_slice(&pdf.out)), streams[i].fault);
        buf_free(&pdf.out);
    }
}

static void
put_bomb(struct pdf_making *pdf, size_t zeros, unsigned times)
{
    struct buf data = {0};
    deflate_put_zeros(&data, zeros);
    pdf_put_start(pdf);
    pdf_put_page(pdf, "");
    for (unsigned i = 0; i < times; i++) {
        pdf_put_stream(pdf, "/Filter /FlateDecode", buf_slice(&data));
    }
    pdf_put_end(pdf, "");
    buf_free(&data);
}

/* A blank page passes; one stream of too many pages and many of one each do not, nor a table that is all blank. */
static void
test_bombs(void **state)
{
    (void)state;
    static const struct {
        size_t zeros;
        unsigned times;
        const char *fault;
    } bombs[] = {
        {(size_t)26 << 20, 1, NULL},
        {(size_t)64 << 20, 1, "unpacks to far more than it is"},
        {(size_t)26 << 20, 10, "unpacks to far more than it is"},
        {(size_t)270 << 20, 1, "unpacks to far more than it is"},
    };
    for (size_t i = 0; i < sizeof bombs / sizeof *bombs; i++) {
        struct pdf_making pdf;
        put_bomb(&pdf, bombs[i].zeros, bombs[i].times);
        assert_case("bomb", inspect_files_verdict(MEDIA_PDF, buf_slice(&pdf.out), 32768), bombs[i].fault);
        assert_case("bomb", inspect_files_verdict(MEDIA_PDF, buf_slice(&pdf.out), 997), bombs[i].fault);
        buf_free(&pdf.out);
    }
    struct pdf_making pdf;
    struct buf data = {0};
    deflate_put_zeros(&data, (size_t)17 << 20);
    pdf_put_start(&pdf);
    pdf_put_page(&pdf, "");
    pdf_put_stream(&pdf, "/Filter /FlateDecode /Type /ObjStm /N 0 /First 0", buf_slice(&data));
    pdf_put_end(&pdf, "");
    assert_case("pack", inspect_files_verdict(MEDIA_PDF, buf_slice(&pdf.out), 32768), "unpacks to far more than it is");
    buf_free(&pdf.out);
    buf_free(&data);
}

/* A table in a stream, as newer programs write it; a length elsewhere, and Flate within text of base 85. */
static void
test_newer(void **state)
{
    (void)state;
    struct buf data = {0};
    deflate_put(&data, slice_str("BT (Hallo) Tj ET"));
    struct pdf_making pdf;
    pdf_put_start(&pdf);
    pdf_put_page(&pdf, "");
    buf_printf(&pdf.out, "4 0 obj <</Length 5 0 R/Filter/FlateDecode>> stream\r\n");
    buf_put_slice(&pdf.out, buf_slice(&data));
    buf_printf(&pdf.out, "\nendstream endobj 5 0 obj %zu endobj\n6 0 obj <</Filter[/AHx/Fl]/Length %zu>>stream\n",
               data.len, data.len * 2 + 1);
    buf_put_hex(&pdf.out, buf_slice(&data));
    size_t place = pdf.out.len + strlen(">\nendstream endobj\n");
    buf_printf(&pdf.out, ">\nendstream endobj\n7 0 obj <</Type/XRef/Size 8/W[1 2 1]/Root 1 0 R/Length 1>>stream\n");
    buf_printf(&pdf.out, "x\nendstream endobj\nstartxref\n%zu\n%%%%EOF", place);
    assert_case("newer", inspect_files_agreed(MEDIA_PDF, buf_slice(&pdf.out)), NULL);
    /* Changed once, and pointing at the table of before. */
    buf_put_str(&pdf.out, "\n9 0 obj null endobj\n");
    size_t second = pdf.out.len;
    buf_printf(&pdf.out, "xref\n9 1\n0000000000 00000 n \ntrailer <</Prev %zu>>\nstartxref\n%zu\n%%%%EOF\n", place,
               second);
    assert_case("changed", inspect_files_agreed(MEDIA_PDF, buf_slice(&pdf.out)), NULL);
    for (unsigned i = 0; i < 64; i++) {
        second = pdf.out.len;
        buf_printf(&pdf.out, "xref\n0 0\ntrailer <</Prev 9>>\nstartxref\n%zu\n%%%%EOF\n", second);
    }
    assert_case("changed often", inspect_files_agreed(MEDIA_PDF, buf_slice(&pdf.out)),
                "was changed too often: saved anew, it is taken");
    buf_free(&pdf.out);
    buf_free(&data);
}

static void
test_heads(void **state)
{
    (void)state;
    static const struct {
        const char *head;
        const char *fault;
    } heads[] = {
        {"%PDF-1.0", NULL},
        {"%PDF-2.0", NULL},
        {"%PDF-1.8", "is a PDF of a version that there is not"},
        {"%PDF-3.0", "is a PDF of a version that there is not"},
        {"%PDF-1,4", "is a PDF of a version that there is not"},
        {"%pdf-1.4", "is no PDF: it does not begin with %PDF-"},
        {"GIF89a\n%", "is no PDF: it does not begin with %PDF-"},
        {"PK\3\4    ", "is no PDF: it does not begin with %PDF-"},
        {"\n%PDF-1.", "is no PDF: it does not begin with %PDF-"},
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct pdf_making pdf;
        pdf_put_start(&pdf);
        memcpy(pdf.out.ptr, heads[i].head, 8);
        pdf_put_page(&pdf, "");
        pdf_put_end(&pdf, "");
        assert_case(heads[i].head, inspect_files_agreed(MEDIA_PDF, buf_slice(&pdf.out)), heads[i].fault);
        buf_free(&pdf.out);
    }
}

static void
test_depth(void **state)
{
    (void)state;
    for (unsigned deep = 40; deep <= 60; deep += 20) {
        struct pdf_making pdf;
        char text[200] = "";
        memset(text, '[', deep);
        memset(text + deep, ']', deep);
        pdf_put_start(&pdf);
        pdf_put_page(&pdf, "");
        pdf_put_object(&pdf, text);
        pdf_put_end(&pdf, "");
        assert_case("deep", inspect_files_agreed(MEDIA_PDF, buf_slice(&pdf.out)),
                    deep == 40 ? NULL : "is no sound PDF: it is nested too deep");
        buf_free(&pdf.out);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_documents), cmocka_unit_test(test_packs), cmocka_unit_test(test_streams),
        cmocka_unit_test(test_bombs),     cmocka_unit_test(test_newer), cmocka_unit_test(test_heads),
        cmocka_unit_test(test_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
