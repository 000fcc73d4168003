#include "http/deadline.h"

int64_t
deadline_after(int64_t now, int64_t ms)
{
    return now > DEADLINE_NONE - ms ? DEADLINE_NONE : now + ms;
}

bool
deadline_passed(int64_t deadline, int64_t now)
{
    return deadline != DEADLINE_NONE && now >= deadline;
}
