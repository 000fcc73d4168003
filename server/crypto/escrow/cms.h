/*
 * CMS EnvelopedData (RFC 5652) in PEM: bytes for whoever holds the key of one of some certificates, RSA (OAEP) or
 * elliptic curve; what `openssl cms -decrypt` opens as well.
 */
#ifndef TNW_CRYPTO_ESCROW_CMS_H
#define TNW_CRYPTO_ESCROW_CMS_H

#include "base/bytes.h"

/* certificates: files, PEM. Appends to out. where: at least 256 characters, in both. Errors: CONFIGURATION: one is no
 * certificate that can be encrypted to; IO, CRYPTO. */
TNW_MUST_CHECK enum tnw_err cms_encrypt(struct buf *out, struct slice plain, const char *const *certificates,
                                        size_t count, char where[256]);

bool cms_is(struct slice text);
/* key: a file, PEM, without a passphrase; mode 0600. Appends to out. Errors: CRYPTO: not for that key; CONFIGURATION,
 * IO. */
TNW_MUST_CHECK enum tnw_err cms_decrypt(struct buf *out, struct slice text, const char *key, char where[256]);

#endif
