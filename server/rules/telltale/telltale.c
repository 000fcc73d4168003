#include "rules/telltale/telltale.h"

#include <stdio.h>
#include <stdlib.h>

#include "rules/telltale/parts.h"
#include "rules/telltale/rejoined.h"
#include "rules/telltale/spelt.h"

struct telltale_text {
    struct tokens tokens;
    struct initials initials;
};

static const char *const words[TELLTALE_KINDS] = {
    [TELLTALE_NISS] = "stands what looks like a national number (NISS): leave it out",
    [TELLTALE_NIHII] = "stands what looks like a NIHII number: write the role instead",
    [TELLTALE_CBE] = "stands what looks like an enterprise number (CBE): write the sector instead",
    [TELLTALE_PHONE] = "stands what looks like a phone number: leave it out",
    [TELLTALE_NUMBER] = "stands a long number that could tell who it is: leave it out",
    [TELLTALE_EMAIL] = "stands what looks like an e-mail address: leave it out",
    [TELLTALE_BIRTH] = "stands what could be a day of birth: write an age in tens of years instead",
    [TELLTALE_ADDRESS] = "stands what looks like an address: write the region instead",
    [TELLTALE_NAME] = "stands what is a name of one of your patients: write 'the patient' instead",
};

void
telltale_say(char *out, size_t size, const struct telltale *it)
{
    (void)snprintf(out, size, "at character %u %s", it->at, words[it->kind]);
}

static enum tnw_err
take_text_apart(struct tokens *out, struct slice before, struct slice text)
{
    enum tnw_err err = tokens_read(out, before, text);
    if (err == TNW_OK) {
        spelt_read(out);
        rejoined_add(out);
        tokens_index(out);
    }
    return err;
}

enum tnw_err
telltale_open(struct telltale_text **out, struct slice before, struct slice text, day_num today,
              struct telltales *found)
{
    *out = calloc(1, sizeof **out);
    if (*out == NULL) {
        return TNW_E_NO_MEMORY;
    }
    enum tnw_err err = take_text_apart(&(*out)->tokens, before, text);
    if (err != TNW_OK) {
        telltale_free(out);
        return err;
    }
    telltale_dates(&(*out)->tokens, today, found);
    telltale_numbers(&(*out)->tokens, today, found);
    telltale_contact(&(*out)->tokens, found);
    initials_find(&(*out)->initials, &(*out)->tokens);
    return TNW_OK;
}

enum tnw_err
telltale_name(const struct telltale_text *text, struct slice name, struct telltales *found)
{
    struct tokens tokens;
    enum tnw_err err = tokens_read(&tokens, slice_of(NULL, 0), name);
    if (err == TNW_OK) {
        telltale_initials(&text->initials, &text->tokens, &tokens, found);
        telltale_names(&text->tokens, &tokens, found);
        tokens_free(&tokens);
    }
    return err;
}

void
telltale_free(struct telltale_text **text)
{
    if (*text != NULL) {
        tokens_free(&(*text)->tokens);
    }
    free(*text);
    *text = NULL;
}
