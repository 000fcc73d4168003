#include "command.h"

#include <string.h>

#include "cmd.h"

#define O(name) OPTION_BIT(OPTION_##name)
#define PAGED (O(LIMIT) | O(AFTER))
#define CONTACT (O(PHONE) | O(EMAIL) | O(ADDRESS) | O(ZONE) | O(WEB) | O(LANGUAGE))
#define LOG_KEY (O(LOG_KEY) | O(LOG_KEY_FILE))
#define RECORDS                                                                                                        \
    (O(ACTOR) | O(DOSSIER) | O(ORGANISATION) | O(OPERATION) | O(DECISION) | O(GROUND) | O(FROM_TIME) | O(UNTIL_TIME))
#define REGISTRATION (O(NIHII) | O(ORGANISATION) | CONTACT)

const struct command command_table[] = {
    {{"me"}, "", COMMAND_SERVER, 0, 0, "who you are, and the roles that you hold", cmd_me},

    {{"dossier", "open"},
     "",
     COMMAND_SERVER,
     O(NISS) | O(NAME) | O(START) | O(EMPLOYMENT),
     0,
     "open a dossier",
     cmd_dossier_open},
    {{"dossier", "list"}, "", COMMAND_SERVER, 0, PAGED, "the dossiers in which you take part", cmd_dossier_list},
    {{"dossier", "find"}, "", COMMAND_SERVER, O(NISS), 0, "the dossiers of one patient", cmd_dossier_find},
    {{"dossier", "show"}, "DOSSIER", COMMAND_SERVER, 0, 0, "one dossier and who takes part", cmd_dossier_show},
    {{"dossier", "invite"}, "DOSSIER ACTOR ROLE", COMMAND_SERVER, 0, 0, "let somebody take part", cmd_dossier_invite},
    {{"dossier", "remove"}, "DOSSIER ACTOR", COMMAND_SERVER, 0, 0, "end somebody's part", cmd_dossier_remove},
    {{"dossier", "close"}, "DOSSIER", COMMAND_SERVER, 0, 0, "close a dossier", cmd_dossier_close},

    {{"fragment", "add"}, "DOSSIER CATEGORY", COMMAND_SERVER, O(FILE), 0, "add a fragment", cmd_fragment_add},
    {{"fragment", "list"},
     "DOSSIER",
     COMMAND_SERVER,
     0,
     O(CATEGORY) | PAGED,
     "the fragments that you may see",
     cmd_fragment_list},
    {{"fragment", "show"},
     "DOSSIER FRAGMENT",
     COMMAND_SERVER,
     0,
     O(VERSION),
     "one fragment with its content",
     cmd_fragment_show},
    {{"fragment", "amend"},
     "DOSSIER FRAGMENT",
     COMMAND_SERVER,
     O(FILE),
     O(IF_VERSION),
     "add a version",
     cmd_fragment_amend},

    {{"consent", "grant"},
     "DOSSIER",
     COMMAND_SERVER,
     O(CATEGORY) | O(ACTION) | O(FOR_PURPOSE) | O(UNTIL),
     O(FOR_ROLE) | O(ACTOR) | O(FROM) | O(EVIDENCE) | O(REFERENCE) | O(DATE),
     "consent to sharing",
     cmd_consent_grant},
    {{"consent", "exclude"},
     "DOSSIER",
     COMMAND_SERVER,
     0,
     O(FOR_ROLE) | O(ACTOR) | O(CATEGORY) | O(ACTION) | O(FOR_PURPOSE) | O(FROM) | O(UNTIL) | O(EVIDENCE) |
         O(REFERENCE) | O(DATE),
     "keep somebody out, whatever was granted",
     cmd_consent_exclude},
    {{"consent", "withdraw"}, "DOSSIER CONSENT", COMMAND_SERVER, 0, 0, "end a consent at once", cmd_consent_withdraw},
    {{"consent", "list"}, "DOSSIER", COMMAND_SERVER, 0, PAGED, "consents and exclusions", cmd_consent_list},
    {{"consent", "show"}, "DOSSIER CONSENT", COMMAND_SERVER, 0, 0, "one consent", cmd_consent_show},
    {{"consent", "receipt"},
     "DOSSIER CONSENT",
     COMMAND_SERVER,
     O(OUT),
     0,
     "a proof of a consent, to keep",
     cmd_consent_receipt},
    {{"consent", "verify"},
     "FILE",
     COMMAND_LOCAL,
     0,
     LOG_KEY | O(WITNESS),
     "check a receipt, without the server",
     cmd_consent_verify},

    {{"trio", "start"},
     "DOSSIER",
     COMMAND_SERVER,
     O(PROCEDURE) | O(SUBJECT) | O(WITH),
     0,
     "start a thread",
     cmd_trio_start},
    {{"trio", "list"}, "DOSSIER", COMMAND_SERVER, 0, PAGED, "the threads of a dossier", cmd_trio_list},
    {{"trio", "read"}, "THREAD", COMMAND_SERVER, 0, PAGED, "a thread and its messages", cmd_trio_read},
    {{"trio", "send"},
     "THREAD",
     COMMAND_SERVER,
     O(KIND) | O(TEXT),
     O(FRAGMENT) | O(REPLY_TO) | O(ANSWER_BY),
     "post a message",
     cmd_trio_send},
    {{"trio", "ack"}, "THREAD MESSAGE", COMMAND_SERVER, 0, 0, "say that you have read a message", cmd_trio_ack},
    {{"trio", "close"}, "THREAD", COMMAND_SERVER, O(CONCLUSION), 0, "end a thread with its conclusion", cmd_trio_close},

    {{"inbox"}, "", COMMAND_SERVER, 0, O(FOLLOW) | PAGED, "what happened, for you", cmd_inbox},
    {{"access-log"},
     "DOSSIER",
     COMMAND_SERVER,
     0,
     PAGED | O(LANGUAGE) | O(FOLD) | O(VERIFY) | LOG_KEY,
     "who saw or tried what, and why; for the patient",
     cmd_access_log},

    {{"audit", "list"},
     "",
     COMMAND_SERVER,
     0,
     RECORDS | PAGED,
     "search the audit records; for the auditor",
     cmd_audit_list},
    {{"audit", "show"}, "SEQ", COMMAND_SERVER, 0, O(PROVE) | LOG_KEY, "one audit record", cmd_audit_show},
    {{"audit", "checkpoint"},
     "",
     COMMAND_SERVER,
     0,
     LOG_KEY | O(WITNESS) | O(OUT),
     "what the log has signed; keep it, to hold the log to it",
     cmd_audit_checkpoint},
    {{"audit", "export"}, "FILE", COMMAND_SERVER, 0, 0, "the whole log into a file; for the auditor", cmd_audit_export},
    {{"audit", "verify"},
     "FILE",
     COMMAND_LOCAL,
     0,
     LOG_KEY | O(WITNESS) | O(SINCE),
     "check an export, without the server",
     cmd_audit_verify},
    {{"audit", "report"},
     "[FILE]",
     COMMAND_LOCAL,
     0,
     O(ONLINE) | O(FROM) | O(UNTIL) | O(FORMAT) | O(MANY) | O(DENIALS) | O(DAYS) | LOG_KEY,
     "unusual access, in an export or --online",
     cmd_audit_report},
    {{"audit", "witness"},
     "",
     COMMAND_SERVER,
     O(STATE_FILE) | O(KEY_FILE),
     O(ONCE) | O(INTERVAL),
     "watch the log, and cosign while it only grows",
     cmd_audit_witness},
    {{"audit", "witness-key"}, "NAME FILE", COMMAND_LOCAL, 0, 0, "make the key of a witness", cmd_audit_witness_key},

    {{"actor", "list"}, "", COMMAND_SERVER, 0, O(FOR_ROLE) | O(ZONE) | O(Q) | PAGED, "the directory", cmd_actor_list},
    {{"actor", "show"}, "ACTOR", COMMAND_SERVER, 0, 0, "one registration", cmd_actor_show},
    {{"actor", "add"},
     "",
     COMMAND_SERVER,
     O(NAME) | O(FOR_ROLE),
     O(NISS) | O(CBE) | O(NIHII_HOSPITAL) | O(EHP) | REGISTRATION,
     "register somebody; for the beheerder",
     cmd_actor_add},
    {{"actor", "change"},
     "ACTOR",
     COMMAND_SERVER,
     0,
     O(NAME) | O(FOR_ROLE) | O(STATE) | REGISTRATION,
     "change a registration",
     cmd_actor_change},
    {{"actor", "disable"}, "ACTOR", COMMAND_SERVER, 0, 0, "end a registration; for the beheerder", cmd_actor_disable},

    {{"help"}, "[COMMAND] [COMMAND]", COMMAND_LOCAL, 0, 0, "explain a command, or: tnw help exit-codes", cmd_help},
    {{"version"}, "", COMMAND_LOCAL, 0, 0, "the version of this program", cmd_version},
    {{NULL}, NULL, COMMAND_LOCAL, 0, 0, NULL, NULL},
};

static bool
same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

const struct command *
command_find(const char *first, const char *second)
{
    for (const struct command *c = command_table; c->run != NULL; c++) {
        if (same(c->words[0], first) && same(c->words[1], second)) {
            return c;
        }
    }
    return NULL;
}

bool
command_has_second(const char *first)
{
    for (const struct command *c = command_table; c->run != NULL; c++) {
        if (c->words[1] != NULL && strcmp(c->words[0], first) == 0) {
            return true;
        }
    }
    return false;
}

option_set
command_options(const struct command *command)
{
    return command->needed | command->options;
}

void
command_arity(const struct command *command, unsigned *least, unsigned *most)
{
    *least = 0;
    *most = 0;
    for (const char *at = command->args; *at != 0;) {
        *least += *at != '[';
        *most += 1;
        at += strcspn(at, " ");
        at += strspn(at, " ");
    }
}
