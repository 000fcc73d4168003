#include "app/directory/directory_html.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/directory/directory_page.h"
#include "app/directory/html_fiche.h"
#include "base/file.h"
#include "base/fold.h"
#include "json/json.h"
#include "rules/field.h"

/* What the names of pages begin with, without zone; and of one with. */
#define PAGE_INDEX "index"
#define PAGE_ELSEWHERE "elsewhere"
#define PAGE_ZONE "zone-"
#define PAGE_NAME 80

struct page_of_zone {
    const char *zone; /* NULL: fiches without one */
    size_t count;     /* fiches on it */
    char file[PAGE_NAME];
};

struct pages {
    const struct directory_html *html;
    char *where;
    json_t *fiches;
    json_t *zones; /* names, as keys */
    char day[DATE_TEXT];
    struct page_of_zone *list;
    size_t count;
};

static enum tnw_err
take_html_fiche(void *ctx, const json_t *fiche)
{
    size_t i;
    const json_t *zone;
    struct pages *pages = ctx;
    int failed = json_array_append(pages->fiches, json_unconst(fiche));
    json_array_foreach(json_object_get(fiche, "zones"), i, zone)
    {
        failed |= json_object_set_new(pages->zones, json_string_value(zone), json_true());
    }
    return failed ? TNW_E_NO_MEMORY : TNW_OK;
}

static int
compare_names_of_fiches(const void *left, const void *right)
{
    const char *a = field_text(*(const json_t *const *)left, "name");
    const char *b = field_text(*(const json_t *const *)right, "name");
    return strcmp(a == NULL ? "" : a, b == NULL ? "" : b);
}

/* By name: who reads a page looks for one. */
static enum tnw_err
sort_fiches(struct pages *pages)
{
    size_t count = json_array_size(pages->fiches);
    json_t **list = calloc(count + 1, sizeof *list);
    json_t *sorted = json_array();
    bool failed = list == NULL || sorted == NULL;
    for (size_t i = 0; i < count && !failed; i++) {
        list[i] = json_array_get(pages->fiches, i);
    }
    if (!failed && count > 0) {
        qsort(list, count, sizeof(json_t *), compare_names_of_fiches);
    }
    for (size_t i = 0; i < count && !failed; i++) {
        failed = json_array_append(sorted, list[i]) != 0;
    }
    free(list);
    json_decref(pages->fiches);
    pages->fiches = sorted;
    return failed ? TNW_E_NO_MEMORY : TNW_OK;
}

static int
compare_zones(const void *left, const void *right)
{
    return strcmp(((const struct page_of_zone *)left)->zone, ((const struct page_of_zone *)right)->zone);
}

/* "zone-gent-zuid": letters and digits, so that it is a name of a file anywhere. */
static void
name_page(struct page_of_zone *page)
{
    struct fold_words words;
    size_t len = (size_t)snprintf(page->file, sizeof page->file, "%s", page->zone == NULL ? PAGE_ELSEWHERE : "zone");
    fold_text(&words, slice_str(page->zone));
    for (size_t i = 0; i < words.count; i++) {
        for (size_t k = 0; k < words.words[i].len && len < PAGE_NAME - 8; k++) {
            char letter = words.words[i].text[k];
            bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
            if (plain && k == 0) {
                page->file[len++] = '-';
            }
            if (plain) {
                page->file[len++] = letter;
            }
        }
    }
    page->file[len] = 0;
}

/* Two zones that are written alike but for accents have pages of their own. */
static void
number_double(struct pages *pages, size_t index)
{
    char plain[PAGE_NAME - 8];
    unsigned number = 1;
    (void)snprintf(plain, sizeof plain, "%.70s", pages->list[index].file);
    for (size_t i = 0; i < index; i++) {
        if (strcmp(pages->list[i].file, pages->list[index].file) == 0) {
            number++;
            (void)snprintf(pages->list[index].file, PAGE_NAME, "%s--%u", plain, number);
            i = (size_t)-1; /* from the first again, under the new name */
        }
    }
}

