/* Texts that must be about nobody: what tells who it is is found, in whatever disguise; what does not is let be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "rules/telltale/telltale.h"

#define NONE TELLTALE_KINDS

struct telling {
    const char *text;
    enum telltale_kind kind; /* of the first thing found; NONE: nothing is */
    uint32_t at;             /* 0: wherever */
};

static day_num
today(void)
{
    day_num day;
    assert_int_equal(date_parse(&day, "2026-11-28"), TNW_OK);
    return day;
}

/* names: of patients, ended by NULL. */
static void
look(const char *before, const char *text, const char *const names[], struct telltales *found)
{
    struct telltale_text *opened;
    *found = (struct telltales){.count = 0};
    assert_int_equal(telltale_open(&opened, slice_str(before), slice_str(text), today(), found), TNW_OK);
    for (size_t i = 0; names != NULL && names[i] != NULL; i++) {
        assert_int_equal(telltale_name(opened, slice_str(names[i]), found), TNW_OK);
    }
    telltale_free(&opened);
}

static void
check(const struct telling *rows, size_t count, const char *const names[])
{
    for (size_t i = 0; i < count; i++) {
        struct telltales found;
        look(NULL, rows[i].text, names, &found);
        enum telltale_kind kind = found.count == 0 ? NONE : found.list[0].kind;
        if (kind != rows[i].kind || (rows[i].at != 0 && found.count > 0 && found.list[0].at != rows[i].at)) {
            fail_msg("%s: kind %u at %u", rows[i].text, (unsigned)kind, found.count == 0 ? 0 : found.list[0].at);
        }
    }
}

#define CHECK(rows, names) check(rows, sizeof rows / sizeof rows[0], names)

static void
numbers_are_found_in_any_spelling(void **state)
{
    (void)state;
    static const struct telling rows[] = {
        {"nummer 85073003328.", TELLTALE_NISS, 8},
        {"85.07.30-033.28", TELLTALE_NISS, 1},
        {"85 07 30 / 033 / 28", TELLTALE_NISS, 1},
        {"x85073003328y", TELLTALE_NISS, 2},
        {"8 5 0 7 3 0 0 3 3 2 8", TELLTALE_NISS, 1},
        {"85,07,30,033,28", TELLTALE_NISS, 1},
        {"85\n0730\n033\n28", TELLTALE_NISS, 1},
        {"\xef\xbc\x98\xef\xbc\x95\xef\xbc\x90\xef\xbc\x97\xef\xbc\x93\xef\xbc\x90 033 28", TELLTALE_NISS,
         1}, /* wide */
        {"8507\xe2\x80\x8b"
         "3003328",
         TELLTALE_NISS, 1},                                                            /* zero-width space */
        {"85O73O-O33-28", TELLTALE_NISS, 1},                                           /* O for 0 */
        {"\xd9\xa8\xd9\xa5\xd9\xa0\xd9\xa7\xd9\xa3\xd9\xa0 033 28", TELLTALE_NISS, 1}, /* Arabic digits */
        {"BE0403.170.701", TELLTALE_CBE, 3},
        {"be 0403 170 701", TELLTALE_CBE, 4},
        {"+32 475 12 34 56", TELLTALE_PHONE, 2},
        {"bel 0475/12.34.56", TELLTALE_PHONE, 5},
        {"02 123 45 67", TELLTALE_PHONE, 1},
        {"02/123.45.67", TELLTALE_PHONE, 1},
        {"0032475123456", TELLTALE_NUMBER, 1},
        {"+32 (0)475 12 34 56", TELLTALE_PHONE, 2},
        {"dossier 1234-5678-9", TELLTALE_NUMBER, 9},
        {"185073003328", TELLTALE_NUMBER, 1},
        {"850730-033-29", TELLTALE_NUMBER, 1}, /* with a slip of the pen */
    };
    CHECK(rows, NULL);
}

