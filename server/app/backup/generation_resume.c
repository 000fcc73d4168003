#include "app/backup/generation.h"

#include <unistd.h>

#include "store/layout.h"

/* What of the keys stands behind the end was written just before a crash. */
static enum tnw_err
until_end(void *ctx, const struct engine_step *step)
{
    const struct generation *it = ctx;
    int order = step_order(&step->to, &it->end.at);
    return order == 1 ? TNW_E_NOT_FOUND : TNW_OK;
}

static enum tnw_err
resume_keys(struct generation *it, char where[CONFIG_WHERE])
{
    char path[BACKUP_PATH];
    struct manifest_keys keys;
    struct step_seen seen;
    const struct step_look look = {.visit = until_end, .ctx = it, .until = UINT64_MAX, .ends_open = true};
    enum tnw_err err = manifest_read_keys(it->dest, it->number, &keys, where);
    if (err != TNW_OK) {
        return err;
    }
    dest_path(path, it->dest, it->number, keys.file.name);
    err = step_file_look(path, &look, &seen, where);
    step_file_close(&it->keys);
    return err == TNW_OK ? step_file_resume(&it->keys, path, seen.size, &seen.chain, where) : err;
}

enum tnw_err
generation_reopen_keys(struct generation *it, char where[CONFIG_WHERE])
{
    return it->complete && access(it->keys.path, F_OK) != 0 ? resume_keys(it, where) : TNW_OK;
}

static enum tnw_err
resume_files(struct generation *it, char where[CONFIG_WHERE])
{
    char name[MANIFEST_NAME];
    char path[BACKUP_PATH];
    enum tnw_err err = manifest_read_end(it->dest, it->number, &it->end, where);
    if (err != TNW_OK) {
        return err;
    }
    generation_name_frames(name, it->end.frames);
    dest_path(path, it->dest, it->number, name);
    err = step_file_resume(&it->frames, path, it->end.size, &it->end.chain, where);
    if (err == TNW_OK) {
        generation_name_frames(name, it->end.frames + 1); /* begun just before a crash, and not counted */
        dest_path(path, it->dest, it->number, name);
        (void)unlink(path);
        err = resume_keys(it, where);
    }
    it->complete = err == TNW_OK;
    return err;
}

enum tnw_err
generation_resume(struct generation **out, struct dest *dest, char where[CONFIG_WHERE])
{
    unsigned numbers[DEST_GENERATIONS];
    size_t count = dest_generations(dest, numbers);
    enum tnw_err err = count == 0 ? TNW_E_NOT_FOUND : generation_new(out, dest, numbers[count - 1]);
    if (err != TNW_OK) {
        *out = NULL;
        return err;
    }
    err = manifest_read(dest, (*out)->number, &(*out)->manifest, where);
    if (err == TNW_OK && (*out)->manifest.layout != LAYOUT_VERSION) {
        err = TNW_E_CONFLICT;
    }
    if (err == TNW_OK) {
        err = backup_layout_of(LAYOUT_VERSION, &(*out)->layout) ? resume_files(*out, where) : TNW_E_INTERNAL;
    }
    if (err != TNW_OK) {
        generation_free(out);
    }
    return err;
}
