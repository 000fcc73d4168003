/*
 * Files in steps of scenarios about who may see what.
 */
#ifndef SCENARIO_ATTACHED_H
#define SCENARIO_ATTACHED_H

#include "access_setting.h"

/* The smallest PDF. What follows the headers' blank line is the body, which ends with a line end of the request. */
#define PDF                                                                                                            \
    "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n" \
    "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\nxref\n0 4\n0000000000 65535 f \n"                 \
    "0000000009 00000 n \n0000000054 00000 n \n0000000105 00000 n \ntrailer\n<</Size 4/Root 1 0 R>>\nstartxref\n166\n" \
    "%%EOF"
#define UPLOAD(more) .headers = more "Content-Type: application/pdf\r\nContent-Length: 307\r\n\r\n" PDF
#define FILES DOSSIER "/attachments"
#define FILE_OF(name) DOSSIER "/attachments/{" name "}"
#define HANGS(name) "\"attachments\":[{\"attachment\":\"{" name "}\",\"name\":\"verslag.pdf\"}]"

#endif
