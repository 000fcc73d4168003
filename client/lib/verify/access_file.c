#include "access_file.h"

#include <string.h>

#include "fault.h"
#include "reading.h"

#define FILE_SALT 16

enum tnw_err
access_file_ask(struct access_file *file, const char *attachment, const char *salt, const char *sha256)
{
    static const char tag[] = "tnw/attachment/v1"; /* its NUL is hashed too */
    uint8_t bytes[FILE_SALT];
    struct hash hash;
    struct id id;
    if (attachment == NULL || id_parse(&id, ID_ATTACHMENT, attachment) != TNW_OK || !reading_hash_text(sha256, &hash) ||
        salt == NULL || strlen(salt) != (size_t)2 * FILE_SALT || hex_decode(bytes, FILE_SALT, salt) != TNW_OK) {
        return TNW_E_USAGE;
    }
    struct slice parts[] = {slice_of(tag, sizeof tag), slice_of(bytes, FILE_SALT), hash_slice(&hash)};
    *file = (struct access_file){.asked = true, .content = hash_parts(parts, 3)};
    id_format(file->id, ID_ATTACHMENT, &id);
    return TNW_OK;
}

/* A refusal names the attachment too, and holds no digest. */
enum tnw_err
access_file_take(struct access_file *file, const struct logged *record, struct tnw_finding *finding)
{
    struct hash content;
    const json_t *digest = json_object_get(record->json, "content");
    const char *object = json_string_value(json_object_get(record->json, "object"));
    if (!file->asked || object == NULL || strcmp(object, file->id) != 0 || json_is_null(digest)) {
        return TNW_OK;
    }
    if (!reading_hash(digest, &content) || !hash_eq(&content, &file->content)) {
        return fault_found(finding, TNW_FAULT_FILE, (int64_t)record->seq,
                           "record %llu vouches for another file than this one", (unsigned long long)record->seq);
    }
    file->vouched++;
    return TNW_OK;
}

enum tnw_err
access_file_end(const struct access_file *file, struct tnw_finding *finding)
{
    return !file->asked || file->vouched > 0 ? TNW_OK
                                             : fault_found(finding, TNW_FAULT_FILE, FAULT_NOWHERE,
                                                           "no record vouches for a file of that attachment");
}
