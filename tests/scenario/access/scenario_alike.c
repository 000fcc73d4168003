/* Whoever is kept out gets the answers that they would get who never had anything to do with it: of all that can be
 * read the same status, and the same bytes but for ids, times and the patient's name. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/house_test.h"
#include "scenario/play.h"

#define OPEN(name)                                                                                                     \
    "{\"patient\":{\"niss\":\"{" name ".niss}\",\"name\":\"X\"},\"start\":\"{today-40}\",\"employment\":\"employed\"}"
#define JOIN(name, role) "{\"actor\":\"{" name ".id}\",\"role\":\"" role "\"}"
#define DIAGNOSIS "{\"category\":\"diagnose\",\"content\":{\"code_system\":\"ICPC-2\",\"code\":\"L86\",\"text\":\"x\"}}"
#define CERTIFICATE                                                                                                    \
    "{\"category\":\"gao\",\"content\":{\"reason\":\"illness\",\"begin\":\"{today-40}\",\"end\":\"{today+10}\"}}"
#define GRANT(grantee)                                                                                                 \
    "{\"effect\":\"grant\",\"grantee\":" grantee ",\"categories\":[\"diagnose\"],\"actions\":[\"read\",\"confer\"],"   \
    "\"purposes\":[\"tnw_traject\"],\"until\":\"{today+90}\"}"
#define THREAD "{\"procedure\":\"tnw_traject\",\"subject\":\"x\",\"participants\":[\"{adviserend_arts.id}\"]}"
#define QUESTION "{\"kind\":\"vraag\",\"text\":\"Haalbaar?\"}"

/* The same in each: people, consents, fragments, a thread. What it holds has names that end in the world's. */
#define WORLD(of, patient)                                                                                             \
    {"a dossier", {"huisarts", "POST", "/v1/dossiers", OPEN(patient)}, 201, NULL, {{"/id", "dossier_" of}}},           \
        {"its patient", {patient, "GET", "/v1/me"}, 200, NULL, {{"/actors/0/name", "name_" of}}},                      \
        {"the fund's doctor",                                                                                          \
         {"huisarts", "POST", "/v1/dossiers/{dossier_" of "}/participants",                                            \
          JOIN("adviserend_arts", "adviserend_arts")},                                                                 \
         201},                                                                                                         \
        {"a consent",                                                                                                  \
         {patient, "POST", "/v1/dossiers/{dossier_" of "}/consents", GRANT("{\"actor\":\"{huisarts.id}\"}")},          \
         201,                                                                                                          \
         NULL,                                                                                                         \
         {{"/id", "consent_" of}}},                                                                                    \
        {"another",                                                                                                    \
         {patient, "POST", "/v1/dossiers/{dossier_" of "}/consents", GRANT("{\"role\":\"adviserend_arts\"}")},         \
         201},                                                                                                         \
        {"a diagnosis",                                                                                                \
         {"huisarts", "POST", "/v1/dossiers/{dossier_" of "}/fragments", DIAGNOSIS},                                   \
         201,                                                                                                          \
         NULL,                                                                                                         \
         {{"/id", "fragment_" of}}},                                                                                   \
        {"a thread",                                                                                                   \
         {"huisarts", "POST", "/v1/dossiers/{dossier_" of "}/threads", THREAD},                                        \
         201,                                                                                                          \
         NULL,                                                                                                         \
         {{"/id", "thread_" of}}},                                                                                     \
    {                                                                                                                  \
        "a question", {"huisarts", "POST", "/v1/threads/{thread_" of "}/messages", QUESTION}, 201                      \
    }

static const struct step worlds[] = {
    WORLD("out", "patient"),
    WORLD("never", "patient2"),
    WORLD("partly", "patient3"),
    WORLD("without", "patient4"),
};

/* The prober is huisarts2. Of what an exclusion keeps somebody from, all is as if there were none of it, the timeline
 * too: so the one is held against a dossier that has none.
 * They are kept from reading: to write is given by law, and whoever is kept from that finds out by trying. */
