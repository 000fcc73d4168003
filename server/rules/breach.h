/*
 * What a rule finds: the member that breaks it, and what that member must be.
 */
#ifndef TNW_RULES_BREACH_H
#define TNW_RULES_BREACH_H

struct breach {
    const char *pointer; /* JSON Pointer in what was checked; NULL: nothing breaks a rule. Static, as is text */
    const char *text;    /* "must not be before begin" */
};

#define BREACH_NONE ((struct breach){.pointer = 0})

#endif
