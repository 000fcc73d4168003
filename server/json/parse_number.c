#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "json/parse_part.h"

/* The longest double written out in full is a sign, "0." and 1074 digits. */
#define NUMBER_TEXT_MAX 1100
/* Far beyond what makes any double 0 or infinite, far below what overflows. */
#define EXPONENT_MAX 100000

/* A number's text without its point, and how far the point has to move: strtod then reads the same in every locale. */
struct number {
    char text[NUMBER_TEXT_MAX + 16]; /* the exponent comes behind */
    size_t len;
    long shift;
};

static bool
put_digit(struct parser *p, struct number *n)
{
    if (n->len == NUMBER_TEXT_MAX) {
        return false;
    }
    n->text[n->len++] = (char)*p->at++;
    return true;
}

static enum tnw_err
take_number_digits(struct parser *p, struct number *n, bool fraction)
{
    if (!parse_at_digit(p)) {
        return parse_refuse_syntax(p);
    }
    while (parse_at_digit(p)) {
        if (!put_digit(p, n)) {
            return parse_refuse(p, "a number is too long");
        }
        n->shift -= fraction;
    }
    return TNW_OK;
}

static enum tnw_err
take_exponent(struct parser *p, struct number *n)
{
    bool minus = parse_take(p, '-');
    if (!minus) {
        (void)parse_take(p, '+');
    }
    if (!parse_at_digit(p)) {
        return parse_refuse_syntax(p);
    }
    long exponent = 0;
    for (; parse_at_digit(p); p->at++) {
        exponent = exponent < EXPONENT_MAX ? exponent * 10 + (*p->at - '0') : EXPONENT_MAX;
    }
    n->shift += minus ? -exponent : exponent;
    return TNW_OK;
}

static enum tnw_err
scan_number(struct parser *p, struct number *n)
{
    if (parse_peek(p) == '-') {
        (void)put_digit(p, n);
    }
    enum tnw_err err = TNW_OK;
    if (parse_peek(p) == '0') { /* a zero in front stands alone */
        (void)put_digit(p, n);
    } else {
        err = take_number_digits(p, n, false);
    }
    if (err == TNW_OK && parse_take(p, '.')) {
        err = take_number_digits(p, n, true);
    }
    if (err == TNW_OK && (parse_take(p, 'e') || parse_take(p, 'E'))) {
        err = take_exponent(p, n);
    }
    return err;
}

enum tnw_err
parse_number(struct parser *p, json_t **out)
{
    struct number n; /* its text is not cleared: numbers are many */
    n.len = 0;
    n.shift = 0;
    enum tnw_err err = scan_number(p, &n);
    if (err != TNW_OK) {
        return err;
    }
    (void)snprintf(n.text + n.len, sizeof n.text - n.len, "e%ld", n.shift);
    double value = strtod(n.text, NULL);
    if (fabs(value) > (double)LIMIT_JSON_NUMBER) {
        return parse_refuse(p, "a number is beyond 2^53 - 1");
    }
    if (value == 0 && n.text[0] == '-') {
        return parse_refuse(p, "a number is negative zero");
    }
    *out = value == trunc(value) ? json_integer((json_int_t)value) : json_real(value);
    return *out == NULL ? TNW_E_NO_MEMORY : TNW_OK;
}
