/*
 * What a ground of law can ask of one fragment beyond its category: kept beside the fragment, so that a decision needs
 * not open it.
 */
#ifndef TNW_BASE_DOMAIN_FRAGMENT_TRAITS_H
#define TNW_BASE_DOMAIN_FRAGMENT_TRAITS_H

#include "base/clock.h"
#include "base/codes.h"

struct fragment_traits {
    enum role author_role;
    enum qualification author_qualification; /* when they wrote it; QUALIFICATION_NONE: none known */
    day_num written;                         /* its first version, in Belgium */
    enum gao_kind gao_kind;                  /* GAO_KIND_NONE: no certificate, or none told; so the next */
    int gao_days;                            /* that it covers, the first and the last included */
};

#endif
