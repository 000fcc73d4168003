#include "app/directory/html_fiche.h"

#include <string.h>

#include "base/markup.h"
#include "rules/field.h"

static const char page_style[] =
    "body{font:100%/1.5 sans-serif;max-width:48em;margin:0 auto;padding:1em;color:#111;background:#fff}"
    ".skip{position:absolute;left:-99em}.skip:focus{left:1em}nav li{display:inline-block;margin-right:1em}"
    "nav ul{padding:0}article{border-top:1px solid #666;padding:.5em 0}dt{font-weight:bold}dd{margin:0 0 .3em 1em}"
    ".about,.lines{white-space:pre-line}footer{border-top:1px solid #666}.old{border-left:.4em solid "
    "#8a1c00;padding-left:.6em;color:#8a1c00}"
    "@media(min-width:32em){dl{display:grid;grid-template-columns:12em 1fr;gap:.1em 1em}dd{margin:0}}"
    "@media print{nav,.skip{display:none}body{max-width:none;padding:0}a{color:inherit;text-decoration:none}"
    "article{break-inside:avoid}}";

void
html_fiche_text(struct buf *out, const char *text)
{
    markup_put_text(out, slice_str(text));
}

static void
put_label(struct buf *out, const struct speech *speech, const char *key)
{
    html_fiche_text(out, words_say(speech, "directory", key));
}

static void
put_languages(struct buf *out, const struct speech *speech, const char *file)
{
    buf_put_str(out, "<nav aria-label=\"");
    put_label(out, speech, "languages_nav");
    buf_put_str(out, "\"><ul>\n");
    for (unsigned language = 0; language < LANGUAGE_COUNT; language++) {
        const struct speech other = {.words = speech->words, .language = (enum language)language};
        const char *code = codes_text(&codes_language, language);
        const char *here = language == speech->language ? " aria-current=\"page\"" : "";
        buf_printf(out, "<li><a href=\"%s.%s.html\" hreflang=\"%s\" lang=\"%s\"%s>", file, code, code, code, here);
        put_label(out, &other, "own_name");
        buf_put_str(out, "</a></li>\n");
    }
    buf_put_str(out, "</ul></nav>\n");
}

void
html_fiche_begin(struct buf *out, const struct speech *speech, const char *file, const char *title)
{
    buf_printf(
        out,
        "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
        codes_text(&codes_language, speech->language));
    html_fiche_text(out, title);
    buf_printf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#content\">", page_style);
    put_label(out, speech, "skip");
    buf_put_str(out, "</a>\n<header>\n");
    put_languages(out, speech, file);
    buf_put_str(out, "</header>\n<main id=\"content\">\n<h1>");
    html_fiche_text(out, title);
    buf_put_str(out, "</h1>\n");
}

static void
put_day(struct buf *out, const char *day)
{
    buf_put_str(out, "<time datetime=\"");
    html_fiche_text(out, day);
    buf_put_str(out, "\">");
    html_fiche_text(out, day);
    buf_put_str(out, "</time>");
}

void
html_fiche_end(struct buf *out, const struct speech *speech, const char *day)
{
    buf_put_str(out, "</main>\n<footer><p>");
    put_label(out, speech, "made");
    buf_put_str(out, " ");
    put_day(out, day);
    buf_put_str(out, "</p></footer>\n</body>\n</html>\n");
}

static void
open_row(struct buf *out, const struct speech *speech, const char *label)
{
    buf_put_str(out, "<dt>");
    put_label(out, speech, label);
    buf_put_str(out, "</dt><dd>");
}

static void
put_text_row(struct buf *out, const struct speech *speech, const char *label, const char *text)
{
    if (text != NULL) {
        open_row(out, speech, label);
        html_fiche_text(out, text);
        buf_put_str(out, "</dd>\n");
    }
}

static void
put_day_row(struct buf *out, const struct speech *speech, const char *label, const char *day)
{
    if (day != NULL) {
        open_row(out, speech, label);
        put_day(out, day);
        buf_put_str(out, "</dd>\n");
    }
}

static void
put_lines_row(struct buf *out, const struct speech *speech, const char *label, const char *text)
{
    if (text != NULL) {
        buf_put_str(out, "<dt>");
        put_label(out, speech, label);
        buf_put_str(out, "</dt><dd class=\"lines\">");
        html_fiche_text(out, text);
        buf_put_str(out, "</dd>\n");
    }
}

/* Its link has digits, and + in front, only; of "+32 (0)9" not the 0, which is dialled within the country. */
static void
put_phone_row(struct buf *out, const struct speech *speech, const char *text)
{
    if (text == NULL) {
        return;
    }
    open_row(out, speech, "phone");
    buf_put_str(out, "<a href=\"tel:");
    for (const char *at = text; *at != 0; at++) {
        at += text[0] == '+' && strncmp(at, "(0)", 3) == 0 ? 2 : 0;
        if ((*at >= '0' && *at <= '9') || (*at == '+' && at == text)) {
            buf_put_u8(out, (uint8_t)*at);
        }
    }
    buf_put_str(out, "\">");
    html_fiche_text(out, text);
    buf_put_str(out, "</a></dd>\n");
}

