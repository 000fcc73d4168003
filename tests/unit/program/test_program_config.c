/* The configuration: the table's defaults and bounds, and that a file with any mistake is refused with its line. */
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

#include "app/config.h"

static char folder[] = "/tmp/tnw-config-XXXXXX";
static char file[64];

static void
write_file(const char *text, size_t len)
{
    FILE *out = fopen(file, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(text, 1, len, out), len);
    assert_int_equal(fclose(out), 0);
}

static enum tnw_err
load_text(struct config *config, const char *text, char where[CONFIG_WHERE])
{
    write_file(text, strlen(text));
    return config_load(config, file, NULL, where);
}

static enum tnw_err
load_set(struct config *config, const char *set, char where[CONFIG_WHERE])
{
    const struct config_sets sets = {.text = {set}, .count = 1};
    write_file("", 0);
    return config_load(config, file, &sets, where);
}

static void
written_default_file_gives_the_defaults(void **state)
{
    (void)state;
    struct buf text = {0};
    struct config empty;
    struct config written;
    char where[CONFIG_WHERE];
    config_write_default(&text, NULL);
    assert_int_equal(load_text(&empty, "", where), TNW_OK);
    assert_int_equal(load_text(&written, buf_text(&text), where), TNW_OK);
    assert_memory_equal(&empty, &written, sizeof empty);
    for (const struct config_row *row = config_rows; row->section != NULL; row++) {
        char line[256];
        snprintf(line, sizeof line, "\n%s = %s\n", row->key, row->value);
        assert_non_null(strstr(buf_text(&text), line));
    }
    buf_free(&text);
}

static void
defaults_are_those_of_the_documentation(void **state)
{
    (void)state;
    struct config config;
    char where[CONFIG_WHERE];
    char path[128];
    assert_int_equal(load_text(&config, "", where), TNW_OK);
    assert_string_equal(config.server_listen, "0.0.0.0");
    assert_int_equal(config.server_port, 8443);
    assert_int_equal(config.server_workers, 0);
    assert_int_equal(config.server_max_connections, 1024);
    assert_int_equal(config.server_max_per_address, 256);
    assert_string_equal(config.ops_listen, "127.0.0.1");
    assert_int_equal(config.ops_port, 9443);
    assert_int_equal(config.tls_min_version, CONFIG_TLS_13);
    assert_int_equal(config.store_map_size, (size_t)16 << 30);
    assert_int_equal(config.store_reserve, (size_t)64 << 20);
    assert_int_equal(config.log_level, LOG_LEVEL_INFO);
    snprintf(path, sizeof path, "%s/tls/crl.pem", folder);
    assert_string_equal(config.tls_crl, path);
    snprintf(path, sizeof path, "%s/keyring", folder);
    assert_string_equal(config.keys_keyring, path);
}

static void
check_value(const struct config_row *row, const char *value, bool fits)
{
    struct config config;
    char where[CONFIG_WHERE];
    char set[128];
    char start[64];
    snprintf(set, sizeof set, "%s.%s=%s", row->section, row->key, value);
    assert_int_equal(load_set(&config, set, where), fits ? TNW_OK : TNW_E_CONFIGURATION);
    if (!fits) {
        snprintf(start, sizeof start, "--set: %s.%s must be ", row->section, row->key);
        assert_memory_equal(where, start, strlen(start));
    }
}

static void
check_bounds(const struct config_row *row)
{
    char text[32];
    snprintf(text, sizeof text, "%zu", row->min);
    check_value(row, text, true);
    snprintf(text, sizeof text, "%zu", row->max);
    check_value(row, text, true);
    snprintf(text, sizeof text, "%zu", row->max + 1);
    check_value(row, text, false);
    if (row->min > 0) {
        snprintf(text, sizeof text, "%zu", row->min - 1);
        check_value(row, text, false);
    }
    static const char *const bad[] = {"", "-1", "+1", " 1", "1 ", "1.0", "0x10", "x", "18446744073709551616", "1kib"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        check_value(row, bad[i], false);
    }
}

