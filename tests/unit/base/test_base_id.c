/* Identifiers: their text both ways, their order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/id.h"

/* The second text is the example of the ULID specification (github.com/ulid/spec), the third was worked out apart from
 * this code: the 128 bits as one number, divided by 32. */
static const struct {
    const char *hex;
    const char *text;
} vectors[] = {
    {"00000000000000000000000000000001", "00000000000000000000000001"},
    {"01563e3ab5d3d6764c61efb99302bd5b", "01ARZ3NDEKTSV4RRFFQ69G5FAV"},
    {"0123456789abcdeffedcba9876543210", "014D2PF2DBSQQZXQ5TK1V58CGG"},
    {"ffffffffffffffffffffffffffffffff", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"},
};
#define VECTORS (sizeof vectors / sizeof vectors[0])

static const char prefixes[ID_KINDS][5] = {"dos_", "frg_", "cns_", "thr_", "msg_", "act_", "req_",
                                           "crq_", "sus_", "fic_", "att_", "cas_", "nwm_"};
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void
known_ids_read_and_write_as_they_should(void **state)
{
    (void)state;
    for (size_t i = 0; i < VECTORS; i++) {
        for (unsigned kind = 0; kind < ID_KINDS; kind++) {
            struct id id;
            struct id back;
            char text[ID_TEXT];
            assert_int_equal(hex_decode(id.bytes, ID_SIZE, vectors[i].hex), TNW_OK);
            id_format(text, (enum id_kind)kind, &id);
            assert_memory_equal(text, prefixes[kind], 4);
            assert_string_equal(text + 4, vectors[i].text);
            assert_int_equal(id_parse(&back, (enum id_kind)kind, text), TNW_OK);
            assert_true(id_eq(&id, &back));
        }
    }
}

static void
an_id_of_another_kind_names_nothing(void **state)
{
    (void)state;
    struct id id = id_new(1);
    for (unsigned kind = 0; kind < ID_KINDS; kind++) {
        char text[ID_TEXT];
        id_format(text, (enum id_kind)kind, &id);
        for (unsigned other = 0; other < ID_KINDS; other++) {
            struct id back;
            assert_int_equal(id_parse(&back, (enum id_kind)other, text), other == kind ? TNW_OK : TNW_E_NOT_FOUND);
        }
    }
}

/* Either the changed text is refused, or it is the canonical text of another id. */
static void
every_tampered_character_is_refused_or_another_id(void **state)
{
    (void)state;
    char text[ID_TEXT] = "dos_01ARZ3NDEKTSV4RRFFQ69G5FAV";
    for (size_t at = 0; at < ID_TEXT - 1; at++) {
        char right = text[at];
        for (int c = 0; c < 256; c++) {
            struct id id;
            char back[ID_TEXT];
            text[at] = (char)c;
            bool digit = c != 0 && strchr(alphabet, c) != NULL;
            bool good = c == right || (at > 4 && digit) || (at == 4 && c >= '0' && c <= '7');
            assert_int_equal(id_parse(&id, ID_DOSSIER, text), good ? TNW_OK : TNW_E_NOT_FOUND);
            if (good) {
                id_format(back, ID_DOSSIER, &id);
                assert_string_equal(back, text);
            }
        }
        text[at] = right;
    }
}

static void
text_of_another_length_is_refused(void **state)
{
    (void)state;
    struct id id;
    char text[64] = "dos_01ARZ3NDEKTSV4RRFFQ69G5FAV00";
    for (size_t len = 0; len < 32; len++) {
        char saved = text[len];
        text[len] = 0;
        assert_int_equal(id_parse(&id, ID_DOSSIER, text), len == 30 ? TNW_OK : TNW_E_NOT_FOUND);
        text[len] = saved;
    }
}

static void
later_ids_sort_behind_earlier_ones_in_bytes_and_in_text(void **state)
{
    (void)state;
    static const time_ms times[] = {0, 1, 255, 256, 1767225600000, 1767225600001, 281474976710655};
    struct id last;
    char last_text[ID_TEXT];
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        char text[ID_TEXT];
        struct id id = id_new(times[i]);
        id_format(text, ID_MESSAGE, &id);
        if (i > 0) {
            assert_true(memcmp(last.bytes, id.bytes, ID_SIZE) < 0);
            assert_true(strcmp(last_text, text) < 0);
        }
        last = id;
        memcpy(last_text, text, sizeof text);
    }
}

