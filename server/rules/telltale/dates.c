#include "rules/telltale/parts.h"
#include "rules/telltale/spelt.h"

/* Who works is at least that old, and nobody who does is older. */
#define AGE_LEAST 14
#define AGE_MOST 100

#define DEGREE 0xb0
#define RIGHT_QUOTE 0x2019

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

/* These may stand behind the day, too. */
static const char *const birthdays[] = {"verjaardag", "verjaart",     "jarig",    "anniversaire",
                                        "geburtstag", "geburtsdatum", "birthday", NULL};
static const char *const romans[] = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", NULL};

/* Days that have a name, as good as a day and a month. */
static const char *const feasts[] = {"kerstdag",       "kerstmis",    "kerstavond",  "nieuwjaar", "nieuwjaarsdag",
                                     "oudejaar",       "noel",        "reveillon",   "neujahr",   "silvester",
                                     "oudejaarsavond", "weihnachten", "heiligabend", "christmas", NULL};

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

/* The sign for being born stands before it: ° 3/3, and * 3.3. where no list begins with it. */
static bool
has_birth_sign(const struct tokens *tokens, size_t at)
{
    uint32_t first = tokens->list[at].first - tokens->list[at].spelt;
    const struct letter *letters = tokens->letters.list;
    while (first > 0 && letters[first - 1].base == ' ') {
        first--;
    }
    uint32_t sign = first > 0 ? letters[first - 1].base : 0;
    return sign == DEGREE || (sign == '*' && first > 1 && letters[first - 2].base != '\n');
}

/* Whether one of the words, such as a birthday, stands within some words behind it. */
static bool
is_behind(const struct tokens *tokens, size_t at, const char *const words[])
{
    bool is = false;
    for (size_t i = at; !is && i < at + 3 && i < tokens->ordered; i++) {
        is = tokens_is_one_of(tokens, i, words);
    }
    return is;
}

/* Whether somebody is said to be born right before. "ne" and "nee" are that only with their accent. */
static bool
is_said_born(const struct tokens *tokens, size_t at)
{
    if (has_birth_sign(tokens, at)) {
        return true;
    }
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
    bool tells; /* more than its year: who writes it so tells a day of birth */
};

static bool
is_day(const struct tokens *tokens, size_t at)
{
    return is_within(tokens_value(tokens, at), 1, 31) && tokens->list[at].len <= 2;
}

