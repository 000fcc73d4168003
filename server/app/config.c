#include "app/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <ini.h>

#define KIB ((size_t)1024)
#define MIB (KIB * 1024)
#define GIB (MIB * 1024)
#define TIB (GIB * 1024)
#define BURST_MAX 1000000
#define DAY_MAX 1000000000

static const char *const tls_versions[] = {[CONFIG_TLS_13] = "1.3", [CONFIG_TLS_12] = "1.2", NULL};
static const char *const log_levels[] = {[LOG_LEVEL_ERROR] = "error",
                                         [LOG_LEVEL_WARNING] = "warning",
                                         [LOG_LEVEL_INFO] = "info",
                                         [LOG_LEVEL_DEBUG] = "debug",
                                         NULL};

#define FIELD(name) offsetof(struct config, name)

/* clang-format off */
const struct config_row config_rows[] = {
    {"server", "listen", CONFIG_ADDRESS, FIELD(server_listen), 0, 0, NULL, "0.0.0.0",
     "Address of the API. Use :: for IPv6."},
    {"server", "port", CONFIG_NUMBER, FIELD(server_port), 0, 65535, NULL, "8443",
     "Port of the API; 0 lets the kernel choose (the log tells which)."},
    {"server", "workers", CONFIG_NUMBER, FIELD(server_workers), 0, 256, NULL, "0",
     "Threads that serve connections; 0 takes two for each processor."},
    {"server", "max_connections", CONFIG_NUMBER, FIELD(server_max_connections), 1, 65536, NULL, "1024",
     "Connections at one time; more are closed at once."},
    {"server", "max_per_address", CONFIG_NUMBER, FIELD(server_max_per_address), 1, 65536, NULL, "256",
     "Connections at one time from one address; a hospital can stand behind one."},
    {"server", "landing_listen", CONFIG_ADDRESS_OR_NONE, FIELD(server_landing_listen), 0, 0, NULL, "",
     "Address of the landing page: the one page that a browser gets without a client certificate, which says how to "
     "come in. It is the address to give to people. Empty: there is none."},
    {"server", "landing_port", CONFIG_NUMBER, FIELD(server_landing_port), 0, 65535, NULL, "8444",
     "Port of the landing page; 0 lets the kernel choose."},
    {"server", "landing_link", CONFIG_LINK_OR_NONE, FIELD(server_landing_link), 0, 0, NULL, "",
     "Where the landing page leads: the API as people reach it. Empty: the first name in the server's certificate and "
     "server.port."},
    {"server", "landing_help", CONFIG_LINE, FIELD(server_landing_help), 0, 0, NULL, "",
     "Whom people can ask for help, at the end of the landing page; a name and a phone number, say."},
    {"limits", "person_rate", CONFIG_NUMBER, FIELD(limits_person_rate), 0, BURST_MAX, NULL, "20",
     "Tokens that each person gets back a second; 0: no limit. A read costs 1, a list or a write 2, a search or a text "
     "4, an answer of bulk 20. Who has too few is answered 429 and told when to come again."},
    {"limits", "person_burst", CONFIG_NUMBER, FIELD(limits_person_burst), 1, BURST_MAX, NULL, "2000",
     "Tokens that a person can save up: a program may ask hundreds of things at once."},
    {"limits", "person_day", CONFIG_NUMBER, FIELD(limits_person_day), 0, DAY_MAX, NULL, "200000",
     "Tokens of a day for each person, which come back over the day: what reads leave in the audit log stays. 0: no "
     "limit."},
    {"limits", "address_rate", CONFIG_NUMBER, FIELD(limits_address_rate), 0, BURST_MAX, NULL, "500",
     "The same for one address; a hospital can stand behind one."},
    {"limits", "address_burst", CONFIG_NUMBER, FIELD(limits_address_burst), 1, BURST_MAX, NULL, "20000",
     "Tokens that an address can save up."},
    {"limits", "stranger_rate", CONFIG_NUMBER, FIELD(limits_stranger_rate), 0, BURST_MAX, NULL, "1",
     "The same for who has an accepted certificate and is not in the registry."},
    {"limits", "stranger_burst", CONFIG_NUMBER, FIELD(limits_stranger_burst), 1, BURST_MAX, NULL, "60",
     "Tokens that a stranger can save up."},
    {"limits", "refusals_recorded", CONFIG_NUMBER, FIELD(limits_refusals_recorded), 0, BURST_MAX, NULL, "30",
     "Refusals of one person in a minute that get a record each in the audit log, if they tell nothing of anybody: "
     "further ones are counted in one record."},
    {"limits", "quota_factor", CONFIG_NUMBER, FIELD(limits_quota_factor), 1, BURST_MAX, NULL, "1",
     "How many times the quotas of a day that the policy has for each role may be used here. For one person: tnwd "
     "actor quota."},
    {"ops", "listen", CONFIG_LOOPBACK, FIELD(ops_listen), 0, 0, NULL, "127.0.0.1",
     "Address of health and metrics, without TLS: never seen from outside this machine."},
    {"ops", "port", CONFIG_NUMBER, FIELD(ops_port), 0, 65535, NULL, "9443",
     "Port of health and metrics; 0 lets the kernel choose."},
    {"tls", "certificate", CONFIG_PATH, FIELD(tls_certificate), 0, 0, NULL, "tls/server.pem",
     "The server's certificate chain (PEM). Read again at SIGHUP, like what follows in this section."},
    {"tls", "key", CONFIG_PATH, FIELD(tls_key), 0, 0, NULL, "tls/server.key",
     "Its private key (PEM)."},
    {"tls", "client_ca", CONFIG_PATH, FIELD(tls_client_ca), 0, 0, NULL, "tls/clients-ca.pem",
     "Issuers of client certificates that are accepted (PEM): one, or with the next four."},
    {"tls", "client_ca_niss", CONFIG_PATH_OR_NONE, FIELD(tls_client_ca_niss), 0, 0, NULL, "",
     "Those that may vouch for a NISS (PEM), such as the eID's and eHealth's. Empty: client_ca."},
    {"tls", "client_ca_cbe", CONFIG_PATH_OR_NONE, FIELD(tls_client_ca_cbe), 0, 0, NULL, "",
     "Those that may vouch for an enterprise number. Empty: client_ca."},
    {"tls", "client_ca_nihii_hospital", CONFIG_PATH_OR_NONE, FIELD(tls_client_ca_nihii_hospital), 0, 0, NULL, "",
     "Those that may vouch for a hospital. Empty: client_ca."},
    {"tls", "client_ca_ehp", CONFIG_PATH_OR_NONE, FIELD(tls_client_ca_ehp), 0, 0, NULL, "",
     "Those that may vouch for another partner of eHealth. Empty: client_ca."},
    {"tls", "crl", CONFIG_PATH_OR_NONE, FIELD(tls_crl), 0, 0, NULL, "tls/crl.pem",
     "Revocation lists of those issuers (PEM), one for each. Empty: nothing is ever revoked."},
    {"tls", "min_version", CONFIG_CHOICE, FIELD(tls_min_version), 0, 0, tls_versions, "1.3",
     "Oldest TLS version that is spoken."},
    {"store", "path", CONFIG_PATH, FIELD(store_path), 0, 0, NULL, "data",
     "Folder of the data; mode 0700."},
    {"store", "map_size", CONFIG_SIZE, FIELD(store_map_size), 4 * MIB, 64 * TIB, NULL, "16GiB",
     "The most that the store may hold; the file grows as it is needed. Read again at SIGHUP."},
    {"store", "reserve", CONFIG_SIZE, FIELD(store_reserve), 2 * MIB, 64 * TIB, NULL, "64MiB",
     "Part of the map that is kept for withdrawals and audit records when all else is full. Never more than half of "
     "the map: in a small map the half counts."},
    {"keys", "keyring", CONFIG_PATH, FIELD(keys_keyring), 0, 0, NULL, "keyring",
     "The keyring file; mode 0600. Never in a backup beside the data. A systemd credential named keyring wins over "
     "it."},
    {"keys", "module", CONFIG_PATH_OR_NONE, FIELD(keys_module), 0, 0, NULL, "",
     "The PKCS #11 module (.so) of a token that keeps the keys, so that the keyring opens with it only: tnwd init "
     "--token, "
     "tnwd keys to-token. Used at the start and by commands, not while serving. Empty: the keyring file is all."},
    {"keys", "token", CONFIG_LINE, FIELD(keys_token), 0, 0, NULL, "",
     "Label of that token."},
    {"keys", "pin", CONFIG_PATH_OR_NONE, FIELD(keys_pin), 0, 0, NULL, "",
     "File that the token's PIN is in; mode 0600. A systemd credential named keyring-pin wins over it."},
    {"keys", "recovery", CONFIG_PATH, FIELD(keys_recovery), 0, 0, NULL, "keyring.recovery",
     "The keys once more, encrypted to the escrow: tnwd keys export makes it, and each change of the keys. In no "
     "backup."},
    {"keys", "recovery_copy", CONFIG_PATH_OR_NONE, FIELD(keys_recovery_copy), 0, 0, NULL, "",
     "A second place for it, on another machine or medium, in case this one is lost. It is changed first: where it "
     "cannot be reached no key is destroyed."},
    {"audit", "key", CONFIG_PATH, FIELD(audit_key), 0, 0, NULL, "audit-key",
     "The key that signs the checkpoints of the audit log; mode 0600. Apart from the data, like the keyring. A systemd "
     "credential named audit-key wins over it."},
    {"audit", "state", CONFIG_PATH, FIELD(audit_state), 0, 0, NULL, "audit-state",
     "What that key signed last, written before each signature: in a folder that tnwd may write to, apart from the "
     "data, and never put back from a backup."},
    {"audit", "witnesses", CONFIG_PATH_OR_NONE, FIELD(audit_witnesses), 0, 0, NULL, "",
     "Public keys of witnesses whose cosignatures are taken (a file, one key NAME+ID+BASE64 a line; # begins a "
     "comment). Read again at SIGHUP."},
    {"clock", "longest_stop", CONFIG_NUMBER, FIELD(clock_longest_stop), 1, 36500, NULL, "7",
     "Days. A clock that is further ahead of the last record when the machine starts is taken for a wrong one, and not "
     "followed until the operator accepts it (tnwd clock accept)."},
    {"backup", "keep", CONFIG_LINE, FIELD(backup_keep), 0, 0, NULL, "7d,4w,12m",
     "Which generations tnwd backup keeps: of each of the last 7 days that have one, 4 weeks and 12 months the newest; "
     "a number without letter: so many of the newest; y: years. The newest is always kept."},
    {"backup", "every", CONFIG_NUMBER, FIELD(backup_every), 1, 8760, NULL, "24",
     "Hours after which tnwd backup --follow begins a new generation."},
    {"log", "level", CONFIG_CHOICE, FIELD(log_level), 0, 0, log_levels, "info",
     "How much is logged. Read again at SIGHUP."},
    {.section = NULL},
};
/* clang-format on */

