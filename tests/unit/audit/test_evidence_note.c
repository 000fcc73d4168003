/* Notes, checkpoints and cosignatures against vectors made elsewhere (tests/vectors/note), and all that must not
 * pass. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "audit/note/checkpoint.h"

#define FOLDER "tests/vectors/note/"
#define TIME UINT64_C(1767225600)

static struct buf
read_file(const char *path)
{
    uint8_t bytes[4096];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    struct buf content = {0};
    buf_put(&content, bytes, fread(bytes, 1, sizeof bytes, file));
    fclose(file);
    assert_true(content.len > 0);
    return content;
}

/* The key on line `line` of a file. */
static struct note_key
read_key(const char *path, size_t line)
{
    struct note_key key;
    struct buf content = read_file(path);
    const char *text = buf_text(&content);
    for (; line > 0; line--) {
        text = strchr(text, '\n') + 1;
    }
    assert_int_equal(note_key_parse(&key, slice_of(text, strcspn(text, "\n"))), TNW_OK);
    buf_free(&content);
    return key;
}

struct house {
    struct buf note;
    struct note_key log;
    struct note_key witness;
    struct sign_key *log_secret;
    struct sign_key *witness_secret;
};

/* The keys of make.py. */
static struct sign_key *
secret_of(const char *word)
{
    struct sign_key *key;
    struct hash seed = hash_of(slice_str(word));
    assert_int_equal(sign_key_new(&key, seed.bytes), TNW_OK);
    return key;
}

static struct house
house_open(void)
{
    return (struct house){
        .note = read_file(FOLDER "checkpoint.note"),
        .log = read_key(FOLDER "log.vkey", 0),
        .witness = read_key(FOLDER "witness.vkey", 0),
        .log_secret = secret_of("tnw test log"),
        .witness_secret = secret_of("tnw test witness"),
    };
}

static void
house_close(struct house *house)
{
    buf_free(&house->note);
    sign_key_free(&house->log_secret);
    sign_key_free(&house->witness_secret);
}

static enum tnw_err
verify_bytes(struct slice bytes, const struct note_key *key, uint64_t *time)
{
    struct note note;
    enum tnw_err err = note_parse(&note, bytes);
    return err == TNW_OK ? note_verify(&note, key, time) : err;
}

static void
a_note_made_by_another_implementation_verifies(void **state)
{
    (void)state;
    struct buf bytes = read_file(FOLDER "golang.note");
    for (size_t i = 0; i < 2; i++) {
        struct note_key key = read_key(FOLDER "golang.vkeys", i);
        uint64_t time = 1;
        assert_int_equal(verify_bytes(buf_slice(&bytes), &key, &time), TNW_OK);
        assert_int_equal(time, 0);
        key.public_key[3] ^= 1;
        assert_int_equal(verify_bytes(buf_slice(&bytes), &key, NULL), TNW_E_CRYPTO);
        key.id[0] ^= 1;
        assert_int_equal(verify_bytes(buf_slice(&bytes), &key, NULL), TNW_E_NOT_FOUND);
    }
    bytes.ptr[5] ^= 1;
    struct note_key key = read_key(FOLDER "golang.vkeys", 0);
    assert_int_equal(verify_bytes(buf_slice(&bytes), &key, NULL), TNW_E_CRYPTO);
    buf_free(&bytes);
}

static void
a_checkpoint_reads_as_it_was_computed_elsewhere(void **state)
{
    (void)state;
    struct house house = house_open();
    struct checkpoint checkpoint;
    struct note note;
    uint64_t time;
    struct hash root = hash_of(slice_str("root"));
    assert_int_equal(checkpoint_open(&checkpoint, &note, buf_slice(&house.note), &house.log), TNW_OK);
    assert_true(slice_eq(checkpoint.origin, slice_str("audit.example.be/tnw")));
    assert_int_equal(checkpoint.size, 20852163);
    assert_true(hash_eq(&checkpoint.root, &root));
    assert_int_equal(note.count, 2);
    assert_int_equal(note_verify(&note, &house.witness, &time), TNW_OK);
    assert_int_equal(time, TIME);
    house_close(&house);
}

static void
what_we_sign_is_byte_for_byte_what_was_computed_elsewhere(void **state)
{
    (void)state;
    struct house house = house_open();
    struct checkpoint checkpoint = {
        .origin = slice_str(house.log.name), .size = 20852163, .root = hash_of(slice_str("root"))};
    struct buf text = {0};
    struct buf note = {0};
    assert_int_equal(checkpoint_encode(&text, &checkpoint), TNW_OK);
    assert_int_equal(note_begin(&note, buf_slice(&text)), TNW_OK);
    assert_int_equal(note_sign(&note, buf_slice(&text), &house.log, house.log_secret, 0), TNW_OK);
    assert_int_equal(note_sign(&note, buf_slice(&text), &house.witness, house.witness_secret, TIME), TNW_OK);
    assert_true(slice_eq(buf_slice(&note), buf_slice(&house.note)));
    buf_free(&note);
    buf_free(&text);
    house_close(&house);
}

