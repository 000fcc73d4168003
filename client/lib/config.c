#include "config.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "transport/target.h"

#define CONNECT_MS 10000
#define TIMEOUT_MS 30000
#define TRIES 3

static bool
part_is(CURLU *url, CURLUPart part, const char *wanted)
{
    char *text = NULL;
    bool same =
        curl_url_get(url, part, &text, 0) == CURLUE_OK ? wanted != NULL && strcmp(text, wanted) == 0 : wanted == NULL;
    curl_free(text);
    return same;
}

static bool
url_ok(const char *text)
{
    CURLU *url = curl_url();
    bool ok = url != NULL && curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK &&
              part_is(url, CURLUPART_SCHEME, "https") && part_is(url, CURLUPART_USER, NULL) &&
              part_is(url, CURLUPART_PASSWORD, NULL) && part_is(url, CURLUPART_PATH, "/") &&
              part_is(url, CURLUPART_QUERY, NULL) && part_is(url, CURLUPART_FRAGMENT, NULL);
    curl_url_cleanup(url);
    return ok;
}

static enum tnw_err
check_file(const char *what, const char *path, char why[256])
{
    if (path == NULL || access(path, R_OK) == 0) {
        return TNW_OK;
    }
    snprintf(why, 256, "the %s %.120s cannot be read: %s", what, path, strerror(errno));
    return TNW_E_CONFIGURATION;
}

static enum tnw_err
check_header(const char *name, const char *value, char why[256])
{
    if (value == NULL || (target_header_value(value) && strlen(value) <= 64 && strchr(value, ' ') == NULL)) {
        return TNW_OK;
    }
    snprintf(why, 256, "the %s cannot be sent: it takes 1 to 64 letters, digits or '_'", name);
    return TNW_E_USAGE;
}

static enum tnw_err
refuse_config(char why[256], const char *text)
{
    snprintf(why, 256, "%s", text);
    return TNW_E_USAGE;
}

enum tnw_err
config_check_act(const char *role, const char *actor, const char *purpose, char why[256])
{
    enum tnw_err err = check_header("role", role, why);
    if (err == TNW_OK) {
        err = check_header("actor", actor, why);
    }
    return err != TNW_OK ? err : check_header("purpose", purpose, why);
}

enum tnw_err
config_check_principal(const char *principal, char why[256])
{
    return check_header("actor to act for", principal, why);
}

enum tnw_err
tnw_config_check(const struct tnw_config *config, char why[256])
{
    why[0] = 0;
    if (config->url == NULL || !url_ok(config->url)) {
        return refuse_config(why, "the url must be https://HOST[:PORT] and nothing more");
    }
    if ((config->certificate == NULL) == (config->pkcs12 == NULL)) {
        return refuse_config(why, "name your certificate: either a PEM file (with its key) or a PKCS#12 file");
    }
    if (config->tries > CONFIG_TRIES_MAX) {
        return refuse_config(why, "at most 10 tries");
    }
    enum tnw_err err = config_check_act(config->role, config->actor, config->purpose, why);
    err = err == TNW_OK ? config_check_principal(config->acting_for, why) : err;
    if (err != TNW_OK) {
        return err;
    }
    const struct {
        const char *what;
        const char *path;
    } files[] = {{"CA file", config->ca},
                 {"certificate", config->certificate},
                 {"key", config->key},
                 {"PKCS#12 file", config->pkcs12}};
    for (size_t i = 0; i < sizeof files / sizeof files[0] && err == TNW_OK; i++) {
        err = check_file(files[i].what, files[i].path, why);
    }
    return err;
}

enum tnw_err
config_copy(struct tnw_config *copy, const struct tnw_config *config, struct arena *arena)
{
    *copy = *config;
    const char **texts[] = {&copy->url,     &copy->ca,         &copy->certificate, &copy->key,
                            &copy->pkcs12,  &copy->password,   &copy->role,        &copy->actor,
                            &copy->purpose, &copy->acting_for, &copy->language};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (*texts[i] != NULL && (*texts[i] = arena_text(arena, *texts[i])) == NULL) {
            return TNW_E_NO_MEMORY;
        }
    }
    copy->connect_ms = config->connect_ms == 0 ? CONNECT_MS : config->connect_ms;
    copy->timeout_ms = config->timeout_ms == 0 ? TIMEOUT_MS : config->timeout_ms;
    copy->tries = config->tries == 0 ? TRIES : config->tries;
    return TNW_OK;
}
