/*
 * Which client certificates are accepted: chain, validity, client purpose, revocation; decided by OpenSSL.
 * One object holds one set of files; a reload makes a new one. Immutable after loading, safe for all threads.
 */
#ifndef TNW_PKI_ACCEPTANCE_H
#define TNW_PKI_ACCEPTANCE_H

#include "base/bytes.h"
#include "base/clock.h"
#include "base/codes.h"
#include "pki/acceptance_files.h"
#include "tnw/error.h"

struct acceptance;

/* A file for kinds without one of their own must hold one self-signed CA only: where there are more, which of them may
 * vouch for what has to be said. where: at least 256 characters, what is wrong. Errors: CONFIGURATION, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err acceptance_load(struct acceptance **out, const struct acceptance_files *files,
                                            char where[256]);
void acceptance_free(struct acceptance **acceptance);

/* Nothing that ends. */
#define ACCEPTANCE_NO_END INT64_MAX

/* When the first of the files' CA certificates expires, and when the first of their CRLs should have been replaced. */
struct acceptance_ends {
    time_ms authority;
    time_ms crl;
};
struct acceptance_ends acceptance_ends(const struct acceptance *acceptance);

/* Decides on a chain as the peer sent it (DER, end entity first; only DER certificates, at most six). Accepted is a
 * chain to a self-signed CA of the file, with keys and signatures of at least 112 bits, none revoked, whose end
 * entity names clientAuth in its extended key usage: one without that extension is refused, since "any purpose" lets
 * in what a CA issued for mail or code. not_after: end of the end entity's validity. kinds: of which identities its
 * issuer may tell, bits of enum identity_kind; another identity is to be refused.
 * Errors: CERTIFICATE_REVOKED, CERTIFICATE_EXPIRED (or not yet valid), CERTIFICATE_REFUSED, NO_MEMORY. why: a static
 * English text for the log (OpenSSL's reason), NULL when there is nothing to say. A CRL outside its period still
 * counts, with a warning in why, since refusing everybody would stop care; see docs/decisions.md. */
TNW_MUST_CHECK enum tnw_err acceptance_check(const struct acceptance *acceptance, const struct slice *chain,
                                             size_t count, time_ms now, time_ms *not_after, code_set *kinds,
                                             const char **why);

#endif
