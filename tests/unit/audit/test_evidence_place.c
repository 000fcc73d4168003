/* Where the nodes of the map lie: a path on few pages of an ordered store, however many dossiers there are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/map.h"
#include "evidence_shelf.h"
#include "unit/evidence_random.h"

#define KEYS 20000
#define NODES ((size_t)4 * KEYS)
#define PLACE 34
#define TRIED 100
#define PER_PAGE 40 /* nodes on a page of 4 KiB that is nearly full */

/* Places in the order of an engine: filled up with zeros they compare as they do without. */
struct places {
    struct map_store store;
    uint8_t list[NODES][PLACE];
    size_t count;
};

static bool
get_node(void *ctx, struct slice place, struct slice *value)
{
    const struct map_store *store = &((struct places *)ctx)->store;
    return store->get(store->ctx, place, value);
}

static void
put_node(void *ctx, struct slice place, struct slice value)
{
    struct places *places = ctx;
    assert_true(places->count < NODES && place.len <= PLACE);
    memcpy(places->list[places->count++], place.ptr, place.len);
    places->store.put(places->store.ctx, place, value);
}

static int
by_place(const void *a, const void *b)
{
    return memcmp(a, b, PLACE);
}

static struct map_entry *
random_entries(size_t count)
{
    struct evidence_random random = evidence_random(7);
    struct map_entry *entries = calloc(count, sizeof *entries);
    assert_non_null(entries);
    for (size_t i = 0; i < count; i++) {
        evidence_random_fill(&random, entries[i].key.bytes, HASH_SIZE);
    }
    assert_int_equal(map_sort(entries, count), count);
    return entries;
}

/* Sets entries. Returns the places that were written. */
static struct places *
write_places(const struct map_store *store, struct hash *root, const struct map_entry *entries, size_t count)
{
    struct places *places = calloc(1, sizeof *places);
    assert_non_null(places);
    places->store = *store;
    const struct map_store noted = {.get = get_node, .put = put_node, .ctx = places};
    assert_int_equal(map_update(&noted, root, entries, count), TNW_OK);
    qsort(places->list, places->count, PLACE, by_place);
    return places;
}

static size_t
count_pages(const struct places *all, const struct places *written)
{
    size_t count = 0;
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < written->count; i++) {
        const uint8_t *found = bsearch(written->list[i], all->list, all->count, PLACE, by_place);
        assert_non_null(found);
        size_t page = (size_t)(found - all->list[0]) / PLACE / PER_PAGE;
        count += page != last;
        last = page;
    }
    return count;
}

static void
a_path_lies_on_few_pages(void **state)
{
    (void)state;
    struct map_entry *entries = random_entries(KEYS);
    struct evidence_shelf *shelf = evidence_shelf_new();
    const struct map_store store = evidence_shelf_store(shelf);
    struct hash root = map_empty();
    struct places *all = write_places(&store, &root, entries, KEYS);
    size_t nodes = 0;
    size_t pages = 0;
    for (size_t i = 0; i < KEYS; i += KEYS / TRIED) {
        entries[i].counter++;
        struct places *path = write_places(&store, &root, &entries[i], 1);
        nodes += path->count;
        pages += count_pages(all, path);
        free(path);
    }
    assert_in_range(nodes / TRIED, 15, 18); /* log2 of the keys, and somewhat more */
    assert_in_range(pages / TRIED, 1, 5);
    free(all);
    evidence_shelf_free(&shelf);
    free(entries);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_path_lies_on_few_pages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