/* One bit anywhere in the note: either it no longer reads, or one of the two signatures fails or is a stranger's. */
static void
no_changed_bit_of_a_checkpoint_passes(void **state)
{
    (void)state;
    struct house house = house_open();
    for (size_t bit = 0; bit < 8 * house.note.len; bit++) {
        struct checkpoint checkpoint;
        struct note note;
        house.note.ptr[bit / 8] ^= (uint8_t)(1U << bit % 8);
        enum tnw_err err = checkpoint_open(&checkpoint, &note, buf_slice(&house.note), &house.log);
        if (err == TNW_OK) {
            err = note_verify(&note, &house.witness, NULL);
        }
        assert_true(err == TNW_E_CORRUPT || err == TNW_E_CRYPTO || err == TNW_E_NOT_FOUND);
        house.note.ptr[bit / 8] ^= (uint8_t)(1U << bit % 8);
    }
    house_close(&house);
}

static void
a_cosignature_is_no_signature_of_the_log_nor_the_reverse(void **state)
{
    (void)state;
    struct house house = house_open();
    struct slice text = slice_str("t\n");
    struct note_key as_log;
    struct note_key as_witness;
    struct buf note = {0};
    assert_int_equal(note_key_set(&as_log, slice_str("n"), NOTE_ED25519, house.log.public_key), TNW_OK);
    assert_int_equal(note_key_set(&as_witness, slice_str("n"), NOTE_COSIGNATURE, house.log.public_key), TNW_OK);
    assert_int_equal(note_begin(&note, text), TNW_OK);
    assert_int_equal(note_sign(&note, text, &as_witness, house.log_secret, TIME), TNW_OK);
    assert_int_equal(verify_bytes(buf_slice(&note), &as_witness, NULL), TNW_OK);
    assert_int_equal(verify_bytes(buf_slice(&note), &as_log, NULL), TNW_E_NOT_FOUND);
    memcpy(as_log.id, as_witness.id, NOTE_KEY_ID); /* even under one id */
    assert_int_equal(verify_bytes(buf_slice(&note), &as_log, NULL), TNW_E_CRYPTO);
    note.len = text.len + 1;
    assert_int_equal(note_sign(&note, text, &as_log, house.log_secret, 0), TNW_OK);
    assert_int_equal(verify_bytes(buf_slice(&note), &as_witness, NULL), TNW_E_CRYPTO);
    buf_free(&note);
    house_close(&house);
}

static void
a_checkpoint_of_another_origin_is_refused_though_signed(void **state)
{
    (void)state;
    struct house house = house_open();
    struct checkpoint checkpoint = {.origin = slice_str("elsewhere.example/log")};
    struct note note;
    struct buf text = {0};
    struct buf bytes = {0};
    assert_int_equal(checkpoint_encode(&text, &checkpoint), TNW_OK);
    assert_int_equal(note_begin(&bytes, buf_slice(&text)), TNW_OK);
    assert_int_equal(note_sign(&bytes, buf_slice(&text), &house.log, house.log_secret, 0), TNW_OK);
    assert_int_equal(checkpoint_open(&checkpoint, &note, buf_slice(&bytes), &house.log), TNW_E_CRYPTO);
    assert_null(checkpoint.origin.ptr);
    buf_free(&bytes);
    buf_free(&text);
    house_close(&house);
}

static void
what_should_not_be_signed_is_not(void **state)
{
    (void)state;
    struct house house = house_open();
    struct buf out = {0};
    struct slice text = slice_str("t\n");
    assert_int_equal(note_sign(&out, text, &house.log, house.witness_secret, 0), TNW_E_USAGE);
    assert_int_equal(note_sign(&out, text, &house.log, house.log_secret, TIME), TNW_E_USAGE);
    assert_int_equal(note_sign(&out, text, &house.witness, house.witness_secret, NOTE_TIME_MAX + 1), TNW_E_USAGE);
    static const char *const texts[] = {"",
                                        "t",
                                        "t\r\n",
                                        "t\t\n",
                                        "\xff\n",
                                        "\xc0\x80\n",
                                        "\xed\xa0\x80\n",
                                        "\x7f\x80\n",
                                        "\xc1\xa1\n",
                                        "\xe0\x82\x80\n",
                                        "\xf4\x90\x80\x80\n",
                                        "\xe2\x82\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_int_equal(note_begin(&out, slice_str(texts[i])), TNW_E_USAGE);
    }
    assert_int_equal(out.len, 0);
    assert_int_equal(note_begin(&out, slice_str("\xe2\x82\xac \xf0\x9f\x98\x80\n")), TNW_OK);
    buf_free(&out);
    house_close(&house);
}

