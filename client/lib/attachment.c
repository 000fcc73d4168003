#include "tnw/attachment.h"

#include <jansson.h>
#include <string.h>

#include "ask.h"
#include "shapes/shapes.h"

#define SHA256_HEX (2 * HASH_SIZE)

enum tnw_err
tnw_attachment_put(struct tnw_client *client, const char *dossier, const struct tnw_upload *file,
                   struct tnw_draft **draft)
{
    char sha256[SHA256_HEX + 1];
    struct file_flow flow = {.out = file};
    void *result = NULL;
    *draft = NULL;
    ask_begin(client);
    if (file->size < 1 || (size_t)file->size > LIMIT_ATTACHMENT) {
        return ask_fail(client, TNW_E_USAGE, "an attachment has 1 byte to 10 MiB");
    }
    if (file->type == NULL || !target_header_value(file->type)) {
        return ask_fail(client, TNW_E_USAGE, "type is needed: application/pdf, image/jpeg or image/png");
    }
    enum tnw_err err = ask_run(client,
                               &(struct ask){.method = "POST",
                                             .path = "/v1/dossiers/{}/attachments",
                                             .ids = {dossier},
                                             .idempotency_key = file->idempotency_key,
                                             .file = &flow,
                                             .out = &shapes_draft},
                               &result);
    struct tnw_draft *made = result;
    struct hash hash = file_flow_end(&flow);
    hex_encode(sha256, hash.bytes, HASH_SIZE);
    if (err == TNW_OK && (flow.at != file->size || made->size != file->size || strcmp(made->sha256, sha256) != 0 ||
                          strcmp(made->type, file->type) != 0)) {
        tnw_draft_free(&made);
        return ask_fail(client, TNW_E_PROTOCOL, "The server has another file than the one that was sent.");
    }
    *draft = made;
    return err;
}

/* The digits of an etag, or what the caller demands. */
static enum tnw_err
check_content(struct tnw_client *client, const struct file_flow *flow, const char *sha256)
{
    char said[SHA256_HEX + 1] = "";
    const struct transport_answer *answer = &client->answer;
    if (answer->status == 200 && strlen(answer->etag) == SHA256_HEX + 2) {
        memcpy(said, answer->etag + 1, SHA256_HEX);
    }
    if (said[0] == '\0') {
        return ask_fail(client, TNW_E_PROTOCOL, "The answer does not say of which file it is.");
    }
    if (strcmp(said, sha256) != 0 || (flow->in->sha256 != NULL && strcmp(flow->in->sha256, sha256) != 0)) {
        return ask_fail(client, TNW_E_PROTOCOL, "The file is not the one that was sent in: its SHA-256 is another.");
    }
    return TNW_OK;
}

static int
hex_digit(char c)
{
    static const char digits[] = "0123456789ABCDEF0123456789abcdef";
    const char *at = c == '\0' ? NULL : strchr(digits, c);
    return at == NULL ? -1 : (int)((at - digits) & 15);
}

/* Of Content-Disposition: filename* (RFC 8187) to its end. Out: name, "" for none that is UTF-8. */
static void
read_name(const char *disposition, char name[FILE_FLOW_DISPOSITION])
{
    static const char mark[] = "filename*=UTF-8''";
    const char *at = strstr(disposition, mark);
    size_t len = 0;
    for (at = at == NULL ? "" : at + sizeof mark - 1; *at != '\0' && *at != ';'; at++) {
        int high = *at == '%' ? hex_digit(at[1]) : -1;
        int low = high < 0 ? -1 : hex_digit(at[2]);
        name[len++] = low < 0 ? *at : (char)(unsigned char)(high * 16 + low);
        at += low < 0 ? 0 : 2;
    }
    name[len] = '\0';
    json_t *text = json_stringn(name, len);
    if (text == NULL || strlen(name) != len) {
        name[0] = '\0';
    }
    json_decref(text);
}

static enum tnw_err
give_attachment(struct tnw_client *client, const struct file_flow *flow, const char *id, const char *sha256,
                struct tnw_attachment **out)
{
    char name[FILE_FLOW_DISPOSITION];
    struct tnw_attachment *made = result_new(sizeof *made);
    if (made == NULL) {
        return ask_fail(client, TNW_E_NO_MEMORY, "");
    }
    struct arena *arena = result_arena(made);
    read_name(flow->disposition, name);
    made->id = arena_text(arena, id);
    made->name = arena_text(arena, name);
    made->type = arena_text(arena, client->answer.type);
    made->sha256 = arena_text(arena, sha256);
    made->salt = arena_text(arena, flow->salt);
    made->size = flow->at;
    if (made->salt == NULL || made->id == NULL || made->name == NULL || made->type == NULL || made->sha256 == NULL) {
        tnw_attachment_free(&made);
        return ask_fail(client, TNW_E_NO_MEMORY, "");
    }
    *out = made;
    return TNW_OK;
}

enum tnw_err
tnw_attachment_get(struct tnw_client *client, const char *dossier, const char *id, const struct tnw_download *to,
                   struct tnw_attachment **attachment)
{
    char sha256[SHA256_HEX + 1];
    struct file_flow flow = {.in = to};
    void *nothing = NULL;
    *attachment = NULL;
    enum tnw_err err = ask_run(
        client,
        &(struct ask){.method = "GET", .path = "/v1/dossiers/{}/attachments/{}", .ids = {dossier, id}, .file = &flow},
        &nothing);
    struct hash hash = file_flow_end(&flow);
    hex_encode(sha256, hash.bytes, HASH_SIZE);
    if (err == TNW_OK) {
        err = check_content(client, &flow, sha256);
    }
    return err == TNW_OK ? give_attachment(client, &flow, id, sha256, attachment) : err;
}

ASK_FREE(draft)
ASK_FREE(attachment)