/* 64 rows at most, by `seen`. */
struct loading {
    struct config *config;
    const char *file;
    char folder[CONFIG_TEXT];
    FILE *stream;
    int line;
    uint64_t seen;
    char *where;
    enum tnw_err err;
};

static int
find_row(const char *section, const char *key)
{
    for (int i = 0; config_rows[i].section != NULL; i++) {
        if (strcmp(config_rows[i].section, section) == 0 && strcmp(config_rows[i].key, key) == 0) {
            return i;
        }
    }
    return -1;
}

/* "server, ops, tls": the sections, or the keys of one. */
static void
list_names(char *out, size_t size, const char *section)
{
    size_t len = 0;
    const char *last = "";
    out[0] = 0;
    for (const struct config_row *row = config_rows; row->section != NULL; row++) {
        bool wanted = section == NULL ? strcmp(row->section, last) != 0 : strcmp(row->section, section) == 0;
        if (wanted && len < size) {
            const char *name = section == NULL ? row->section : row->key;
            len += (size_t)snprintf(out + len, size - len, "%s%s", len == 0 ? "" : ", ", name);
        }
        last = row->section;
    }
}

static void
config_fails(struct loading *loading, const char *what)
{
    if (loading->err != TNW_OK) {
        return;
    }
    loading->err = TNW_E_CONFIGURATION;
    if (loading->line > 0) {
        snprintf(loading->where, CONFIG_WHERE, "%.160s:%d: %s", loading->file, loading->line, what);
    } else {
        snprintf(loading->where, CONFIG_WHERE, "%.160s: %s", loading->file, what);
    }
}