static bool
is_on_page(const json_t *fiche, const char *zone)
{
    size_t i;
    const json_t *name;
    const json_t *zones = json_object_get(fiche, "zones");
    if (zone == NULL) {
        return json_array_size(zones) == 0;
    }
    json_array_foreach(zones, i, name)
    {
        if (strcmp(json_string_value(name), zone) == 0) {
            return true;
        }
    }
    return false;
}

static void
count_page(const struct pages *pages, struct page_of_zone *page)
{
    size_t i;
    const json_t *fiche;
    json_array_foreach(pages->fiches, i, fiche)
    {
        page->count += is_on_page(fiche, page->zone);
    }
}

static enum tnw_err
list_pages(struct pages *pages)
{
    const char *zone;
    json_t *value;
    pages->list = calloc(json_object_size(pages->zones) + 1, sizeof *pages->list);
    if (pages->list == NULL) {
        return TNW_E_NO_MEMORY;
    }
    json_object_foreach(pages->zones, zone, value)
    {
        pages->list[pages->count++].zone = zone;
    }
    if (pages->count > 1) {
        qsort(pages->list, pages->count, sizeof *pages->list, compare_zones);
    }
    pages->count++; /* the last one: without a zone */
    for (size_t i = 0; i < pages->count; i++) {
        name_page(&pages->list[i]);
        number_double(pages, i);
        count_page(pages, &pages->list[i]);
    }
    return TNW_OK;
}

static enum tnw_err
fail_file(struct pages *pages, const char *name)
{
    (void)snprintf(pages->where, CONFIG_WHERE, "%.200s/%.100s: %s", pages->html->folder, name, strerror(errno));
    return TNW_E_IO;
}

/* All of it or what was there before. */
static enum tnw_err
write_page(struct pages *pages, const char *file, const char *language, struct buf *text)
{
    char path[FILE_PATH];
    char part[FILE_PATH];
    char name[PAGE_NAME + 16];
    (void)snprintf(name, sizeof name, "%s%s%s.html", file, language[0] == 0 ? "" : ".", language);
    bool fits = (size_t)snprintf(path, sizeof path, "%s/%s", pages->html->folder, name) < sizeof path - 8;
    (void)snprintf(part, sizeof part, "%.4080s.part", path);
    FILE *out = fits && text->err == TNW_OK ? fopen(part, "w") : NULL;
    if (out == NULL) {
        return text->err != TNW_OK ? text->err : fail_file(pages, name);
    }
    bool written = fwrite(text->ptr, 1, text->len, out) == text->len;
    written = fclose(out) == 0 && written;
    if (!written || rename(part, path) != 0) {
        enum tnw_err err = fail_file(pages, name);
        (void)unlink(part);
        return err;
    }
    return TNW_OK;
}

static void
put_page_word(struct buf *out, const struct speech *speech, const char *key)
{
    html_fiche_text(out, words_say(speech, "directory", key));
}

static enum tnw_err
write_zone(struct pages *pages, const struct speech *speech, const struct page_of_zone *page)
{
    size_t i;
    const json_t *fiche;
    size_t shown = 0;
    struct buf out = {0};
    const char *language = codes_text(&codes_language, speech->language);
    const char *title = page->zone == NULL ? words_say(speech, "directory", "elsewhere") : page->zone;
    html_fiche_begin(&out, speech, page->file, title);
    buf_printf(&out, "<p><a href=\"" PAGE_INDEX ".%s.html\">", language);
    put_page_word(&out, speech, "back");
    buf_put_str(&out, "</a></p>\n");
    json_array_foreach(pages->fiches, i, fiche)
    {
        if (is_on_page(fiche, page->zone)) {
            html_fiche_put(&out, speech, fiche);
            shown++;
        }
    }
    if (shown == 0) {
        buf_put_str(&out, "<p>");
        put_page_word(&out, speech, "nobody");
        buf_put_str(&out, "</p>\n");
    }
    html_fiche_end(&out, speech, pages->day);
    enum tnw_err err = write_page(pages, page->file, language, &out);
    buf_free(&out);
    return err;
}

