#include "attachment_scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "sample_file.h"
#include "service/attachment/upload.h"
#include "service/core/answer.h"

enum { SIZE = 200000 };

struct attachment_scene
attachment_scene_begin(void **state)
{
    struct attachment_scene scene = {.w = *state};
    (void)service_add_actor(scene.w, HUISARTS, CODE_BIT(ROLE_HUISARTS), false);
    (void)service_add_actor(scene.w, PATIENT, CODE_BIT(ROLE_PATIENT), false);
    scene.dossier = service_open_dossier(scene.w);
    sample_file_packed_pdf(&scene.pdf, SIZE);
    scene.chunks = attachment_chunks((uint32_t)scene.pdf.len);
    assert_in_range(scene.chunks, 4, 8);
    return scene;
}

struct call *
attachment_scene_upload(struct attachment_scene *scene)
{
    struct call *call = service_call(scene->w, "attachment.add", HUISARTS, "");
    struct incoming *in = service_in(call);
    in->path_id[0] = scene->dossier;
    in->media = MEDIA_PDF;
    in->file_size = scene->pdf.len;
    call->stage = STAGE_HEAD;
    (void)service_run(call);
    assert_true(answer_is_awaiting(call));
    assert_int_equal(upload_begin(call), TNW_OK);
    return call;
}

void
attachment_scene_chunks(struct attachment_scene *scene, struct call *call, unsigned count)
{
    struct upload *upload = call->upload;
    for (unsigned i = 0; i < count; i++) {
        struct slice rest = slice_of(scene->pdf.ptr + upload->taken, scene->pdf.len - upload->taken);
        (void)upload_take(upload, rest);
        if (!upload_has_chunk(upload)) {
            continue;
        }
        upload_store(upload);
        struct txn *txn = place_write(scene->w->place);
        assert_int_equal(upload->job.execute(&upload->job, txn), TNW_OK);
        place_commit(txn);
        upload_stored(upload, TNW_OK);
    }
}

enum tnw_err
attachment_scene_end(struct call *call)
{
    upload_end(call->upload);
    call->stage = STAGE_END;
    return service_execute(call);
}

void
attachment_scene_free(struct call *call)
{
    upload_free(&call->upload);
    call_free(&call);
}

struct id
attachment_scene_send(struct attachment_scene *scene)
{
    struct call *call = attachment_scene_upload(scene);
    attachment_scene_chunks(scene, call, scene->chunks);
    assert_int_equal(attachment_scene_end(call), TNW_OK);
    struct id id = service_reply_id(call, ID_ATTACHMENT);
    attachment_scene_free(call);
    return id;
}

void
attachment_scene_hang(struct attachment_scene *scene, const struct id *file)
{
    char body[400];
    char text[ID_TEXT];
    id_format(text, ID_ATTACHMENT, file);
    (void)snprintf(body, sizeof body,
                   "{\"category\":\"fit_note\",\"content\":{\"from\":\"2026-03-01\",\"until\":\"2026-04-01\",\"hours_"
                   "per_week\":8},"
                   "\"attachments\":[{\"attachment\":\"%s\",\"name\":\"a.pdf\"}]}",
                   text);
    struct call *call = service_call(scene->w, "fragment.add", HUISARTS, body);
    service_in(call)->path_id[0] = scene->dossier;
    assert_int_equal(service_run(call), TNW_OK);
    call_free(&call);
}