static void
what_tells_nobody_is_let_be(void **state)
{
    (void)state;
    static const struct telling rows[] = {
        {"", NONE, 0},
        {"Een bakker van ongeveer 50 jaar, thuis sinds 3 maart 2026.", NONE, 0},
        {"Van 2019-2020-2021 geen klachten; 20 mg, 3/10, 8/10, 4 u per dag.", NONE, 0},
        {"Loon van 12.500,00 euro, 1.250.000 inwoners.", NONE, 0},
        {"Uren: 9 10 11 12 13 14 en 15", NONE, 0},
        {"op 01/02/2026 10u30 en op 2026-03-01", NONE, 0},
        {"in 1968 begonnen", NONE, 0},
        {"il ne vient que le 3 mars", NONE, 0},
        {"onderweg 2 keer gestopt, op weg 3 uur", NONE, 0},
        {"la place de 2 personnes", NONE, 0},
        {"met 10l water en 100 %", NONE, 0},
        {"L5-S1 geopereerd, C5-C6 ook", NONE, 0},
        {"op 3 april van 12 tot 14 uur", NONE, 0},
        {"sinds kerstmis thuis, terug na nieuwjaar", NONE, 0},
        {"tien keer vierhonderd meter, dan honderd", NONE, 0},
        {"van 1/2/2026 tot 15/3/2026 en van 2 april 2026 tot 30 juni 2026", NONE, 0},
        {"10 en 12 en 14 en 20 en 200 meter", NONE, 0},
    };
    CHECK(rows, NULL);
}

/* Initials with a title or a place are a patient's; without, they are a short form. */
static void
initials_of_patients_are_found(void **state)
{
    (void)state;
    static const char *const names[] = {"Maria Stevens", "Jan Van den Berg", NULL};
    static const struct telling rows[] = {
        {"M.S. uit Leuven", TELLTALE_NAME, 1},
        {"Mevrouw S. M.", TELLTALE_NAME, 9},
        {"J.B. (Wichelen)", TELLTALE_NAME, 1},
        {"Een patient met M.S. en rugpijn", NONE, 0},
        {"M.S. in een vroeg stadium. Leuven volgt op.", NONE, 0},
        {"K.G. uit Leuven", NONE, 0},
    };
    CHECK(rows, names);
}

static void
days_of_birth_are_found(void **state)
{
    (void)state;
    static const struct telling rows[] = {
        {"30/07/1985", TELLTALE_BIRTH, 1},
        {"(1985-07-30)", TELLTALE_BIRTH, 2},
        {"30.7.85", TELLTALE_BIRTH, 1},
        {"3 maart 1968", TELLTALE_BIRTH, 1},
        {"3 mars 1968", TELLTALE_BIRTH, 1},
        {"le 1er mars 1968", TELLTALE_BIRTH, 4},
        {"3. M\xc3\xa4rz 1968", TELLTALE_BIRTH, 1},
        {"March 3rd, 1968", TELLTALE_BIRTH, 1},
        {"the 3rd of March 1968", TELLTALE_BIRTH, 5},
        {"3 MAART 1968", TELLTALE_BIRTH, 1},
        {"geboren op 3 maart", TELLTALE_BIRTH, 12},
        {"n\xc3\xa9 le 3/3", TELLTALE_BIRTH, 7},
        {"n\xc3\xa9"
         "e le 3 mars",
         TELLTALE_BIRTH, 8},
        {"born on March 3", TELLTALE_BIRTH, 9},
    };
    CHECK(rows, NULL);
}

static void
addresses_are_found(void **state)
{
    (void)state;
    static const struct telling rows[] = {
        {"jan@example.be", TELLTALE_EMAIL, 1},
        {"jan (at) example.be", TELLTALE_EMAIL, 6},
        {"jan @ example", TELLTALE_EMAIL, 1},
        {"jan\xef\xbc\xa0"
         "example.be",
         TELLTALE_EMAIL, 1}, /* wide */
        {"Stationsstraat 12", TELLTALE_ADDRESS, 1},
        {"Kerkweg 3", TELLTALE_ADDRESS, 1},
        {"rue de la Loi, 16", TELLTALE_ADDRESS, 1},
        {"Bahnhofstra\xc3\x9f"
         "e 5",
         TELLTALE_ADDRESS, 1},
    };
    CHECK(rows, NULL);
}

