/* Patterns: the part that POSIX and ECMA-262 read alike, and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "json/schema_node.h"

/* A pattern, and texts that it matches and does not; what ECMA-262 says of them with the flag u was looked up with an
 * engine of that kind. */
static const struct {
    const char *pattern;
    const char *matches[4];
    const char *fails[4];
} patterns[] = {
    {"a", {"a", "bab"}, {"", "b"}},
    {"^a", {"ab"}, {"ba"}},
    {"a$", {"ba"}, {"ab", "a\n"}},
    {"^a|b$", {"ac", "cb"}, {"ca", "bc"}},
    {"^(a|b)c$", {"ac", "bc"}, {"abc", "c"}},
    {"^(ab)*$", {"", "abab"}, {"aba"}},
    {"^(a*)*b$", {"b", "aab"}, {"aa"}},
    {"^a{2}$", {"aa"}, {"a", "aaa"}},
    {"^a{2,}$", {"aa", "aaa"}, {"a"}},
    {"^a{0,2}$", {"", "aa"}, {"aaa"}},
    {"^(a{2}b)+$", {"aab", "aabaab"}, {"ab"}},
    {"^[a-c]?x$", {"x", "bx"}, {"dx"}},
    {"^[-a]+$", {"-a-"}, {"b"}},
    {"^[a-]+$", {"-a-"}, {"b"}},
    {"^[a^.$*+?(){}|/]+$", {"^.$", "*+?(){}|/a"}, {"b"}},
    {"^[\x01-\x1f]$", {"\n", "\t"}, {" "}},
    {"^[^\x01-\x1f]*$", {"", "Zo\xc3\xab", "\xf0\x9f\x98\x80"}, {"a\n"}},
    {"^[^@ ]+@[^@ ]+$", {"a@b", "\xc3\xa9@\xc3\xa8"}, {"@b", "a@", "a@b@c"}},
    {"^[^a]+$", {"b", "\xe2\x82\xac"}, {"", "ba"}},
    {"^[^a]*x{2}[^b]*$", {"xx", "\xc3\xa9xx\xc3\xa9"}, {"axx", "\xc3\xa9x"}},
    {"^\\^\\$\\\\\\.\\*\\+\\?\\(\\)\\[\\{\\|$", {"^$\\.*+?()[{|"}, {"^$\\.*+?()[{"}},
    {"^https?://", {"http://", "https://a"}, {"ftp://", " http://"}},
    {"^(act|cns)_[0-9A-HJKMNP-TV-Z]{26}$", {"act_01JD7YK4ZQ8W3M5N6P7R9S0TVX"}, {"act_01JD7YK4ZQ8W3M5N6P7R9S0TVI"}},
};

static bool
matches(const regex_t *regex, const char *text)
{
    return regexec(regex, text, 0, NULL, 0) == 0;
}

static void
patterns_of_the_common_form_mean_what_ecma_262_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        regex_t regex;
        assert_null(schema_pattern_fault(patterns[i].pattern));
        assert_int_equal(regcomp(&regex, patterns[i].pattern, REG_EXTENDED | REG_NOSUB), 0);
        for (size_t k = 0; k < 4; k++) {
            const char *good = patterns[i].matches[k];
            const char *bad = patterns[i].fails[k];
            if ((good != NULL && !matches(&regex, good)) || (bad != NULL && matches(&regex, bad))) {
                fail_msg("%s, %zu", patterns[i].pattern, k);
            }
        }
        regfree(&regex);
    }
}