/* prefix: "mailto:"; "" of a web page, which begins with http:// or https:// or is no link. */
static void
put_link_row(struct buf *out, const struct speech *speech, const char *label, const char *prefix, const char *text)
{
    bool is_page = text != NULL && (strncmp(text, "https://", 8) == 0 || strncmp(text, "http://", 7) == 0);
    if (text == NULL || (prefix[0] == 0 && !is_page)) {
        put_text_row(out, speech, label, text);
        return;
    }
    open_row(out, speech, label);
    buf_printf(out, "<a href=\"%s", prefix);
    html_fiche_text(out, text);
    buf_put_str(out, "\">");
    html_fiche_text(out, text);
    buf_put_str(out, "</a></dd>\n");
}

static void
put_codes_row(struct buf *out, const struct speech *speech, const char *label, const char *section, const json_t *codes)
{
    size_t i;
    const json_t *code;
    if (json_array_size(codes) == 0) {
        return;
    }
    open_row(out, speech, label);
    json_array_foreach(codes, i, code)
    {
        buf_put_str(out, i == 0 ? "" : ", ");
        html_fiche_text(out, words_say(speech, section, json_string_value(code)));
    }
    buf_put_str(out, "</dd>\n");
}

static void
put_flag_row(struct buf *out, const struct speech *speech, const char *label, const json_t *flag)
{
    if (json_is_boolean(flag)) {
        put_text_row(out, speech, label, words_say(speech, "directory", json_is_true(flag) ? "yes" : "no"));
    }
}

static void
put_weeks_row(struct buf *out, const struct speech *speech, const json_t *weeks)
{
    char number[24];
    if (json_is_integer(weeks)) {
        (void)snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(weeks));
        put_text_row(out, speech, "waiting", number);
    }
}

/* In the page's language, or else in one that it has, which is said. */
static void
put_about(struct buf *out, const struct speech *speech, const json_t *about)
{
    const char *language = codes_text(&codes_language, speech->language);
    const char *text = field_text(about, language);
    for (unsigned i = 0; text == NULL && i < LANGUAGE_COUNT; i++) {
        language = codes_text(&codes_language, i);
        text = field_text(about, language);
    }
    buf_printf(out, "<p class=\"about\" lang=\"%s\">", language);
    html_fiche_text(out, text);
    buf_put_str(out, "</p>\n");
}

static void
put_reach(struct buf *out, const struct speech *speech, const json_t *fiche)
{
    put_text_row(out, speech, "place", field_text(fiche, "place"));
    put_lines_row(out, speech, "address", field_text(fiche, "address"));
    put_phone_row(out, speech, field_text(fiche, "phone"));
    put_link_row(out, speech, "email", "mailto:", field_text(fiche, "email"));
    put_link_row(out, speech, "url", "", field_text(fiche, "url"));
}

static void
put_offer(struct buf *out, const struct speech *speech, const json_t *fiche)
{
    const char *kind = field_text(fiche, "kind");
    put_text_row(out, speech, "kind", kind == NULL ? NULL : words_say(speech, "organisation", kind));
    put_codes_row(out, speech, "help", "help", json_object_get(fiche, "help"));
    put_codes_row(out, speech, "serves", "serves", json_object_get(fiche, "serves"));
    put_codes_row(out, speech, "region", "region", json_object_get(fiche, "regions"));
    put_codes_row(out, speech, "tongues", "language", json_object_get(fiche, "languages"));
    put_reach(out, speech, fiche);
    put_text_row(out, speech, "cost", field_text(fiche, "cost"));
    put_flag_row(out, speech, "reimbursed", json_object_get(fiche, "reimbursed"));
    put_flag_row(out, speech, "accessible", json_object_get(fiche, "accessible"));
    put_weeks_row(out, speech, json_object_get(fiche, "waiting_weeks"));
    put_flag_row(out, speech, "referral", json_object_get(fiche, "referral_needed"));
    put_codes_row(out, speech, "referrers", "role", json_object_get(fiche, "referrers"));
    put_text_row(out, speech, "project", field_text(fiche, "project"));
    put_day_row(out, speech, "until", field_text(fiche, "valid_until"));
    put_day_row(out, speech, "verified", field_text(fiche, "verified_on"));
}

void
html_fiche_put(struct buf *out, const struct speech *speech, const json_t *fiche)
{
    const char *id = field_text(fiche, "id"); /* of this server: letters and digits */
    buf_printf(out, "<article aria-labelledby=\"%s\">\n<h2 id=\"%s\">", id, id);
    html_fiche_text(out, field_text(fiche, "name"));
    buf_put_str(out, "</h2>\n");
    if (json_is_true(json_object_get(fiche, "stale"))) {
        buf_put_str(out, "<p class=\"old\">");
        put_label(out, speech, "stale");
        buf_put_str(out, "</p>\n");
    }
    put_about(out, speech, json_object_get(fiche, "about"));
    buf_put_str(out, "<dl>\n");
    put_offer(out, speech, fiche);
    buf_put_str(out, "</dl>\n</article>\n");
}
