#include "rules/inspect/pdf_tree.h"

#include <string.h>

#include "base/limits.h"

_Static_assert(LIMIT_PDF_DEPTH < 64, "a bit for each level");

static const char malformed[] = "is no sound PDF: brackets do not match";
static const char runs[] = "holds a program (JavaScript)";
static const char starts[] = "starts something else when it is read";
static const char other_file[] = "holds another file: saved without it, it is taken";
static const char sends[] = "sends or fetches data when it is read";
static const char media[] = "holds sound, film or what moves";

static const struct {
    const char *name;
    bool key_only; /* as a value it may be anything's name */
    const char *fault;
} refused[] = {
    {"JavaScript", false, runs},
    {"JS", true, runs},
    {"Launch", false, starts},
    {"AA", true, starts},
    {"EmbeddedFile", false, other_file},
    {"EmbeddedFiles", false, other_file},
    {"EF", true, other_file},
    {"FileAttachment", false, other_file},
    {"Collection", true, other_file},
    {"GoToE", false, other_file},
    {"GoToR", false, sends},
    {"SubmitForm", false, sends},
    {"ImportData", false, sends},
    {"XFA", true, "holds a form of the kind XFA, which is a program"},
    {"RichMedia", false, media},
    {"RichMediaContent", false, media},
    {"Rendition", false, media},
    {"Movie", false, media},
    {"Sound", false, media},
    {"3D", false, media},
    {"Encrypt", true, "is encrypted, so that nobody can look into it: saved without a password, it is taken"},
    {"Crypt", false, "is encrypted, so that nobody can look into it: saved without a password, it is taken"},
};

static const char *const acts[] = {"URI", "Named", "Hide", "Thread", "SetOCGState", "Trans", "GoTo3DView"};

static const struct {
    const char *name;
    enum pdf_key key;
} keys[] = {
    {"Length", PDF_KEY_LENGTH},
    {"Filter", PDF_KEY_FILTER},
    {"DecodeParms", PDF_KEY_PARMS},
    {"DP", PDF_KEY_PARMS},
    {"Type", PDF_KEY_TYPE},
    {"First", PDF_KEY_FIRST},
    {"N", PDF_KEY_N},
    {"F", PDF_KEY_OUTSIDE},
    {"FFilter", PDF_KEY_OUTSIDE},
    {"FDecodeParms", PDF_KEY_OUTSIDE},
};

static uint64_t
pdf_level(const struct pdf_tree *tree)
{
    return UINT64_C(1) << tree->depth;
}

static void
pdf_key_taken(struct pdf_tree *tree, const struct pdf_lex *lex)
{
    tree->keyed |= pdf_level(tree);
    tree->valued &= ~pdf_level(tree);
    tree->is_link = pdf_lex_is(lex, "A");
    tree->is_action = pdf_lex_is(lex, "S");
    tree->is_opening = pdf_lex_is(lex, "OpenAction");
    if (tree->depth == 1) {
        tree->top = PDF_KEY_OTHER;
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
            tree->top = pdf_lex_is(lex, keys[i].name) ? keys[i].key : tree->top;
        }
    }
}

static const char *
pdf_name_taken(struct pdf_tree *tree, const struct pdf_lex *lex, bool key)
{
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        if ((key || !refused[i].key_only) && pdf_lex_is(lex, refused[i].name)) {
            return refused[i].fault;
        }
    }
    for (size_t i = 0; !key && tree->is_action && i < sizeof acts / sizeof *acts; i++) {
        tree->acts = tree->acts || ((tree->linked & pdf_level(tree)) == 0 && pdf_lex_is(lex, acts[i]));
    }
    return NULL;
}

static const char *
pdf_tree_open(struct pdf_tree *tree, bool dict)
{
    bool linked = dict && tree->is_link;
    tree->valued |= pdf_level(tree);
    tree->depth++;
    if (tree->depth > LIMIT_PDF_DEPTH) {
        return "is no sound PDF: it is nested too deep";
    }
    uint64_t level = pdf_level(tree);
    tree->dict = dict ? tree->dict | level : tree->dict & ~level;
    tree->linked = linked ? tree->linked | level : tree->linked & ~level;
    tree->keyed &= ~level;
    tree->valued &= ~level;
    tree->is_link = false;
    tree->is_action = false;
    tree->is_opening = false;
    return NULL;
}

static const char *
pdf_tree_close(struct pdf_tree *tree, bool dict)
{
    uint64_t level = pdf_level(tree);
    bool half = dict && (tree->keyed & level) != 0 && (tree->valued & level) == 0;
    if (tree->depth == 0 || ((tree->dict & level) != 0) != dict || half) {
        return malformed;
    }
    tree->depth--;
    tree->is_link = false;
    tree->is_action = false;
    tree->is_opening = false;
    return NULL;
}

const char *
pdf_tree_take(struct pdf_tree *tree, enum pdf_token token, const struct pdf_lex *lex, bool *key)
{
    uint64_t level = pdf_level(tree);
    bool dict = tree->depth > 0 && (tree->dict & level) != 0;
    bool waits = (tree->keyed & level) != 0 && (tree->valued & level) == 0; /* for the value of its key */
    *key = dict && token == PDF_NAME && !waits;
    if (token == PDF_COMMENT) {
        return NULL;
    }
    if (token == PDF_DICT_CLOSE || token == PDF_LIST_CLOSE) {
        return pdf_tree_close(tree, token == PDF_DICT_CLOSE);
    }
    if (dict && !*key && (tree->keyed & level) == 0) {
        return malformed;
    }
    if (dict && waits && tree->is_opening) {
        tree->opens = tree->opens || token == PDF_NUMBER || token == PDF_DICT_OPEN;
    }
    if (*key) {
        pdf_key_taken(tree, lex);
        return pdf_name_taken(tree, lex, true);
    }
    if (token == PDF_DICT_OPEN || token == PDF_LIST_OPEN) {
        return pdf_tree_open(tree, token == PDF_DICT_OPEN);
    }
    tree->valued |= level;
    return token == PDF_NAME ? pdf_name_taken(tree, lex, false) : NULL;
}