/* A day in digits or words: 3, drie, troisieme, thirty-first. Returns how many tokens it has; 0: it is none. */
static size_t
words_of_day(const struct tokens *tokens, size_t at)
{
    size_t words;
    if (is_day(tokens, at) || is_within(spelt_ordinal(tokens, at), 1, 31)) {
        return 1;
    }
    return is_within(spelt_value(tokens, at, &words), 1, 31) ? words : 0;
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

/* 3 april van '68: not the hour of 3 april van 12 tot 14. */
static size_t
skip_of_year(const struct tokens *tokens, size_t at)
{
    bool of = tokens_is(tokens, at, "van") || tokens_is(tokens, at, "de") || tokens_is(tokens, at, "of");
    uint32_t sign = of && at + 1 < tokens->ordered ? tokens_before(tokens, at + 1) : 0;
    bool year = of && tokens_is_number(tokens, at + 1) &&
                (tokens->list[at + 1].len == 4 || sign == '\'' || sign == RIGHT_QUOTE);
    return year ? at + 1 : at;
}

/* Behind a day and a month: a year, perhaps, in digits or words. */
static void
find_year(const struct tokens *tokens, size_t at, struct date_found *out)
{
    at = skip_of_year(tokens, at);
    bool close = at > 0 && at < tokens->ordered && is_close(tokens, at - 1);
    bool has_year = close && tokens_is_number(tokens, at) && year_of(tokens, at) != 0;
    *out = (struct date_found){.end = has_year ? at + 1 : at,
                               .year = has_year ? at : SIZE_MAX,
                               .tells = close && !has_year && spelt_is_year(tokens, at)};
}

/* II, between signs: 3/II/1968. */
static bool
is_roman_month(const struct tokens *tokens, size_t at)
{
    return at > 0 && tokens_is_one_of(tokens, at, romans) && tokens_gap(tokens, at - 1) > 0 &&
           tokens_gap_is(tokens, at - 1, "/.-") && tokens_gap_is(tokens, at, "/.-") && tokens_is_number(tokens, at + 1);
}

static size_t
skip_fillers(const struct tokens *tokens, size_t at)
{
    for (unsigned i = 0; i < 2; i++) {
        bool filler = tokens_is_one_of(tokens, at, day_endings) || tokens_is_one_of(tokens, at, between);
        at += filler && is_close(tokens, at - 1) ? 1 : 0;
    }
    return at;
}

/* Day and month, in either order. Returns the token behind them; 0: they are none. */
static size_t
end_of_day_and_month(const struct tokens *tokens, size_t at)
{
    size_t day = words_of_day(tokens, at);
    if (tokens_is_one_of(tokens, at, feasts)) {
        return at + 1;
    }
    if (day == 0 && !is_month(tokens, at)) {
        return 0;
    }
    size_t next = skip_fillers(tokens, at + (day == 0 ? 1 : day));
    if (next >= tokens->ordered || !is_close(tokens, next - 1)) {
        return 0;
    }
    if (day > 0) {
        return is_month(tokens, next) || is_roman_month(tokens, next) ? next + 1 : 0;
    }
    day = words_of_day(tokens, next);
    size_t behind = next + day;
    return day == 0 ? 0 : behind + (tokens_is_one_of(tokens, behind, day_endings) ? 1 : 0);
}

/* 3 maart 1968, 3rd of March '68, March 3, 1968, derde maart; 1968, 3 maart. */
static bool
find_in_words(const struct tokens *tokens, size_t at, struct date_found *out)
{
    bool year_first =
        tokens_is_number(tokens, at) && tokens->list[at].len == 4 && year_of(tokens, at) != 0 && is_close(tokens, at);
    size_t end = end_of_day_and_month(tokens, year_first ? at + 1 : at);
    if (end == 0) {
        return false;
    }
    find_year(tokens, end, out);
    if (year_first) {
        *out = (struct date_found){.end = end, .year = at};
    }
    return true;
}

/* Day and month both as numbers in words, beside a word for being born: geboren drie vier achtenzestig. */
static bool
find_spelt(const struct tokens *tokens, size_t at, struct date_found *out)
{
    size_t day = words_of_day(tokens, at);
    size_t month_at = day == 0 ? 0 : skip_fillers(tokens, at + day);
    size_t month =
        day == 0 || month_at >= tokens->ordered || !is_close(tokens, month_at - 1) ? 0 : words_of_day(tokens, month_at);
    if (month == 0) {
        return false;
    }
    find_year(tokens, month_at + month, out);
    return (out->tells || out->year != SIZE_MAX) && (is_said_born(tokens, at) || is_behind(tokens, out->end, born));
}

/* A month and a year, which are no day; behind a word for being born they are enough, as is 150285. */
static bool
find_month(const struct tokens *tokens, size_t at, struct date_found *out)
{
    bool month = is_month(tokens, at) && is_close(tokens, at) && tokens_is_number(tokens, at + 1) &&
                 year_of(tokens, at + 1) != 0;
    bool six = tokens_is_number(tokens, at) && tokens->list[at].len == 6 &&
               is_within(digits_at(tokens, at, 2, 2), 1, 12) &&
               (is_within(digits_at(tokens, at, 0, 2), 1, 31) || is_within(digits_at(tokens, at, 4, 2), 1, 31));
    bool said = (month || six) && is_said_born(tokens, at);
    *out = (struct date_found){.end = at + (month ? 2 : 1), .year = SIZE_MAX, .tells = said};
    return month || said;
}

static bool
is_birth(const struct tokens *tokens, size_t at, const struct date_found *date, day_num today)
{
    bool said = is_said_born(tokens, at) || is_behind(tokens, date->end, birthdays);
    return date->tells || said || (date->year != SIZE_MAX && could_be_birth(tokens, date->year, today));
}

void
telltale_dates(struct tokens *tokens, day_num today, struct telltales *found)
{
    for (size_t at = 0; at < tokens->ordered; at++) {
        struct date_found date;
        if (!find_in_numbers(tokens, at, &date) && !find_in_words(tokens, at, &date) &&
            !find_spelt(tokens, at, &date) && !find_month(tokens, at, &date)) {
            continue;
        }
        if (is_birth(tokens, at, &date, today)) {
            telltales_add(found, TELLTALE_BIRTH, tokens, at, date.end - 1);
        }
        for (size_t i = at; i < date.end; i++) {
            tokens->list[i].is_date = true;
        }
        at = date.end - 1;
    }
}
