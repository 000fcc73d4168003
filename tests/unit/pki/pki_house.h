/*
 * A folder with a CA and its CRL, and the question what the policy says of a certificate.
 */
#ifndef TNW_TEST_PKI_HOUSE_H
#define TNW_TEST_PKI_HOUSE_H

#include "pki/acceptance.h"
#include "pki_make.h"

#define DAY ((time_t)24 * 3600)
#define NOW ((time_t)20000 * DAY)
#define REVOKED_SERIAL 66

struct house {
    char folder[64];
    char ca_file[96];
    char crl_file[96];
    char other_file[96];
    struct pki_pair root;
    struct pki_pair foreign; /* the same name as root, another key */
};

int house_set_up(void **state);
int house_tear_down(void **state);

struct pki_spec house_authority(const struct pki_entry *name, const struct pki_pair *issuer);
/* A certificate that is accepted; each test spoils one thing. */
struct pki_spec house_person(const struct pki_pair *issuer);

/* A CRL of 30 days with REVOKED_SERIAL in it. */
void house_write_crl(const char *path, const struct pki_pair *issuer, time_t last_update);

enum tnw_err house_check(const char *ca_file, const char *crl_file, X509 *const *chain, size_t count, const char **why);
/* Makes that certificate and checks it alone. */
enum tnw_err house_check_one(const struct house *house, const struct pki_spec *spec, const char **why);

#endif
