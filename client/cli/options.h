/*
 * The options of the command line: one table, and the values that were given.
 */
#ifndef TNW_CLI_OPTIONS_H
#define TNW_CLI_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

/* Of one option; a dossier has 13 categories. */
#define OPTIONS_VALUES_MAX 16

enum option {
    /* for every command */
    OPTION_URL,
    OPTION_CA,
    OPTION_CERT,
    OPTION_KEY,
    OPTION_P12,
    OPTION_ROLE,
    OPTION_ACTOR_ID,
    OPTION_PURPOSE,
    OPTION_PROFILE,
    OPTION_AS,
    OPTION_SANDBOX,
    OPTION_JSON,
    OPTION_HELP,
    /* of commands */
    OPTION_LIMIT,
    OPTION_AFTER,
    OPTION_NISS,
    OPTION_NAME,
    OPTION_START,
    OPTION_EMPLOYMENT,
    OPTION_CATEGORY,
    OPTION_FILE,
    OPTION_VERSION,
    OPTION_IF_VERSION,
    OPTION_FOR_ROLE, /* --role of a grantee or an actor */
    OPTION_ACTOR,
    OPTION_DOSSIER,
    OPTION_ACTION,
    OPTION_FOR_PURPOSE, /* --purpose of a consent */
    OPTION_FROM,
    OPTION_UNTIL,
    OPTION_EVIDENCE,
    OPTION_REFERENCE,
    OPTION_DATE,
    OPTION_PROCEDURE,
    OPTION_SUBJECT,
    OPTION_WITH,
    OPTION_KIND,
    OPTION_TEXT,
    OPTION_FRAGMENT,
    OPTION_REPLY_TO,
    OPTION_ANSWER_BY,
    OPTION_CONCLUSION,
    OPTION_FOLLOW,
    OPTION_ZONE,
    OPTION_Q,
    OPTION_CBE,
    OPTION_NIHII_HOSPITAL,
    OPTION_EHP,
    OPTION_NIHII,
    OPTION_ORGANISATION,
    OPTION_PHONE,
    OPTION_EMAIL,
    OPTION_ADDRESS,
    OPTION_WEB,
    OPTION_LANGUAGE,
    OPTION_STATE,
    OPTION_QUOTA,
    OPTION_PROVE,
    OPTION_VERIFY,
    OPTION_OUT,
    OPTION_LOG_KEY,      /* --key of the log */
    OPTION_LOG_KEY_FILE, /* --key-file of the log */
    OPTION_WITNESS,
    OPTION_SINCE,
    OPTION_ONLINE,
    OPTION_FORMAT,
    OPTION_MANY,
    OPTION_DENIALS,
    OPTION_DAYS,
    OPTION_STATE_FILE, /* --state of a witness */
    OPTION_KEY_FILE,   /* --key of a witness */
    OPTION_ONCE,
    OPTION_INTERVAL,
    OPTION_OPERATION, /* --action of a record */
    OPTION_FROM_TIME, /* --from, --until of records */
    OPTION_UNTIL_TIME,
    OPTION_DECISION,
    OPTION_GROUND,
    OPTION_REQUEST,
    OPTION_FOLD,
    OPTION_OVERWRITE,
    OPTION_QUORUM,
    OPTION_SUBMIT,
    OPTION_COUNT
};

/* There are more than 64. */
__extension__ typedef unsigned __int128 option_set;
#define OPTION_BIT(option) ((option_set)1 << (option))
#define OPTION_SET_GLOBAL (OPTION_BIT(OPTION_HELP + 1) - 1)
_Static_assert(OPTION_COUNT <= 128, "an option is a bit of option_set");

struct option_row {
    const char *name;  /* "--niss" */
    const char *value; /* what it takes, for the help; NULL: it is a flag */
    bool many;         /* may be given several times */
    const char *help;
};

extern const struct option_row options_table[OPTION_COUNT];

/* Every value list ends with NULL, so that it can go to the library as it is. Pointers into argv. */
struct options {
    const char *values[OPTION_COUNT][OPTIONS_VALUES_MAX + 1];
};

/* Returns the option with that name among those of the set, or OPTION_COUNT. len: of the name, without "=value". */
enum option options_find(option_set set, const char *name, int len);

/* Adds a value. Returns false when there is one already, or are too many. */
bool options_add(struct options *options, enum option option, const char *value);

/* Returns the value, or NULL. */
const char *options_text(const struct options *options, enum option option);

/* Returns all values, or NULL for none. */
const char *const *options_texts(const struct options *options, enum option option);

bool options_given(const struct options *options, enum option option);

/* Out: number, 0 when not given. Returns false when it is not a whole number from 0 to max. */
bool options_number(const struct options *options, enum option option, uint64_t max, uint64_t *number);

/* The same for a text. */
bool options_parse_number(const char *text, uint64_t max, uint64_t *number);

#endif
