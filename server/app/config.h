/*
 * The configuration: one INI file, read against one const table that also writes the commented default file.
 */
#ifndef TNW_APP_CONFIG_H
#define TNW_APP_CONFIG_H

#include <stddef.h>

#include "app/config_value.h"
#include "base/bytes.h"
#include "base/log.h"
#include "crypto/token/token.h"
#include "tnw/error.h"

#define CONFIG_WHERE 512
/* --set on one command line; the table has fewer rows. */
#define CONFIG_SETS_MAX 32

struct config {
    char server_listen[CONFIG_TEXT];
    size_t server_port;
    size_t server_workers;
    size_t server_max_connections;
    size_t server_max_per_address;
    char server_landing_listen[CONFIG_TEXT]; /* "": no landing page */
    size_t server_landing_port;
    char server_landing_link[CONFIG_TEXT];
    char server_landing_help[CONFIG_TEXT];
    size_t limits_person_rate; /* tokens a second, as are the next rates; 0: no limit */
    size_t limits_person_burst;
    size_t limits_person_day; /* tokens; 0: no limit */
    size_t limits_address_rate;
    size_t limits_address_burst;
    size_t limits_stranger_rate;
    size_t limits_stranger_burst;
    size_t limits_refusals_recorded; /* of one person in a minute */
    size_t limits_quota_factor;
    char ops_listen[CONFIG_TEXT];
    size_t ops_port;
    char tls_certificate[CONFIG_TEXT];
    char tls_key[CONFIG_TEXT];
    char tls_client_ca[CONFIG_TEXT];
    char tls_client_ca_niss[CONFIG_TEXT]; /* these four: "" for tls_client_ca */
    char tls_client_ca_cbe[CONFIG_TEXT];
    char tls_client_ca_nihii_hospital[CONFIG_TEXT];
    char tls_client_ca_ehp[CONFIG_TEXT];
    char tls_crl[CONFIG_TEXT]; /* "" for none */
    size_t tls_min_version;    /* enum config_tls */
    char store_path[CONFIG_TEXT];
    size_t store_map_size;
    size_t store_reserve; /* at most half of the map, whatever the file says */
    char keys_keyring[CONFIG_TEXT];
    char keys_module[CONFIG_TEXT]; /* these three: "" for none */
    char keys_token[CONFIG_TEXT];
    char keys_pin[CONFIG_TEXT];
    char keys_recovery[CONFIG_TEXT];
    char keys_recovery_copy[CONFIG_TEXT]; /* "" for none */
    char audit_key[CONFIG_TEXT];
    char audit_state[CONFIG_TEXT];
    char audit_witnesses[CONFIG_TEXT]; /* "" for none */
    size_t clock_longest_stop;         /* days */
    char backup_keep[CONFIG_TEXT];
    size_t backup_every;               /* hours */
    size_t log_level;                  /* enum log_level */
};

enum config_tls { CONFIG_TLS_13, CONFIG_TLS_12 };

/* The fields of struct config, each by its offset. Terminated by a row with section NULL. */
extern const struct config_row config_rows[];

/* One `section.key=value` of the command line, or the like. */
struct config_sets {
    const char *text[CONFIG_SETS_MAX];
    size_t count;
};

/* Reads the file, then the sets over it. Systemd credentials named `keyring`,
 * `keyring-pin` and `audit-key` take the place of keys.keyring, keys.pin and audit.key.
 * Out: config; where: at least CONFIG_WHERE characters, FILE:LINE, what is wrong and what is allowed.
 * Errors: CONFIGURATION (unknown section or key, bad value, out of bounds, given twice), IO. */
TNW_MUST_CHECK enum tnw_err config_load(struct config *config, const char *file, const struct config_sets *sets,
                                        char where[CONFIG_WHERE]);

/* The token that keeps the keys; its strings are config's. */
struct token config_token(const struct config *config);

/* Appends the default file: every row with its meaning, what it takes, and its default. token: what keeps the keys;
 * NULL: nothing but the file. */
void config_write_default(struct buf *out, const struct token *token);

#endif