static void
fail_unknown(struct loading *loading, const char *section, const char *key)
{
    char names[200];
    char what[320];
    list_names(names, sizeof names, section);
    if (names[0] != 0) {
        snprintf(what, sizeof what, "[%.40s] has no key %.50s; it takes %s", section, key, names);
    } else {
        list_names(names, sizeof names, NULL);
        snprintf(what, sizeof what, "unknown section [%.40s]; there are %s", section, names);
    }
    config_fails(loading, what);
}

static void
set_row(struct loading *loading, int index, const char *value)
{
    const struct config_row *row = &config_rows[index];
    void *field = (char *)loading->config + row->offset;
    char allowed[160];
    char what[320];
    if ((loading->seen & (UINT64_C(1) << index)) != 0) {
        snprintf(what, sizeof what, "%s.%s is given twice", row->section, row->key);
        config_fails(loading, what);
    } else if (!config_value_parse(row, loading->folder, value, field)) {
        config_value_allowed(row, allowed, sizeof allowed);
        snprintf(what, sizeof what, "%s.%s must be %s", row->section, row->key, allowed);
        config_fails(loading, what);
    }
    loading->seen |= UINT64_C(1) << index;
}

static void
set_named(struct loading *loading, const char *section, const char *key, const char *value)
{
    int index = find_row(section, key);
    if (index < 0) {
        fail_unknown(loading, section, key);
        return;
    }
    set_row(loading, index, value);
}