static void
each_row_keeps_its_bounds(void **state)
{
    (void)state;
    for (const struct config_row *row = config_rows; row->section != NULL; row++) {
        check_value(row, row->value, true);
        switch (row->type) {
        case CONFIG_NUMBER:
        case CONFIG_SIZE:
            check_bounds(row);
            break;
        case CONFIG_CHOICE:
            check_value(row, "", false);
            check_value(row, "other", false);
            break;
        case CONFIG_ADDRESS:
        case CONFIG_LOOPBACK:
            check_value(row, "::1", true);
            check_value(row, "localhost", false);
            check_value(row, "256.0.0.1", false);
            check_value(row, "192.0.2.1", row->type == CONFIG_ADDRESS);
            break;
        case CONFIG_ADDRESS_OR_NONE:
            check_value(row, "", true);
            check_value(row, "192.0.2.1", true);
            check_value(row, "localhost", false);
            break;
        case CONFIG_LINK_OR_NONE:
            check_value(row, "https://tnw.example.be:8443", true);
            check_value(row, "https://[2001:db8::1]/", true);
            check_value(row, "http://tnw.example.be", false);
            check_value(row, "https://", false);
            check_value(row, "https://a\"onclick=", false);
            check_value(row, "https://a b", false);
            break;
        case CONFIG_LINE:
            check_value(row, "", true);
            check_value(row, "Helpdesk: <02 123 45 67> & \xe2\x82\xac", true);
            check_value(row, "a\x1b[2J", false);
            check_value(row, "\xe2\x80\xae", false);
            break;
        default:
            check_value(row, "", row->type == CONFIG_PATH_OR_NONE);
        }
    }
}

static void
sizes_take_units(void **state)
{
    (void)state;
    static const struct {
        const char *set;
        size_t size;
    } good[] = {
        {"store.map_size=4194304", (size_t)4 << 20}, {"store.map_size=4096KiB", (size_t)4 << 20},
        {"store.map_size=5 MiB", (size_t)5 << 20},   {"store.map_size=3GiB", (size_t)3 << 30},
        {"store.map_size=2TiB", (size_t)2 << 40},
    };
    static const char *const bad[] = {"store.map_size=4MB",
                                      "store.map_size=4M",
                                      "store.map_size=4MiBs",
                                      "store.map_size=MiB",
                                      "store.map_size=17179869185GiB",
                                      "store.map_size=3MiB",
                                      "store.map_size=65TiB"};
    struct config config;
    char where[CONFIG_WHERE];
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_int_equal(load_set(&config, good[i].set, where), TNW_OK);
        assert_int_equal(config.store_map_size, good[i].size);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(load_set(&config, bad[i], where), TNW_E_CONFIGURATION);
        assert_string_equal(where,
                            "--set: store.map_size must be a size from 4MiB to 64TiB (bytes, KiB, MiB, GiB or TiB)");
    }
}

static void
reserve_is_at_most_half_of_the_map(void **state)
{
    (void)state;
    struct config config;
    char where[CONFIG_WHERE];
    assert_int_equal(load_set(&config, "store.map_size=4MiB", where), TNW_OK);
    assert_int_equal(config.store_reserve, (size_t)2 << 20);
    assert_int_equal(load_set(&config, "store.map_size=128MiB", where), TNW_OK);
    assert_int_equal(config.store_reserve, (size_t)64 << 20);
}

static void
file_with_a_mistake_is_refused_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *where;
    } bad[] = {
        {"[server]\nport = 1\nprot = 2\n",
         ":3: [server] has no key prot; it takes listen, port, workers, max_connections, max_per_address, "
         "landing_listen, landing_port, landing_link, landing_help"},
        {"[serve]\nport = 1\n",
         ":1: unknown section [serve]; there are server, limits, ops, tls, store, keys, audit, clock, backup, log"},
        {"\n[extra]\n",
         ":2: unknown section [extra]; there are server, limits, ops, tls, store, keys, audit, clock, backup, log"},
        {"port = 1\n",
         ":1: unknown section []; there are server, limits, ops, tls, store, keys, audit, clock, backup, log"},
        {"[server]\nport = 1\nport = 1\n", ":3: server.port is given twice"},
        {"[server]\nport = 1\n[ops]\n[server]\nport = 2\n", ":5: server.port is given twice"},
        {"[server]\nport = 1\n  2\n", ":3: server.port is given twice"},
        {"[server]\n\nport = 65536\n", ":3: server.port must be a number from 0 to 65535"},
        {"[log]\nlevel = loud\n", ":2: log.level must be error, warning, info or debug"},
        {"[tls]\nmin_version = 1.1\n", ":2: tls.min_version must be 1.3 or 1.2"},
        {"[ops]\nlisten = 0.0.0.0\n", ":2: ops.listen must be a numeric loopback address: 127.x.x.x or ::1"},
        {"[tls]\nkey =\n", ":2: tls.key must be a path"},
        {"[server]\nport\n", ":2: is neither [section] nor key = value"},
    };
    struct config config;
    char where[CONFIG_WHERE];
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(load_text(&config, bad[i].text, where), TNW_E_CONFIGURATION);
        assert_memory_equal(where, file, strlen(file));
        assert_string_equal(where + strlen(file), bad[i].where);
    }
}

