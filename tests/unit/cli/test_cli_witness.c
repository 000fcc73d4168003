/* The witness's memory: what it keeps, what it makes of a checkpoint that it is shown, and what an alarm leaves
 * behind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <errno.h>

#include "auditor/log_watch.h"
#include "auditor/witness_key.h"
#include "unit/client/client_log.h"
#include "unit/scratch.h"
#include "whole_file.h"

struct house {
    struct client_log *log;
    struct tnw_verifier *verifier;
    char dir[SCRATCH_PATH];
};

/* Freed with free(). */
static char *
path_in(const struct house *house, const char *name)
{
    char *path = NULL;
    assert_true(asprintf(&path, "%s/%s", house->dir, name) > 0);
    return path;
}

static struct hash
any_hash(uint8_t byte)
{
    struct hash hash;
    memset(&hash, byte, sizeof hash);
    return hash;
}

/* A signed note as text, freed with free(). */
static char *
note_of(const struct house *house, const struct sign_key *secret, uint64_t size, uint8_t root)
{
    struct hash tree = any_hash(root);
    struct buf note = client_log_note(house->log, secret, size, &tree);
    char *text = strndup((const char *)note.ptr, note.len);
    buf_free(&note);
    assert_non_null(text);
    return text;
}

static void
weighs(const struct house *house, const char *kept, char *shown, enum log_watch_view wanted, enum tnw_fault fault)
{
    struct tnw_seal older;
    struct tnw_seal newer;
    struct tnw_finding finding = {.seq = -1};
    enum log_watch_view view;
    if (kept != NULL) {
        assert_int_equal(tnw_verify_checkpoint(house->verifier, kept, strlen(kept), &older, &finding), TNW_OK);
    }
    assert_int_equal(log_watch_weigh(house->verifier, kept == NULL ? NULL : &older, shown, &newer, &view, &finding),
                     TNW_OK);
    assert_int_equal(view, wanted);
    assert_int_equal(finding.fault, fault);
    assert_int_equal(finding.text[0] != 0, wanted == LOG_WATCH_ALARM);
    free(shown);
}

static void
an_honest_log_is_first_the_same_or_grown(void **state)
{
    const struct house *house = *state;
    const struct sign_key *log = house->log->log_secret;
    char *kept = note_of(house, log, 9, 1);
    weighs(house, NULL, note_of(house, log, 9, 1), LOG_WATCH_FIRST, TNW_FAULT_NONE);
    weighs(house, kept, note_of(house, log, 9, 1), LOG_WATCH_SAME, TNW_FAULT_NONE);
    weighs(house, kept, note_of(house, log, 10, 2), LOG_WATCH_GROWN, TNW_FAULT_NONE);
    free(kept);
}

static void
a_second_text_a_smaller_log_and_a_foreign_signature_are_alarms(void **state)
{
    const struct house *house = *state;
    const struct sign_key *log = house->log->log_secret;
    char *kept = note_of(house, log, 9, 1);
    weighs(house, kept, note_of(house, log, 9, 2), LOG_WATCH_ALARM, TNW_FAULT_FORK);
    weighs(house, kept, note_of(house, log, 8, 1), LOG_WATCH_ALARM, TNW_FAULT_CONSISTENCY);
    weighs(house, kept, note_of(house, house->log->witness_secret, 9, 1), LOG_WATCH_ALARM, TNW_FAULT_SIGNATURE);
    weighs(house, NULL, note_of(house, house->log->witness_secret, 9, 1), LOG_WATCH_ALARM, TNW_FAULT_SIGNATURE);
    weighs(house, kept, strdup("nothing of the kind\n"), LOG_WATCH_ALARM, TNW_FAULT_FORM);
    free(kept);
}

static void
a_key_is_kept_for_its_owner_and_used_by_one_at_a_time(void **state)
{
    const struct house *house = *state;
    char *path = path_in(house, "key");
    struct cli cli = {.language = LANG_EN};
    struct witness_key one;
    struct witness_key two;
    struct stat info;
    char key[TNW_KEY_TEXT];
    char again[TNW_KEY_TEXT];
    assert_int_equal(witness_key_make("w.example", path, key), TNW_OK);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0600);
    errno = 0;
    assert_int_equal(witness_key_make("w.example", path, again), TNW_E_IO);
    assert_int_equal(errno, EEXIST);
    assert_int_equal(witness_key_open(&cli, path, &one), TNW_OK);
    assert_string_equal(one.name, "w.example");
    assert_string_equal(one.key, key);
    assert_int_equal(witness_key_open(&cli, path, &two), TNW_E_CONFIGURATION);
    assert_non_null(strstr(cli.why, "another witness"));
    witness_key_close(&two);
    witness_key_close(&one);
    assert_int_equal(chmod(path, 0640), 0);
    assert_int_equal(witness_key_open(&cli, path, &one), TNW_E_CONFIGURATION);
    assert_non_null(strstr(cli.why, "others can"));
    witness_key_close(&one);
    free(path);
}

