/* Promise 8: a retry is safe. The same Idempotency-Key gives the same answer once. */
#include <stdlib.h>
#include <string.h>

#include "scenario/house_test.h"
#include "scenario/journal.h"
#include "scenario/play.h"
#include "scenario/swarm.h"

enum { RETRIES = 50 };

#define DOSSIERS "/v1/dossiers"
#define DOSSIER DOSSIERS "/{dossier}"
#define OPEN_AT(day)                                                                                                   \
    "{\"patient\":{\"niss\":\"{patient.niss}\",\"name\":\"Jan Willems\"},\"start\":\"{" day                            \
    "}\",\"employment\":\"employed\"}"
#define OPEN OPEN_AT("today")
#define NOTE                                                                                                           \
    "{\"category\":\"fit_note\",\"content\":{\"from\":\"{today}\",\"until\":\"{today+9}\",\"tasks\":[\"Balie\"]}}"
#define CONFER(role)                                                                                                   \
    "{\"effect\":\"grant\",\"grantee\":{\"role\":\"" role "\"},\"categories\":[\"gao\"],\"actions\":[\"confer\"],"     \
    "\"purposes\":[\"tnw_traject\"],\"until\":\"{today+9}\"}"

static const struct step setting[] = {
    {"a dossier", {"huisarts", "POST", DOSSIERS, OPEN}, 201, NULL, {{"/id", "dossier"}}},
    {"its second doctor",
     {"huisarts", "POST", DOSSIER "/participants", "{\"actor\":\"{arbeidsarts.id}\",\"role\":\"arbeidsarts\"}"},
     201},
    {"who may confer", {"patient", "POST", DOSSIER "/consents", CONFER("huisarts")}, 201},
    {"with the first", {"patient", "POST", DOSSIER "/consents", CONFER("arbeidsarts")}, 201},
    {"a thread",
     {"huisarts", "POST", DOSSIER "/threads",
      "{\"procedure\":\"tnw_traject\",\"subject\":\"Iets\",\"participants\":[\"{arbeidsarts.id}\"]}"},
     201,
     NULL,
     {{"/id", "thread"}}},
};

/* What is made, and how many of it there are. */
static const struct creation {
    const char *what;
    struct ask ask;
    struct ask list;
} creations[] = {
    {"dossier", {"huisarts2", "POST", DOSSIERS, OPEN, .key = "once"}, {"huisarts2", "GET", DOSSIERS}},
    {"fragment",
     {"huisarts", "POST", DOSSIER "/fragments", NOTE, .key = "once"},
     {"huisarts", "GET", DOSSIER "/fragments?limit=200"}},
    {"consent",
     {"patient", "POST", DOSSIER "/consents", CONFER("adviserend_arts"), .key = "once"},
     {"patient", "GET", DOSSIER "/consents?limit=200"}},
    {"message",
     {"huisarts", "POST", "/v1/threads/{thread}/messages", "{\"kind\":\"vraag\",\"text\":\"Een keer\"}",
      .key = "once too"},
     {"huisarts", "GET", "/v1/threads/{thread}/messages?limit=200"}},
};

struct crowd {
    struct house *house;
    SSL_CTX *tls;
    struct buf requests[2]; /* member i sends requests[i % 2] */
    struct answer answers[RETRIES];
    bool answered[RETRIES];
};

static void
send_one(void *ctx, size_t i)
{
    struct crowd *crowd = ctx;
    struct wire wire;
    if (wire_open(&wire, crowd->tls, crowd->house->sandbox.port)) {
        crowd->answered[i] =
            house_exchange(crowd->house, &wire, buf_slice(&crowd->requests[i % 2]), &crowd->answers[i]);
    }
    wire_close(&wire);
}

static void
write_filled(struct house *house, struct buf *out, const struct ask *ask)
{
    struct ask filled = *ask;
    char *path = house_fill(house, ask->path);
    char *body = house_fill(house, ask->body);
    filled.path = path;
    filled.body = body;
    house_write(out, &filled);
    free(path);
    free(body);
}

/* What requests each ends with stands behind their head. */
static struct crowd *
crowd_run_with(struct house *house, const struct ask *one, const struct ask *other, struct slice ends[2])
{
    struct crowd *crowd = calloc(1, sizeof *crowd);
    assert_non_null(crowd);
    crowd->house = house;
    crowd->tls = house_tls(house, one->actor);
    write_filled(house, &crowd->requests[0], one);
    write_filled(house, &crowd->requests[1], other);
    for (size_t i = 0; i < 2; i++) {
        buf_put_slice(&crowd->requests[i], ends[i]);
    }
    swarm_run(RETRIES, send_one, crowd);
    for (size_t i = 0; i < RETRIES; i++) {
        assert_true(crowd->answered[i]);
    }
    return crowd;
}

