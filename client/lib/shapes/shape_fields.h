/*
 * One field of a shape in one word; T is the struct.
 */
#ifndef TNW_LIB_SHAPE_FIELDS_H
#define TNW_LIB_SHAPE_FIELDS_H

#include "shape.h"

#define TEXT(member, rules) SHAPE_FIELD(T, member, FIELD_TEXT, rules)
#define BOOL(member) SHAPE_FIELD(T, member, FIELD_BOOL, FIELD_NEEDED)
#define INT(member) SHAPE_FIELD(T, member, FIELD_INT, FIELD_NEEDED)
#define TEXTS(member, rules) SHAPE_FIELD(T, member, FIELD_TEXTS, rules)
#define OBJECT(member, of) SHAPE_NESTED(T, member, FIELD_OBJECT, FIELD_NEEDED, of)
#define POINTER(member, of) SHAPE_NESTED(T, member, FIELD_POINTER, FIELD_NULL, of)
/* Every list has the same envelope. */
#define LIST(of)                                                                                                       \
    {                                                                                                                  \
        SHAPE_ARRAY(T, items, "items", count, FIELD_NEEDED, of), SHAPE_FIELD(T, next, FIELD_TEXT, FIELD_NULL)          \
    }

#endif
