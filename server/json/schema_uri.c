#include <arpa/inet.h>
#include <string.h>

#include "json/schema_node.h"

#define ALPHA "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGIT "0123456789"
#define HEX DIGIT "abcdefABCDEF"
#define UNRESERVED ALPHA DIGIT "-._~"
#define SUB_DELIMS "!$&'()*+,;="

/* Moves past escapes and what stands in the set. */
static const char *
skip_uri(const char *at, const char *set)
{
    for (;;) {
        at += strspn(at, set);
        if (*at != '%' || strspn(at + 1, HEX) < 2) {
            return at;
        }
        at += 3;
    }
}

/* IPvFuture = "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" ). Returns the place behind it, or NULL. */
static const char *
skip_future(const char *at)
{
    size_t version = strspn(at + 1, HEX);
    const char *rest = at + 1 + version;
    if (version == 0 || *rest != '.') {
        return NULL;
    }
    size_t len = strspn(rest + 1, UNRESERVED SUB_DELIMS ":");
    return len == 0 ? NULL : rest + 1 + len;
}

/* inet_pton reads the grammar of section 3.2.2, and no zone. */
static const char *
skip_ipv6(const char *at)
{
    char text[INET6_ADDRSTRLEN] = "";
    struct in6_addr address;
    size_t len = strspn(at, HEX ":.");
    if (len >= sizeof text) {
        return NULL;
    }
    memcpy(text, at, len);
    return inet_pton(AF_INET6, text, &address) == 1 ? at + len : NULL;
}

/* [ userinfo "@" ] host [ ":" port ]. An IPv4 address is a registered name by its form. */
static const char *
skip_authority(const char *at)
{
    const char *user = skip_uri(at, UNRESERVED SUB_DELIMS ":");
    at = *user == '@' ? user + 1 : at;
    if (*at == '[') {
        at = at[1] == 'v' || at[1] == 'V' ? skip_future(at + 1) : skip_ipv6(at + 1);
        if (at == NULL || *at++ != ']') {
            return NULL;
        }
    } else {
        at = skip_uri(at, UNRESERVED SUB_DELIMS);
    }
    if (*at == ':') {
        at++;
        at += strspn(at, DIGIT);
    }
    return *at == 0 || strchr("/?#", *at) != NULL ? at : NULL;
}

/* scheme ":" [ "//" authority ] path [ "?" query ] [ "#" fragment ]: a path without authority cannot begin with "//",
 * and one behind an authority begins with "/" or is empty. */
bool
schema_uri_fits(const char *text)
{
    size_t scheme = strspn(text, ALPHA DIGIT "+-.");
    if (scheme == 0 || strchr(ALPHA, *text) == NULL || text[scheme] != ':') {
        return false;
    }
    const char *at = text + scheme + 1;
    if (strncmp(at, "//", 2) == 0) {
        at = skip_authority(at + 2);
        if (at == NULL) {
            return false;
        }
    }
    at = skip_uri(at, UNRESERVED SUB_DELIMS ":@/");
    if (*at == '?') {
        at = skip_uri(at + 1, UNRESERVED SUB_DELIMS ":@/?");
    }
    if (*at == '#') {
        at = skip_uri(at + 1, UNRESERVED SUB_DELIMS ":@/?");
    }
    return *at == 0;
}
