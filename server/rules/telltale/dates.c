#include "rules/telltale/parts.h"

/* Who works is at least that old, and nobody who does is older. */
#define AGE_LEAST 14
#define AGE_MOST 100

/* Of each month its names in nl, fr, de, en, folded, and how they are shortened. */
static const char *const months[12][11] = {
    {"januari", "janvier", "januar", "january", "jan", "janv", "janner"},
    {"februari", "fevrier", "februar", "february", "feb", "fevr", "fev", "feber"},
    {"maart", "mars", "marz", "march", "mrt", "mar", "maerz"},
    {"april", "avril", "apr", "avr"},
    {"mei", "mai", "may"},
    {"juni", "juin", "june", "jun"},
    {"juli", "juillet", "july", "jul", "juil"},
    {"augustus", "aout", "august", "aug"},
    {"september", "septembre", "sep", "sept"},
    {"oktober", "octobre", "october", "okt", "oct"},
    {"november", "novembre", "nov"},
    {"december", "decembre", "dezember", "dec", "dez"},
};

static const char *const day_endings[] = {"e", "er", "ste", "de", "st", "nd", "rd", "th", "ter", NULL};
static const char *const between[] = {"van", "of", "de", "den", "the", "le", NULL};
static const char *const born[] = {"geboren", "geb",          "geboortedatum", "geboortedag",  "naissance",  "born",
                                   "dob",     "birth",        "birthday",      "birthdate",    "verjaardag", "verjaart",
                                   "jarig",   "anniversaire", "geburtstag",    "geburtsdatum", NULL};

static const char *const born_on[] = {"op",  "le",  "la", "am",   "on",    "the", "in", "de",  "den",
                                      "the", "dag", "is", "date", "datum", "du",  "d",  "was", NULL};

static bool
is_month(const struct tokens *tokens, size_t at)
{
    bool is = false;
    for (size_t i = 0; !is && i < 12; i++) {
        is = tokens_is_one_of(tokens, at, months[i]);
    }
    return is;
}

static bool
is_within(int value, int least, int most)
{
    return value >= least && value <= most;
}

/* The year of a number: of four digits, or of two where they stand in a date. 0: it is none. */
static int
year_of(const struct tokens *tokens, size_t at)
{
    int value = tokens_value(tokens, at);
    if (value < 0 || (tokens->list[at].len != 4 && tokens->list[at].len != 2)) {
        return 0;
    }
    return tokens->list[at].len == 2 ? 1900 + value : is_within(value, 1850, 2150) ? value : 0;
}

/* Whether somebody is said to be born right before. "ne" and "nee" are that only with their accent. */
static bool
is_said_born(const struct tokens *tokens, size_t at)
{
    while (at > 0 && tokens_is_one_of(tokens, at - 1, born_on)) {
        at--;
    }
    bool french = at > 0 && (tokens_is(tokens, at - 1, "ne") || tokens_is(tokens, at - 1, "nee"));
    return at > 0 && (tokens_is_one_of(tokens, at - 1, born) ||
                      (french && tokens_letter(tokens, &tokens->list[at - 1])[1].accented));
}

/* A date in words or numbers: which tokens are its, and which is the year (0: it has none). */
struct date_found {
    size_t end;
    size_t year;
};

static bool
is_day(const struct tokens *tokens, size_t at)
{
    return is_within(tokens_value(tokens, at), 1, 31) && tokens->list[at].len <= 2;
}

static bool
is_close(const struct tokens *tokens, size_t at)
{
    return tokens_gap(tokens, at) <= 3;
}

/* Eight digits: 19680403, 03041968. */
static int
digits_at(const struct tokens *tokens, size_t at, size_t from, size_t len)
{
    int value = 0;
    for (size_t i = from; i < from + len; i++) {
        value = value * 10 + (int)(tokens_letter(tokens, &tokens->list[at])[i].base - '0');
    }
    return value;
}

/* Returns the year; 0: it is no date. */
static int
year_without_signs(const struct tokens *tokens, size_t at)
{
    if (!tokens_is_number(tokens, at) || tokens->list[at].len != 8) {
        return 0;
    }
    int first = digits_at(tokens, at, 0, 4);
    bool year_first = is_within(first, 1900, 2099) && is_within(digits_at(tokens, at, 4, 2), 1, 12) &&
                      is_within(digits_at(tokens, at, 6, 2), 1, 31);
    bool day_first = is_within(digits_at(tokens, at, 4, 4), 1900, 2099) && is_within(first / 100, 1, 31) &&
                     is_within(first % 100, 1, 12);
    return year_first ? first : day_first ? digits_at(tokens, at, 4, 4) : 0;
}

