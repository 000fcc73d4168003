#include "print.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

/* Returns the length of one UTF-8 character and its code point; 1 and the byte itself for what is not UTF-8. */
static size_t
decode_utf8(const char *text, uint32_t *point)
{
    const unsigned char *byte = (const unsigned char *)text;
    size_t len = byte[0] >= 0xf0 ? 4 : byte[0] >= 0xe0 ? 3 : byte[0] >= 0xc2 ? 2 : 1;
    *point = byte[0];
    if (len == 1) {
        return 1;
    }
    uint32_t value = byte[0] & (0xffU >> (len + 1));
    for (size_t i = 1; i < len; i++) {
        if ((byte[i] & 0xc0) != 0x80) {
            return 1;
        }
        value = value << 6 | (byte[i] & 0x3f);
    }
    *point = value;
    return len;
}

static bool
is_dangerous(uint32_t point, size_t len)
{
    return point < 0x20 || (point >= 0x7f && point < 0xa0) || (len == 1 && point >= 0x80) ||
           (point >= 0x200b && point <= 0x200f) || (point >= 0x2028 && point <= 0x202e) ||
           (point >= 0x2060 && point <= 0x206f) || point == 0xfeff || point == 0x061c || point > 0x10ffff;
}

static void
put_escaped(FILE *out, const char *text, bool keep_lines)
{
    while (*text != 0) {
        uint32_t point = 0;
        size_t len = decode_utf8(text, &point);
        if (keep_lines && point == '\n') {
            fputc('\n', out);
        } else if (is_dangerous(point, len)) {
            fprintf(out, "\\u%04x", point);
        } else {
            fwrite(text, 1, len, out);
        }
        text += len;
    }
}

void
print_text(FILE *out, const char *text)
{
    put_escaped(out, text == NULL ? "-" : text, false);
}

char *
print_escaped(const char *text)
{
    char *escaped = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&escaped, &size);
    if (out == NULL) {
        return NULL;
    }
    print_text(out, text);
    return fclose(out) == 0 ? escaped : NULL;
}

int
print_width(const char *text)
{
    int width = 0;
    while (*text != 0) {
        uint32_t point = 0;
        text += decode_utf8(text, &point);
        int columns = wcwidth((wchar_t)point);
        width += columns < 0 ? 1 : columns;
    }
    return width;
}

/* Raw white space stands only between the tokens of valid JSON, and dangerous characters only inside its strings, where
 * \uXXXX means the same: what comes out is still the same JSON. */
void
print_json_value(FILE *out, const json_t *json)
{
    char *text = json == NULL ? NULL : json_dumps(json, JSON_COMPACT | JSON_ENCODE_ANY);
    put_escaped(out, text == NULL ? "null" : text, false);
    fputc('\n', out);
    free(text);
}

void
print_json(FILE *out, const char *json)
{
    json_t *value = json_loads(json, JSON_DECODE_ANY, NULL);
    print_json_value(out, value);
    json_decref(value);
}

void
print_json_pretty(FILE *out, const char *json)
{
    json_t *value = json_loads(json, 0, NULL);
    char *text = value == NULL ? NULL : json_dumps(value, JSON_INDENT(2));
    put_escaped(out, text == NULL ? json : text, true);
    fputc('\n', out);
    free(text);
    json_decref(value);
}

const char *
print_time(char out[PRINT_TIME], const char *time)
{
    struct tm utc = {0};
    struct tm local;
    const char *end = strptime(time, "%Y-%m-%dT%H:%M:%S", &utc);
    time_t seconds = timegm(&utc);
    const char *zone = getenv("TZ");
    bool here = zone != NULL && strcmp(zone, PRINT_ZONE_BELGIUM) == 0;
    bool told = end != NULL && localtime_r(&seconds, &local) != NULL &&
                (here ? strftime(out, PRINT_TIME, "%Y-%m-%d %H:%M", &local)
                      : strftime(out, PRINT_TIME, "%Y-%m-%d %H:%M %Z", &local)) != 0;
    if (!told) {
        snprintf(out, PRINT_TIME, "%s", time);
    }
    return out;
}

char *
print_joined(const char *const *values)
{
    char *joined = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&joined, &size);
    if (out == NULL) {
        return NULL;
    }
    for (size_t i = 0; values != NULL && values[i] != NULL; i++) {
        fprintf(out, "%s%s", i == 0 ? "" : ", ", values[i]);
    }
    return fclose(out) == 0 ? joined : NULL;
}