#define DASH "\xe2\x80\x94 "

static void
other_forms_of_a_note_are_refused(void **state)
{
    static const char *const notes[] = {
        "",
        "\n",
        "\n\n",
        "t\n\n",
        "t\n" DASH "a AAAAAAA=\n",      /* no blank line */
        "\n" DASH "a AAAAAAA=\n",       /* no text */
        "t\n\n" DASH "a AAAAAAA=",      /* the last line does not end */
        "t\n\n" DASH "a AAAAAAA=\n\n",  /* a blank line behind */
        "t\n\n- a AAAAAAA=\n",          /* another dash */
        "t\n\n" DASH "a AAAAAAA=\nb\n", /* a line without one */
        "t\r\n\n" DASH "a AAAAAAA=\n",
    };
    (void)state;
    struct note note;
    for (size_t i = 0; i < sizeof notes / sizeof notes[0]; i++) {
        assert_int_equal(note_parse(&note, slice_str(notes[i])), TNW_E_CORRUPT);
        assert_int_equal(note.count, 0);
    }
    assert_int_equal(note_parse(&note, slice_of("t\0\n\n" DASH "a AAAAAAA=\n", 19)), TNW_E_CORRUPT);
    assert_int_equal(note_parse(&note, slice_str("t\n\nu\n\n" DASH "a AAAAAAA=\n")), TNW_OK);
    assert_int_equal(note.text.len, 5);
}

/* Below a note that verifies: each would void it, were it read. */
static void
strangers_lines_of_any_form_are_let_stand(void **state)
{
    static const char *const lines[] = {
        DASH " AAAAAAA=\n",                                          /* no name */
        DASH "a  AAAAAAA=\n",                                        /* two blanks */
        DASH "a+b AAAAAAA=\n",                                       /* a plus in the name */
        DASH "a\xc2\xa0 AAAAAAA=\n",                                 /* U+00A0 in the name */
        DASH "a AAAAAA==\n",                                         /* a key id and no signature */
        DASH "a AAAAAAB=\n",                                         /* a stray bit */
        DASH "a AAAAAAA= \n",                                        /* a blank at the end */
        DASH "a\n" DASH "\n",                                        /* nothing */
        DASH "audit.example.be/tnw AAAAAAA=\n",                      /* the log's name and another id */
        DASH "a AAAAAAA=\n" DASH "a AAAAAAE=\n" DASH "a AAAAAAA=\n", /* one name and id, thrice */
    };
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct house house = house_open();
        struct checkpoint checkpoint;
        struct note note;
        buf_put_str(&house.note, lines[i]);
        assert_int_equal(checkpoint_open(&checkpoint, &note, buf_slice(&house.note), &house.log), TNW_OK);
        assert_int_equal(note_verify(&note, &house.witness, NULL), TNW_OK);
        house_close(&house);
    }
}

static void
a_known_key_signs_once(void **state)
{
    (void)state;
    struct house house = house_open();
    struct note note;
    uint64_t time = 0;
    assert_int_equal(note_parse(&note, buf_slice(&house.note)), TNW_OK);
    struct buf text_copy = {0}; /* the note grows */
    buf_put_slice(&text_copy, note.text);
    assert_int_equal(note_sign(&house.note, buf_slice(&text_copy), &house.witness, house.witness_secret, TIME + 1),
                     TNW_OK);
    assert_int_equal(note_parse(&note, buf_slice(&house.note)), TNW_OK);
    assert_int_equal(note_verify(&note, &house.log, NULL), TNW_OK);
    assert_int_equal(note_verify(&note, &house.witness, &time), TNW_E_CRYPTO);
    buf_free(&text_copy);
    house_close(&house);
}

static void
sixteen_signatures_are_read_and_no_more(void **state)
{
    (void)state;
    struct note note;
    struct buf bytes = {0};
    buf_put_str(&bytes, "t\n\n");
    for (unsigned i = 0; i < NOTE_SIGNATURES; i++) {
        buf_printf(&bytes, DASH "n%u AAAAAAA=\n", i);
    }
    assert_int_equal(note_parse(&note, buf_slice(&bytes)), TNW_OK);
    assert_int_equal(note.count, 16);
    buf_put_str(&bytes, DASH "more AAAAAAA=\n");
    assert_int_equal(note_parse(&note, buf_slice(&bytes)), TNW_E_CORRUPT);
    buf_free(&bytes);
}

