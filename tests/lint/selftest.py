#!/usr/bin/env python3
"""Shows that each rule of the lint can go red: a small good tree, and one spoiled thing at a time."""
import os
import sys
import tempfile

import lint

ARCHITECTURE = "".join(f"| `{layer}` | |\n" for layer in lint.LAYERS) + "\n## The seam\n\n`server/store/lmdb/` `server/store/records/`\n"

GOOD = {
    "docs/architecture.md": ARCHITECTURE,
    "README.md": "```\n./dev demo\ncerts/tnw-pki ca DIR\ntnwd serve --config F\ntnw dossier open\n```\n",
    "dev": "usage:\n  demo [--keep]   plays a story\n",
    "certs/tnw-pki": "usage:\n  ca DIR     makes a CA\n",
    "server/main.c": 'static const char *const words[] = {"serve"};\n',
    "client/cli/main.c": 'static const char *const words[] = {"dossier"};\n',
    "server/base/bytes.h": "#include <stddef.h>\nsize_t bytes_len(const char *text);\n",
    "server/store/records/actor.c": '#include "base/bytes.h"\n',
    "server/store/lmdb/room.c": '#include <lmdb.h>\n#include "base/bytes.h"\n',
    "server/store/CMakeLists.txt": "tnw_layer(store SOURCES store.c LINK tnw_base)\n",
    "server/rules/table.c": "static const int table[] = {\n" + "    1,\n" * 500 + "};\n#define LIST(X) \\\n"
    + "    X(A) \\\n" * 500 + "    X(B)\n",
    "server/rules/long.c": "int\nlong_function(void)\n{\n    static const int t[] = {\n" + "        1,\n" * 90
    + "    };\n    return t[0];\n}\n",
    "server/rules/words.c": 'const char *words_text(void);\n\n/* strcpy(a, b) is "not" used */\n'
    + 'static const char *const text = "strcpy(";\n',
    "server/base/alone.c": '#include <stddef.h>\n#include "base/alone.h"\n',
    "server/rules/part.h": "int part_size(void);\n",
    "server/rules/whole.h": '#include "rules/part.h"\nint whole_size(void);\n',
    "server/rules/whole.c": '#include "rules/whole.h"\n\nint\nwhole_size(void)\n{\n    return part_size() + 1;\n}\n',
    "client/lib/inside.c": '#include "base/bytes.h"\n',
    "server/base/CMakeLists.txt": "tnw_layer(base COMMON bytes.c SOURCES log.c)\n",
    "server/service/operations.c": 'const struct op operations[] = {\n    {"thing.add", POST, .prepare = op_thing_add_prepare,\n'
    + '     .run = op_thing_add},\n};\n',
    "server/ledger/ledger.c": "static int\nparse(void)\n{\n    return 1;\n}\n",
    "server/pki/number.c": "static int\nparse_digits(void)\n{\n    return 1;\n}\n\nstatic int\nshow_number(void)\n{\n    return 1;\n}\n",
    "client/cli/texts/text_rows.h": '#define TEXT_ROWS(X) \\\n    X(SAID, "gezegd")\n',
    "schemas/words/details.json": '[{"en": "is {0} of them", "nl": "is {0} ervan", "fr": "en est {0}", "de": "ist {0} davon"}]',
    "server/rules/told.c": 'int told(void) { return problem_at(call, "/a", "rule", "is one of them"); }\n',
    "client/cli/say.c": "enum text say_it(void);\n#define IT TEXT_SAID\n",
    "include/tnw/error.h": "enum tnw_err { TNW_OK };\n",
}
GOOD |= {f"schemas/forms/form_{number}.json": "{}\n" for number in range(lint.FOLDER_FILES)}

