/*
 * One step of a history: who asked for what, and what came of it.
 */
#ifndef TNW_HISTORY_STEP_H
#define TNW_HISTORY_STEP_H

#include <time.h>

#include "base/codes.h"
#include "crash/peer.h"

enum step_op {
    STEP_OPEN,
    STEP_JOIN,
    STEP_LEAVE,
    STEP_CLOSE,
    STEP_REOPEN,
    STEP_ADD,
    STEP_READ,
    STEP_AMEND,
    STEP_LIST,
    STEP_GIVE,
    STEP_WITHDRAW,
    STEP_START,
    STEP_SEND,
    STEP_MESSAGES,
    STEP_END,
    STEP_COUNT
};

struct step {
    enum step_op op;
    enum who who;
    enum role role;
    enum purpose purpose; /* of the request; STEP_START: the procedure */
    char dossier[ID_TEXT];
    char target[ID_TEXT]; /* fragment, consent or thread */
    enum who other;       /* patient, participant, member or grantee */
    bool to_role;         /* the grantee is other's role */
    bool exclude;
    bool everything; /* an exclusion that names no categories, actions or purposes: of all */
    bool evidence;
    enum category category;
    code_set categories;
    code_set actions;
    code_set purposes;
    day_num from;
    day_num until;
    unsigned version; /* If-Match, or the version to read; 0: the latest */
    char tag[32];     /* in the content */

    int status; /* 0: no answer */
    char code[64];
    char request[ID_TEXT];
    char id[ID_TEXT]; /* of what was made */
    unsigned etag;
    char *seen; /* what was shown, as step_sorted makes it; NULL: nothing */
    struct timespec began;
    struct timespec ended;
};

/* The role that the registry gives somebody, and the action as it stands in the log. */
enum role step_role_of(enum who who);
const char *step_action(enum step_op op);

/* Whether the certificate that it writes extends another one: every second does. */
bool step_extends(const struct step *step);

/* Asks the server. Returns whether there was a whole answer. */
bool step_perform(struct step *step, struct peer *peer);
void step_wipe(struct step *step);

/* One line that says it all. */
void step_describe(const struct step *step, char *out, size_t size);

/* Adds a word to a list of words; NULL is the empty list. */
char *step_words_add(char *words, const char *word);
/* Brings words into order. */
void step_words_sort(char *words);

#endif
