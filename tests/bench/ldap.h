/*
 * As much of LDAP (RFC 4511) as a load needs: a bind with the client certificate, the search for one entry, an entry
 * added. One request at a time on a connection, so that all may have the same message number.
 */
#ifndef TNW_BENCH_LDAP_H
#define TNW_BENCH_LDAP_H

#include "base/bytes.h"
#include "bench/response.h"

/* A text of a request, and how long it is when its {n} are digits. */
struct ldap_text {
    struct slice text;
    size_t len;
};

/* Appends a SASL EXTERNAL bind: the name is that of the certificate. */
void ldap_put_bind(struct buf *out);
/* Appends the search for this entry alone, with all its attributes. */
void ldap_put_search(struct buf *out, struct ldap_text dn);
/* Appends the addition of a device with this description. name: the value of cn, which the DN begins with. */
void ldap_put_add(struct buf *out, struct ldap_text dn, struct ldap_text name, struct ldap_text description);

/*
 * As response_feed: the response is done with the result of the operation. Its status is told as HTTP would: 200 for a
 * bind and a found entry, 201 for an added one, 404 for none, 500 and the result code for a refusal.
 */
TNW_MUST_CHECK enum tnw_err ldap_feed(struct response *resp, const char *bytes, size_t len, size_t *used);

#endif
