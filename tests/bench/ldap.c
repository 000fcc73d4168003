#include "bench/ldap.h"

#include <string.h>

enum { BOOLEAN = 0x01, INTEGER = 0x02, OCTETS = 0x04, ENUMERATED = 0x0a, SEQUENCE = 0x30, SET = 0x31 };
enum {
    BIND = 0x60,
    BOUND = 0x61,
    SEARCH = 0x63,
    ENTRY = 0x64,
    SEARCHED = 0x65,
    ADD = 0x68,
    ADDED = 0x69,
    REFERENCE = 0x73
};
enum { SASL = 0xa3, PRESENT = 0x87 };

/* Tag, and a length in two bytes: never the shortest one, always as long. */
#define HEAD 4

static void
put_head(struct buf *out, uint8_t tag, size_t len)
{
    buf_put_u8(out, tag);
    buf_put_u8(out, 0x82);
    buf_put_u16(out, (uint16_t)len);
    if (len > UINT16_MAX) {
        buf_fail(out, TNW_E_USAGE);
    }
}

static void
put_octets(struct buf *out, uint8_t tag, struct ldap_text text)
{
    put_head(out, tag, text.len);
    buf_put_slice(out, text.text);
}

static void
put_small(struct buf *out, uint8_t tag, uint8_t value)
{
    buf_put_u8(out, tag);
    buf_put_u8(out, 1);
    buf_put_u8(out, value);
}

static struct ldap_text
fixed(const char *text)
{
    return (struct ldap_text){slice_str(text), strlen(text)};
}

/* Message number 1, and an operation of that length. */
static void
put_message(struct buf *out, uint8_t tag, size_t len)
{
    put_head(out, SEQUENCE, 3 + HEAD + len);
    put_small(out, INTEGER, 1);
    put_head(out, tag, len);
}

void
ldap_put_bind(struct buf *out)
{
    struct ldap_text mechanism = fixed("EXTERNAL");
    size_t sasl = HEAD + mechanism.len + HEAD;
    put_message(out, BIND, 3 + HEAD + HEAD + sasl);
    put_small(out, INTEGER, 3);
    put_head(out, OCTETS, 0);
    put_head(out, SASL, sasl);
    put_octets(out, OCTETS, mechanism);
    put_head(out, OCTETS, 0); /* whom to act for: oneself. Without it the server asks. */
}

void
ldap_put_search(struct buf *out, struct ldap_text dn)
{
    struct ldap_text any = fixed("objectClass");
    put_message(out, SEARCH, HEAD + dn.len + 5 * 3 + HEAD + any.len + HEAD);
    put_octets(out, OCTETS, dn);
    put_small(out, ENUMERATED, 0); /* the base alone */
    put_small(out, ENUMERATED, 0); /* aliases as they are */
    put_small(out, INTEGER, 0);
    put_small(out, INTEGER, 0);
    put_small(out, BOOLEAN, 0); /* values, too */
    put_octets(out, PRESENT, any);
    put_head(out, SEQUENCE, 0);
}

static size_t
attribute_len(struct ldap_text type, struct ldap_text value)
{
    return HEAD + HEAD + type.len + HEAD + HEAD + value.len;
}

static void
put_attribute(struct buf *out, struct ldap_text type, struct ldap_text value)
{
    put_head(out, SEQUENCE, attribute_len(type, value) - HEAD);
    put_octets(out, OCTETS, type);
    put_head(out, SET, HEAD + value.len);
    put_octets(out, OCTETS, value);
}

void
ldap_put_add(struct buf *out, struct ldap_text dn, struct ldap_text name, struct ldap_text description)
{
    const struct ldap_text types[] = {fixed("objectClass"), fixed("cn"), fixed("description")};
    const struct ldap_text values[] = {fixed("device"), name, description};
    size_t len = 0;
    for (size_t i = 0; i < 3; i++) {
        len += attribute_len(types[i], values[i]);
    }
    put_message(out, ADD, HEAD + dn.len + HEAD + len);
    put_octets(out, OCTETS, dn);
    put_head(out, SEQUENCE, len);
    for (size_t i = 0; i < 3; i++) {
        put_attribute(out, types[i], values[i]);
    }
}

