#include "audit/record_view.h"

#include <string.h>

#include "base/limits.h"

#define HEX_DIGITS ((size_t)(2 * HASH_SIZE))
/* A commitment in its array: quotes, digits, and the comma behind it. */
#define LISTED_STEP (HEX_DIGITS + 3)
/* A consent of an act in its array: the same. */
#define OBJECT_STEP ((size_t)(ID_TEXT - 1 + 3))

static enum tnw_err
view_fails(struct cursor *cur)
{
    cur->err = TNW_E_CORRUPT;
    return cur->err;
}

/* What stands at the cursor, if it is that text: else nothing is taken. */
static bool
skip(struct cursor *cur, const char *text, size_t len)
{
    bool found = cur->err == TNW_OK && cur->left >= len && memcmp(cur->ptr, text, len) == 0;
    if (found) {
        cur->ptr += len;
        cur->left -= len;
    }
    return found;
}

#define SKIP(cur, literal) skip(cur, literal, sizeof(literal) - 1)

static void
expect(struct cursor *cur, const char *text, size_t len)
{
    if (!skip(cur, text, len)) {
        (void)view_fails(cur);
    }
}

#define EXPECT(cur, literal) expect(cur, literal, sizeof(literal) - 1)

/* What stands between quotes; the caller looks at what it is. */
static struct slice
quoted(struct cursor *cur)
{
    EXPECT(cur, "\"");
    const uint8_t *end = cur->err == TNW_OK ? memchr(cur->ptr, '"', cur->left) : NULL;
    if (end == NULL) {
        (void)view_fails(cur);
        return slice_of(NULL, 0);
    }
    struct slice found = slice_of(cur->ptr, (size_t)(end - cur->ptr));
    cur->ptr += found.len + 1;
    cur->left -= found.len + 1;
    return found;
}

/* A string without escapes, so that what stands there is what it says. */
static struct slice
text(struct cursor *cur)
{
    struct slice found = quoted(cur);
    bool odd = false;
    for (size_t i = 0; i < found.len; i++) {
        uint8_t c = found.ptr[i];
        odd |= c < ' ' || c > '~' || c == '\\';
    }
    if (odd) {
        (void)view_fails(cur);
    }
    return found;
}

/* A string that says something. */
static struct slice
view_word(struct cursor *cur)
{
    struct slice found = text(cur);
    if (found.len == 0) {
        (void)view_fails(cur);
    }
    return found;
}

static struct slice
word_or_null(struct cursor *cur)
{
    return SKIP(cur, "null") ? slice_of(NULL, 0) : view_word(cur);
}

static unsigned
view_hex(uint8_t digit)
{
    return digit <= '9' ? digit - (unsigned)'0' : digit - (unsigned)'a' + 10;
}

static struct hash
hash_at(const uint8_t *hex)
{
    struct hash out;
    for (size_t i = 0; i < HASH_SIZE; i++) {
        out.bytes[i] = (uint8_t)(view_hex(hex[2 * i]) << 4 | view_hex(hex[2 * i + 1]));
    }
    return out;
}

/* Without a branch for each digit, and of one length, so that compilers look at many at once. */
static bool
is_hex_text(const uint8_t digits[HEX_DIGITS])
{
    uint8_t odd = 0;
    for (size_t i = 0; i < HEX_DIGITS; i++) {
        uint8_t number = (uint8_t)(digits[i] - '0');
        uint8_t letter = (uint8_t)(digits[i] - 'a');
        odd |= (uint8_t)((number > 9) & (letter > 5));
    }
    return odd == 0;
}

static struct slice
hex(struct cursor *cur)
{
    struct slice found = quoted(cur);
    if (found.len != HEX_DIGITS || !is_hex_text(found.ptr)) {
        (void)view_fails(cur);
    }
    return found;
}

static struct slice
hex_or_null(struct cursor *cur)
{
    return SKIP(cur, "null") ? slice_of(NULL, 0) : hex(cur);
}

