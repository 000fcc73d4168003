#include "store_place.h"
#include "lmdb_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void
must(enum tnw_err err, const char *what)
{
    if (err != TNW_OK) {
        (void)fprintf(stderr, "%s: %s\n", what, tnw_error_info(err)->code);
        abort();
    }
}

void
place_new_keyring(struct place *place)
{
    char where[256];
    keyring_free(&place->keyring);
    (void)unlink(place->keyring_path);
    must(keyring_create(place->keyring_path), place->keyring_path);
    must(keyring_load(&place->keyring, place->keyring_path, where), place->keyring_path);
    place->loaded_by = getpid();
}

const struct keyring *
place_keyring(struct place *place)
{
    char where[256];
    if (place->loaded_by != getpid()) {
        keyring_free(&place->keyring);
        must(keyring_load(&place->keyring, place->keyring_path, where), where);
        place->loaded_by = getpid();
    }
    return place->keyring;
}

void
place_open(struct place *place, size_t map_size, size_t reserve)
{
    char where[256] = "store";
    struct lmdb_options options = {.path = place->folder, .map_size = map_size, .reserve = reserve};
    must(lmdb_store_open(&place->store, &options, place_keyring(place), where), where);
}

enum tnw_err
place_reopen(struct place *place)
{
    char where[256] = "";
    struct lmdb_options options = {.path = place->folder, .map_size = PLACE_MAP, .reserve = PLACE_RESERVE};
    enum tnw_err err = lmdb_store_open(&place->store, &options, place_keyring(place), where);
    if (err != TNW_OK && where[0] == 0) {
        must(err, "it does not say why");
    }
    return err;
}

void
place_close(struct place *place)
{
    store_close(&place->store);
}

struct place *
place_prepare(void)
{
    struct place *place = calloc(1, sizeof *place);
    if (place == NULL) {
        must(TNW_E_NO_MEMORY, "place");
        return NULL;
    }
    scratch_make(place->folder);
    (void)snprintf(place->keyring_path, sizeof place->keyring_path, "%s/keyring", place->folder);
    place_new_keyring(place);
    return place;
}

int
place_set_up(void **state)
{
    struct place *place = place_prepare();
    place_open(place, PLACE_MAP, PLACE_RESERVE);
    *state = place;
    return 0;
}

int
place_tear_down(void **state)
{
    struct place *place = *state;
    place_close(place);
    keyring_free(&place->keyring);
    scratch_remove(place->folder);
    free(place);
    return 0;
}

struct txn *
place_read(struct place *place)
{
    struct txn *txn;
    must(txn_begin_read(place->store, &txn), "read");
    return txn;
}

struct txn *
place_write(struct place *place)
{
    struct txn *txn;
    must(txn_begin_write(place->store, &txn), "write");
    return txn;
}

void
place_commit(struct txn *txn)
{
    must(txn_commit(&txn), "commit");
}

struct id
place_id(uint8_t number)
{
    return (struct id){.bytes = {[0] = 1, [15] = number}};
}

struct key
place_key(uint8_t number)
{
    struct id id = place_id(number);
    return key_of(&id);
}

struct key
place_pair(uint8_t number)
{
    struct id id = place_id(number);
    struct key key = place_key(1);
    key_add_id(&key, &id);
    return key;
}
