/* A file with a name and a content that both tell who it is about: sent, hung on a fragment, and read. */
#include <string.h>

#include "house_test.h"
#include "main_story/main_story.h"
#include "play.h"
#include "scenario/http/files.h"

/* More than one chunk. */
#define FILE_BYTES ((size_t)300 << 10)
#define FILE_NAME "Verslag Hautecloque rug.pdf"
#define WRITTEN "Hernia bij Hautecloque-Vandevelde, geopereerd te Leuven. "

static const struct step filing[] = {
    {"it hangs on a note",
     {"huisarts", "POST", DOSSIER "/fragments",
      "{\"category\":\"fit_note\",\"content\":" FIT_NOTE ",\"attachments\":[{\"attachment\":\"{report}\",\"name\":"
      "\"" FILE_NAME "\"}]}"},
     201,
     NULL,
     {{"/id", "filed"}}},
    {"whose patient sees its name",
     {"patient", "GET", DOSSIER "/fragments/{filed}"},
     200,
     NULL,
     .is = {{"/attachments/0/name", FILE_NAME}}},
    {"and has it", {"patient", "GET", FILES "/{report}"}, 200},
};

/* A page with these words all over it. */
static void
write_report(struct buf *out)
{
    const size_t len = strlen(WRITTEN);
    sample_file_pdf(out, FILE_BYTES);
    for (size_t at = out->len / 4; at + len < out->len * 3 / 4; at += len) {
        assert_int_equal(out->ptr[at], ' ');
        memcpy(out->ptr + at, WRITTEN, len);
    }
}

void
main_story_file(struct house *house)
{
    struct buf report = {0};
    write_report(&report);
    assert_int_equal(report.err, TNW_OK);
    assert_int_equal(files_send(house, "huisarts", "application/pdf", buf_slice(&report), "report"), 201);
    buf_free(&report);
    PLAY(house, filing);
    leak_add(house->leak, FILE_NAME);
    leak_add(house->leak, "Hautecloque");
    leak_add(house->leak, "geopereerd te Leuven");
}