static void
what_is_no_key_is_refused(void **state)
{
    const struct house *house = *state;
    static const char *const bad[] = {
        "",
        "tnw-witness-key/v1 w",
        "tnw-witness-key/v1 w 00",
        "tnw-witness-key/v2 w 0000000000000000000000000000000000000000000000000000000000000000\n",
        "tnw-witness-key/v1 w 000000000000000000000000000000000000000000000000000000000000000g\n",
        "tnw-witness-key/v1 w 00000000000000000000000000000000000000000000000000000000000000000\n",
        "tnw-witness-key/v1 w+ 0000000000000000000000000000000000000000000000000000000000000000\n"};
    char *path = path_in(house, "bad");
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct cli cli = {.language = LANG_EN};
        struct witness_key witness;
        assert_int_equal(whole_file_write(path, WHOLE_FILE_REPLACE, bad[i], strlen(bad[i])), TNW_OK);
        assert_int_equal(witness_key_open(&cli, path, &witness), TNW_E_CONFIGURATION);
        witness_key_close(&witness);
    }
    free(path);
}

static void
each_alarm_has_a_file_of_its_own_with_all_that_proves_it(void **state)
{
    const struct house *house = *state;
    char *base = path_in(house, "state");
    const struct tnw_finding finding = {.fault = TNW_FAULT_CONSISTENCY, .text = "it is not"};
    const struct tnw_consistency proof = {.from = 3, .to = 5, .path = (const char *const[]){"aa", "bb", NULL}};
    const struct log_watch_alarm alarm = {
        .finding = &finding, .kept = "KEPT\n", .shown = "SHOWN\n", .proof = &proof, .time = LOG_TIME};
    for (int i = 0; i < 3; i++) {
        char *path = NULL;
        assert_int_equal(log_watch_write_alarm(base, &alarm, &path), TNW_OK);
        const char *end = path + strlen(base);
        assert_string_equal(end, i == 0   ? ".alarm-20260101T000000Z"
                                 : i == 1 ? ".alarm-20260101T000000Z-1"
                                          : ".alarm-20260101T000000Z-2");
        json_t *all = json_load_file(path, 0, NULL);
        assert_string_equal(json_string_value(json_object_get(all, "kept")), "KEPT\n");
        assert_string_equal(json_string_value(json_object_get(all, "shown")), "SHOWN\n");
        assert_string_equal(json_string_value(json_object_get(all, "fault")), "consistency");
        assert_int_equal(json_array_size(json_object_get(json_object_get(all, "proof"), "path")), 2);
        json_decref(all);
        free(path);
    }
    free(base);
}

static void
assert_file(const char *path, const char *wanted)
{
    char *text = NULL;
    size_t len = 0;
    assert_int_equal(whole_file_read(path, 100, &text, &len), TNW_OK);
    assert_int_equal(len, strlen(wanted));
    assert_string_equal(text, wanted);
    free(text);
}

static void
a_file_appears_whole_or_not_at_all(void **state)
{
    const struct house *house = *state;
    char *path = path_in(house, "kept");
    struct whole_file file;
    char *text = NULL;
    size_t len = 0;
    assert_int_equal(whole_file_write(path, WHOLE_FILE_NEW, "one", 3), TNW_OK);
    assert_int_equal(whole_file_write(path, WHOLE_FILE_NEW, "two", 3), TNW_E_IO);
    assert_file(path, "one");
    assert_int_equal(whole_file_open(&file, path), TNW_OK);
    assert_true(fputs("half", file.file) >= 0);
    char *temp = strdup(file.temp);
    assert_int_equal(access(temp, F_OK), 0);
    whole_file_abandon(&file);
    assert_int_equal(access(temp, F_OK), -1);
    free(temp);
    assert_file(path, "one");
    assert_int_equal(whole_file_write(path, WHOLE_FILE_REPLACE, "three", 5), TNW_OK);
    assert_file(path, "three");
    assert_int_equal(whole_file_read(path, 4, &text, &len), TNW_E_IO);
    assert_int_equal(errno, EFBIG);
    free(path);
}

static int
open_house(void **state)
{
    struct house *house = calloc(1, sizeof *house);
    char why[256];
    house->log = client_log_new();
    scratch_make(house->dir);
    *state = house;
    return tnw_verifier_new(house->log->log_text, NULL, 0, &house->verifier, why) == TNW_OK ? 0 : -1;
}

static int
close_house(void **state)
{
    struct house *house = *state;
    tnw_verifier_free(&house->verifier);
    client_log_free(&house->log);
    scratch_remove(house->dir);
    free(house);
    return 0;
}

#define WITH_HOUSE(test) cmocka_unit_test_setup_teardown(test, open_house, close_house)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_HOUSE(an_honest_log_is_first_the_same_or_grown),
        WITH_HOUSE(a_second_text_a_smaller_log_and_a_foreign_signature_are_alarms),
        WITH_HOUSE(a_key_is_kept_for_its_owner_and_used_by_one_at_a_time),
        WITH_HOUSE(what_is_no_key_is_refused),
        WITH_HOUSE(each_alarm_has_a_file_of_its_own_with_all_that_proves_it),
        WITH_HOUSE(a_file_appears_whole_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
