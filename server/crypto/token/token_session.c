#include "crypto/token/token_session.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"

#ifdef TNW_PKCS11

#include <dlfcn.h>
#include <p11-kit/pkcs11.h>

/* What a sealed key is bound to: this, 0, and its id. */
#define TOKEN_TAG "tnw/token/v1"
#define NONCE 12
#define TAG_BITS 128

struct session {
    const struct token *token;
    CK_FUNCTION_LIST *call;
    CK_SLOT_ID slot;
    CK_SESSION_HANDLE handle;
    char *where;
};

static enum tnw_err
token_fails(const struct session *session, const char *what)
{
    (void)snprintf(session->where, 256, "token %.60s: %.180s", session->token->label, what);
    return TNW_E_CONFIGURATION;
}

/* By PKCS #11's number, which the vendor's documentation explains. */
static enum tnw_err
call_fails(const struct session *session, const char *call, CK_RV rv)
{
    if (rv == CKR_HOST_MEMORY) {
        return TNW_E_NO_MEMORY;
    }
    (void)snprintf(session->where, 256, "token %.60s: %s answers 0x%lx", session->token->label, call,
                   (unsigned long)rv);
    return rv == CKR_DEVICE_REMOVED || rv == CKR_TOKEN_NOT_PRESENT || rv == CKR_DEVICE_ERROR ? TNW_E_UNAVAILABLE
                                                                                             : TNW_E_CONFIGURATION;
}

static enum tnw_err
open_module(struct session *session)
{
    void *module = dlopen(session->token->module, RTLD_NOW | RTLD_LOCAL);
    CK_C_GetFunctionList get = NULL;
    if (module != NULL) {
        void *symbol = dlsym(module, "C_GetFunctionList");
        memcpy(&get, &symbol, sizeof get); /* ISO C knows no cast between the two */
    }
    if (get == NULL) {
        const char *why = dlerror();
        (void)snprintf(session->where, 256, "%.250s", why == NULL ? "keys.module is no PKCS #11 module" : why);
        return TNW_E_CONFIGURATION;
    }
    CK_RV rv = get(&session->call);
    if (rv == CKR_OK) {
        rv = session->call->C_Initialize(NULL);
    }
    return rv == CKR_OK ? TNW_OK : call_fails(session, "C_Initialize", rv);
}

/* Blanks fill the label up, and nothing ends it. */
static bool
has_label(const CK_TOKEN_INFO *info, const char *label)
{
    size_t len = strlen(label);
    bool same = len <= sizeof info->label && memcmp(info->label, label, len) == 0;
    for (size_t i = len; same && i < sizeof info->label; i++) {
        same = info->label[i] == ' ';
    }
    return same;
}

/* A wrong PIN that was given to it may have been ours, at the start before this one: with a supervisor that starts us
 * again, a third one would lock it. */
static enum tnw_err
check_pin_state(const struct session *session, CK_FLAGS flags)
{
    if ((flags & CKF_USER_PIN_LOCKED) != 0) {
        return token_fails(session, "its PIN is locked: unlock it with the security officer's PIN "
                                    "(pkcs11-tool --init-pin --login --login-type so)");
    }
    if ((flags & (CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY)) != 0) {
        return token_fails(session, "a wrong PIN was given to it, so none is tried: put the right one into keys.pin, "
                                    "log in once by hand (pkcs11-tool --login --list-objects), start again");
    }
    if ((flags & CKF_USER_PIN_INITIALIZED) == 0) {
        return token_fails(session, "has no user PIN yet (pkcs11-tool --init-pin --login --login-type so)");
    }
    return TNW_OK;
}

static enum tnw_err
find_token(struct session *session)
{
    CK_SLOT_ID slots[LIMIT_TOKEN_SLOTS];
    CK_ULONG count = LIMIT_TOKEN_SLOTS;
    CK_TOKEN_INFO info;
    CK_RV rv = session->call->C_GetSlotList(CK_TRUE, slots, &count);
    if (rv != CKR_OK) {
        return call_fails(session, "C_GetSlotList", rv);
    }
    for (CK_ULONG i = 0; i < count; i++) {
        if (session->call->C_GetTokenInfo(slots[i], &info) == CKR_OK && has_label(&info, session->token->label)) {
            session->slot = slots[i];
            return check_pin_state(session, info.flags);
        }
    }
    return token_fails(session, count == 0 ? "there is no token at all: is it plugged in, its service up?"
                                           : "there is none of that label (pkcs11-tool --list-token-slots shows them)");
}