static bool
could_be_birth(const struct tokens *tokens, size_t year_at, day_num today)
{
    int now;
    int month;
    int day;
    int whole = year_without_signs(tokens, year_at);
    int year = whole != 0 ? whole : year_of(tokens, year_at);
    date_split(today, &now, &month, &day);
    bool short_year = tokens->list[year_at].len == 2;
    return is_within(year, now - AGE_MOST, now - AGE_LEAST) ||
           (short_year && is_within(year + 100, now - AGE_MOST, now - AGE_LEAST));
}

/* 3/4/1968, 3.4.68, 1968-04-03. A day and a month alone: 3/4. */
static bool
find_in_numbers(const struct tokens *tokens, size_t at, struct date_found *out)
{
    bool three = tokens_is_number(tokens, at) && is_close(tokens, at) && tokens_is_number(tokens, at + 1) &&
                 is_close(tokens, at + 1) && tokens_is_number(tokens, at + 2);
    bool day_first =
        three && is_day(tokens, at) && is_day(tokens, at + 1) &&
        (tokens_value(tokens, at) <= 12 || tokens_value(tokens, at + 1) <= 12) && year_of(tokens, at + 2) != 0 &&
        (tokens->list[at + 2].len == 4 ||
         (tokens_gap_is(tokens, at, "/.-") && tokens_gap(tokens, at) > 0 && tokens_gap_is(tokens, at + 1, "/.-")));
    bool year_first = three && tokens->list[at].len == 4 && year_of(tokens, at) != 0 && is_day(tokens, at + 1) &&
                      tokens_value(tokens, at + 1) <= 12 && is_day(tokens, at + 2);
    if (day_first || year_first) {
        *out = (struct date_found){.end = at + 3, .year = day_first ? at + 2 : at};
        return true;
    }
    if (year_without_signs(tokens, at) != 0) {
        *out = (struct date_found){.end = at + 1, .year = at};
        return true;
    }
    *out = (struct date_found){.end = at + 2, .year = SIZE_MAX};
    return is_day(tokens, at) && tokens_gap_is(tokens, at, "/.-") && is_day(tokens, at + 1) &&
           tokens_value(tokens, at + 1) <= 12 && is_said_born(tokens, at);
}

/* Behind a month: a year, perhaps. */
static void
find_year(const struct tokens *tokens, size_t at, struct date_found *out)
{
    bool has_year = at > 0 && is_close(tokens, at - 1) && tokens_is_number(tokens, at) && year_of(tokens, at) != 0;
    *out = (struct date_found){.end = has_year ? at + 1 : at, .year = has_year ? at : SIZE_MAX};
}

/* 3 maart 1968, 3rd of March '68, March 3, 1968. */
static bool
find_in_words(const struct tokens *tokens, size_t at, struct date_found *out)
{
    size_t next = at + 1;
    bool day_first = is_day(tokens, at);
    if (!day_first && !is_month(tokens, at)) {
        return false;
    }
    for (unsigned i = 0; i < 2; i++) {
        bool filler = tokens_is_one_of(tokens, next, day_endings) || tokens_is_one_of(tokens, next, between);
        next += filler && is_close(tokens, next - 1) ? 1 : 0;
    }
    bool joined = next < tokens->ordered && is_close(tokens, next - 1);
    if (!joined || (day_first ? !is_month(tokens, next) : !is_day(tokens, next))) {
        return false;
    }
    size_t behind = next + 1;
    behind += !day_first && tokens_is_one_of(tokens, behind, day_endings) ? 1 : 0;
    find_year(tokens, behind, out);
    return true;
}

void
telltale_dates(struct tokens *tokens, day_num today, struct telltales *found)
{
    for (size_t at = 0; at < tokens->ordered; at++) {
        struct date_found date;
        if (!find_in_numbers(tokens, at, &date) && !find_in_words(tokens, at, &date)) {
            continue;
        }
        bool birth = date.year == SIZE_MAX ? is_said_born(tokens, at)
                                           : could_be_birth(tokens, date.year, today) || is_said_born(tokens, at);
        if (birth) {
            telltales_add(found, TELLTALE_BIRTH, tokens, at, date.end - 1);
        }
        for (size_t i = at; i < date.end; i++) {
            tokens->list[i].is_date = true;
        }
        at = date.end - 1;
    }
}