static const struct step differences[] = {
    {"in one there is a certificate", {"huisarts", "POST", "/v1/dossiers/{dossier_out}/fragments", CERTIFICATE}, 201},
    {"somebody is brought in",
     {"huisarts", "POST", "/v1/dossiers/{dossier_out}/participants", JOIN("huisarts2", "huisarts")},
     201},
    {"looks at it", {"huisarts2", "GET", "/v1/dossiers/{dossier_out}"}, 200},
    {"and is put out",
     {"patient", "POST", "/v1/dossiers/{dossier_out}/consents",
      "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"{huisarts2.id}\"}}"},
     201},
    {"in two they take part",
     {"huisarts", "POST", "/v1/dossiers/{dossier_partly}/participants", JOIN("huisarts2", "huisarts")},
     201},
    {"without a consent",
     {"huisarts", "POST", "/v1/dossiers/{dossier_without}/participants", JOIN("huisarts2", "huisarts")},
     201},
    {"in one there is a certificate",
     {"huisarts", "POST", "/v1/dossiers/{dossier_partly}/fragments", CERTIFICATE},
     201},
    {"from which they are kept",
     {"patient3", "POST", "/v1/dossiers/{dossier_partly}/consents",
      "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"{huisarts2.id}\"},\"categories\":[\"gao\",\"diagnose\"],"
      "\"actions\":[\"read\"]}"},
     201},
};

/* Of no dossier by their path, but about one. */
static const struct ask beside[] = {
    {"huisarts2", "GET", "/v1/policy/explain?dossier={dossier}"},
    {"huisarts2", "GET", "/v1/policy/explain?dossier={dossier}&action=read&category=diagnose"},
    {"huisarts2", "GET", "/v1/policy/explain?dossier={dossier}&action=confer"},
    {"huisarts2", "GET", "/v1/consent-presets?dossier={dossier}"},
    {"huisarts2", "GET", "/v1/dossiers/{dossier}/timeline?all=1"},
    {"huisarts2", "GET", "/v1/dossiers/{dossier}/fragments?category=diagnose&limit=1"},
    {"huisarts2", "GET", "/v1/dossiers/{dossier}/fragments/{fragment}?version=2"},
    {"huisarts2", "POST", "/v1/doorverwijshulp", "{\"dossier\":\"{dossier}\"}"},
    {"huisarts2", "POST", "/v1/dossiers/search", "{\"niss\":\"{niss}\"}"},
};

/* Over all dossiers. */
static const struct ask lists[] = {
    {"huisarts2", "GET", "/v1/dossiers"},
    {"huisarts2", "GET", "/v1/due?before={today+400}"},
    {"huisarts2", "GET", "/v1/questions"},
    {"huisarts2", "GET", "/v1/questions?side=by_me"},
    {"huisarts2", "POST", "/v1/dossiers/search", "{\"niss\":\"{patient.niss}\"}"},
};

enum { LISTS = sizeof lists / sizeof lists[0], READS_MOST = 64, PUT_OUT = 4 /* of the differences */ };

/* How much of the text is in that form; 0: it is not. */
static size_t
fits_form(const char *text, const char *form)
{
    size_t len = 0;
    for (; form[len] != 0; len++) {
        unsigned char c = (unsigned char)text[len];
        bool fits = form[len] == 'a'   ? islower(c) != 0
                    : form[len] == 'X' ? isupper(c) != 0 || isdigit(c) != 0
                    : form[len] == 'h' ? isxdigit(c) != 0
                    : form[len] == '0' ? isdigit(c) != 0
                                       : text[len] == form[len];
        if (!fits) {
            return 0;
        }
    }
    return len;
}

/* An id; a time, of JSON or of a calendar; what an entry of a calendar is known by. */
static size_t
varies(const char *text)
{
    static const char *const forms[] = {"aaa_XXXXXXXXXXXXXXXXXXXXXXXXXX", "0000-00-00T00:00:00.000Z",
                                        "00000000T000000Z", "hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh@tnw"};
    size_t len = 0;
    for (size_t i = 0; len == 0 && i < sizeof forms / sizeof forms[0]; i++) {
        len = fits_form(text, forms[i]);
    }
    return len;
}

static bool
begins(const char *text, const char *with)
{
    return with != NULL && strncmp(text, with, strlen(with)) == 0;
}

/* Lines of a calendar are folded anywhere. */
static void
put_alike(struct buf *out, const struct house *house, struct slice text)
{
    struct buf whole = {0};
    buf_put_slice(&whole, text);
    for (const char *at = buf_text(&whole); *at != 0;) {
        size_t len = varies(at);
        const char *name = house_name(house, "name");
        const char *niss = house_name(house, "niss");
        if (begins(at, "\r\n ")) {
            at += strlen("\r\n ");
        } else if (len > 0 || begins(at, name) || begins(at, niss)) {
            buf_put_str(out, "~");
            at += len > 0 ? len : begins(at, name) ? strlen(name) : strlen(niss);
        } else {
            buf_put_u8(out, (uint8_t)*at++);
        }
    }
    buf_free(&whole);
}

