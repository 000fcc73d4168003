/*
 * What kind of file an attachment is.
 */
#ifndef TNW_BASE_DOMAIN_MEDIA_H
#define TNW_BASE_DOMAIN_MEDIA_H

enum media { MEDIA_PDF, MEDIA_JPEG, MEDIA_PNG, MEDIA_COUNT };

/* Its media type: "application/pdf". */
const char *media_type(enum media media);
/* The media with exactly that type, without parameters; MEDIA_COUNT: none of ours, or NULL. */
enum media media_find(const char *type);

#endif
