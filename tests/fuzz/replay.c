/* Runs a fuzz target over every file of the folders given: the corpus as a plain test. libFuzzer has its own main. */
#ifndef TNW_LIBFUZZER
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
replay_file(const char *path, size_t size)
{
    FILE *file = fopen(path, "rb");
    uint8_t *data = malloc(size); /* exactly as large, so that a sanitizer sees the first byte beyond */
    bool ok = file != NULL && (data != NULL || size == 0) && fread(data, 1, size, file) == size;
    if (ok) {
        LLVMFuzzerTestOneInput(data, size);
    } else {
        perror(path);
    }
    free(data);
    if (file != NULL) {
        fclose(file);
    }
    return ok;
}

/* Returns how many files it ran, or -1. */
static int
replay_folder(const char *folder)
{
    DIR *dir = opendir(folder);
    int count = dir == NULL ? -1 : 0;
    for (struct dirent *entry; count >= 0 && (entry = readdir(dir)) != NULL;) {
        char path[4096];
        struct stat st;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (stat(path, &st) == 0 && S_ISREG(st.st_mode)) {
            count = replay_file(path, (size_t)st.st_size) ? count + 1 : -1;
        }
    }
    if (dir != NULL) {
        closedir(dir);
    }
    return count;
}

int
main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        int count = replay_folder(argv[i]);
        if (count < 1) {
            fprintf(stderr, "%s: nothing to replay\n", argv[i]);
            return 1;
        }
        printf("%s: %d inputs\n", argv[i], count);
    }
    return argc > 1 ? 0 : 64;
}
#endif
