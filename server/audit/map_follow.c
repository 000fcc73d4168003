#include "audit/map_follow.h"

#include <stdlib.h>
#include <string.h>

#define ROOM_AT_FIRST 1024

/* A node: a leaf, or the two sides below it, as 1 + number of a twig; 0: empty. */
struct map_twig {
    bool is_leaf;
    bool is_stale; /* its hash is not that of what is below it any more */
    union {
        size_t sides[2];
        struct map_entry entry;
    } u;
    struct hash hash;
};

struct map_news {
    uint64_t seq;
    struct map_entry entry;
};

/* Room for one more, and for what it pushes down. */
static bool
make_twig_room(struct map_follow *follow)
{
    const size_t most = MAP_DEPTH + 2;
    if (follow->room - follow->count >= most) {
        return true;
    }
    size_t room = 2 * follow->room + ROOM_AT_FIRST;
    struct map_twig *larger = realloc(follow->twigs, room * sizeof *larger);
    if (larger == NULL) {
        return false;
    }
    follow->twigs = larger;
    follow->room = room;
    return true;
}

/* Returns 1 + its number. */
static size_t
add_twig(struct map_follow *follow, const struct map_entry *entry)
{
    struct map_twig *twig = &follow->twigs[follow->count++];
    *twig = (struct map_twig){.is_leaf = entry != NULL, .is_stale = true};
    if (entry != NULL) {
        twig->u.entry = *entry;
    }
    return follow->count;
}

/* A leaf of another key on the way becomes one side of a twig in its place. */
static void
push_down(struct map_follow *follow, size_t *link, unsigned depth)
{
    size_t leaf = *link;
    *link = add_twig(follow, NULL);
    follow->twigs[*link - 1].u.sides[map_bit(&follow->twigs[leaf - 1].u.entry.key, depth)] = leaf;
}

static enum tnw_err
set_entry(struct map_follow *follow, const struct map_entry *entry)
{
    if (!make_twig_room(follow)) {
        return TNW_E_NO_MEMORY;
    }
    size_t *link = &follow->top;
    for (unsigned depth = 0; *link != 0; depth++) {
        struct map_twig *twig = &follow->twigs[*link - 1];
        twig->is_stale = true;
        if (twig->is_leaf && hash_eq(&twig->u.entry.key, &entry->key)) {
            twig->u.entry = *entry;
            return TNW_OK;
        }
        if (twig->is_leaf) {
            push_down(follow, link, depth);
        }
        link = &follow->twigs[*link - 1].u.sides[map_bit(&entry->key, depth)];
    }
    *link = add_twig(follow, entry);
    return TNW_OK;
}

/* Recursion ends at MAP_DEPTH at the latest: no two keys agree so far. */
static struct hash
twig_hash(struct map_follow *follow, size_t link)
{
    if (link == 0) {
        return map_empty();
    }
    struct map_twig *twig = &follow->twigs[link - 1];
    if (twig->is_stale && twig->is_leaf) {
        twig->hash = map_leaf(&twig->u.entry);
    } else if (twig->is_stale) {
        struct hash left = twig_hash(follow, twig->u.sides[0]);
        struct hash right = twig_hash(follow, twig->u.sides[1]);
        twig->hash = map_node(&left, &right);
    }
    twig->is_stale = false;
    return twig->hash;
}

/* What is in the trie already leaves first. */
static bool
make_news_room(struct map_follow *follow)
{
    if (follow->news_done > 0 && follow->news_count == follow->news_room) {
        follow->news_count -= follow->news_done;
        memmove(follow->news, follow->news + follow->news_done, follow->news_count * sizeof *follow->news);
        follow->news_done = 0;
    }
    if (follow->news_count < follow->news_room) {
        return true;
    }
    size_t room = 2 * follow->news_room + ROOM_AT_FIRST;
    struct map_news *larger = realloc(follow->news, room * sizeof *larger);
    if (larger == NULL) {
        return false;
    }
    follow->news = larger;
    follow->news_room = room;
    return true;
}

enum tnw_err
map_follow_note(struct map_follow *follow, uint64_t seq, const struct map_entry *entry)
{
    if (!make_news_room(follow)) {
        return TNW_E_NO_MEMORY;
    }
    follow->news[follow->news_count++] = (struct map_news){.seq = seq, .entry = *entry};
    return TNW_OK;
}

enum tnw_err
map_follow_root(struct map_follow *follow, uint64_t size, struct hash *root)
{
    enum tnw_err err = TNW_OK;
    while (err == TNW_OK && follow->news_done < follow->news_count && follow->news[follow->news_done].seq < size) {
        err = set_entry(follow, &follow->news[follow->news_done].entry);
        follow->news_done += err == TNW_OK;
    }
    *root = err == TNW_OK ? twig_hash(follow, follow->top) : map_empty();
    return err;
}

void
map_follow_wipe(struct map_follow *follow)
{
    free(follow->twigs);
    free(follow->news);
    *follow = (struct map_follow){.count = 0};
}
