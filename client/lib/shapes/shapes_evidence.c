#include "shapes.h"

#include "tnw/evidence.h"

#define TEXT(member) SHAPE_FIELD(T, member, FIELD_TEXT, FIELD_NEEDED)
#define TEXTS(member) SHAPE_FIELD(T, member, FIELD_TEXTS, FIELD_NEEDED)
#define INT(member) SHAPE_FIELD(T, member, FIELD_INT, FIELD_NEEDED)

#define T struct tnw_cosigner
static const struct field cosigner_fields[] = {TEXT(name), TEXT(time)};
static const struct shape cosigner = SHAPE_OF(T, cosigner_fields);
#undef T
#define T struct tnw_checkpoint
static const struct field checkpoint_fields[] = {
    {.name = "checkpoint", .kind = FIELD_TEXT, .offset = offsetof(T, note)},
    TEXT(key),
    INT(size),
    TEXT(root),
    INT(mapped),
    SHAPE_ARRAY(T, witnesses, "witnesses", witness_count, FIELD_NEEDED, &cosigner),
};
const struct shape shapes_checkpoint = SHAPE_OF(T, checkpoint_fields);
#undef T

#define T struct tnw_inclusion
static const struct field inclusion_fields[] = {INT(seq), INT(size), TEXT(leaf), TEXT(root), TEXTS(path)};
const struct shape shapes_inclusion = SHAPE_OF(T, inclusion_fields);
#undef T
#define T struct tnw_consistency
static const struct field consistency_fields[] = {INT(from), INT(to), TEXTS(path)};
const struct shape shapes_consistency = SHAPE_OF(T, consistency_fields);
#undef T

#define T struct tnw_cosignature
static const struct field cosignature_fields[] = {INT(size), TEXT(name), TEXT(time)};
const struct shape shapes_cosignature = SHAPE_OF(T, cosignature_fields);
#undef T

/* The one body of this part. */
#define T struct shapes_cosign
static const struct field cosign_fields[] = {INT(size), TEXT(signature)};
const struct shape shapes_cosignature_new = SHAPE_OF(T, cosign_fields);
#undef T