static struct id
id_or_null(struct cursor *cur, enum id_kind kind)
{
    struct id id = {0};
    if (SKIP(cur, "null")) {
        return id;
    }
    char copy[ID_TEXT] = "";
    struct slice found = quoted(cur);
    if (found.len == ID_TEXT - 1) {
        memcpy(copy, found.ptr, found.len);
    }
    if (id_parse(&id, kind, copy) != TNW_OK) {
        (void)view_fails(cur);
    }
    return id;
}

/* Decimal, as it is written: no sign, no zero in front. */
static uint64_t
number(struct cursor *cur, uint64_t max)
{
    uint64_t value = 0;
    size_t digits = 0;
    for (; digits < cur->left && cur->ptr[digits] >= '0' && cur->ptr[digits] <= '9' && value <= max; digits++) {
        value = value * 10 + (uint64_t)(cur->ptr[digits] - '0');
    }
    if (digits == 0 || value > max || (digits > 1 && cur->ptr[0] == '0')) {
        (void)view_fails(cur);
        return 0;
    }
    (void)cursor_slice(cur, digits);
    return value;
}

static unsigned
code(struct cursor *cur, const struct code_list *list)
{
    struct slice found = quoted(cur);
    for (unsigned i = 0; i < list->count; i++) {
        if (slice_eq(found, slice_str(list->texts[i]))) {
            return i;
        }
    }
    (void)view_fails(cur);
    return 0;
}

static unsigned
code_or_null(struct cursor *cur, const struct code_list *list, unsigned none)
{
    return SKIP(cur, "null") ? none : code(cur, list);
}

/* In the order of the list, each once. */
static code_set
codes(struct cursor *cur, const struct code_list *list)
{
    code_set set = 0;
    EXPECT(cur, "[");
    if (SKIP(cur, "]")) {
        return set;
    }
    do {
        code_set member = CODE_BIT(code(cur, list));
        if (set >= member) {
            (void)view_fails(cur);
        }
        set |= member;
    } while (SKIP(cur, ","));
    EXPECT(cur, "]");
    return set;
}

/* Only of what was done in somebody's name. */
static void
read_acted_for(struct cursor *cur, struct record_view *out)
{
    if (!SKIP(cur, ",\"for\":")) {
        return;
    }
    out->acted_for = id_or_null(cur, ID_ACTOR);
    if (id_is_zero(&out->acted_for)) {
        (void)view_fails(cur);
    }
}

static void
read_listed(struct cursor *cur, struct record_view *out)
{
    if (!SKIP(cur, ",\"listed\":[")) {
        return;
    }
    const uint8_t *start = cur->ptr;
    do {
        (void)hex(cur);
        out->listed_count++;
    } while (SKIP(cur, ","));
    out->listed = slice_of(start, (size_t)(cur->ptr - start));
    EXPECT(cur, "]");
}

static void
read_map(struct cursor *cur, struct record_view *out)
{
    if (!SKIP(cur, ",\"map\":{\"root\":")) {
        return;
    }
    struct slice root = hex(cur);
    EXPECT(cur, ",\"size\":");
    out->map.size = number(cur, LIMIT_JSON_NUMBER);
    EXPECT(cur, "}");
    out->has_map = cur->err == TNW_OK;
    if (out->has_map) {
        out->map.root = hash_at(root.ptr);
    }
}

/* The consents of one act: two or more, the first of them is the object. */
static void
read_objects(struct cursor *cur, struct record_view *out)
{
    if (!SKIP(cur, ",\"objects\":[")) {
        return;
    }
    out->objects.ptr = cur->ptr;
    struct id id;
    do {
        id = id_or_null(cur, ID_CONSENT);
        if (id_is_zero(&id)) {
            (void)view_fails(cur);
        }
        out->object_count++;
    } while (cur->err == TNW_OK && SKIP(cur, ","));
    out->objects.len = cur->err == TNW_OK ? (size_t)(cur->ptr - out->objects.ptr) : 0;
    EXPECT(cur, "]");
    bool first = out->objects.len > 0 && out->object.len == ID_TEXT - 1 &&
                 memcmp(out->object.ptr, out->objects.ptr + 1, ID_TEXT - 1) == 0;
    if (out->object_count < 2 || !first) {
        (void)view_fails(cur);
    }
}

