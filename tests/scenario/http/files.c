#include "files.h"

#include <stdlib.h>

#include "scenario/house_test.h"

void
files_write_upload(struct buf *out, const struct house *house, const char *type, size_t length, struct slice bytes)
{
    char *path = house_fill(house, FILES);
    buf_printf(out, "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n", path,
               type, length);
    buf_put_slice(out, bytes);
    free(path);
}

int
files_send(struct house *house, const char *actor, const char *type, struct slice bytes, const char *name)
{
    struct buf request = {0};
    struct wire wire;
    struct answer answer;
    files_write_upload(&request, house, type, bytes.len, bytes);
    assert_true(wire_open(&wire, house_tls(house, actor), house->sandbox.port));
    assert_true(house_exchange(house, &wire, buf_slice(&request), &answer));
    int status = answer.status;
    if (status == 201) {
        char *id = answer_value(&answer, "/id");
        house_save(house, name, id);
        free(id);
    }
    answer_free(&answer);
    wire_close(&wire);
    buf_free(&request);
    return status;
}
