#include "resolve/shorthand.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "options/options.h"

const char *
shorthand_kind(const char *value)
{
    static const struct {
        const char *value;
        const char *kind;
    } rows[] = {
        {"DOSSIER", "dos_"}, {"ACTOR", "act_"},   {"FRAGMENT", "frg_"},        {"CONSENT", "cns_"},
        {"THREAD", "thr_"},  {"MESSAGE", "msg_"}, {"CONSENT_REQUEST", "crq_"}, {"SUSPENSION", "sus_"},
        {"FICHE", "fic_"},   {"CASUS", "cas_"},   {"MOMENT", "nwm_"},          {"ATTACHMENT", "att_"},
    };
    value += *value == '[';
    size_t len = strcspn(value, "|] ");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strlen(rows[i].value) == len && memcmp(rows[i].value, value, len) == 0) {
            return rows[i].kind;
        }
    }
    return NULL;
}

static bool
is_of_alphabet(const char *text)
{
    return *text != 0 && strspn(text, "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz") == strlen(text);
}

/* "@last", "@12". */
static struct shorthand
form_behind_at(const char *text)
{
    uint64_t row = 0;
    if (strcmp(text, "last") == 0) {
        return (struct shorthand){.form = SHORTHAND_LAST};
    }
    if (options_parse_number(text, UINT32_MAX, &row) && row > 0) {
        return (struct shorthand){.form = SHORTHAND_ROW, .row = (size_t)row - 1};
    }
    return (struct shorthand){.form = SHORTHAND_WRONG};
}

struct shorthand
shorthand_of(const char *text, const char *kind)
{
    if (text[0] == '@') {
        return form_behind_at(text + 1);
    }
    bool with_kind = strncmp(text, kind, SHORTHAND_PREFIX) == 0;
    const char *part = with_kind ? text + SHORTHAND_PREFIX : text;
    size_t len = strlen(part);
    if (with_kind && len == SHORTHAND_ID - SHORTHAND_PREFIX && is_of_alphabet(part)) {
        return (struct shorthand){.form = SHORTHAND_WHOLE};
    }
    /* Without the kind a digit tells it from a name. */
    bool is_part = len >= SHORTHAND_LEAST && len < SHORTHAND_ID - SHORTHAND_PREFIX && is_of_alphabet(part) &&
                   (with_kind || strpbrk(part, "0123456789") != NULL);
    if (is_part || with_kind) {
        return (struct shorthand){.form = is_part ? SHORTHAND_PART : SHORTHAND_WRONG, .part = part};
    }
    /* Another kind of id is a slip, and no name. */
    bool other_kind = strlen(text) == SHORTHAND_ID && text[SHORTHAND_PREFIX - 1] == '_';
    return (struct shorthand){.form = *text == 0 || other_kind ? SHORTHAND_WRONG : SHORTHAND_NAME};
}

bool
shorthand_enterprise(const char *text, char out[SHORTHAND_ENTERPRISE])
{
    size_t len = 0;
    text += strncasecmp(text, "BE", 2) == 0 ? 2 : 0;
    for (; *text != 0; text++) {
        bool digit = *text >= '0' && *text <= '9';
        if ((!digit && *text != '.' && *text != ' ') || (digit && len == SHORTHAND_ENTERPRISE - 1)) {
            return false;
        }
        if (digit) {
            out[len++] = *text;
        }
    }
    out[len] = 0;
    return len == SHORTHAND_ENTERPRISE - 1;
}

bool
shorthand_fits(const char *id, const char *part)
{
    size_t len = strlen(part);
    return strlen(id) == SHORTHAND_ID && len <= SHORTHAND_ID - SHORTHAND_PREFIX &&
           (strncasecmp(id + SHORTHAND_PREFIX, part, len) == 0 || strcasecmp(id + SHORTHAND_ID - len, part) == 0);
}

/* The letter without its accent, in lower case; U+00C0 to U+00FF are C3 80 to C3 BF in UTF-8. Out: len, in bytes. */
static unsigned char
plain_letter(const unsigned char *at, size_t *len)
{
    static const char plain[] = "aaaaaaaceeeeiiiidnooooo*ouuuuyts";
    *len = 1;
    if (at[0] == 0xc3 && at[1] >= 0x80 && at[1] <= 0xbf) {
        *len = 2;
        return (unsigned char)plain[(at[1] - 0x80) % 32];
    }
    return at[0] >= 'A' && at[0] <= 'Z' ? (unsigned char)(at[0] + 0x20) : at[0];
}

static bool
parts_words(unsigned char letter)
{
    return letter == ' ' || letter == '-' || letter == '\'' || letter == '.' || letter == ',';
}

/* Whether the word at `wanted` begins the word at `word`. */
static bool
word_begins(const unsigned char *word, const unsigned char *wanted)
{
    while (*wanted != 0) {
        size_t step = 0;
        size_t wanted_step = 0;
        unsigned char letter = plain_letter(wanted, &wanted_step);
        if (parts_words(letter)) {
            return true;
        }
        if (*word == 0 || plain_letter(word, &step) != letter) {
            return false;
        }
        word += step;
        wanted += wanted_step;
    }
    return true;
}

/* Returns where the next word begins, at `at` or behind it. */
static const unsigned char *
next_word(const unsigned char *at)
{
    while (*at != 0 && parts_words(*at)) {
        at++;
    }
    return at;
}

static const unsigned char *
behind_word(const unsigned char *at)
{
    while (*at != 0 && !parts_words(*at)) {
        at++;
    }
    return at;
}

static bool
has_word(const char *name, const unsigned char *wanted)
{
    for (const unsigned char *word = next_word((const unsigned char *)name); *word != 0;
         word = next_word(behind_word(word))) {
        if (word_begins(word, wanted)) {
            return true;
        }
    }
    return false;
}

bool
shorthand_is_name(const char *name, const char *wanted)
{
    const unsigned char *word = next_word((const unsigned char *)wanted);
    bool found = *word != 0;
    for (; *word != 0 && found; word = next_word(behind_word(word))) {
        found = has_word(name, word);
    }
    return found;
}
