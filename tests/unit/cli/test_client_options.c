/* The command line: what is taken, what is refused, which source wins, and what reaches the terminal. */
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

#include "command_table.h"
#include "options/parse.h"
#include "print.h"
#include "report.h"
#include "settings/settings.h"
#include "zone.h"

#define ARGS_MAX 40

/* Splits at blanks; words[] must outlive the cli. */
static enum tnw_err
parse(struct cli *cli, char *words)
{
    char *argv[ARGS_MAX] = {words};
    int argc = 0;
    *cli = (struct cli){.commands = command_table};
    for (char *rest = words, *word; (word = strsep(&rest, " ")) != NULL && argc < ARGS_MAX;) {
        argv[argc++] = word;
    }
    return parse_arguments(cli, argc, argv);
}

static void
a_complete_line_is_taken(void **state)
{
    (void)state;
    struct cli cli;
    char line[] = "tnw --json dossier open --niss 1 --name=Jan --start 2026-01-01 --employment employed";
    assert_int_equal(parse(&cli, line), TNW_OK);
    assert_string_equal(cli.command->words[1], "open");
    assert_string_equal(cli_text(&cli, OPTION_NAME), "Jan");
    assert_true(options_given(&cli.options, OPTION_JSON));
    char words[] = "tnw dossier invite -- dos_1 --json huisarts";
    assert_int_equal(parse(&cli, words), TNW_OK);
    assert_string_equal(cli.args[1], "--json");
}

static void
an_option_of_the_command_goes_before_a_global_one(void **state)
{
    (void)state;
    struct cli cli;
    char line[] = "tnw --role patient consent grant D --role huisarts --category gao --category fit_note "
                  "--action read --purpose rit --until 2026-12-31";
    assert_int_equal(parse(&cli, line), TNW_OK);
    assert_string_equal(cli_text(&cli, OPTION_ROLE), "patient");
    assert_string_equal(cli_text(&cli, OPTION_FOR_ROLE), "huisarts");
    assert_null(cli_text(&cli, OPTION_PURPOSE));
    assert_string_equal(cli_texts(&cli, OPTION_CATEGORY)[1], "fit_note");
    assert_null(cli_texts(&cli, OPTION_CATEGORY)[2]);
    char after[] = "tnw dossier list --role patient";
    assert_int_equal(parse(&cli, after), TNW_OK);
    assert_string_equal(cli_text(&cli, OPTION_ROLE), "patient");
}

static void
an_incomplete_or_wrong_line_is_refused(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "tnw",
        "tnw dossier",
        "tnw dossier sell",
        "tnw bogus",
        "tnw me too",
        "tnw dossier show",
        "tnw dossier show a b",
        "tnw dossier list --bogus",
        "tnw dossier list --niss 1",
        "tnw dossier list --limit",
        "tnw dossier list --json=yes",
        "tnw dossier list --limit 1 --limit 2",
        "tnw consent receipt D C",
        "tnw --niss 1 dossier open --name J --start S --employment E",
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct cli cli;
        char *line = strdup(lines[i]);
        assert_int_equal(parse(&cli, line), TNW_E_USAGE);
        assert_true(cli.why[0] != 0);
        free(line);
    }
}

static void
numbers_have_no_surprises(void **state)
{
    (void)state;
    uint64_t number = 0;
    assert_true(options_parse_number("200", 200, &number));
    assert_int_equal(number, 200);
    assert_true(options_parse_number("18446744073709551615", UINT64_MAX, &number));
    static const char *const bad[] = {"", "201", "-1", "+1", "1x", " 1", "0x1", "99999999999999999999999"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(options_parse_number(bad[i], 200, &number));
    }
    assert_false(options_parse_number("18446744073709551616", UINT64_MAX, &number));
}

static void
write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void
a_profile_is_read_and_a_wrong_one_refused(void **state)
{
    (void)state;
    char path[] = "/tmp/tnw-profile-XXXXXX";
    struct cli cli = {0};
    struct settings settings = {{NULL}};
    close(mkstemp(path));
    write_file(path, "[home]\nurl = https://a\ncert = /c\n[work]\nurl = https://b\nrole = huisarts\n");
    assert_int_equal(settings_from_profile(&settings, &cli, path, "work", true), TNW_OK);
    assert_string_equal(settings.values[SETTING_URL], "https://b");
    assert_null(settings.values[SETTING_CERT]);
    settings_wipe(&settings);
    assert_int_equal(settings_from_profile(&settings, &cli, path, NULL, true), TNW_OK);
    assert_string_equal(settings.values[SETTING_URL], "https://a");
    settings_wipe(&settings);
    assert_int_equal(settings_from_profile(&settings, &cli, path, "none", true), TNW_E_CONFIGURATION);
    write_file(path, "[home]\nurll = https://a\n");
    assert_int_equal(settings_from_profile(&settings, &cli, path, NULL, true), TNW_E_CONFIGURATION);
    settings_wipe(&settings);
    unlink(path);
    assert_int_equal(settings_from_profile(&settings, &cli, path, NULL, true), TNW_E_CONFIGURATION);
    assert_int_equal(settings_from_profile(&settings, &cli, path, NULL, false), TNW_OK);
}