BAD = [  # rule, path, content
    ("layers", "server/base/up.c", '#include "store/store.h"\n'),
    ("layers", "server/rules/db.c", "#include <lmdb.h>\n"),
    ("layers", "server/service/web.c", "#include <microhttpd.h>\n"),
    ("layers", "server/pki/tls.c", "#include <gnutls/gnutls.h>\n"),
    ("layers", "client/cli/net.c", "#include <curl/curl.h>\n"),
    ("layers", "client/lib/inside.c", '#include "store/store.h"\n'),
    ("layers", "client/cli/inside.c", '#include "base/bytes.h"\n'),
    ("layers", "include/tnw/inside.h", '#include "base/bytes.h"\n'),
    ("layers", "server/audit/map.c", '#include "json/load.h"\n'),
    ("layers", "server/store/CMakeLists.txt", "tnw_layer(store\n    COMMON env.c\n    SOURCES txn.c)\n"),
    ("layers", "server/misc/x.c", "int x(void);\n"),
    ("layers", "server/base/CMakeLists.txt", "tnw_layer(base SOURCES b.c LINK tnw_store)\n"),
    ("circles", "server/rules/part.c", '#include "rules/part.h"\n#include "rules/whole.h"\n'),
    ("circles", "server/rules/part.c", "int whole_size(void);\nint\npart_size(void)\n{\n    return whole_size() - 1;\n}\n"),
    ("headers", "server/base/alone.h", "size_t alone_len(void);\n"),
    ("headers", "include/tnw/plus.h", "int tnw_plus(int class);\n"),
    ("size", "server/base/file.c", "\n" * 401),
    ("size", "tests/verifier/file.mjs", "\n" * 401),
    ("size", "server/base/func.c", "int\nfunc(int a)\n{\n" + "    a++;\n" * 80 + "    return a;\n}\n"),
    ("rooms", "schemas/forms/one_more.json", "{}\n"),
    ("columns", "server/base/wide.c", "/* " + "x" * 120 + " */\n"),
    ("columns", "tests/verifier/wide.mjs", "// " + "x" * 120 + "\n"),
    ("names", "server/service/show.c", "static int\nshow_number(void)\n{\n    return 1;\n}\n"),
    ("operations", "server/service/operations.c", '    {"thing.add", POST, .run = op_thing_put},\n'),
    ("operations", "server/service/operations.c", '    {"thing.add", POST, .prepare = op_thing_add, .run = op_thing_add},\n'),
    ("calls", "client/cli/copy.c", "void copy(char *a, const char *b) { strcpy(a, b); }\n"),
    ("calls", "tests/x.c", "int x(const char *t) { return atoi (t); }\n"),
    ("state", "server/base/state.c", "static int counter;\n"),
    ("state", "client/lib/state.c", "static struct thing *cache = 0;\n"),
    ("architecture", "docs/architecture.md", ARCHITECTURE.replace("| `json` | |\n", "")),
    ("architecture", "docs/architecture.md", ARCHITECTURE + "`server/store/gone.c`\n"),
    ("architecture", "docs/architecture.md", ARCHITECTURE.replace("`server/store/lmdb/`", "")),
    ("seam", "server/store/records/own.c", '#include "store/engine.h"\n'),
    ("seam", "server/store/records/own.c", '#include "store/lmdb/room.h"\n'),
    ("seam", "server/store/lmdb/own.c", '#include "store/txn.h"\n'),
    ("stops", "server/rules/told.c", 'void told(void) { stop_here("never.met"); }\n'),
    ("faults", "docs/operations.md", "# Operations\n\n## Faults\n\n| fault | test |\n|---|---|\n| it burns | `gone_test` |\n"),
    ("faults", "docs/operations.md", "# Operations\n\n## Faults\n\n| fault | test |\n|---|---|\n| it burns | |\n"),
    ("keys", "certs/oops.pem", "-----BEGIN " + "PRIVATE KEY-----\n"),
    ("keys", "tests/oops.txt", "-----BEGIN EC " + "PRIVATE KEY-----\n"),
    ("keys", "certs/oops.p12", "x"),
    ("words", "docs/plan.md", "FIX" + "ME later\n"),
    ("words", "server/base/later.c", "/* TO" + "DO */\n"),
    ("texts", "client/cli/texts/text_rows.h", "#define TEXT_ROWS(X) \\\n    X(SAID, 1) \\\n    X(UNSAID, 1)\n"),
    ("details", "server/rules/told.c", 'int told(void) { return problem_at(call, "/a", "rule", "was none of " "them"); }\n'),
    ("details", "server/rules/told.c", 'int told(void) { return problem(call, ERR, all ? "is %d of them" : "all, and", f(1)); }\n'),
    ("details", "server/base/file_name.c", 'static const char fault[] = "has no end";\n'),
    ("details", "schemas/words/details.json", '[{"en": "is {0} of them", "nl": "is {1} ervan", "fr": "en est", "de": "ist {0:role}"}]'),
    ("readme", "docs/operations.md", "```\n./dev fly\n```\n"),
    ("readme", "docs/operations.md", "```sh\n$ certs/tnw-pki burn DIR\n```\n"),
    ("readme", "docs/operations.md", "```\nsudo tnwd explode\n```\n"),
    ("readme", "docs/operations.md", "```\nTNW_ROLE=huisarts tnw teleport\n```\n"),
]


def findings(files):
    with tempfile.TemporaryDirectory(prefix="tnw-lint-") as root:
        for path, content in files.items():
            full = os.path.join(root, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8") as file:
                file.write(content)
        return lint.findings(root)


def main():
    wrong = [f"the good tree: {found}" for found in findings(GOOD)]
    for rule, path, content in BAD:
        found = findings({**GOOD, path: content})
        if [f[2] for f in found] != [rule] or not (path == found[0][0] or path.startswith(found[0][0] + "/")):
            wrong.append(f"{path} should break {rule} once, got {found}")
    untested = set(lint.RULES) - {rule for rule, _, _ in BAD}
    wrong += [f"no example breaks {rule}" for rule in sorted(untested)]
    print("\n".join(wrong) or f"{len(BAD)} spoiled trees, each found")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