static void
ids_of_one_moment_differ(void **state)
{
    (void)state;
    struct id a = id_new(5);
    struct id b = id_new(5);
    assert_memory_equal(a.bytes, b.bytes, 6);
    assert_false(id_eq(&a, &b));
}

static void
an_id_after_another_sorts_behind_it_whatever_the_clock_says(void **state)
{
    (void)state;
    struct id last = id_new(1000);
    for (unsigned i = 0; i < 1000; i++) {
        struct id id = id_new_after(i % 3 == 0 ? 1 : 1000, &last);
        assert_true(memcmp(last.bytes, id.bytes, ID_SIZE) < 0);
        last = id;
    }
    struct id fresh = id_new_after(2000, &last);
    assert_int_equal(fresh.bytes[4] << 8 | fresh.bytes[5], 2000);
}

static void
the_id_after_one_that_ends_in_ones_carries(void **state)
{
    (void)state;
    struct id last = {.bytes = {9, 9, 9, 9, 9, 9, 1, 2, 3, 4, 5, 6, 7, 0xff, 0xff, 0xff}};
    struct id next = id_new_after(0, &last);
    static const struct id expected = {.bytes = {9, 9, 9, 9, 9, 9, 1, 2, 3, 4, 5, 6, 8, 0, 0, 0}};
    assert_true(id_eq(&next, &expected));
}

static void
only_zero_is_zero(void **state)
{
    (void)state;
    struct id id = {0};
    assert_true(id_is_zero(&id));
    assert_int_equal(id_parse(&id, ID_DOSSIER, "dos_00000000000000000000000000"), TNW_E_NOT_FOUND);
    for (unsigned bit = 0; bit < 8 * ID_SIZE; bit++) {
        id.bytes[bit / 8] = (uint8_t)(1U << bit % 8);
        assert_false(id_is_zero(&id));
        id.bytes[bit / 8] = 0;
    }
}

static void
a_bare_id_tells_its_time(void **state)
{
    (void)state;
    time_ms when = 0;
    assert_true(id_time(&when, "01ARZ3NDEKTSV4RRFFQ69G5FAV"));
    assert_true(when == INT64_C(0x01563e3ab5d3));
    assert_false(id_time(&when, "01ARZ3NDEKTSV4RRFFQ69G5FA"));
    assert_false(id_time(&when, "01ARZ3NDEKTSV4RRFFQ69G5FAU"));
    assert_false(id_time(&when, "81ARZ3NDEKTSV4RRFFQ69G5FAV"));
    assert_false(id_time(&when, ""));
}

static void
ids_from_random_bytes_drawn_ahead_differ_and_are_forgotten_by_their_source(void **state)
{
    (void)state;
    struct id ids[3 * IDS_AHEAD + 1];
    struct id_source source = {.left = 0};
    static const uint8_t gone[ID_RANDOM];
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        char text[ID_TEXT];
        time_ms when;
        ids[i] = id_new_from(&source, 1700000000000 + (time_ms)i % 2);
        id_format(text, ID_REQUEST, &ids[i]);
        assert_true(id_time(&when, text + 4));
        assert_true(when == 1700000000000 + (time_ms)i % 2);
        assert_memory_equal(source.drawn[source.left], gone, sizeof gone);
        for (size_t other = 0; other < i; other++) {
            assert_memory_not_equal(ids[other].bytes + 6, ids[i].bytes + 6, ID_RANDOM);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_ids_read_and_write_as_they_should),
        cmocka_unit_test(an_id_of_another_kind_names_nothing),
        cmocka_unit_test(every_tampered_character_is_refused_or_another_id),
        cmocka_unit_test(text_of_another_length_is_refused),
        cmocka_unit_test(later_ids_sort_behind_earlier_ones_in_bytes_and_in_text),
        cmocka_unit_test(ids_of_one_moment_differ),
        cmocka_unit_test(ids_from_random_bytes_drawn_ahead_differ_and_are_forgotten_by_their_source),
        cmocka_unit_test(an_id_after_another_sorts_behind_it_whatever_the_clock_says),
        cmocka_unit_test(the_id_after_one_that_ends_in_ones_carries),
        cmocka_unit_test(a_bare_id_tells_its_time),
        cmocka_unit_test(only_zero_is_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