/* The link of the dossier: all three or none. */
static void
read_previous(struct cursor *cur, struct record_view *out)
{
    struct slice previous = hex_or_null(cur);
    bool linked = !id_is_zero(&out->dossier);
    if (linked != (out->counter != 0) || linked != (previous.len != 0)) {
        (void)view_fails(cur);
    }
    if (cur->err == TNW_OK && linked) {
        out->previous = hash_at(previous.ptr);
    }
}

/* Only as time_format writes it: in that length there is no other form. */
static time_ms
read_time(struct cursor *cur)
{
    char copy[TIME_TEXT] = "";
    time_ms time = 0;
    struct slice found = quoted(cur);
    if (found.len == TIME_TEXT - 1) {
        memcpy(copy, found.ptr, found.len);
    }
    if (time_parse(&time, copy) != TNW_OK) {
        (void)view_fails(cur);
    }
    return time;
}

/* Members in the order of audit_record_encode. */
static void
read_front(struct cursor *cur, struct record_view *out)
{
    EXPECT(cur, "{\"action\":");
    out->action = view_word(cur);
    EXPECT(cur, ",\"actor\":");
    out->actor = id_or_null(cur, ID_ACTOR);
    EXPECT(cur, ",\"categories\":");
    out->categories = codes(cur, &codes_category);
    EXPECT(cur, ",\"certificate\":");
    out->certificate = hex_or_null(cur);
    EXPECT(cur, ",\"content\":");
    out->content = hex_or_null(cur);
    EXPECT(cur, ",\"counter\":");
    out->counter = SKIP(cur, "null") ? 0 : number(cur, LIMIT_JSON_NUMBER);
    EXPECT(cur, ",\"decision\":");
    out->decision = view_word(cur);
    EXPECT(cur, ",\"dossier\":");
    out->dossier = id_or_null(cur, ID_DOSSIER);
    read_acted_for(cur, out);
    EXPECT(cur, ",\"ground\":");
    out->ground = text(cur);
    read_listed(cur, out);
    read_map(cur, out);
    EXPECT(cur, ",\"object\":");
    out->object = word_or_null(cur);
    read_objects(cur, out);
}

static void
read_back(struct cursor *cur, struct record_view *out)
{
    EXPECT(cur, ",\"organisation\":");
    out->organisation = id_or_null(cur, ID_ACTOR);
    EXPECT(cur, ",\"origin\":");
    out->origin = view_word(cur);
    EXPECT(cur, ",\"policy\":");
    out->policy = hex(cur);
    EXPECT(cur, ",\"previous\":");
    read_previous(cur, out);
    EXPECT(cur, ",\"purpose\":");
    out->purpose = (enum purpose)code_or_null(cur, &codes_purpose, PURPOSE_NONE);
    EXPECT(cur, ",\"request\":");
    out->request = id_or_null(cur, ID_REQUEST);
    EXPECT(cur, ",\"role\":");
    out->role = (enum role)code_or_null(cur, &codes_role, ROLE_NONE);
    EXPECT(cur, ",\"seq\":");
    out->seq = number(cur, LIMIT_JSON_NUMBER);
    EXPECT(cur, ",\"status\":");
    out->status = (int)number(cur, 999);
    EXPECT(cur, ",\"time\":");
    out->time = read_time(cur);
    EXPECT(cur, "}");
}

enum tnw_err
record_view_parse(struct record_view *out, struct slice record, uint64_t seq)
{
    struct cursor cur = cursor_of(record);
    memset(out, 0, sizeof *out);
    read_front(&cur, out);
    read_back(&cur, out);
    if (out->seq != seq) {
        return view_fails(&cur);
    }
    return cursor_end(&cur);
}

struct hash
record_view_listed(const struct record_view *view, size_t i)
{
    return hash_at(view->listed.ptr + i * LISTED_STEP + 1);
}

struct id
record_view_object(const struct record_view *view, size_t i)
{
    char text[ID_TEXT] = "";
    struct id id;
    memcpy(text, view->objects.ptr + i * OBJECT_STEP + 1, ID_TEXT - 1);
    return id_parse(&id, ID_CONSENT, text) == TNW_OK ? id : (struct id){{0}}; /* it was one when it was parsed */
}