static enum tnw_err
tell_refused_login(const struct session *session, CK_RV rv)
{
    switch (rv) {
    case CKR_PIN_INCORRECT:
    case CKR_PIN_INVALID:
    case CKR_PIN_LEN_RANGE:
        return token_fails(session, "the PIN in keys.pin is wrong. It was tried once and is not tried again before "
                                    "somebody logs in with the right one (pkcs11-tool --login --list-objects)");
    case CKR_PIN_LOCKED:
        return token_fails(session, "its PIN is locked: unlock it with the security officer's PIN");
    default:
        return call_fails(session, "C_Login", rv);
    }
}

/* One line, without its end. */
static enum tnw_err
read_pin(const struct session *session, struct buf *pin)
{
    enum tnw_err err = file_read_secret(pin, session->token->pin, LIMIT_TOKEN_PIN, session->where);
    while (err == TNW_OK && pin->len > 0 && (pin->ptr[pin->len - 1] == '\n' || pin->ptr[pin->len - 1] == '\r')) {
        pin->len--;
    }
    return err == TNW_OK && pin->len == 0 ? token_fails(session, "keys.pin is empty") : err;
}

/* Once. */
static enum tnw_err
log_in(struct session *session)
{
    struct buf pin = {0};
    CK_RV rv =
        session->call->C_OpenSession(session->slot, CKF_SERIAL_SESSION | CKF_RW_SESSION, NULL, NULL, &session->handle);
    if (rv != CKR_OK) {
        return call_fails(session, "C_OpenSession", rv);
    }
    enum tnw_err err = read_pin(session, &pin);
    if (err == TNW_OK) {
        rv = session->call->C_Login(session->handle, CKU_USER, pin.ptr, pin.len);
        err = rv == CKR_OK ? TNW_OK : tell_refused_login(session, rv);
    }
    buf_free(&pin);
    return err;
}

struct label {
    char text[sizeof "tnwd-" + 2 * (size_t)TOKEN_ID];
};

static struct label
label_of(const struct token_key *key)
{
    struct label label = {"tnwd-"};
    hex_encode(label.text + strlen(label.text), key->id, TOKEN_ID);
    return label;
}

/* Out: *object: 0: there is none, which no token gives as a handle. */
static enum tnw_err
find_object(const struct session *session, const struct label *label, CK_OBJECT_HANDLE *object)
{
    CK_OBJECT_CLASS class = CKO_SECRET_KEY;
    CK_BBOOL yes = CK_TRUE;
    struct label copy = *label;
    CK_ATTRIBUTE wanted[] = {
        {CKA_CLASS, &class, sizeof class}, {CKA_TOKEN, &yes, sizeof yes}, {CKA_LABEL, copy.text, sizeof copy.text - 1}};
    CK_ULONG found = 0;
    *object = CK_INVALID_HANDLE;
    CK_RV rv = session->call->C_FindObjectsInit(session->handle, wanted, sizeof wanted / sizeof wanted[0]);
    if (rv == CKR_OK) {
        rv = session->call->C_FindObjects(session->handle, object, 1, &found);
        (void)session->call->C_FindObjectsFinal(session->handle);
    }
    return rv == CKR_OK ? TNW_OK : call_fails(session, "C_FindObjects", rv);
}

static enum tnw_err
make_object(const struct session *session, const struct label *label, CK_OBJECT_HANDLE *object)
{
    CK_MECHANISM how = {CKM_AES_KEY_GEN, NULL, 0};
    CK_ULONG size = TOKEN_KEY;
    CK_BBOOL yes = CK_TRUE;
    CK_BBOOL no = CK_FALSE;
    struct label copy = *label;
    CK_ATTRIBUTE attributes[] = {{CKA_TOKEN, &yes, sizeof yes},       {CKA_PRIVATE, &yes, sizeof yes},
                                 {CKA_SENSITIVE, &yes, sizeof yes},   {CKA_EXTRACTABLE, &no, sizeof no},
                                 {CKA_ENCRYPT, &yes, sizeof yes},     {CKA_DECRYPT, &yes, sizeof yes},
                                 {CKA_VALUE_LEN, &size, sizeof size}, {CKA_LABEL, copy.text, sizeof copy.text - 1}};
    CK_RV rv = session->call->C_GenerateKey(session->handle, &how, attributes, sizeof attributes / sizeof attributes[0],
                                            object);
    return rv == CKR_OK ? TNW_OK : call_fails(session, "C_GenerateKey (AES-256)", rv);
}

struct bound {
    uint8_t bytes[sizeof TOKEN_TAG + TOKEN_ID];
};

static struct bound
bound_to(const struct token_key *key)
{
    struct bound bound;
    memcpy(bound.bytes, TOKEN_TAG, sizeof TOKEN_TAG);
    memcpy(bound.bytes + sizeof TOKEN_TAG, key->id, TOKEN_ID);
    return bound;
}

