/* What is wrong with a body, in the reader's language: the key is the English that server and validator say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "texts/text_detail.h"

static void
says(enum lang language, const char *english, const char *wanted)
{
    char *text = text_detail(language, english);
    assert_string_equal(text, wanted);
    free(text);
}

static void
a_detail_is_said_with_what_it_holds(void **state)
{
    (void)state;
    says(LANG_NL, "is missing", "ontbreekt");
    says(LANG_FR, "must have at least 2 item(s)", "doit avoir au moins 2 élément(s)");
    says(LANG_DE, "must be one of: \"a\", \"b\"", "muss eines davon sein: \"a\", \"b\"");
    says(LANG_NL, "must be the id of an actor: act_ and 26 characters",
         "moet een id van de juiste soort zijn: act_ and 26 characters");
    says(LANG_NL, "must be \"grant\"", "moet zijn: \"grant\"");
    says(LANG_EN, "must be \"grant\"", "must be \"grant\"");
}

/* What is in it has words too: codes, and in a file what is wrong with it. */
static void
a_refusal_is_said_with_the_words_of_its_codes(void **state)
{
    (void)state;
    says(LANG_NL, "Your role may not bring the role tnw_coordinator into this dossier.",
         "Uw rol mag de rol TNW-coördinator niet in dit dossier brengen.");
    says(LANG_DE, "Whatever the patient consents to, this grantee can never have: gao, diagnose.",
         "Was der Patient auch erlaubt, dieser Empfänger kann dies nie bekommen: Arbeitsunfähigkeitsbescheinigung, "
         "Diagnose.");
    says(LANG_NL, "The file is no sound PDF: a stream is not whole.",
         "Het bestand is een pdf met een fout: bewaar het opnieuw als pdf.");
    says(LANG_FR, "The file unpacks to far more than it is.",
         "Le fichier devient bien plus grand une fois décompressé.");
    says(
        LANG_NL,
        "This would go over your quota searches, 500 a day. It is new on 2026-11-29 (midnight in Belgium); a beheerder "
        "can raise it.",
        "Dit gaat boven wat u per dag mag (opzoekingen: 500). Vanaf 2026-11-29, middernacht, kan het weer; een "
        "beheerder kan meer toestaan.");
    says(LANG_FR, "size must be a whole number of at most 9", "size doit être un nombre entier d'au plus 9");
    says(LANG_DE, "The parameter \"x\" stands twice.", "Der Parameter \"x\" steht zweimal da.");
}

/* A server that is newer says what this program does not know. */
static void
what_no_row_fits_is_said_as_it_is(void **state)
{
    (void)state;
    says(LANG_NL, "is missing its hat", "is missing its hat");
    says(LANG_NL, "must have at least  item(s)", "must have at least  item(s)");
    says(LANG_NL, "", "");
    says(LANG_FR, "is needed beside ", "is needed beside ");
}

/* All that the validator says of a body, but for what needs a schema of its own. */
static void
what_the_validator_says_is_known(void **state)
{
    static const char *const said[] = {
        "is missing",
        "is not known here",
        "has a member that is not known here",
        "is needed beside step",
        "must have at least 1 member(s)",
        "must have at most 4000 character(s)",
        "must not stand twice",
        "must match the pattern ^[a-z]{2,3}$",
        "must be more than 0",
        "must be a multiple of 5",
        "must have exactly one of the 3 forms of the schema",
        "must not have the form that the schema excludes",
        "must be of type object",
        "must be of one of the types \"string\", \"null\"",
    };
    (void)state;
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        char *dutch = text_detail(LANG_NL, said[i]);
        assert_string_not_equal(dutch, said[i]);
        free(dutch);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_detail_is_said_with_what_it_holds),
        cmocka_unit_test(a_refusal_is_said_with_the_words_of_its_codes),
        cmocka_unit_test(what_no_row_fits_is_said_as_it_is),
        cmocka_unit_test(what_the_validator_says_is_known),
    };
    return cmocka_run_group_tests_name("cli/detail", tests, NULL, NULL);
}