static void
names_of_patients_are_found(void **state)
{
    (void)state;
    static const char *const names[] = {"Wil Peeters", "H\xc3\xa9l\xc3\xa8ne Van den Bossche", "Li De Smet",
                                        "Jan Bakker", NULL};
    static const struct telling rows[] = {
        {"Volgens Peeters gaat het.", TELLTALE_NAME, 9},
        {"volgens peeters gaat het", TELLTALE_NAME, 9},
        {"PEETERS", TELLTALE_NAME, 1},
        {"Peeters' rug", TELLTALE_NAME, 1},
        {"Pee-ters", TELLTALE_NAME, 1},
        {"P. e. e. t. e. r. s.", TELLTALE_NAME, 1},
        {"\xd0\xa0"
         "eeters",
         TELLTALE_NAME, 1}, /* Cyrillic capital er */
        {"Pe\xc2\xad"
         "eters",
         TELLTALE_NAME, 1}, /* soft hyphen */
        {"Pe\xcc\x81"
         "eters",
         TELLTALE_NAME, 1}, /* combining accent */
        {"\xf0\x9d\x90\x8f"
         "eeters",
         TELLTALE_NAME, 1}, /* mathematical P */
        {"helene zegt", TELLTALE_NAME, 1},
        {"mevrouw Vandenbossche", TELLTALE_NAME, 9},
        {"van den bossche", TELLTALE_NAME, 9},
        {"met Li gesproken", TELLTALE_NAME, 5},
        {"Mijn vraag over Wil is", TELLTALE_NAME, 17},
        {"Jans rug", TELLTALE_NAME, 1},
        {"Ik zag Bakker gisteren", TELLTALE_NAME, 8},
        {"Zij wil niet, hij wil wel.", NONE, 0},
        {"Wil je kijken? Wil dat?", NONE, 0},
        {"HIJ WIL NIET", NONE, 0},
        {"een bakker van in de vijftig, de man van den anderen", NONE, 0},
        {"de li van", NONE, 0},
    };
    CHECK(rows, names);
}

static void
a_place_is_told_in_characters_and_never_what_stands_there(void **state)
{
    (void)state;
    struct telltales found;
    char words[200];
    look(NULL, "\xc3\xa9\xc3\xa9n: 85073003328 en jan@example.be", NULL, &found);
    assert_int_equal(found.count, 2);
    assert_int_equal(found.list[0].at, 6);
    assert_int_equal(found.list[1].at, 21);
    for (unsigned kind = 0; kind < TELLTALE_KINDS; kind++) {
        telltale_say(words, sizeof words, &(struct telltale){.kind = (enum telltale_kind)kind, .at = 6});
        assert_ptr_equal(strstr(words, "at character 6 stands "), words);
    }
}

static void
no_text_takes_it_long_or_more_than_its_places(void **state)
{
    (void)state;
    static char text[80001];
    static const char *const names[] = {"Aaa Bbb", NULL};
    static const char *const fill[] = {"1 ", "a@", "aaa ", "\xef\xb7\xba", "\xff\xfe", "0", "l0", "3/3/1968 ", "a "};
    for (size_t i = 0; i < sizeof fill / sizeof fill[0]; i++) {
        size_t len = strlen(fill[i]);
        struct telltales found;
        for (size_t at = 0; at + len < sizeof text; at += len) {
            memcpy(text + at, fill[i], len);
            text[at + len] = 0;
        }
        look(NULL, text, names, &found);
        assert_true(found.count <= TELLTALES_MAX);
    }
}

#define FOLDER "tests/casus/"

static const char *const expected[TELLTALE_KINDS + 1] = {"niss",  "nihii",      "cbe",     "phone", "number",
                                                         "email", "birth_date", "address", "name",  "harmless"};

static uint32_t
characters(const char *text, size_t len)
{
    uint32_t count = 0;
    for (size_t i = 0; i < len; i++) {
        count += (text[i] & 0xc0) == 0x80 ? 0 : 1;
    }
    return count;
}

/* Whether something of what was found stands in that piece of the text. */
static bool
points_at(const struct telltales *found, const char *text, const char *piece)
{
    const char *place = strstr(text, piece);
    bool points = false;
    assert_non_null(place);
    uint32_t first = characters(text, (size_t)(place - text)) + 1;
    for (size_t i = 0; i < found->count; i++) {
        points = points || (found->list[i].at >= first && found->list[i].at < first + characters(piece, strlen(piece)));
    }
    return points;
}