static void
a_strangers_long_signature_is_let_stand(void **state)
{
    (void)state;
    struct house house = house_open();
    struct note note;
    buf_put_str(&house.note, DASH "pq.example/w ");
    memset(buf_grow(&house.note, 6584), 'A', 6584); /* 4 + 4934 bytes */
    buf_put_str(&house.note, "\n");
    assert_int_equal(note_parse(&note, buf_slice(&house.note)), TNW_OK);
    assert_int_equal(note_verify(&note, &house.log, NULL), TNW_OK);
    house.note.len--;
    memset(buf_grow(&house.note, NOTE_MAX), 'A', NOTE_MAX);
    buf_put_str(&house.note, "\n");
    assert_int_equal(note_parse(&note, buf_slice(&house.note)), TNW_E_CORRUPT);
    house_close(&house);
}

static void
keys_have_one_text(void **state)
{
    static const char *const others[] = {
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a3",
        "PeterNeumann+c74f20a3+",
        "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TX",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWAA==",
    };
    (void)state;
    struct note_key key = read_key(FOLDER "golang.vkeys", 0);
    struct buf text = {0};
    note_key_encode(&text, &key);
    assert_string_equal(buf_text(&text), "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        assert_int_equal(note_key_parse(&key, slice_str(others[i])), TNW_E_CORRUPT);
        assert_int_equal(key.name[0], 0);
    }
    char name[NOTE_NAME_MAX + 2];
    memset(name, 'a', sizeof name);
    assert_int_equal(note_key_set(&key, slice_of(name, NOTE_NAME_MAX), NOTE_ED25519, key.public_key), TNW_OK);
    assert_int_equal(note_key_set(&key, slice_of(name, NOTE_NAME_MAX + 1), NOTE_ED25519, key.public_key), TNW_E_USAGE);
    assert_int_equal(note_key_set(&key, slice_str("a b"), NOTE_ED25519, key.public_key), TNW_E_USAGE);
    buf_free(&text);
}

#define ROOT "SBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I="

static void
other_forms_of_a_checkpoint_are_refused(void **state)
{
    static const char *const texts[] = {
        "",
        "a\n1\n",
        "a\n1\n" ROOT,             /* the last line does not end */
        "a\n1\n" ROOT "\nother\n", /* an extension line */
        "a\n1\nAAAA\n",            /* a short root */
        "\n1\n" ROOT "\n",
        "a b\n1\n" ROOT "\n",
        "a\n\n" ROOT "\n",
        "a\n01\n" ROOT "\n",
        "a\n+1\n" ROOT "\n",
        "a\n-1\n" ROOT "\n",
        "a\n1 \n" ROOT "\n",
        "a\n0x1\n" ROOT "\n",
        "a\n9007199254740992\n" ROOT "\n",
        "a\n9223372036854775808\n" ROOT "\n",
        "a\n18446744073709551617\n" ROOT "\n",
    };
    (void)state;
    struct checkpoint checkpoint;
    struct buf out = {0};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_int_equal(checkpoint_parse(&checkpoint, slice_str(texts[i])), TNW_E_CORRUPT);
    }
    assert_int_equal(checkpoint_parse(&checkpoint, slice_str("a\n9007199254740991\n" ROOT "\n")), TNW_OK);
    assert_int_equal(checkpoint.size, CHECKPOINT_SIZE_MAX);
    checkpoint.size++;
    assert_int_equal(checkpoint_encode(&out, &checkpoint), TNW_E_USAGE);
    checkpoint.size = 0;
    assert_int_equal(checkpoint_encode(&out, &checkpoint), TNW_OK);
    assert_string_equal(buf_text(&out), "a\n0\n" ROOT "\n");
    checkpoint.origin = slice_str("a\nb");
    assert_int_equal(checkpoint_encode(&out, &checkpoint), TNW_E_USAGE);
    buf_free(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_note_made_by_another_implementation_verifies),
        cmocka_unit_test(a_checkpoint_reads_as_it_was_computed_elsewhere),
        cmocka_unit_test(what_we_sign_is_byte_for_byte_what_was_computed_elsewhere),
        cmocka_unit_test(no_changed_bit_of_a_checkpoint_passes),
        cmocka_unit_test(a_cosignature_is_no_signature_of_the_log_nor_the_reverse),
        cmocka_unit_test(a_checkpoint_of_another_origin_is_refused_though_signed),
        cmocka_unit_test(what_should_not_be_signed_is_not),
        cmocka_unit_test(other_forms_of_a_note_are_refused),
        cmocka_unit_test(strangers_lines_of_any_form_are_let_stand),
        cmocka_unit_test(a_known_key_signs_once),
        cmocka_unit_test(sixteen_signatures_are_read_and_no_more),
        cmocka_unit_test(a_strangers_long_signature_is_let_stand),
        cmocka_unit_test(keys_have_one_text),
        cmocka_unit_test(other_forms_of_a_checkpoint_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
