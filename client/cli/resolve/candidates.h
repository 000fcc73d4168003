/*
 * Who or what is meant by a name: those whom the server finds.
 */
#ifndef TNW_CLI_CANDIDATES_H
#define TNW_CLI_CANDIDATES_H

#include "cli.h"

/* More of them help nobody to choose. */
#define CANDIDATES_MAX 10

struct candidates {
    char id[CANDIDATES_MAX][40];
    char *words[CANDIDATES_MAX]; /* in words, for people; hostile */
    size_t count;                /* may be more than fit */
    bool cut;                    /* not all were looked at: then none is found rather than one of several */
};

/* Look for it. role: of the actor; NULL: any. dossier: in which. Out: found, freed with candidates_wipe. Errors: those
 * of the library. */
TNW_MUST_CHECK enum tnw_err candidates_actor(struct cli *cli, const char *name, const char *role,
                                             struct candidates *found);
TNW_MUST_CHECK enum tnw_err candidates_participant(struct cli *cli, const char *name, const char *dossier,
                                                   struct candidates *found);
TNW_MUST_CHECK enum tnw_err candidates_dossier(struct cli *cli, const char *name, struct candidates *found);
TNW_MUST_CHECK enum tnw_err candidates_fragment(struct cli *cli, const char *category, const char *dossier,
                                                struct candidates *found);
TNW_MUST_CHECK enum tnw_err candidates_fiche(struct cli *cli, const char *name, struct candidates *found);
/* The one with that id. */
TNW_MUST_CHECK enum tnw_err candidates_known_dossier(struct cli *cli, const char *id, struct candidates *found);
TNW_MUST_CHECK enum tnw_err candidates_known_actor(struct cli *cli, const char *id, struct candidates *found);
TNW_MUST_CHECK enum tnw_err candidates_known_fiche(struct cli *cli, const char *id, struct candidates *found);
TNW_MUST_CHECK enum tnw_err candidates_known_thread(struct cli *cli, const char *id, struct candidates *found);
TNW_MUST_CHECK enum tnw_err candidates_known_consent(struct cli *cli, const char *dossier, const char *id,
                                                     struct candidates *found);

/* words: copied. */
void candidates_add(struct candidates *found, const char *id, const char *words);
void candidates_wipe(struct candidates *found);

#endif