/* The parser reports keys only: a section without keys is looked at here. */
static void
check_section_line(struct loading *loading, const char *line)
{
    char section[64];
    char names[200];
    if (sscanf(line, " [%63[^]\r\n]", section) == 1) {
        list_names(names, sizeof names, section);
        if (names[0] == 0) {
            fail_unknown(loading, section, "");
        }
    }
}

/* fgets() for the parser, which counts lines and refuses what the parser would cut off or not see. */
static char *
read_config_line(char *out, int size, void *context)
{
    struct loading *loading = context;
    int len = 0;
    int c = EOF;
    while (len < size - 1 && (c = getc(loading->stream)) != EOF) {
        out[len++] = (char)c;
        if (c == '\n') {
            break;
        }
        if (c == 0) {
            config_fails(loading, "the file holds a NUL byte");
        }
    }
    out[len] = 0;
    if (len == 0) {
        return NULL;
    }
    loading->line++;
    if (c != '\n' && c != EOF) {
        config_fails(loading, "the line is too long");
    }
    check_section_line(loading, out);
    return loading->err == TNW_OK ? out : NULL;
}

static int
take_key(void *context, const char *section, const char *key, const char *value)
{
    struct loading *loading = context;
    set_named(loading, section, key, value);
    return loading->err == TNW_OK;
}

static void
load_defaults(struct loading *loading)
{
    for (int i = 0; config_rows[i].section != NULL; i++) {
        set_row(loading, i, config_rows[i].value);
    }
    loading->seen = 0;
}

static void
load_file(struct loading *loading)
{
    loading->stream = fopen(loading->file, "re");
    if (loading->stream == NULL) {
        config_fails(loading, "cannot be opened");
        loading->err = TNW_E_IO;
        return;
    }
    int bad_line = ini_parse_stream(read_config_line, loading, take_key, loading);
    if (bad_line != 0) {
        loading->line = bad_line > 0 ? bad_line : 0;
        config_fails(loading, "is neither [section] nor key = value");
    }
    if (ferror(loading->stream) != 0) {
        config_fails(loading, "cannot be read");
        loading->err = TNW_E_IO;
    }
    fclose(loading->stream);
    loading->seen = 0;
    loading->line = 0;
}

