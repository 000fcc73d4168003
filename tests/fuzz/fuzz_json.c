/*
 * A body's text: either it is refused with a place, or its canonical form loads again and is its own canonical form.
 * jansson's own parser is the second opinion: it reads the same from what is accepted, and refuses what is called no
 * JSON.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "json/json.h"

static void
require(bool holds)
{
    if (!holds) {
        abort();
    }
}

static json_t *
second_opinion(struct slice text)
{
    return json_loadb((const char *)text.ptr, text.len, JSON_REJECT_DUPLICATES, NULL);
}

static void
must_be_refused_by_both(struct slice text, const char *where)
{
    static const char *const of_grammar[] = {"not JSON", "too early", "UTF-8", "follows", "twice", "U+0000", "empty"};
    for (size_t i = 0; i < sizeof of_grammar / sizeof *of_grammar; i++) {
        if (strstr(where, of_grammar[i]) != NULL) {
            require(text.len == 0 || second_opinion(text) == NULL);
        }
    }
}

static void
must_be_read_alike(struct slice text, const struct buf *canonical)
{
    struct buf other = {0};
    json_t *value = second_opinion(text);
    require(value != NULL);
    json_canonical(&other, value);
    require(slice_eq(buf_slice(&other), buf_slice(canonical)));
    json_decref(value);
    buf_free(&other);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    json_t *value;
    char where[160] = "";
    enum tnw_err err = json_load_strict(&value, slice_of(data, size), where);
    if (err != TNW_OK) {
        require(err == TNW_E_INVALID_JSON && value == NULL && where[0] != 0 && strlen(where) < sizeof where);
        must_be_refused_by_both(slice_of(data, size), where);
        return 0;
    }
    struct buf first = {0};
    struct buf second = {0};
    json_canonical(&first, value);
    json_decref(value);
    require(first.err == TNW_OK);
    must_be_read_alike(slice_of(data, size), &first);
    require(json_load_strict(&value, buf_slice(&first), where) == TNW_OK);
    json_canonical(&second, value);
    json_decref(value);
    require(slice_eq(buf_slice(&first), buf_slice(&second)));
    buf_free(&first);
    buf_free(&second);
    return 0;
}