static struct crowd *
crowd_run(struct house *house, const struct ask *one, const struct ask *other)
{
    return crowd_run_with(house, one, other, (struct slice[2]){{0}});
}

static void
crowd_free(struct crowd *crowd)
{
    for (size_t i = 0; i < RETRIES; i++) {
        answer_free(&crowd->answers[i]);
    }
    buf_free(&crowd->requests[0]);
    buf_free(&crowd->requests[1]);
    free(crowd);
}

static size_t
count_items(struct house *house, const struct ask *list)
{
    struct answer answer;
    house_ask(house, list, &answer);
    assert_int_equal(answer.status, 200);
    size_t count = json_array_size(json_object_get(answer.body, "items"));
    answer_free(&answer);
    return count;
}

static void
expect_same(const struct answer *a, const struct answer *b)
{
    static const char *const headers[] = {"Location", "ETag", "Content-Type"};
    assert_int_equal(a->status, b->status);
    assert_true(slice_eq(buf_slice(&a->raw.body), buf_slice(&b->raw.body)));
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        assert_true(slice_eq(wire_header(&a->raw, headers[i]), wire_header(&b->raw, headers[i])));
    }
    assert_string_not_equal(a->request, b->request); /* each is a request of its own in the log */
}

/* Of all the answers one did it, the others repeat it. */
static void
expect_one_in_the_log(struct house *house, const struct crowd *crowd)
{
    const json_t *log = journal_log(house);
    size_t done = 0;
    for (size_t i = 0; i < RETRIES; i++) {
        const json_t *record = journal_record(log, crowd->answers[i].request);
        done += strcmp(json_string_value(json_object_get(record, "ground")), "replay") != 0;
    }
    assert_int_equal(done, 1);
}

static void
fifty_at_once_make_one(void **state)
{
    struct house *house = *state;
    PLAY(house, setting);
    for (size_t i = 0; i < sizeof creations / sizeof creations[0]; i++) {
        const struct creation *made = &creations[i];
        size_t before = count_items(house, &made->list);
        struct crowd *crowd = crowd_run(house, &made->ask, &made->ask);
        assert_int_equal(crowd->answers[0].status, 201);
        assert_true(wire_header(&crowd->answers[0].raw, "Location").len > 0);
        for (size_t n = 1; n < RETRIES; n++) {
            expect_same(&crowd->answers[0], &crowd->answers[n]);
        }
        if (count_items(house, &made->list) != before + 1) {
            fail_msg("not one %s was made", made->what);
        }
        expect_one_in_the_log(house, crowd);
        crowd_free(crowd);
    }
}

static void
two_bodies_at_once_make_one_of_them(void **state)
{
    static const struct ask one = {"huisarts2", "POST", DOSSIERS, OPEN, .key = "race"};
    static const struct ask other = {"huisarts2", "POST", DOSSIERS, OPEN_AT("today-1"), .key = "race"};
    static const struct ask list = {"huisarts2", "GET", DOSSIERS};
    struct house *house = *state;
    size_t before = count_items(house, &list);
    struct crowd *crowd = crowd_run(house, &one, &other);
    size_t winner = crowd->answers[0].status == 201 ? 0 : 1;
    for (size_t i = 0; i < RETRIES; i++) {
        if (i % 2 == winner) {
            assert_int_equal(crowd->answers[i].status, 201);
        } else {
            assert_string_equal(crowd->answers[i].code, "idempotency_mismatch");
        }
    }
    assert_int_equal(count_items(house, &list), before + 1);
    crowd_free(crowd);
}

