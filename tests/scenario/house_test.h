/* cmocka and what it needs before it. */
#ifndef SCENARIO_HOUSE_TEST_H
#define SCENARIO_HOUSE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