static void
a_profile_with_a_password_is_for_its_owner_only(void **state)
{
    (void)state;
    char path[] = "/tmp/tnw-profile-XXXXXX";
    struct cli cli = {0};
    struct settings settings = {{NULL}};
    close(mkstemp(path));
    write_file(path, "[home]\nurl = https://a\np12_password = geheim\n");
    assert_int_equal(chmod(path, 0600), 0);
    assert_int_equal(settings_from_profile(&settings, &cli, path, NULL, true), TNW_OK);
    assert_string_equal(settings.values[SETTING_PASSWORD], "geheim");
    settings_wipe(&settings);
    assert_int_equal(chmod(path, 0640), 0);
    assert_int_equal(settings_from_profile(&settings, &cli, path, NULL, true), TNW_E_CONFIGURATION);
    settings_wipe(&settings);
    unlink(path);
}

static void
an_option_beats_the_environment_beats_the_profile(void **state)
{
    (void)state;
    char path[] = "/tmp/tnw-profile-XXXXXX";
    char line[256];
    struct cli cli;
    struct settings settings;
    close(mkstemp(path));
    write_file(path, "[p]\nurl = https://profile\nrole = profile\npurpose = profile\np12 = /profile.p12\n");
    snprintf(line, sizeof line, "tnw --profile %s --purpose option me", path);
    assert_int_equal(parse(&cli, line), TNW_OK);
    setenv("TNW_ROLE", "environment", 1);
    setenv("TNW_PURPOSE", "environment", 1);
    setenv("TNW_CERT", "/environment.pem", 1);
    assert_int_equal(settings_gather(&settings, &cli), TNW_OK);
    assert_string_equal(settings.values[SETTING_URL], "https://profile");
    assert_string_equal(settings.values[SETTING_ROLE], "environment");
    assert_string_equal(settings.values[SETTING_PURPOSE], "option");
    assert_string_equal(settings.values[SETTING_CERT], "/environment.pem");
    assert_null(settings.values[SETTING_P12]); /* another certificate: it belongs to the profile's own */
    settings_wipe(&settings);
    unsetenv("TNW_ROLE");
    unsetenv("TNW_PURPOSE");
    unsetenv("TNW_CERT");
    unlink(path);
}

static void
a_sandbox_names_server_and_certificate(void **state)
{
    (void)state;
    char dir[] = "/tmp/tnw-sandbox-XXXXXX";
    char path[64];
    struct cli cli = {0};
    struct settings settings = {{NULL}};
    assert_non_null(mkdtemp(dir));
    snprintf(path, sizeof path, "%s/sandbox.json", dir);
    write_file(path, "{\"url\":\"https://s\",\"ca\":\"/ca\",\"actors\":{\"patient\":{\"id\":\"act_1\",\"role\":"
                     "\"patient\",\"niss\":\"1\",\"cert\":\"/c\",\"key\":\"/k\",\"p12\":\"/p\"}}}");
    assert_int_equal(settings_from_sandbox(&settings, &cli, dir, "patient"), TNW_OK);
    assert_string_equal(settings.values[SETTING_KEY], "/k");
    assert_string_equal(settings.values[SETTING_ROLE], "patient");
    settings_wipe(&settings);
    assert_int_equal(settings_from_sandbox(&settings, &cli, dir, "nobody"), TNW_E_CONFIGURATION);
    unlink(path);
    assert_int_equal(settings_from_sandbox(&settings, &cli, dir, "patient"), TNW_E_CONFIGURATION);
    settings_wipe(&settings);
    rmdir(dir);
}

