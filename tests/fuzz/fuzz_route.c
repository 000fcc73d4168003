/* Method, path and query as one line each: what is found fits its row, and decoded values are clean text. */
#include <stdlib.h>
#include <string.h>

#include "audit/tile.h"
#include "http/route.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_values(const struct op *op, const char *text)
{
    const char *values[CALL_QUERY_MAX];
    char detail[128];
    char *copy = strdup(text);
    if (copy == NULL) {
        return;
    }
    if (route_query(op, copy, values, detail) == TNW_OK) {
        for (int i = 0; i < CALL_QUERY_MAX; i++) {
            for (const char *p = values[i]; p != NULL && *p != '\0'; p++) {
                if ((unsigned char)*p < 0x20) {
                    abort();
                }
            }
        }
    }
    free(copy);
}

/* A tile has one name. */
static void
check_tile(const struct route_match *match)
{
    struct tile tile;
    struct buf again = {0};
    if (tile_parse(&tile, match->path_seq, match->path_rest) == TNW_OK) {
        tile_format(&again, &tile);
        if (again.err == TNW_OK && !slice_eq(buf_slice(&again), match->path_rest)) {
            abort();
        }
    }
    buf_free(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[2048];
    if (size >= sizeof text) {
        return 0;
    }
    memcpy(text, data, size);
    text[size] = '\0';
    char *rest = text;
    const char *method = strsep(&rest, " ");
    const char *path = rest == NULL ? "" : strsep(&rest, "?");
    struct route_match match;
    enum tnw_err err = route_find(slice_str(method), slice_str(path), &match);
    if ((err == TNW_OK && match.op == NULL) || (err == TNW_E_METHOD_NOT_ALLOWED) != (match.allow[0] != '\0')) {
        abort();
    }
    if (match.op != NULL && route_method(slice_str(method)) != match.op->method) {
        abort();
    }
    if (err == TNW_OK) {
        check_tile(&match);
    }
    if (match.op != NULL && rest != NULL) {
        check_values(match.op, rest);
    }
    return 0;
}