/* AES-GCM with the nonce that stands before the sealed key. */
static CK_GCM_PARAMS
gcm_of(struct token_key *key, struct bound *bound)
{
    return (CK_GCM_PARAMS){.iv_ptr = key->sealed,
                           .iv_len = NONCE,
                           .iv_bits = NONCE * 8,
                           .aad_ptr = bound->bytes,
                           .aad_len = sizeof bound->bytes,
                           .tag_bits = TAG_BITS};
}

static enum tnw_err
open_sealed_key(const struct session *session, struct token_key *key)
{
    const struct label label = label_of(key);
    struct bound bound = bound_to(key);
    CK_GCM_PARAMS gcm = gcm_of(key, &bound);
    CK_MECHANISM how = {CKM_AES_GCM, &gcm, sizeof gcm};
    CK_OBJECT_HANDLE object;
    uint8_t opened[TOKEN_SEALED]; /* softhsm2 wants as much room as what goes in has */
    CK_ULONG len = sizeof opened;
    enum tnw_err err = find_object(session, &label, &object);
    if (err != TNW_OK) {
        return err;
    }
    if (object == CK_INVALID_HANDLE) {
        (void)snprintf(session->where, 256, "token %.60s: has no key %s: it was destroyed, or this is another token",
                       session->token->label, label.text);
        return TNW_E_CONFIGURATION;
    }
    CK_RV rv = session->call->C_DecryptInit(session->handle, &how, object);
    if (rv != CKR_OK) {
        return call_fails(session, "C_DecryptInit (AES-GCM)", rv);
    }
    rv = session->call->C_Decrypt(session->handle, key->sealed + NONCE, TOKEN_SEALED - NONCE, opened, &len);
    if (rv == CKR_OK && len == TOKEN_KEY) {
        memcpy(key->key, opened, TOKEN_KEY);
        bytes_wipe(opened, sizeof opened);
        return TNW_OK;
    }
    (void)snprintf(session->where, 256,
                   "token %.60s: does not open %s: the keyring was changed, or is of another token",
                   session->token->label, label.text);
    return TNW_E_CRYPTO;
}

static enum tnw_err
seal_one_key(const struct session *session, struct token_key *key)
{
    const struct label label = label_of(key);
    struct bound bound = bound_to(key);
    CK_GCM_PARAMS gcm = gcm_of(key, &bound);
    CK_MECHANISM how = {CKM_AES_GCM, &gcm, sizeof gcm};
    CK_OBJECT_HANDLE object;
    CK_ULONG len = TOKEN_SEALED - NONCE;
    enum tnw_err err = find_object(session, &label, &object);
    if (err == TNW_OK && object == CK_INVALID_HANDLE) {
        err = make_object(session, &label, &object);
    }
    if (err != TNW_OK) {
        return err;
    }
    random_fill(key->sealed, NONCE);
    CK_RV rv = session->call->C_EncryptInit(session->handle, &how, object);
    if (rv == CKR_OK) {
        rv = session->call->C_Encrypt(session->handle, key->key, TOKEN_KEY, key->sealed + NONCE, &len);
    }
    if (rv != CKR_OK || len != TOKEN_SEALED - NONCE) {
        return call_fails(session, "C_Encrypt (AES-GCM)", rv);
    }
    return TNW_OK;
}

static enum tnw_err
destroy_one_key(const struct session *session, struct token_key *key)
{
    const struct label label = label_of(key);
    CK_OBJECT_HANDLE object = CK_INVALID_HANDLE;
    enum tnw_err err = find_object(session, &label, &object);
    while (err == TNW_OK && object != CK_INVALID_HANDLE) {
        CK_RV rv = session->call->C_DestroyObject(session->handle, object);
        err = rv == CKR_OK ? find_object(session, &label, &object) : call_fails(session, "C_DestroyObject", rv);
    }
    return err;
}

enum tnw_err
token_session_run(const struct token *token, enum token_act act, struct token_key *keys, size_t count, char where[256])
{
    static enum tnw_err (*const acts[])(const struct session *session, struct token_key *key) = {
        [TOKEN_OPEN] = open_sealed_key, [TOKEN_SEAL] = seal_one_key, [TOKEN_DESTROY] = destroy_one_key};
    struct session session = {.token = token, .where = where};
    enum tnw_err err = open_module(&session);
    if (err == TNW_OK) {
        err = find_token(&session);
    }
    if (err == TNW_OK) {
        err = log_in(&session);
    }
    for (size_t i = 0; err == TNW_OK && i < count; i++) {
        err = acts[act](&session, &keys[i]);
    }
    return err;
}

#else

enum tnw_err
token_session_run(const struct token *token, enum token_act act, struct token_key *keys, size_t count, char where[256])
{
    (void)act;
    (void)keys;
    (void)count;
    (void)snprintf(where, 256, "token %.60s: this tnwd was built without PKCS #11 (package libp11-kit-dev)",
                   token->label);
    return TNW_E_CONFIGURATION;
}

#endif