static void
hostile_text_never_reaches_the_terminal_raw(void **state)
{
    (void)state;
    static const struct {
        const char *raw;
        const char *shown;
    } rows[] = {
        {"plain é €", "plain é €"},
        {"\x1b[2J\x1b]0;x\x07", "\\u001b[2J\\u001b]0;x\\u0007"},
        {"a\rb\nc\td", "a\\u000db\\u000ac\\u0009d"},
        {"\x7f\xc2\x9b", "\\u007f\\u009b"},
        {"\xe2\x80\xae"
         "gnp",
         "\\u202egnp"},
        {"\xff\xc3", "\\u00ff\\u00c3"},
        {NULL, "-"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *shown = print_escaped(rows[i].raw);
        assert_string_equal(shown, rows[i].shown);
        free(shown);
    }
}

static void
json_stays_json_when_it_is_escaped(void **state)
{
    (void)state;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    print_json(out, "{ \"a\" :\r\n\"\xc2\x9b\x7f\\u001b\xe2\x80\xae\" }");
    fclose(out);
    assert_string_equal(text, "{\"a\":\"\\u009b\\u007f\\u001B\\u202e\"}\n");
    free(text);
}

static void
times_are_shown_in_a_zone_that_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        const char *own; /* TZ */
        const char *winter;
        const char *summer;
    } rows[] = {
        {"tnw me", NULL, "2026-01-31 23:30", "2026-07-01 00:30"},
        {"tnw me", "", "2026-01-31 23:30", "2026-07-01 00:30"},
        {"tnw me", "Europe/Brussels", "2026-01-31 23:30", "2026-07-01 00:30"},
        {"tnw me", "UTC0", "2026-01-31 22:30 UTC", "2026-06-30 22:30 UTC"},
        {"tnw --utc me", NULL, "2026-01-31 22:30 UTC", "2026-06-30 22:30 UTC"},
        {"tnw --time-zone Europe/Brussels me", "UTC0", "2026-01-31 23:30", "2026-07-01 00:30"},
        {"tnw --time-zone Asia/Tokyo me", NULL, "2026-02-01 07:30 JST", "2026-07-01 07:30 JST"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char time[PRINT_TIME];
        char line[64];
        struct cli cli;
        if (strstr(rows[i].line, "Tokyo") != NULL && access("/usr/share/zoneinfo/Asia/Tokyo", R_OK) != 0) {
            continue; /* a system without its tzdata */
        }
        snprintf(line, sizeof line, "%s", rows[i].line);
        if (rows[i].own == NULL) {
            unsetenv("TZ");
        } else {
            setenv("TZ", rows[i].own, 1);
        }
        assert_int_equal(parse(&cli, line), TNW_OK);
        assert_int_equal(zone_settle(&cli), TNW_OK);
        assert_string_equal(print_time(time, "2026-01-31T22:30:00.123Z"), rows[i].winter);
        assert_string_equal(print_time(time, "2026-06-30T22:30:00Z"), rows[i].summer);
        assert_string_equal(print_time(time, "never"), "never");
    }
    static const char *const bad[] = {"Europe/Brussel", "../../../etc/passwd", "/etc/passwd", "", "a b", "CET-1"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct cli cli = {.language = LANG_EN};
        (void)options_add(&cli.options, OPTION_TIME_ZONE, bad[i]);
        assert_int_equal(zone_settle(&cli), TNW_E_USAGE);
    }
}

static void
every_error_has_an_exit_status(void **state)
{
    (void)state;
    assert_int_equal(report_exit_of(TNW_OK), 0);
    assert_int_equal(report_exit_of(TNW_E_CONSENT_REQUIRED), 1);
    assert_int_equal(report_exit_of(TNW_E_INVALID_BODY), 1);
    assert_int_equal(report_exit_of(TNW_E_USAGE), 2);
    assert_int_equal(report_exit_of(TNW_E_TLS_REFUSED), 3);
    assert_int_equal(report_exit_of(TNW_E_NOT_FOUND), 4);
    assert_int_equal(report_exit_of(TNW_E_VERSION_CONFLICT), 5);
    assert_int_equal(report_exit_of(TNW_E_STORAGE_FULL), 6);
    assert_int_equal(report_exit_of(TNW_E_PROTOCOL), 7);
    assert_int_equal(report_exit_of(TNW_E_NO_MEMORY), 8);
    for (int err = 1; err < TNW_E_COUNT; err++) {
        assert_int_not_equal(report_exit_of((enum tnw_err)err), 0);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_complete_line_is_taken),
        cmocka_unit_test(an_option_of_the_command_goes_before_a_global_one),
        cmocka_unit_test(an_incomplete_or_wrong_line_is_refused),
        cmocka_unit_test(numbers_have_no_surprises),
        cmocka_unit_test(a_profile_is_read_and_a_wrong_one_refused),
        cmocka_unit_test(a_profile_with_a_password_is_for_its_owner_only),
        cmocka_unit_test(an_option_beats_the_environment_beats_the_profile),
        cmocka_unit_test(a_sandbox_names_server_and_certificate),
        cmocka_unit_test(hostile_text_never_reaches_the_terminal_raw),
        cmocka_unit_test(json_stays_json_when_it_is_escaped),
        cmocka_unit_test(times_are_shown_in_a_zone_that_is_told),
        cmocka_unit_test(every_error_has_an_exit_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