static const struct step same[] = {
    {"made", {"huisarts", "POST", DOSSIERS, OPEN, .key = "k"}, 201, NULL, {{"/id", "first"}}},
    {"the same again",
     {"huisarts", "POST", DOSSIERS, OPEN, .key = "k"},
     201,
     NULL,
     .is = {{"/id", "{first}"}, {"Location", DOSSIERS "/{first}"}},
     .ground = "replay"},
    {"another body", {"huisarts", "POST", DOSSIERS, OPEN_AT("today-1"), .key = "k"}, 422, "idempotency_mismatch"},
    {"another path", {"huisarts", "POST", DOSSIER "/fragments", NOTE, .key = "k"}, 422, "idempotency_mismatch"},
    {"a blank more is another body", {"huisarts", "POST", DOSSIERS, " " OPEN, .key = "k"}, 422, "idempotency_mismatch"},
    {"another case is another key", {"huisarts", "POST", DOSSIERS, OPEN, .key = "K"}, 201, NULL, {{"/id", "second"}}},
    {"another actor's is their own", {"huisarts2", "POST", DOSSIERS, OPEN, .key = "k"}, 201, NULL, {{"/id", "third"}}},
    {"which they keep apart",
     {"huisarts2", "GET", DOSSIERS "/{third}"},
     200,
     NULL,
     .is = {{"/opened_by", "{huisarts2.id}"}}},
    {"one role's",
     {"arts_en_patient", "POST", DOSSIERS,
      "{\"patient\":{\"niss\":\"{arts_en_patient.niss}\",\"name\":\"Nele "
      "Aerts\"},\"start\":\"{today}\",\"employment\":\"employed\"}",
      "patient", .key = "k"},
     201},
    {"is not the other's",
     {"arts_en_patient", "POST", DOSSIERS,
      "{\"patient\":{\"niss\":\"{arts_en_patient.niss}\",\"name\":\"Nele "
      "Aerts\"},\"start\":\"{today}\",\"employment\":\"employed\"}",
      "huisarts", .key = "k"},
     422,
     "idempotency_mismatch"},
    {"a refused request stores nothing", {"huisarts", "POST", DOSSIERS, "{}", .key = "free"}, 422, "invalid_body"},
    {"nor one without the right",
     {"huisarts", "POST", DOSSIER "/consents", CONFER("huisarts"), .key = "free"},
     422,
     "evidence_required"},
    {"nor a dossier that is not theirs",
     {"huisarts", "POST", DOSSIERS "/{third}/close", .key = "free"},
     404,
     "not_found"},
    {"so the key is free", {"huisarts", "POST", DOSSIERS, OPEN, .key = "free"}, 201},
    {"and then taken", {"huisarts", "POST", DOSSIERS, "{}", .key = "free"}, 422, "invalid_body"},
    {"two that change nothing more", {"patient", "POST", DOSSIER "/close", .key = "close"}, 200},
    {"answer alike",
     {"patient", "POST", DOSSIER "/close", .key = "close"},
     200,
     NULL,
     .is = {{"/state", "closed"}},
     .ground = "replay"},
    {"of that dossier, not of another",
     {"patient", "POST", DOSSIERS "/{second}/close", .key = "close"},
     422,
     "idempotency_mismatch"},
    {"without the key it is seen", {"patient", "POST", DOSSIER "/close"}, 409, "dossier_closed"},
    {"a read is not kept", {"huisarts", "POST", DOSSIERS "/search", "{\"niss\":\"{patient.niss}\"}", .key = "k"}, 200},
};

static const struct step after_restart[] = {
    {"the same again",
     {"huisarts", "POST", DOSSIERS, OPEN, .key = "k"},
     201,
     NULL,
     .is = {{"/id", "{first}"}, {"Location", DOSSIERS "/{first}"}},
     .ground = "replay"},
    {"another body", {"huisarts", "POST", DOSSIERS, OPEN_AT("today-1"), .key = "k"}, 422, "idempotency_mismatch"},
    {"a fragment's version too",
     {"huisarts", "POST", DOSSIER "/fragments", NOTE, .key = "once"},
     201,
     NULL,
     .is = {{"ETag", "\"1\""}},
     .ground = "replay"},
};

/* A picture of one grey dot, and its twin: a byte of it is another. */
static const uint8_t dot[] = {
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00,
    0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3a, 0x7e, 0x9b, 0x55, 0x00, 0x00, 0x00,
    0x0d, 0x49, 0x44, 0x41, 0x54, 0x78, 0x01, 0x01, 0x02, 0x00, 0xfd, 0xff, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01,
    0x7e, 0x05, 0x0d, 0xd2, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
};
enum { DOT_SIZE = sizeof dot };
#define FILE_OF(type, name)                                                                                            \
    {                                                                                                                  \
        "huisarts", "POST", DOSSIER "/attachments", .key = name,                                                       \
                                                    .headers = "Content-Type: " type "\r\nContent-Length: 70\r\n"      \
    }

