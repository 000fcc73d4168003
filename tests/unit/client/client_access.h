/* Checking an access log, and reaching into its pages. */
#ifndef TNW_TESTS_CLIENT_ACCESS_H
#define TNW_TESTS_CLIENT_ACCESS_H

#include "client_log.h"

/* A page that holds everything. */
#define ACCESS_ALL 1000
/* Dossier 0 has the records 24 23 | 19 16 15 14 12 11 9 8 7 4 3 1 0; the first two are not sealed, 24 and 19 are
 * lists. */
#define ACCESS_SEALED 2
#define ACCESS_MIDDLE 3

struct tnw_verifier *client_access_verifier(const struct client_log *log);
const char *client_access_dossier(char out[ID_TEXT], unsigned dossier);
/* Hands a page to the check; takes it over. */
enum tnw_err client_access_give(struct tnw_access_check *check, json_t *page, struct tnw_finding *finding);
/* Checks one page that is the whole list; takes it over. */
enum tnw_err client_access_check(const struct client_log *log, unsigned dossier, const struct tnw_access_head *known,
                                 json_t *page, struct tnw_access_proof *proof, struct tnw_finding *finding);

json_t *client_access_items(json_t *page);
json_t *client_access_item(json_t *page, size_t i);
void client_access_set(json_t *object, const char *name, const char *text);

#endif