static enum tnw_err
write_index(struct pages *pages, const struct speech *speech, const char *suffix)
{
    struct buf out = {0};
    const char *language = codes_text(&codes_language, speech->language);
    html_fiche_begin(&out, speech, PAGE_INDEX, words_say(speech, "directory", "title"));
    buf_put_str(&out, "<p>");
    put_page_word(&out, speech, "about");
    buf_put_str(&out, "</p>\n<h2>");
    put_page_word(&out, speech, "zones");
    buf_put_str(&out, "</h2>\n<ul>\n");
    for (size_t i = 0; i < pages->count; i++) {
        const struct page_of_zone *page = &pages->list[i];
        buf_printf(&out, "<li><a href=\"%s.%s.html\">", page->file, language);
        html_fiche_text(&out, page->zone == NULL ? words_say(speech, "directory", "elsewhere") : page->zone);
        buf_printf(&out, "</a> (%zu)</li>\n", page->count);
    }
    buf_put_str(&out, "</ul>\n");
    html_fiche_end(&out, speech, pages->day);
    enum tnw_err err = write_page(pages, PAGE_INDEX, suffix, &out);
    buf_free(&out);
    return err;
}

static enum tnw_err
write_pages(struct pages *pages)
{
    const char *only = pages->html->zone;
    enum tnw_err err = TNW_OK;
    for (unsigned language = 0; language < LANGUAGE_COUNT && err == TNW_OK; language++) {
        const struct speech speech = {.words = pages->html->world->words, .language = (enum language)language};
        for (size_t i = 0; i < pages->count && err == TNW_OK; i++) {
            const char *zone = pages->list[i].zone;
            bool wanted = only == NULL || (zone != NULL && strcmp(only, zone) == 0);
            err = wanted ? write_zone(pages, &speech, &pages->list[i]) : TNW_OK;
        }
        if (err == TNW_OK && only == NULL) {
            err = write_index(pages, &speech, codes_text(&codes_language, language));
        }
        if (err == TNW_OK && only == NULL && language == LANGUAGE_NL) {
            err = write_index(pages, &speech, ""); /* index.html: what a web server shows first */
        }
    }
    return err;
}

/* Whether the file is a page of a zone, and none that there is now. */
static bool
is_gone(const struct pages *pages, const char *name)
{
    size_t len = strcspn(name, ".");
    if (strncmp(name, PAGE_ZONE, strlen(PAGE_ZONE)) != 0 || strlen(name) < 8 ||
        strcmp(name + strlen(name) - 5, ".html") != 0) {
        return false;
    }
    for (size_t i = 0; i < pages->count; i++) {
        if (strlen(pages->list[i].file) == len && memcmp(pages->list[i].file, name, len) == 0) {
            return false;
        }
    }
    return true;
}

/* A page of a zone that nobody helps in any more would tell of who did. */
static enum tnw_err
remove_gone(struct pages *pages)
{
    struct dirent *entry;
    DIR *folder = opendir(pages->html->folder);
    enum tnw_err err = folder == NULL ? fail_file(pages, "") : TNW_OK;
    while (folder != NULL && err == TNW_OK && (entry = readdir(folder)) != NULL) {
        if (is_gone(pages, entry->d_name) && unlinkat(dirfd(folder), entry->d_name, 0) != 0) {
            err = fail_file(pages, entry->d_name);
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    return err;
}

enum tnw_err
directory_html_run(const struct directory_html *html, char where[CONFIG_WHERE])
{
    struct pages pages = {.html = html, .where = where, .fiches = json_array(), .zones = json_object()};
    const struct directory_pages list = {
        .world = html->world, .op = "fiche.list", .zone = html->zone, .each = take_html_fiche, .ctx = &pages};
    enum tnw_err err = pages.fiches == NULL || pages.zones == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    date_format(pages.day, date_in_belgium(clock_now(&html->world->clock)));
    err = err == TNW_OK ? directory_pages_walk(&list, where) : err;
    err = err == TNW_OK ? sort_fiches(&pages) : err;
    err = err == TNW_OK ? list_pages(&pages) : err;
    if (err == TNW_OK && mkdir(html->folder, 0755) != 0 && errno != EEXIST) {
        err = fail_file(&pages, "");
    }
    err = err == TNW_OK ? write_pages(&pages) : err;
    err = err == TNW_OK && html->zone == NULL ? remove_gone(&pages) : err;
    free(pages.list);
    json_decref(pages.zones);
    json_decref(pages.fiches);
    return err;
}
