#include <string.h>

#include "base/clock.h"
#include "base/file_name.h"
#include "base/id.h"
#include "base/text.h"
#include "json/schema_node.h"
#include "pki/number.h"

static bool
fits_date(const char *text, day_num today)
{
    (void)today;
    day_num day;
    return date_parse(&day, text) == TNW_OK;
}

static bool
fits_date_time(const char *text, day_num today)
{
    (void)today;
    time_ms when;
    return time_parse(&when, text) == TNW_OK;
}

static bool
fits_line(const char *text, day_num today)
{
    (void)today;
    return text_is_line(text);
}

/* A text of several lines, without what else a person does not see. */
static bool
fits_lines(const char *text, day_num today)
{
    (void)today;
    bool fits = true;
    while (*text != 0 && fits) {
        uint32_t point = text_next(&text);
        fits = point == '\n' || !text_is_hidden(point);
    }
    return fits;
}

static bool
fits_file_name(const char *text, day_num today)
{
    (void)today;
    return file_name_fault(text) == NULL;
}

static bool
fits_uri(const char *text, day_num today)
{
    (void)today;
    return schema_uri_fits(text);
}

static bool
fits_nihii(const char *text, day_num today)
{
    (void)today;
    return number_is_nihii(text);
}

static bool
fits_cbe(const char *text, day_num today)
{
    (void)today;
    return number_is_cbe(text);
}

static bool
fits_id(enum id_kind kind, const char *text)
{
    struct id id;
    return id_parse(&id, kind, text) == TNW_OK;
}

#define FITS_ID(name, KIND)                                                                                            \
    static bool fits_##name(const char *text, day_num today)                                                           \
    {                                                                                                                  \
        (void)today;                                                                                                   \
        return fits_id(KIND, text);                                                                                    \
    }
FITS_ID(act, ID_ACTOR)
FITS_ID(dos, ID_DOSSIER)
FITS_ID(frg, ID_FRAGMENT)
FITS_ID(cns, ID_CONSENT)
FITS_ID(thr, ID_THREAD)
FITS_ID(msg, ID_MESSAGE)
FITS_ID(req, ID_REQUEST)
FITS_ID(crq, ID_ASKING)
FITS_ID(sus, ID_SUSPENSION)
FITS_ID(fic, ID_FICHE)
FITS_ID(att, ID_ATTACHMENT)
FITS_ID(cas, ID_CASUS)
FITS_ID(nwm, ID_MOMENT)

static const struct schema_format formats[] = {
    {"date", "a calendar date, YYYY-MM-DD", fits_date},
    {"date-time", "a time of RFC 3339, as 2026-01-31T08:30:00Z", fits_date_time},
    {"line", "a text in one line, without control characters, marks of direction and characters of no width",
     fits_line},
    {"lines", "a text without control characters but line ends, marks of direction and characters of no width",
     fits_lines},
    {"file-name",
     "a file's name of at most 120 characters that every system keeps: no path, nothing hidden, not in front of it a "
     "dot or -",
     fits_file_name},
    {"uri", "a URI of RFC 3986, with its scheme", fits_uri},
    {"niss", "a NISS: 11 digits with their check digits, of somebody who is born", number_is_niss},
    {"nihii", "a NIHII number: 8 or 11 digits with their check digits", fits_nihii},
    {"cbe", "a CBE number: ten digits from 0 or 1 on, with their check digits", fits_cbe},
    {"act", "the id of an actor: act_ and 26 characters", fits_act},
    {"dos", "the id of a dossier: dos_ and 26 characters", fits_dos},
    {"frg", "the id of a fragment: frg_ and 26 characters", fits_frg},
    {"cns", "the id of a consent: cns_ and 26 characters", fits_cns},
    {"thr", "the id of a thread: thr_ and 26 characters", fits_thr},
    {"msg", "the id of a message: msg_ and 26 characters", fits_msg},
    {"req", "the id of a request: req_ and 26 characters", fits_req},
    {"crq", "the id of a consent request: crq_ and 26 characters", fits_crq},
    {"sus", "the id of a suspension: sus_ and 26 characters", fits_sus},
    {"fic", "the id of a fiche: fic_ and 26 characters", fits_fic},
    {"att", "the id of an attachment: att_ and 26 characters", fits_att},
    {"cas", "the id of a casus: cas_ and 26 characters", fits_cas},
    {"nwm", "the id of a netwerkmoment: nwm_ and 26 characters", fits_nwm},
};

const struct schema_format *
schema_format_find(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(formats[i].name, name) == 0) {
            return &formats[i];
        }
    }
    return NULL;
}
