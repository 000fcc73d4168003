#include "rules/retention/retention.h"

#define LAST_YEAR 9999

int
retention_year(day_num day)
{
    int year;
    int month;
    int day_of_month;
    date_split(day, &year, &month, &day_of_month);
    return year;
}

/* What would end after the last day that can be written does not end. */
static day_num
first_of(int year)
{
    return year > LAST_YEAR ? INT32_MAX : date_join(year, 1, 1);
}

struct retention_days
retention_days(const struct policy_retention *policy, int year)
{
    if (year <= 0) {
        return (struct retention_days){INT32_MAX, INT32_MAX, INT32_MAX};
    }
    int consent = year + 1 + policy->content_years;
    day_num erasure = first_of(consent + policy->consent_years);
    return (struct retention_days){
        .consent = first_of(consent),
        .warning = erasure == INT32_MAX ? INT32_MAX : erasure - policy->warning_days,
        .erasure = erasure,
    };
}

enum retention_phase
retention_phase(const struct policy_retention *policy, int year, day_num today)
{
    struct retention_days days = retention_days(policy, year);
    return today < days.consent ? RETENTION_OPEN : today < days.erasure ? RETENTION_CONSENT : RETENTION_OVER;
}

/* At most one year further than those whose content ends this year: a warning is shorter than a year. */
int
retention_warned_year(const struct policy_retention *policy, day_num today)
{
    int year = retention_year(today) - policy->content_years - policy->consent_years;
    while (year > 0 && retention_days(policy, year).warning > today) {
        year--;
    }
    return year;
}

day_num
retention_erasure(const struct policy_retention *policy, int year, day_num warned)
{
    day_num day = retention_days(policy, year).erasure;
    day_num stood = warned == 0 ? 0 : warned + policy->warning_days;
    return day > stood ? day : stood;
}
