/*
 * A dossier, and files on their way into it.
 */
#ifndef TNW_TESTS_ATTACHMENT_SCENE_H
#define TNW_TESTS_ATTACHMENT_SCENE_H

#include "store/records/file/attachment.h"
#include "unit/service/service_world.h"

struct attachment_scene {
    struct test_world *w;
    struct id dossier;
    struct buf pdf; /* no two of its chunks are alike */
    uint32_t chunks;
};

/* state: of service_set_up. HUISARTS and PATIENT are there. */
struct attachment_scene attachment_scene_begin(void **state);

/* By HUISARTS. The head is let in. */
struct call *attachment_scene_upload(struct attachment_scene *scene);
/* So many more chunks, or what is left. */
void attachment_scene_chunks(struct attachment_scene *scene, struct call *call, unsigned count);
enum tnw_err attachment_scene_end(struct call *call);
void attachment_scene_free(struct call *call);

/* A draft. */
struct id attachment_scene_send(struct attachment_scene *scene);
/* On a new fragment. */
void attachment_scene_hang(struct attachment_scene *scene, const struct id *file);

#endif