static void
load_set(struct loading *loading, const char *text)
{
    char section[64];
    char key[64];
    const char *equals = strchr(text, '=');
    if (equals == NULL || sscanf(text, "%63[a-z_].%63[a-z_]=", section, key) != 2 ||
        strlen(section) + strlen(key) + 1 != (size_t)(equals - text)) {
        config_fails(loading, "must be section.key=value");
        return;
    }
    set_named(loading, section, key, equals + 1);
}

static void
find_folder(struct loading *loading)
{
    const char *slash = strrchr(loading->file, '/');
    size_t len = slash == NULL ? 0 : (size_t)(slash - loading->file);
    if (len >= sizeof loading->folder) {
        config_fails(loading, "the path is too long");
        return;
    }
    snprintf(loading->folder, sizeof loading->folder, "%.*s", (int)len, loading->file);
    if (len == 0) {
        snprintf(loading->folder, sizeof loading->folder, "%s", slash == NULL ? "." : "/");
    }
}

/* systemd.exec(5), LoadCredential=: the folder is readable by the service alone. */
static void
prefer_credential(char out[CONFIG_TEXT], const char *name)
{
    const char *folder = secure_getenv("CREDENTIALS_DIRECTORY");
    char path[CONFIG_TEXT];
    if (folder == NULL || (size_t)snprintf(path, sizeof path, "%s/%s", folder, name) >= sizeof path) {
        return;
    }
    if (access(path, F_OK) == 0) {
        memcpy(out, path, sizeof path);
    }
}

enum tnw_err
config_load(struct config *config, const char *file, const struct config_sets *sets, char where[CONFIG_WHERE])
{
    struct loading loading = {.config = config, .file = file, .where = where};
    memset(config, 0, sizeof *config);
    where[0] = 0;
    find_folder(&loading);
    load_defaults(&loading);
    if (loading.err == TNW_OK) {
        load_file(&loading);
    }
    loading.file = "--set";
    for (size_t i = 0; loading.err == TNW_OK && sets != NULL && i < sets->count; i++) {
        load_set(&loading, sets->text[i]);
    }
    if (config->store_reserve > config->store_map_size / 2) {
        config->store_reserve = config->store_map_size / 2;
    }
    prefer_credential(config->keys_keyring, "keyring");
    prefer_credential(config->keys_pin, "keyring-pin");
    prefer_credential(config->audit_key, "audit-key");
    return loading.err;
}

struct token
config_token(const struct config *config)
{
    return (struct token){.module = config->keys_module, .label = config->keys_token, .pin = config->keys_pin};
}

static void
write_comment(struct buf *out, const char *text)
{
    while (*text != 0) {
        size_t len = strlen(text);
        if (len > 90) {
            for (len = 90; len > 0 && text[len] != ' '; len--) {
            }
        }
        buf_printf(out, "# %.*s\n", (int)len, text);
        text += len;
        text += strspn(text, " ");
    }
}

/* What a fresh installation has there. */
static const char *
first_value(const struct config_row *row, const struct token *token)
{
    if (token == NULL) {
        return row->value;
    }
    return row->offset == FIELD(keys_module)  ? token->module
           : row->offset == FIELD(keys_token) ? token->label
           : row->offset == FIELD(keys_pin)   ? token->pin
                                              : row->value;
}

void
config_write_default(struct buf *out, const struct token *token)
{
    write_comment(out,
                  "Configuration of tnwd. Every key is shown with its default. Relative paths start at this file's "
                  "folder. An unknown key or a value that does not fit stops tnwd from starting; `tnwd check-config` "
                  "tells beforehand.");
    const char *section = "";
    for (const struct config_row *row = config_rows; row->section != NULL; row++) {
        char allowed[160];
        if (strcmp(section, row->section) != 0) {
            buf_printf(out, "\n[%s]\n", row->section);
            section = row->section;
        }
        write_comment(out, row->meaning);
        config_value_allowed(row, allowed, sizeof allowed);
        buf_printf(out, "# Takes %s.\n%s = %s\n", allowed, row->key, first_value(row, token));
    }
}