/* Of several texts the last one is looked at, behind the others. */
static bool
is_as_expected(const json_t *row, const char *const names[])
{
    const json_t *texts = json_object_get(row, "texts");
    const char *expect = json_string_value(json_object_get(row, "expect"));
    const char *piece = json_string_value(json_object_get(row, "at"));
    const char *text = "";
    struct telltales found = {.count = 0};
    struct buf before = {0};
    for (size_t i = 0; i < json_array_size(texts) && found.count == 0; i++) {
        text = json_string_value(json_array_get(texts, i));
        look(buf_text(&before), text, names, &found);
        buf_put_str(&before, before.len > 0 ? "-" : "");
        buf_put_str(&before, text);
    }
    buf_free(&before);
    bool same = strcmp(expect, expected[found.count == 0 ? NONE : found.list[0].kind]) == 0;
    bool refused = found.count > 0 && strcmp(expect, "harmless") != 0;
    bool other = refused && (found.list[0].kind == TELLTALE_NUMBER || json_is_true(json_object_get(row, "any")));
    bool place = piece == NULL || found.count == 0 || points_at(&found, text, piece);
    if ((!same && !other) || !place) {
        print_error("%s: %s at %u, not %s\n", json_string_value(json_object_get(row, "id")),
                    expected[found.count == 0 ? NONE : found.list[0].kind], found.count == 0 ? 0 : found.list[0].at,
                    expect);
    }
    return (same || other) && place;
}

/* Returns how many there are; all are as expected. harmless: how many are expected to pass. */
static size_t
try_all(const char *path, size_t *harmless)
{
    json_t *all = json_load_file(path, 0, NULL);
    const json_t *patients = json_object_get(all, "patients");
    const json_t *texts = json_object_get(all, "texts");
    const char *names[64] = {NULL};
    size_t wrong = 0;
    *harmless = 0;
    for (size_t i = 0; i < json_array_size(patients) && i < 63; i++) {
        names[i] = json_string_value(json_array_get(patients, i));
    }
    for (size_t i = 0; i < json_array_size(texts); i++) {
        const json_t *row = json_array_get(texts, i);
        wrong += is_as_expected(row, names) ? 0 : 1;
        *harmless += strcmp(json_string_value(json_object_get(row, "expect")), "harmless") == 0 ? 1 : 0;
    }
    size_t count = json_array_size(texts);
    assert_int_equal(wrong, 0);
    json_decref(all);
    return count;
}

static void
the_texts_that_were_written_before_it_are_told_apart(void **state)
{
    size_t harmless;
    (void)state;
    assert_int_equal(try_all(FOLDER "texts.json", &harmless), 215);
    assert_int_equal(harmless, 55);
}

/* The numbers stand in docs/decisions.md. */
static void
names_and_numbers_in_disguise_are_found_but_for_those_that_are_told(void **state)
{
    size_t harmless;
    (void)state;
    assert_int_equal(try_all(FOLDER "attacks.json", &harmless), 272);
    assert_int_equal(harmless, 34);
}

static void
honest_texts_pass(void **state)
{
    size_t harmless;
    (void)state;
    assert_int_equal(try_all(FOLDER "honest.json", &harmless), 40);
    assert_int_equal(harmless, 40);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_texts_that_were_written_before_it_are_told_apart),
        cmocka_unit_test(names_and_numbers_in_disguise_are_found_but_for_those_that_are_told),
        cmocka_unit_test(honest_texts_pass),
        cmocka_unit_test(numbers_are_found_in_any_spelling),
        cmocka_unit_test(what_tells_nobody_is_let_be),
        cmocka_unit_test(initials_of_patients_are_found),
        cmocka_unit_test(days_of_birth_are_found),
        cmocka_unit_test(addresses_are_found),
        cmocka_unit_test(names_of_patients_are_found),
        cmocka_unit_test(a_place_is_told_in_characters_and_never_what_stands_there),
        cmocka_unit_test(no_text_takes_it_long_or_more_than_its_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