/* What the two read differently, or one of them not at all, with a word of what is said. */
static const struct {
    const char *pattern;
    const char *said;
} refused[] = {
    {"", "empty"},
    {"^", "empty"},
    {"^$", "empty"},
    {"a|", "empty"},
    {"|a", "empty"},
    {"a||b", "empty"},
    {"()", "empty"},
    {"(a|)", "empty"},
    {".", "."},
    {"a.b", "."},
    {"a*?", "quantifier"},
    {"a+?", "quantifier"},
    {"a??", "quantifier"},
    {"a{1}?", "quantifier"},
    {"a**", "quantifier"},
    {"a*+", "quantifier"},
    {"a{2}{3}", "quantifier"},
    {"*a", "nothing to repeat"},
    {"+", "nothing to repeat"},
    {"?", "nothing to repeat"},
    {"(*a)", "nothing to repeat"},
    {"a|*", "nothing to repeat"},
    {"^*", "nothing to repeat"},
    {"(?:a)", "nothing to repeat"},
    {"(?=a)", "nothing to repeat"},
    {"(?<n>a)", "nothing to repeat"},
    {"a{", "{n}"},
    {"a{}", "{n}"},
    {"a{,2}", "{n}"},
    {"a{2,1}", "{n}"},
    {"a{256}", "{n}"},
    {"a{1,256}", "{n}"},
    {"a{99999999999999999999}", "{n}"},
    {"a{1,2", "{n}"},
    {"a{1x}", "{n}"},
    {"a{ 1}", "{n}"},
    {"(a{2}){3}", "multiply"},
    {"((a{2})b)+c{2}(d(e{2})){3}", "multiply"},
    {"{", "themselves"},
    {"}", "themselves"},
    {"]", "themselves"},
    {"a]", "themselves"},
    {"(", "alternative"},
    {"(a", "end"},
    {"a)", "beginning"},
    {")", "empty"},
    {"a^b", "first"},
    {"a$b", "last"},
    {"(^a)", "first"},
    {"(a$)", "last"},
    {"$a", "last"},
    {"^^a", "first"},
    {"a$$", "last"},
    {"\\d", "escaped"},
    {"\\w", "escaped"},
    {"\\s", "escaped"},
    {"\\b", "escaped"},
    {"\\n", "escaped"},
    {"\\x41", "escaped"},
    {"\\u0041", "escaped"},
    {"\\p{L}", "escaped"},
    {"\\cA", "escaped"},
    {"\\0", "escaped"},
    {"(a)\\1", "escaped"},
    {"\\k<n>", "escaped"},
    {"\\/", "escaped"},
    {"\\]", "escaped"},
    {"\\}", "escaped"},
    {"\\-", "escaped"},
    {"\\<", "escaped"},
    {"\\`", "escaped"},
    {"a\\", "escaped"},
    {"[]", "empty"},
    {"[^]", "empty"},
    {"[]a]", "empty"},
    {"[^]a]", "empty"},
    {"[", "class"},
    {"[a", "class"},
    {"[a-", "class"},
    {"[\\d]", "class"},
    {"[a\\]]", "class"},
    {"[[:alpha:]]", "class"},
    {"[[.a.]]", "class"},
    {"[[=a=]]", "class"},
    {"[a[]", "class"},
    {"[b-a]", "class"},
    {"[a-c-e]", "class"},
    {"[a--]", "class"},
    {"[+--a]", "class"},
    {"[a-[]", "class"},
    {"[a-\\]", "class"},
    {"[^a]", "negated"},
    {"[^a]?", "negated"},
    {"[^a]{2}", "negated"},
    {"[^a]{2,}", "negated"},
    {"([^a]*)", "negated"},
    {"[^a]+[^b]+", "negated"},
    {"[^a]*c*[^b]*", "negated"},
    {"[^a]*c?[^b]*", "negated"},
    {"[^a]*c{0,1}[^b]*", "negated"},
    {"[^a]*(c)[^b]*", "negated"},
    {"\xc3\xa9", "ASCII"},
    {"[\xc3\xa9]", "ASCII"},
    {"((((((((((a))))))))))", "deeply"},
};

static void
patterns_beyond_the_common_form_are_refused_with_the_reason(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        const char *said = schema_pattern_fault(refused[i].pattern);
        if (said == NULL || strstr(said, refused[i].said) == NULL) {
            fail_msg("%s: %s", refused[i].pattern, said == NULL ? "taken" : said);
        }
        assert_true(strlen(said) <= 70); /* what fits beside the place */
    }
    char pattern[258];
    memset(pattern, 'a', sizeof pattern);
    pattern[257] = 0;
    assert_non_null(schema_pattern_fault(pattern));
    pattern[256] = 0;
    assert_null(schema_pattern_fault(pattern));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_of_the_common_form_mean_what_ecma_262_says),
        cmocka_unit_test(patterns_beyond_the_common_form_are_refused_with_the_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