/* How many bytes tag and length take that begin there; 0: more are needed, or it is no length that we read. */
static size_t
head_len(const uint8_t *at, size_t len)
{
    if (len < 2) {
        return 0;
    }
    size_t more = at[1] < 0x80 ? 0 : at[1] & 0x7fU;
    return more <= 4 && at[1] != 0x80 && len >= 2 + more ? 2 + more : 0;
}

static size_t
content_len(const uint8_t *at)
{
    if (at[1] < 0x80) {
        return at[1];
    }
    size_t len = 0;
    for (size_t i = 0; i < (at[1] & 0x7fU); i++) {
        len = len << 8 | at[2 + i];
    }
    return len;
}

/* How many bytes are to be there, as far as is known of the message that begins; 0: this is none of ours. */
static size_t
wanted(const struct response *resp)
{
    const uint8_t *at = (const uint8_t *)resp->line;
    if (resp->line_len < 2) {
        return 2;
    }
    if (at[0] != SEQUENCE || at[1] == 0x80 || at[1] > 0x84) {
        return 0;
    }
    size_t head = head_len(at, resp->line_len);
    if (head == 0) {
        return 2 + (at[1] & 0x7fU);
    }
    size_t len = content_len(at);
    return len <= sizeof resp->line - head ? head + len : 0;
}

static int
status_of(const struct response *resp, uint8_t operation, uint8_t code)
{
    if (code != 0) {
        return 500 + (code < 100 ? code : 99);
    }
    if (operation == SEARCHED) {
        return resp->left > 0 ? 200 : 404;
    }
    return operation == ADDED ? 201 : 200;
}

/* A whole message: SEQUENCE { number, [operation] … }. left counts the entries of a search. */
static enum tnw_err
take_message(struct response *resp)
{
    const uint8_t *at = (const uint8_t *)resp->line;
    const uint8_t *end = at + resp->line_len;
    static const uint8_t number[] = {INTEGER, 1, 1};
    at += head_len(at, resp->line_len);
    if ((size_t)(end - at) < sizeof number || memcmp(at, number, sizeof number) != 0) {
        return TNW_E_PROTOCOL;
    }
    at += sizeof number;
    size_t head = head_len(at, (size_t)(end - at));
    if (head == 0 || content_len(at) > (size_t)(end - at) - head) {
        return TNW_E_PROTOCOL;
    }
    uint8_t operation = at[0];
    at += head;
    if (operation == ENTRY || operation == REFERENCE) {
        resp->left += operation == ENTRY ? 1 : 0;
        return TNW_OK;
    }
    bool known = operation == BOUND || operation == SEARCHED || operation == ADDED;
    if (!known || end - at < 3 || at[0] != ENUMERATED || at[1] != 1) {
        return TNW_E_PROTOCOL;
    }
    resp->status = status_of(resp, operation, at[2]);
    resp->done = true;
    return TNW_OK;
}

enum tnw_err
ldap_feed(struct response *resp, const char *bytes, size_t len, size_t *used)
{
    enum tnw_err err = TNW_OK;
    *used = 0;
    while (err == TNW_OK && *used < len && !resp->done) {
        size_t missing = wanted(resp) - resp->line_len;
        size_t take = missing < len - *used ? missing : len - *used;
        memcpy(resp->line + resp->line_len, bytes + *used, take);
        resp->line_len += take;
        *used += take;
        size_t want = wanted(resp);
        if (want == 0) {
            return TNW_E_PROTOCOL;
        }
        if (want == resp->line_len) {
            err = take_message(resp);
            resp->line_len = 0;
        }
    }
    return err;
}