static void
line_that_the_parser_would_cut_is_refused(void **state)
{
    (void)state;
    struct config config;
    char where[CONFIG_WHERE];
    char text[512];
    snprintf(text, sizeof text, "[tls]\nkey = %0250d\n", 7);
    assert_int_equal(load_text(&config, text, where), TNW_E_CONFIGURATION);
    assert_non_null(strstr(where, ":2: the line is too long"));
    static const char with_nul[] = "[server]\nport = 1\0 2\n";
    write_file(with_nul, sizeof with_nul - 1);
    assert_int_equal(config_load(&config, file, NULL, where), TNW_E_CONFIGURATION);
    assert_non_null(strstr(where, "NUL"));
}

static void
set_beats_the_file_and_must_name_a_key(void **state)
{
    (void)state;
    struct config config;
    char where[CONFIG_WHERE];
    const struct config_sets sets = {.text = {"server.port=7", "tls.crl="}, .count = 2};
    const struct config_sets twice = {.text = {"server.port=7", "server.port=7"}, .count = 2};
    write_file("[server]\nport = 1\n", 18);
    assert_int_equal(config_load(&config, file, &sets, where), TNW_OK);
    assert_int_equal(config.server_port, 7);
    assert_string_equal(config.tls_crl, "");
    assert_int_equal(config_load(&config, file, &twice, where), TNW_E_CONFIGURATION);
    assert_string_equal(where, "--set: server.port is given twice");
    static const char *const bad[] = {"", "server", "server.port", "port=1", "=", "server port=1", "server.=1"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(load_set(&config, bad[i], where), TNW_E_CONFIGURATION);
        assert_string_equal(where, "--set: must be section.key=value");
    }
    assert_int_equal(load_set(&config, "server.prot=1", where), TNW_E_CONFIGURATION);
}

static void
absolute_path_stays_and_comments_are_no_values(void **state)
{
    (void)state;
    struct config config;
    char where[CONFIG_WHERE];
    assert_int_equal(load_text(&config, "# c\n[tls]\n; c\nkey = /k.pem ; why\n", where), TNW_OK);
    assert_string_equal(config.tls_key, "/k.pem");
}

static void
credential_wins_over_the_keyring_key(void **state)
{
    (void)state;
    struct config config;
    char where[CONFIG_WHERE];
    char path[128];
    assert_int_equal(setenv("CREDENTIALS_DIRECTORY", folder, 1), 0);
    assert_int_equal(load_set(&config, "keys.keyring=/elsewhere", where), TNW_OK);
    assert_string_equal(config.keys_keyring, "/elsewhere"); /* the credential is not there */
    snprintf(path, sizeof path, "%s/keyring", folder);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fclose(out);
    assert_int_equal(load_set(&config, "keys.keyring=/elsewhere", where), TNW_OK);
    assert_string_equal(config.keys_keyring, path);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(unsetenv("CREDENTIALS_DIRECTORY"), 0);
}

static void
missing_file_is_an_io_error(void **state)
{
    (void)state;
    struct config config;
    char where[CONFIG_WHERE];
    assert_int_equal(config_load(&config, "/nonexistent/tnwd.conf", NULL, where), TNW_E_IO);
    assert_string_equal(where, "/nonexistent/tnwd.conf: cannot be opened");
}

static int
make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL || snprintf(file, sizeof file, "%s/tnwd.conf", folder) < 0;
}

static int
remove_folder(void **state)
{
    (void)state;
    return unlink(file) != 0 || rmdir(folder) != 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_default_file_gives_the_defaults),
        cmocka_unit_test(defaults_are_those_of_the_documentation),
        cmocka_unit_test(each_row_keeps_its_bounds),
        cmocka_unit_test(sizes_take_units),
        cmocka_unit_test(reserve_is_at_most_half_of_the_map),
        cmocka_unit_test(file_with_a_mistake_is_refused_with_its_line),
        cmocka_unit_test(line_that_the_parser_would_cut_is_refused),
        cmocka_unit_test(set_beats_the_file_and_must_name_a_key),
        cmocka_unit_test(absolute_path_stays_and_comments_are_no_values),
        cmocka_unit_test(credential_wins_over_the_keyring_key),
        cmocka_unit_test(missing_file_is_an_io_error),
    };
    return cmocka_run_group_tests_name("program/config", tests, make_folder, remove_folder);
}
