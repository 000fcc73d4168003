#include "app/config_value.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* What fits a page, with room for its words. */
#define CONFIG_LINE_MAX 500
#define LINK_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/[]%"

static const struct unit {
    const char *text;
    unsigned shift;
} units[] = {{"", 0}, {"KiB", 10}, {"MiB", 20}, {"GiB", 30}, {"TiB", 40}};

#define UNIT_COUNT (sizeof units / sizeof units[0])

/* Digits only: no sign, no blank. Returns what follows them, or NULL. */
static const char *
parse_whole_number(const char *text, size_t *out)
{
    size_t value = 0;
    const char *at = text;
    for (; *at >= '0' && *at <= '9'; at++) {
        size_t digit = (size_t)(*at - '0');
        if (value > (SIZE_MAX - digit) / 10) {
            return NULL;
        }
        value = value * 10 + digit;
    }
    *out = value;
    return at == text ? NULL : at;
}

static bool
parse_whole_value(const struct config_row *row, const char *text, size_t *out)
{
    const char *rest = parse_whole_number(text, out);
    return rest != NULL && *rest == 0 && *out >= row->min && *out <= row->max;
}

static bool
parse_byte_size(const struct config_row *row, const char *text, size_t *out)
{
    size_t value;
    const char *rest = parse_whole_number(text, &value);
    if (rest == NULL) {
        return false;
    }
    rest += rest[0] == ' ' && rest[1] != 0; /* "16 GiB" */
    for (size_t i = 0; i < UNIT_COUNT; i++) {
        if (strcmp(rest, units[i].text) == 0 && value <= SIZE_MAX >> units[i].shift) {
            *out = value << units[i].shift;
            return *out >= row->min && *out <= row->max;
        }
    }
    return false;
}

static bool
parse_choice(const struct config_row *row, const char *text, size_t *out)
{
    for (size_t i = 0; row->choices[i] != NULL; i++) {
        if (strcmp(row->choices[i], text) == 0) {
            *out = i;
            return true;
        }
    }
    return false;
}

static bool
parse_address(const char *text, bool loopback, char *out)
{
    struct in_addr four;
    struct in6_addr six;
    bool is_loopback;
    if (inet_pton(AF_INET, text, &four) == 1) {
        is_loopback = ntohl(four.s_addr) >> 24 == 127;
    } else if (inet_pton(AF_INET6, text, &six) == 1) {
        is_loopback = IN6_IS_ADDR_LOOPBACK(&six);
    } else {
        return false;
    }
    snprintf(out, CONFIG_TEXT, "%s", text);
    return is_loopback || !loopback;
}

static bool
parse_path(const char *folder, const char *text, bool may_be_none, char *out)
{
    if (text[0] == 0) {
        out[0] = 0;
        return may_be_none;
    }
    int len =
        text[0] == '/' ? snprintf(out, CONFIG_TEXT, "%s", text) : snprintf(out, CONFIG_TEXT, "%s/%s", folder, text);
    return len > 0 && len < CONFIG_TEXT;
}

static bool
parse_line(const char *text, char *out)
{
    return text_is_line(text) && snprintf(out, CONFIG_TEXT, "%s", text) < CONFIG_LINE_MAX;
}

static bool
is_link(const char *text)
{
    static const char begin[] = "https://";
    const size_t len = sizeof begin - 1;
    return strncmp(text, begin, len) == 0 && text[len] != 0 && text[len] != '/' &&
           text[strspn(text, LINK_CHARACTERS)] == 0;
}

bool
config_value_parse(const struct config_row *row, const char *folder, const char *value, void *field)
{
    switch (row->type) {
    case CONFIG_NUMBER:
        return parse_whole_value(row, value, field);
    case CONFIG_SIZE:
        return parse_byte_size(row, value, field);
    case CONFIG_CHOICE:
        return parse_choice(row, value, field);
    case CONFIG_ADDRESS:
    case CONFIG_LOOPBACK:
        return parse_address(value, row->type == CONFIG_LOOPBACK, field);
    case CONFIG_ADDRESS_OR_NONE:
        return value[0] == 0 ? parse_line("", field) : parse_address(value, false, field);
    case CONFIG_LINK_OR_NONE:
        return (value[0] == 0 || is_link(value)) && parse_line(value, field);
    case CONFIG_LINE:
        return parse_line(value, field);
    case CONFIG_PATH:
    case CONFIG_PATH_OR_NONE:
        return parse_path(folder, value, row->type == CONFIG_PATH_OR_NONE, field);
    default:
        return false;
    }
}

/* The largest unit in which it is a whole number. */
static void
format_size(size_t value, char out[32])
{
    size_t i = UNIT_COUNT - 1;
    while (i > 0 && (value == 0 || value % ((size_t)1 << units[i].shift) != 0)) {
        i--;
    }
    snprintf(out, 32, "%zu%s", value >> units[i].shift, units[i].text);
}

static void
list_choices(const struct config_row *row, char *out, size_t size)
{
    size_t len = 0;
    for (size_t i = 0; row->choices[i] != NULL && len < size; i++) {
        const char *between = i == 0 ? "" : row->choices[i + 1] == NULL ? " or " : ", ";
        len += (size_t)snprintf(out + len, size - len, "%s%s", between, row->choices[i]);
    }
}

void
config_value_allowed(const struct config_row *row, char *out, size_t size)
{
    char min[32];
    char max[32];
    switch (row->type) {
    case CONFIG_NUMBER:
        snprintf(out, size, "a number from %zu to %zu", row->min, row->max);
        return;
    case CONFIG_SIZE:
        format_size(row->min, min);
        format_size(row->max, max);
        snprintf(out, size, "a size from %s to %s (bytes, KiB, MiB, GiB or TiB)", min, max);
        return;
    case CONFIG_CHOICE:
        list_choices(row, out, size);
        return;
    case CONFIG_ADDRESS:
        snprintf(out, size, "a numeric IPv4 or IPv6 address");
        return;
    case CONFIG_ADDRESS_OR_NONE:
        snprintf(out, size, "a numeric IPv4 or IPv6 address, or nothing");
        return;
    case CONFIG_LINK_OR_NONE:
        snprintf(out, size, "a link that begins with https://, or nothing");
        return;
    case CONFIG_LINE:
        snprintf(out, size, "a line of text, or nothing");
        return;
    case CONFIG_LOOPBACK:
        snprintf(out, size, "a numeric loopback address: 127.x.x.x or ::1");
        return;
    case CONFIG_PATH:
        snprintf(out, size, "a path");
        return;
    case CONFIG_PATH_OR_NONE:
    default:
        snprintf(out, size, "a path, or nothing");
        return;
    }
}