static void
send_dot(struct house *house, const struct ask *ask, struct slice bytes, struct answer *answer)
{
    struct buf request = {0};
    struct wire wire;
    write_filled(house, &request, ask);
    buf_put_slice(&request, bytes);
    assert_true(wire_open(&wire, house_tls(house, ask->actor), house->sandbox.port));
    assert_true(house_exchange(house, &wire, buf_slice(&request), answer));
    wire_close(&wire);
    buf_free(&request);
}

/* What it is said to be, how long it is and where it goes are the same: the content decides. */
static void
a_key_of_a_file_belongs_to_its_content(void **state)
{
    static const struct step dossier[] = {
        {"open", {"huisarts", "POST", DOSSIERS, OPEN}, 201, NULL, {{"/id", "dossier"}}}};
    static const struct ask png = FILE_OF("image/png", "dot");
    static const struct ask jpeg = FILE_OF("image/jpeg", "dot");
    uint8_t twin[DOT_SIZE];
    struct answer first;
    struct answer answer;
    memcpy(twin, dot, sizeof dot);
    twin[DOT_SIZE / 2] ^= 1;
    PLAY(*state, dossier);
    send_dot(*state, &png, slice_of(dot, DOT_SIZE), &first);
    assert_int_equal(first.status, 201);
    send_dot(*state, &png, slice_of(dot, DOT_SIZE), &answer);
    expect_same(&first, &answer);
    answer_free(&answer);
    send_dot(*state, &png, slice_of(twin, DOT_SIZE), &answer);
    assert_string_equal(answer.code, "idempotency_mismatch");
    answer_free(&answer);
    send_dot(*state, &jpeg, slice_of(dot, DOT_SIZE), &answer);
    assert_string_equal(answer.code, "idempotency_mismatch");
    answer_free(&answer);
    answer_free(&first);
}

static void
fifty_files_at_once_are_one(void **state)
{
    static const struct ask png = FILE_OF("image/png", "dots");
    struct crowd *crowd =
        crowd_run_with(*state, &png, &png, (struct slice[2]){slice_of(dot, DOT_SIZE), slice_of(dot, DOT_SIZE)});
    assert_int_equal(crowd->answers[0].status, 201);
    for (size_t n = 1; n < RETRIES; n++) {
        expect_same(&crowd->answers[0], &crowd->answers[n]);
    }
    expect_one_in_the_log(*state, crowd);
    crowd_free(crowd);
}

#define FORTY "0123456789012345678901234567890123456789"

static const struct step forms[] = {
    {"128 characters", {"huisarts", "POST", DOSSIERS, OPEN, .key = FORTY FORTY FORTY "01234567"}, 201},
    {"129 are too many",
     {"huisarts", "POST", DOSSIERS, OPEN, .key = FORTY FORTY FORTY "012345678"},
     400,
     "invalid_header"},
    {"none is too few",
     {"huisarts", "POST", DOSSIERS, OPEN, .headers = "Idempotency-Key: \r\n"},
     400,
     "invalid_header"},
    {"a blank within", {"huisarts", "POST", DOSSIERS, OPEN, .key = "a b"}, 201},
    {"beyond ASCII", {"huisarts", "POST", DOSSIERS, OPEN, .key = "caf\xc3\xa9"}, 400, "malformed_request"},
    {"a control character", {"huisarts", "POST", DOSSIERS, OPEN, .key = "a\x01"}, 400, "malformed_request"},
    {"twice",
     {"huisarts", "POST", DOSSIERS, OPEN, .key = "a", .headers = "Idempotency-Key: a\r\n"},
     400,
     "malformed_request"},
};

static void
a_key_belongs_to_one_request_of_one_actor(void **state)
{
    PLAY(*state, same);
}

static void
a_key_survives_a_restart(void **state)
{
    house_restart(*state);
    PLAY(*state, after_restart);
}

static void
a_key_has_its_form(void **state)
{
    PLAY(*state, forms);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fifty_at_once_make_one),
        cmocka_unit_test(two_bodies_at_once_make_one_of_them),
        cmocka_unit_test(a_key_belongs_to_one_request_of_one_actor),
        cmocka_unit_test(a_key_survives_a_restart),
        cmocka_unit_test(a_key_of_a_file_belongs_to_its_content),
        cmocka_unit_test(fifty_files_at_once_are_one),
        cmocka_unit_test(a_key_has_its_form),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
