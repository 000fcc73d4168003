#include "base/domain/person.h"

bool
person_has(const struct person *person, const struct id *actor)
{
    for (size_t i = 0; i < person->count; i++) {
        if (id_eq(&person->actors[i], actor)) {
            return true;
        }
    }
    return false;
}
