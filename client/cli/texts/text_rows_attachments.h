/*
 * Rows of text_rows.h: files that go with fragments and messages.
 */
#ifndef TNW_CLI_TEXT_ROWS_ATTACHMENTS_H
#define TNW_CLI_TEXT_ROWS_ATTACHMENTS_H

#define TEXT_ROWS_ATTACHMENTS(X)                                                                                       \
    X(ATTACHMENT, "bijlage", "pièce jointe", "Anhang", "attachment")                                                   \
    X(FILE_LABEL, "bestand", "fichier", "Datei", "file")                                                               \
    X(SIZE, "grootte", "taille", "Größe", "size")                                                                      \
    X(SHA256, "SHA-256", "SHA-256", "SHA-256", "SHA-256")                                                              \
    X(ATTACHED, "Verstuurd als bijlage: {0}, {1}.", "Envoyé en pièce jointe : {0}, {1}.",                              \
      "Als Anhang gesendet: {0}, {1}.", "Sent as an attachment: {0}, {1}.")                                            \
    X(FILE_IS_NONE, "is geen bestand dat een einde heeft (een map, een pijp, een toestel)",                            \
      "n'est pas un fichier qui a une fin (un dossier, un tube, un périphérique)",                                     \
      "ist keine Datei, die ein Ende hat (ein Ordner, eine Pipe, ein Gerät)",                                          \
      "is no file that has an end (a folder, a pipe, a device)")                                                       \
    X(FILE_IS_EMPTY, "is leeg", "est vide", "ist leer", "is empty")                                                    \
    X(FILE_TOO_LARGE, "is groter dan 10 MiB: scan met minder punten, of maak er meer bestanden van",                   \
      "dépasse 10 Mio : numérisez avec moins de points, ou faites-en plusieurs fichiers",                              \
      "ist größer als 10 MiB: scannen Sie mit weniger Punkten, oder machen Sie mehrere Dateien daraus",                \
      "is larger than 10 MiB: scan with fewer dots, or make several files of it")                                      \
    X(FILE_NO_KIND, "is geen PDF, JPEG of PNG: bewaar het als PDF",                                                    \
      "n'est ni PDF, ni JPEG, ni PNG : enregistrez-le en PDF", "ist weder PDF noch JPEG noch PNG: als PDF speichern",  \
      "is no PDF, JPEG or PNG: save it as a PDF")                                                                      \
    X(FILE_CHANGED, "veranderde terwijl het gelezen werd: probeer het opnieuw als het klaar is",                       \
      "a changé pendant la lecture : réessayez quand il est terminé",                                                  \
      "hat sich beim Lesen verändert: versuchen Sie es noch einmal, wenn sie fertig ist",                              \
      "changed while it was read: try again when it is finished")                                                      \
    X(FILE_NAME_UNFIT, "heeft een naam die te lang is of geen UTF-8: geef het een andere",                             \
      "a un nom trop long ou qui n'est pas de l'UTF-8 : renommez-le",                                                  \
      "hat einen Namen, der zu lang oder kein UTF-8 ist: benennen Sie sie um",                                         \
      "has a name that is too long or no UTF-8: rename it")                                                            \
    X(FILE_NAME_FAULT, "{0}: de naam past niet ({1}): geef het bestand een andere",                                    \
      "{0} : ce nom ne convient pas ({1}) : renommez le fichier",                                                      \
      "{0}: der Name geht nicht ({1}): benennen Sie die Datei um", "{0}: the name will not do ({1}): rename the file") \
    X(FILES_TOO_MANY, "hoogstens {0} bijlagen bij één fragment of bericht",                                            \
      "au plus {0} pièces jointes par fragment ou message",                                                            \
      "höchstens {0} Anhänge an einem Fragment oder einer Nachricht",                                                  \
      "at most {0} attachments on one fragment or message")                                                            \
    X(NOT_ATTACHED, "--detach: de versie waarop de wijziging rust heeft die bijlage niet",                             \
      "--detach : la version de départ n'a pas cette pièce jointe",                                                    \
      "--detach: die Version, auf der die Änderung beruht, hat diesen Anhang nicht",                                   \
      "--detach: the version on which the change rests has no such attachment")                                        \
    X(OUT_IS_THERE, "bestaat al, en wordt niet overschreven: zeg met --out waar het moet komen",                       \
      "existe déjà, et n'est pas remplacé : dites où l'écrire avec --out",                                             \
      "ist schon da und wird nicht ersetzt: sagen Sie mit --out, wohin",                                               \
      "is there already, and is not replaced: say with --out where it is to go")

#endif
