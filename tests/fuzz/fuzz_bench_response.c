/* Responses of a server under load: however they are cut into pieces, they read the same. */
#include <stdint.h>
#include <stdlib.h>

#include "bench/response.h"

struct outcome {
    enum tnw_err err;
    bool done;
    int status;
    size_t used;
};

static struct outcome
read_in_pieces(const char *bytes, size_t len, size_t piece, bool head)
{
    struct response resp;
    struct outcome out = {.err = TNW_OK};
    response_init(&resp, head);
    while (out.err == TNW_OK && out.used < len && !resp.done) {
        size_t used = 0;
        size_t offer = len - out.used < piece ? len - out.used : piece;
        out.err = response_feed(&resp, bytes + out.used, offer, &used);
        if (used > offer || (used < offer && !resp.done && out.err == TNW_OK)) {
            abort();
        }
        out.used += used;
    }
    out.done = resp.done;
    out.status = resp.status;
    return out;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1) {
        return 0;
    }
    bool head = (data[0] & 1) != 0;
    size_t piece = (size_t)(data[0] >> 1) + 1;
    const char *bytes = (const char *)data + 1;
    struct outcome whole = read_in_pieces(bytes, size - 1, size, head);
    struct outcome cut = read_in_pieces(bytes, size - 1, piece, head);
    if (whole.err != cut.err || whole.done != cut.done) {
        abort();
    }
    if (whole.done && (whole.status != cut.status || whole.used != cut.used)) {
        abort();
    }
    return 0;
}
