#include "json/json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json/write.h"

/* Objects with more members than this sort in memory from the heap. */
#define SMALL_OBJECT 24
#define DIGITS_MAX 17 /* always enough for a double */
#define EXACT_MAX 9007199254740991.0

/* A positive finite double as digits: 0.D1D2D3… times 10 to the point. */
struct decimal {
    char digits[DIGITS_MAX + 1];
    int count;
    int point;
};

static double
decimal_value(const struct decimal *d)
{
    char text[64];
    (void)snprintf(text, sizeof text, "%se%d", d->digits, d->point - d->count);
    return strtod(text, NULL);
}

static void
decimal_round(struct decimal *d, double value, int count)
{
    char text[64];
    (void)snprintf(text, sizeof text, "%.*e", count - 1, value);
    char *exponent = strchr(text, 'e');
    d->count = 0;
    for (const char *at = text; at < exponent && d->count < DIGITS_MAX; at++) {
        if (*at >= '0' && *at <= '9') {
            d->digits[d->count++] = *at;
        }
    }
    d->digits[d->count] = 0;
    d->point = (int)strtol(exponent + 1, NULL, 10) + 1;
}

static void
decimal_next(struct decimal *d)
{
    int at = d->count - 1;
    for (; at >= 0 && d->digits[at] == '9'; at--) {
        d->digits[at] = '0';
    }
    if (at >= 0) {
        d->digits[at]++;
        return;
    }
    d->digits[0] = '1';
    d->point++;
}

/*
 * The fewest digits that read back as the same double, and of those the nearest. Below a power of two the doubles lie
 * twice as dense as above it: there the nearest decimal can read back as the lower neighbour while the next one up is
 * right (2^-44), so that one is tried too.
 */
static bool
decimal_reads_back(struct decimal *d, double value, int count)
{
    decimal_round(d, value, count);
    if (decimal_value(d) == value) {
        return true;
    }
    decimal_next(d);
    return decimal_value(d) == value;
}

/* With more digits it reads back all the more, so the fewest are found by halving. */
static struct decimal
decimal_shortest(double value)
{
    struct decimal d = {0};
    int low = 1;
    int high = DIGITS_MAX;
    while (low < high) {
        int middle = (low + high) / 2;
        if (decimal_reads_back(&d, value, middle)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    (void)decimal_reads_back(&d, value, low);
    while (d.count > 1 && d.digits[d.count - 1] == '0') {
        d.digits[--d.count] = 0;
    }
    return d;
}

static void
put_zeros(struct buf *out, int count)
{
    for (int i = 0; i < count; i++) {
        buf_put_u8(out, '0');
    }
}

/* ECMA-262, Number::toString: n is the place of the point, k the number of digits. */
static void
put_decimal(struct buf *out, const struct decimal *d)
{
    int n = d->point;
    int k = d->count;
    if (k <= n && n <= 21) {
        buf_put_str(out, d->digits);
        put_zeros(out, n - k);
    } else if (n > 0 && n <= 21) {
        buf_put(out, d->digits, (size_t)n);
        buf_put_u8(out, '.');
        buf_put_str(out, d->digits + n);
    } else if (n > -6 && n <= 0) {
        buf_put_str(out, "0.");
        put_zeros(out, -n);
        buf_put_str(out, d->digits);
    } else {
        buf_put_u8(out, (uint8_t)d->digits[0]);
        if (k > 1) {
            buf_put_u8(out, '.');
            buf_put_str(out, d->digits + 1);
        }
        buf_printf(out, "e%c%d", n > 0 ? '+' : '-', abs(n - 1));
    }
}

static void
put_number(struct buf *out, double value)
{
    if (value == trunc(value) && fabs(value) <= EXACT_MAX) {
        buf_printf(out, "%lld", (long long)value);
        return;
    }
    if (value < 0) {
        buf_put_u8(out, '-');
    }
    struct decimal d = decimal_shortest(fabs(value));
    put_decimal(out, &d);
}

/*
 * RFC 8785 orders by UTF-16 code units. Bytes of UTF-8 give the same order but for one thing: characters beyond U+FFFF
 * (first byte F0 and up) are surrogates there, which come before U+E000 to U+FFFF (first byte EE and EF).
 */
static int
compare_keys(const void *a, const void *b)
{
    const uint8_t *left = *(const uint8_t *const *)a;
    const uint8_t *right = *(const uint8_t *const *)b;
    while (*left == *right && *left != 0) {
        left++;
        right++;
    }
    bool left_pair = *left >= 0xF0;
    bool right_pair = *right >= 0xF0;
    if (left_pair != right_pair && *left >= 0xEE && *right >= 0xEE) {
        return left_pair ? -1 : 1;
    }
    return (int)*left - (int)*right;
}

static void
put_members(struct buf *out, const json_t *object, const char **keys, size_t count)
{
    qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            buf_put_u8(out, ',');
        }
        jw_quoted(out, slice_str(keys[i]));
        buf_put_u8(out, ':');
        json_canonical(out, json_object_get(object, keys[i]));
    }
}

static void
put_object(struct buf *out, const json_t *object)
{
    const char *small[SMALL_OBJECT];
    const char **keys = small;
    size_t count = json_object_size(object);
    if (count > SMALL_OBJECT) {
        keys = calloc(count, sizeof *keys);
    }
    if (keys == NULL) {
        out->err = TNW_E_NO_MEMORY;
        return;
    }
    size_t at = 0;
    json_t *from = json_unconst(object);
    for (void *it = json_object_iter(from); it != NULL; it = json_object_iter_next(from, it)) {
        keys[at++] = json_object_iter_key(it);
    }
    buf_put_u8(out, '{');
    put_members(out, object, keys, count);
    buf_put_u8(out, '}');
    if (keys != small) {
        free(keys);
    }
}

static void
put_array(struct buf *out, const json_t *array)
{
    buf_put_u8(out, '[');
    for (size_t i = 0; i < json_array_size(array); i++) {
        if (i > 0) {
            buf_put_u8(out, ',');
        }
        json_canonical(out, json_array_get(array, i));
    }
    buf_put_u8(out, ']');
}

void
json_canonical(struct buf *out, const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        put_object(out, value);
        break;
    case JSON_ARRAY:
        put_array(out, value);
        break;
    case JSON_STRING:
        jw_quoted(out, slice_of(json_string_value(value), json_string_length(value)));
        break;
    case JSON_INTEGER:
    case JSON_REAL:
        put_number(out, json_number_value(value));
        break;
    case JSON_TRUE:
        buf_put_str(out, "true");
        break;
    case JSON_FALSE:
        buf_put_str(out, "false");
        break;
    case JSON_NULL:
        buf_put_str(out, "null");
        break;
    }
}
