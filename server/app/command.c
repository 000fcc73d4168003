#include "app/command.h"

#include <stdio.h>
#include <string.h>

const struct arguments_flag command_flag_config = {.name = "config", .max = 1, .required = true};
const struct arguments_flag command_flag_set = {.name = "set", .max = CONFIG_SETS_MAX};
const struct arguments_flag command_flag_origin = {.name = "origin", .max = 1};
const struct arguments_flag command_flag_json = {.name = "json"};

_Static_assert(CONFIG_SETS_MAX <= ARGUMENTS_VALUES_MAX, "every --set has its place");

struct config_sets
command_sets(const struct arguments_flag *set)
{
    struct config_sets sets = {.count = set->count};
    memcpy(sets.text, set->values, set->count * sizeof sets.text[0]);
    return sets;
}

enum tnw_err
command_fail(enum tnw_err err, char where[CONFIG_WHERE], const char *path, const char *what)
{
    snprintf(where, CONFIG_WHERE, "%.300s: %s", path, what);
    return err;
}

struct http_options
command_http_options(const struct config *config)
{
    return (struct http_options){
        .listen = config->server_listen,
        .port = (uint16_t)config->server_port,
        .workers = (unsigned)config->server_workers,
        .max_connections = (unsigned)config->server_max_connections,
        .max_per_address = (unsigned)config->server_max_per_address,
        .certificate = config->tls_certificate,
        .key = config->tls_key,
        .clients = {.ca = config->tls_client_ca,
                    .ca_of = {[IDENTITY_NISS] = config->tls_client_ca_niss,
                              [IDENTITY_CBE] = config->tls_client_ca_cbe,
                              [IDENTITY_NIHII_HOSPITAL] = config->tls_client_ca_nihii_hospital,
                              [IDENTITY_EHP] = config->tls_client_ca_ehp},
                    .crl = config->tls_crl},
        .allow_tls12 = config->tls_min_version == CONFIG_TLS_12,
        .ops_listen = config->ops_listen,
        .ops_port = (uint16_t)config->ops_port,
        .landing_listen = config->server_landing_listen,
        .landing_port = (uint16_t)config->server_landing_port,
        .landing_link = config->server_landing_link,
        .landing_help = config->server_landing_help,
    };
}