/* What of an answer could tell. Free it. */
static char *
read_alike(struct house *house, const struct ask *ask)
{
    static const char *const headers[] = {"ETag", "Content-Type", "Retry-After", "Location", "Cache-Control"};
    struct answer answer;
    struct buf out = {0};
    house_ask(house, ask, &answer);
    buf_printf(&out, "%s %s: %d\n", ask->method, ask->path, answer.status);
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        struct slice value = wire_header(&answer.raw, headers[i]);
        buf_printf(&out, "%s: %.*s\n", headers[i], (int)value.len, (const char *)value.ptr);
    }
    put_alike(&out, house, buf_slice(&answer.raw.body));
    char *text = strdup(buf_text(&out));
    assert_non_null(text);
    buf_free(&out);
    answer_free(&answer);
    return text;
}

static void
enter_world(struct house *house, const char *world, const char *patient)
{
    static const char *const names[] = {"dossier", "fragment", "consent", "thread", "name"};
    char name[32];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        (void)snprintf(name, sizeof name, "%s_%s", names[i], world);
        house_save(house, names[i], house_name(house, name));
    }
    (void)snprintf(name, sizeof name, "%s.niss", patient);
    house_save(house, "niss", sandbox_actor(&house->sandbox, patient, "niss"));
    house_save(house, "attachment", "att_01KX00000000000000000000ZZ");
}

/* All that the description of the API has for reading of a dossier or in one, and what is beside. */
static size_t
read_world(struct house *house, char *out[READS_MOST])
{
    size_t count = 0;
    const char *path;
    const json_t *methods;
    json_object_foreach(json_object_get(openapi_document(house->api), "paths"), path, methods)
    {
        bool within = strstr(path, "{dossier}") != NULL || strstr(path, "{thread}") != NULL;
        if (within && json_object_get(methods, "get") != NULL) {
            const struct ask ask = {"huisarts2", "GET", path};
            assert_true(count < READS_MOST);
            out[count++] = read_alike(house, &ask);
        }
    }
    assert_true(count >= 18);
    for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
        assert_true(count < READS_MOST);
        out[count++] = read_alike(house, &beside[i]);
    }
    return count;
}

static void
assert_alike(char *one[], char *other[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t same = 0;
        while (one[i][same] != 0 && one[i][same] == other[i][same]) {
            same++;
        }
        size_t from = same < 60 ? 0 : same - 60;
        if (strcmp(one[i], other[i]) != 0) {
            fail_msg("%.*s differs:\n%.160s\n%.160s", (int)strcspn(one[i], "\n"), one[i], one[i] + from,
                     other[i] + from);
        }
        free(one[i]);
        free(other[i]);
    }
}

static void
compare_worlds(struct house *house, const char *const worlds_of[2], const char *const patients[2])
{
    char *answers[2][READS_MOST];
    size_t counts[2];
    for (size_t i = 0; i < 2; i++) {
        enter_world(house, worlds_of[i], patients[i]);
        counts[i] = read_world(house, answers[i]);
    }
    assert_int_equal(counts[0], counts[1]);
    assert_alike(answers[0], answers[1], counts[0]);
}

static void
read_lists(struct house *house, char *out[LISTS])
{
    for (size_t i = 0; i < LISTS; i++) {
        out[i] = read_alike(house, &lists[i]);
    }
}

/* Before there was anything, and when all that there is was taken from them. */
static void
lists_are_as_if_nothing_had_been(void **state)
{
    struct house *house = *state;
    char *before[LISTS];
    char *after[LISTS];
    read_lists(house, before);
    PLAY(house, worlds);
    play(house, differences, PUT_OUT);
    read_lists(house, after);
    assert_alike(before, after, LISTS);
}

static void
who_was_put_out_reads_what_a_stranger_reads(void **state)
{
    compare_worlds(*state, (const char *const[]){"out", "never"}, (const char *const[]){"patient", "patient2"});
}

static void
who_is_kept_from_something_reads_what_they_read_who_have_no_consent(void **state)
{
    play(*state, differences + PUT_OUT, sizeof differences / sizeof differences[0] - PUT_OUT);
    compare_worlds(*state, (const char *const[]){"partly", "without"}, (const char *const[]){"patient3", "patient4"});
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_are_as_if_nothing_had_been),
        cmocka_unit_test(who_was_put_out_reads_what_a_stranger_reads),
        cmocka_unit_test(who_is_kept_from_something_reads_what_they_read_who_have_no_consent),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
