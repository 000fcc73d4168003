/*
 * The facts for the doorverwijshulp: of the command line, and, where it names none, asked one by one as long as they
 * can still change the list.
 */
#ifndef TNW_CLI_DIRECTORY_FACTS_ASKED_H
#define TNW_CLI_DIRECTORY_FACTS_ASKED_H

#include "cli.h"

/* Out: referral, the last answer; freed by the caller. A dossier is read once: what it told goes along as facts. */
TNW_MUST_CHECK enum tnw_err facts_asked(struct cli *cli, struct tnw_referral **referral);

/* The day that is so many days after today. */
void facts_asked_day(int days, char out[11]);

#endif
