#!/usr/bin/env python3
"""Checks what the compiler does not: lint.py ROOT. Prints path:line: rule: message; status 1 if there was any.

A const table is what a declaration with `const` opens with `= {` at the end of its line, up to the `};` of the same
indentation, or a macro over several lines. Neither counts for the bounds on files and functions.
"""
import collections
import concurrent.futures
import json
import os
import re
import subprocess
import sys

LAYERS = ["base", "crypto", "pki", "json", "store", "audit", "rules", "ledger", "service", "http", "app"]
OWNERS = [  # a foreign header, and the only folder that may see it
    (re.compile(r"lmdb\.h"), "server/store/lmdb/"),
    (re.compile(r"microhttpd\.h|gnutls/"), "server/http/"),
    (re.compile(r"curl/"), "client/lib/"),
]
# What libtnw is built from too, so that both sides check with the same code: it may see nothing but itself.
SHARED = {
    "base/arena", "base/base64", "base/bytes", "base/clock", "base/codes", "base/error", "base/id", "base/limits",
    "crypto/audit_link", "crypto/hash", "crypto/merkle", "crypto/secret", "crypto/sign", "json/canon", "json/json", "json/parse",
    "json/parse_number", "json/parse_part", "json/parse_text", "json/write", "audit/clock_reset", "audit/map",
    "audit/map_follow", "audit/note/checkpoint", "audit/note/key_change", "audit/note/note",
    "audit/note/note_text", "audit/proof",
    "audit/record_rules", "audit/record_view", "audit/record_view_ground", "audit/refusal_count",
}
# What tells whether a content fits its category, and a name its file, and beside it what only declares: the command line
# sees it in one place for each.
SCHEMA = {
    "base/domain/facts", "base/domain/media", "base/domain/process", "base/file_name", "base/text", "json/load", "json/schema", "json/schema_check", "json/schema_format",
    "json/schema_node", "json/schema_operand", "json/schema_pattern", "json/schema_place", "json/schema_ref",
    "json/schema_run", "json/schema_set", "json/schema_uri", "pki/number", "rules/breach", "rules/field",
    "rules/category/category", "rules/category/category_context", "rules/category/category_data",
    "rules/category/category_event",
}
SCHEMA_USERS = ("client/cli/schema/", "client/cli/attachment/")
FORBIDDEN = re.compile(
    r"\b(strcpy|stpcpy|strcat|strncat|sprintf|vsprintf|gets|atoi|atol|atoll|atof|strtok|strtok_r|alloca|rand|srand"
    r"|system|popen|tmpnam|mktemp|tempnam)\s*\("
)
FILE_LINES = 400
CONSTANTS = "server/base/limits.h"  # a table, each row with its reason
FUNCTION_LINES = 80
FOLDER_FILES = 30
FOREIGN = "tests/vectors/schema/public"  # as it was published
COLUMNS = 120
WARNINGS = ["-Wall", "-Wextra", "-Wvla", "-Werror"]
SKIPPED = re.compile(r"^(\.git|build.*|sandbox.*|__pycache__|\.cache)$")


class Tree:
    """All files of the project, read once."""

    def __init__(self, root):
        self.root = root
        self.data = {}
        for folder, folders, names in os.walk(root):
            inside = folder != root
            folders[:] = [f for f in folders if inside or not SKIPPED.match(f)]
            folders[:] = [f for f in folders if f != "__pycache__"]
            for name in names:
                full = os.path.join(folder, name)
                if os.path.isfile(full) and not os.path.islink(full):
                    with open(full, "rb") as file:
                        self.data[os.path.relpath(full, root)] = file.read()

    def text(self, path):
        return self.data[path].decode("utf-8", "replace")

    def some(self, *suffixes, under=""):
        return sorted(p for p in self.data if p.endswith(suffixes) and p.startswith(under))


def without_comments(text):
    """Blanks comments, and the content of strings and character constants; lines keep their numbers."""
    pattern = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)

    def blank(match):
        found = match.group(0)
        return '""' if found[0] in "\"'" else re.sub(r"[^\n]", " ", found)

    return pattern.sub(blank, text)


def table_lines(text):
    """The numbers of the lines that belong to const tables and macros of several lines."""
    exempt, close, macro = set(), None, False
    for number, line in enumerate(text.split("\n"), 1):
        if close is not None:
            exempt.add(number)
            close = None if line.startswith(close) else close
        elif macro or re.match(r"\s*#\s*define\b.*\\$", line):
            exempt.add(number)
            macro = line.endswith("\\")
        elif re.match(r"\s*(static\s+)?const\b.*=\s*\{$", line):
            exempt.add(number)
            close = re.match(r"\s*", line).group(0) + "}"
    return exempt


def rule_layers(tree):
    for path in tree.some(".c", ".h"):
        folder = re.match(r"server/(\w+)/", path)
        own = LAYERS.index(folder.group(1)) if folder and folder.group(1) in LAYERS else None
        if folder and own is None:
            yield path, 1, f"server/{folder.group(1)} is not a layer"
        for number, line in enumerate(tree.text(path).split("\n"), 1):
            found = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
            if not found:
                continue
            target = found.group(1)
            for pattern, owner in OWNERS:
                if pattern.match(target) and not path.startswith((owner, "tests/")):
                    yield path, number, f"{target} belongs to {owner}"
            layer = target.split("/")[0]
            if layer not in LAYERS or "/" not in target:
                continue
            if own is not None and LAYERS.index(layer) > own:
                yield path, number, f"{LAYERS[own]} must not include from {layer}, which stands below it"
            shared = os.path.splitext(target)[0] in SHARED
            of_schema = shared or os.path.splitext(target)[0] in SCHEMA
            allowed = (shared and path.startswith("client/lib/")) or (of_schema and path.startswith(SCHEMA_USERS))
            if path.startswith(("client/", "include/")) and not allowed:
                yield path, number, f"{path.split('/')[0]} must not include {target} from the server"
            stem = os.path.splitext(path.removeprefix("server/"))[0]
            if not shared and stem in SHARED:
                yield path, number, f"{target} is not in libtnw, and this file is"
            if not of_schema and stem in SCHEMA:
                yield path, number, f"{target} is not in tnw_schema, and this file is"
    for path in tree.some("CMakeLists.txt", under="server/"):
        for call in re.findall(r"tnw_layer\(([^)]*)\)", tree.text(path)):
            name = call.split()[0]
            for layer in re.findall(r"\btnw_(\w+)", call):
                if name in LAYERS and layer in LAYERS and LAYERS.index(layer) >= LAYERS.index(name):
                    yield path, 1, f"{name} must not link {layer}"
    for path in tree.some("CMakeLists.txt", under="server/"):
        folder = path.removeprefix("server/").removesuffix("CMakeLists.txt")
        for word, known in (("COMMON", SHARED), ("SCHEMA", SCHEMA)):
            for listed in re.findall(rf"\b{word}\s([^)]*?)\b(?:SCHEMA|SOURCES)\b", tree.text(path)):
                for source in (s for s in listed.split() if not s.startswith("${")):
                    if os.path.splitext(folder + source)[0] not in known:
                        yield path, 1, f"{source} is the server's alone"


def inclusions(tree):
    """Stem by stem, since foo.c and foo.h are one: the stems of what is included, each with path and line."""
    found = {}
    for path in tree.some(".c", ".h"):
        own = found.setdefault(os.path.splitext(path)[0], {})
        for number, line in enumerate(tree.text(path).split("\n"), 1):
            name = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
            for folder in (os.path.dirname(path), "server", "include", "tests", "client/cli", "client/lib") if name else ():
                target = os.path.normpath(os.path.join(folder, name.group(1)))
                if target in tree.data:
                    own.setdefault(os.path.splitext(target)[0], (path, number))
                    break
    return found


def uses(tree):
    """The same for functions: the stems of the files that define what a file names."""
    texts = {path: without_comments(tree.text(path)) for path in tree.some(".c")}
    owner, own = {}, {}
    for path, text in texts.items():
        functions = re.findall(r"^(?![ #}])(.+)\n(\w+)\(", text, re.M)
        own[path] = {name for _, name in functions}
        for result, name in functions:
            if not re.search(r"\bstatic\b", result):
                owner.setdefault(name, set()).add(os.path.splitext(path)[0])
    found = {os.path.splitext(path)[0]: {} for path in texts}
    for path, text in texts.items():
        for name in set(re.findall(r"\w+", text)) & owner.keys() - own[path]:
            if len(owner[name]) == 1:
                line = text[: re.search(rf"\b{name}\b", text).start()].count("\n") + 1
                found[os.path.splitext(path)[0]].setdefault(*owner[name], (path, line))
    return found


def circles(edges):
    """The sets of stems of which each leads to all others."""

    def reached(start):
        seen, left = set(), [start]
        while left:
            new = edges[left.pop()].keys() - seen
            seen |= new
            left += new
        return seen

    reach = {stem: reached(stem) - {stem} for stem in edges}
    found = {frozenset({stem} | {other for other in reach[stem] if stem in reach[other]}) for stem in edges}
    return [circle for circle in found if len(circle) > 1]


def rule_circles(tree):
    """No two files need each other, also not through others: neither could be read first, or tested without the other."""
    for verb, edges in ("include", inclusions(tree)), ("call", uses(tree)):
        for circle in circles(edges):
            first = min(circle)
            path, number = min(where for target, where in edges[first].items() if target in circle - {first})
            yield path, number, f"these {verb} each other in a circle: {', '.join(sorted(circle))}"


def rule_headers(tree):
    """Each header compiles alone: as C, and the public ones as C++ too. Where foo.c begins with foo.h, the build shows it."""
    base = ["-D_GNU_SOURCE", "-fsyntax-only", *WARNINGS]
    base += [f"-I{os.path.join(tree.root, folder)}" for folder in ("include", "server", "tests", "client/cli", "client/lib")]

    def begins_its_source(path):
        source = tree.data.get(path[:-2] + ".c", b"").decode()
        first = re.search(r'^\s*#\s*include\s*[<"](.+)[>"]', source, re.M)
        return first is not None and f"/{path}".endswith(f"/{first.group(1)}")

    def compile_alone(path):
        full = os.path.join(tree.root, path)
        jobs = [[os.environ.get("CC", "cc"), "-x", "c", "-std=c17"]]
        if path.startswith("include/"):
            jobs.append([os.environ.get("CXX", "c++"), "-x", "c++", "-std=c++17"])
        for job in jobs:
            done = subprocess.run([*job, *base, "-"], input=f'#include "{full}"\n', capture_output=True, text=True)
            if done.returncode != 0:
                lines = [line for line in done.stderr.split("\n") if "error" in line] or ["?"]
                return path, 1, f"does not compile alone as {job[2]}: {lines[0]}"
        return None

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from filter(None, pool.map(compile_alone, (path for path in tree.some(".h") if not begins_its_source(path))))


def functions(tree, paths):
    """Of each function that is defined there: path, name, first and last line."""
    command = ["ctags", "--languages=C", "--langmap=C:.c.h", "--kinds-C=f", "--fields=+ne", "-x"]
    command += ["--_xformat=%F\t%N\t%n\t%{end}", "-L", "-"]
    done = subprocess.run(command, cwd=tree.root, input="\n".join(paths), capture_output=True, text=True, check=True)
    for row in done.stdout.splitlines():
        path, name, first, last = row.split("\t")
        yield path, name, int(first), int(last or first)


def rule_size(tree):
    paths = tree.some(".c", ".h")
    exempt = {path: table_lines(tree.text(path)) for path in paths}
    for path in paths + tree.some(".js", ".mjs", ".ts"):
        lines = tree.text(path).count("\n") - len(exempt.get(path, []))
        if lines > FILE_LINES and path != CONSTANTS:
            yield path, 1, f"{lines} lines, at most {FILE_LINES}"
    for path, name, first, last in functions(tree, paths):
        span = range(first, last + 1)
        lines = len(span) - sum(number in exempt[path] for number in span)
        if lines > FUNCTION_LINES:
            yield path, first, f"{name} has {lines} lines, at most {FUNCTION_LINES}"


def rule_rooms(tree):
    """A folder holds what changes together; what has grown beyond that is divided by meaning."""
    files = collections.Counter(os.path.dirname(path) for path in tree.data)
    for folder, count in sorted(files.items()):
        if count > FOLDER_FILES and folder != FOREIGN:
            yield folder, 1, f"{count} files, at most {FOLDER_FILES}: it wants rooms"


def rule_columns(tree):
    """The formatter leaves comments and tables as they are, and all that is not C."""
    for path in tree.some(".c", ".h", ".js", ".mjs", ".ts"):
        for number, line in enumerate(tree.text(path).split("\n"), 1):
            if len(line) > COLUMNS:
                yield path, number, f"{len(line)} columns, at most {COLUMNS}"


def rule_names(tree):
    """A function is found by one search: no other one of the server has its name, also where both are static."""
    seen = {}
    for path, name, line, _ in functions(tree, tree.some(".c", ".h", under="server/")):
        first = seen.setdefault(name, path)
        if first != path and name.isidentifier() and not name.isupper():
            yield path, line, f"{name} is a function of {first} too"


def rule_operations(tree):
    """The row "subject.verb" is prepared and run by functions of that name."""
    for path in tree.some("service/operations.c", under="server/"):
        text = tree.text(path)
        for row in re.finditer(r'\{"(\w+)\.(\w+)",.*?\.run = \w+', text, re.S):
            wanted = f"op_{row.group(1)}_{row.group(2)}"
            for column, function in re.findall(r"\.(prepare|run) = (\w+)", row.group(0)):
                if function != wanted + ("_prepare" if column == "prepare" else ""):
                    line = text[: row.start()].count("\n") + 1
                    yield path, line, f"{function} should be {wanted}{'_prepare' if column == 'prepare' else ''}"


def rule_calls(tree):
    for path in tree.some(".c", ".h"):
        for number, line in enumerate(without_comments(tree.text(path)).split("\n"), 1):
            for name in FORBIDDEN.findall(line):
                yield path, number, f"{name} is not used here"


def rule_state(tree):
    """No mutable data at file scope, apart from signal flags and what OpenSSL wants fetched once."""
    allowed = re.compile(r"\bconst\b|\bsig_atomic_t\b|\bpthread_once_t\b|\bEVP_\w+ \*|\bextern\b|\btypedef\b")
    declaration = re.compile(r"(static\s+)?(struct\s+|enum\s+|unsigned\s+)?\w+\s+[\w*\s\[\]]*(=.*|;)$")
    for path in tree.some(".c", under="server/") + tree.some(".c", under="client/"):
        for number, line in enumerate(without_comments(tree.text(path)).split("\n"), 1):
            if declaration.match(line) and not allowed.search(line) and not re.match(r"(struct|enum|union) \w+;", line):
                yield path, number, "mutable data at file scope"


def rule_keys(tree):
    armour = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE " + rb"KEY-----")
    for path, data in sorted(tree.data.items()):
        if armour.search(data) or path.endswith((".key", ".p12", ".pfx")):
            yield path, 1, "a private key"


def rule_architecture(tree):
    """docs/architecture.md has the layers in their order, and each folder of the server; the files that it names are there."""
    path = "docs/architecture.md"
    if path not in tree.data:
        return
    text = tree.text(path)
    layers = re.findall(r"^\| `(\w+)` \|", text[: text.find("\n## The seam")], re.M)
    if layers != LAYERS:
        yield path, 1, f"the layers are {', '.join(LAYERS)}, not {', '.join(layers)}"
    names = set(re.findall(r"`((?:server|client|tests)/[\w./]*)`", text))
    for name in sorted(names):
        if not any(p == name or p.startswith(name.rstrip("/") + "/") for p in tree.data):
            yield path, 1, f"there is no {name}"
    for folder in sorted({os.path.dirname(p) for p in tree.some(".c", under="server/")}):
        known = folder.count("/") < 2 or folder + "/" in names
        if not known:
            yield path, 1, f"{folder}/ is not named"


def rule_seam(tree):
    """Records and encryption know no engine; engines know nothing of records, but how what was done is written."""
    for path in tree.some(".c", ".h", under="server/store/"):
        room = path.split("/")[2]
        for number, line in enumerate(tree.text(path).split("\n"), 1):
            found = re.match(r'\s*#\s*include "store/(\w+)(?:\.h|/)', line)
            if not found:
                continue
            target = found.group(1)
            if room in ("records", "audit", "cipher") and target in ("engine", "lmdb", "memory"):
                yield path, number, f"{room} must not know the engine"
            if room in ("lmdb", "memory") and target not in ("engine", "follow", room):
                yield path, number, f"an engine must not know {target}"


def rule_stops(tree):
    """Each point at which a test can end the process is one at which some test does."""
    tests = "".join(tree.text(path) for path in tree.some(".c", ".sh", ".py", under="tests/"))
    for path in tree.some(".c", under="server/"):
        for number, line in enumerate(tree.text(path).split("\n"), 1):
            for name in re.findall(r'stop_here\("([^"]+)"\)', line):
                if not re.search(rf"\b{re.escape(name)}\b", tests):
                    yield path, number, f"no test ends the process at {name}"


def rule_words(tree):
    words = re.compile(r"\b(TO" r"DO|FIX" r"ME|HA" r"CK|X" r"XX)\b")
    for path in tree.some(".c", ".h", ".md", ".sh", ".py", ".txt", ".cmake", ".json", "dev", "tnw-pki"):
        for number, line in enumerate(tree.text(path).split("\n"), 1):
            if words.search(line):
                yield path, number, "unfinished: do it, or write it up as an issue"


def rule_texts(tree):
    """What the command line can say, it says somewhere."""
    rows = tree.some(".h", under="client/cli/texts/")
    source = "".join(without_comments(tree.text(path)) for path in tree.some(".c", ".h", under="client/cli/")
                     if path not in rows)
    said = set(re.findall(r"\bTEXT_(\w+)\b", source))
    for path in rows:
        if path.endswith("_errors.h"):
            continue
        for number, line in enumerate(tree.text(path).split("\n"), 1):
            row = re.match(r"    X\((\w+),", line)
            if row and row.group(1) not in said:
                yield path, number, f"nobody says TEXT_{row.group(1)}"


TEXT = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'


def joined(literals):
    """The text of C literals beside each other."""
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', literals)).replace('\\"', '"')


def sample(literals):
    """What is said with a format of C: with an x in each place."""
    return re.sub(r"%[-0-9.]*(?:ll|z)?[a-z]", "x", joined(literals)).replace("%%", "%")


def calls_of(text, *names):
    """What stands in the parentheses of each call of these, with where it begins."""
    for found in re.finditer(rf"\b(?:{'|'.join(names)})\(", text):
        call = re.match(r'(?:"(?:[^"\\]|\\.)*"|\((?:"(?:[^"\\]|\\.)*"|[^()"]|\([^()]*\))*\)|[^()"])*', text[found.end():])
        yield found.start(), call.group()


def blanks(found):
    return re.sub(r"[^\n]", " ", found.group())


SAYS_WHY = ("problem", "exchange_refuse", "fault_at", "problem_at", "giving_problem")


def said_to_callers(path, text):
    """What this file can tell a caller is wrong: each text, and where it stands."""
    text = text.replace('" PRIu64 "', "llu")
    for start, call in calls_of(text, *SAYS_WHY):
        yield from ((start, sample(found)) for found in re.findall(TEXT, call))
    for found in re.finditer(rf'"/[\w/]*",\s*{TEXT}[}},)]', text):
        yield found.start(), sample(found.group(1))
    if path.startswith("server/rules/inspect/") or path == "server/base/file_name.c":
        yield from ((found.start(), sample(found.group())) for found in re.finditer(TEXT, re.sub(r"/\*.*?\*/|#include[^\n]*|_?[Ss]tatic_assert[^;]*;", blanks, text, flags=re.S)))


def rule_details(tree):
    """What the server says is wrong, command line and page say in each language."""
    rows = "schemas/words/details.json"
    if rows not in tree.data:
        return
    told = json.loads(tree.text(rows))
    for number, row in enumerate(told, 1):
        places = [set(re.findall(r"\{(\d)", row[language])) for language in ("en", "nl", "fr", "de")]
        if any(not place <= places[0] for place in places[1:]):
            yield rows, number, f'"{row["en"]}" has another place in another language'
    told = [re.compile(re.sub(r"\\\{\d\\\}", ".+", re.escape(row["en"])) + "$") for row in told if row["en"] != "must be {0}"]
    told_by_tnwd = "server/app/"  # of tables, in English
    for path in (path for path in tree.some(".c", under="server/") if not path.startswith(told_by_tnwd)):
        text = tree.text(path)
        for start, said in said_to_callers(path, text):
            if " " in said and not any(row.match(said) for row in told):
                yield path, text.count("\n", 0, start) + 1, f'"{said}" has no row in {rows}'


def known_words(tree, program):
    """What a program of ours takes as its first word: from its usage text, or from the strings of its source."""
    if program in ("dev", "tnw-pki"):
        path = {"dev": "dev", "tnw-pki": "certs/tnw-pki"}[program]
        return set(re.findall(r"^  ([a-z0-9-]+) ", tree.text(path), re.M)) if path in tree.data else set()
    sources = {"tnwd": tree.some(".c", under="server/"), "tnw": tree.some(".c", ".h", under="client/cli/")}[program]
    sources = [path for path in sources if program == "tnw" or path == "server/main.c" or path.startswith("server/app/")]
    return {word for path in sources for word in re.findall(r'"([a-z][a-z0-9-]*)[" ]', tree.text(path))}


def rule_readme(tree):
    """Each command that a document shows in a block of code is one that the program takes."""
    for path in tree.some(".md"):
        inside = False
        for number, line in enumerate(tree.text(path).split("\n"), 1):
            if line.startswith("```"):
                inside = not inside
                continue
            found = re.match(r"\s*(?:\$ )?(?:sudo )?(?:[A-Z_]+=\S+ )*(?:\./|\S*/)?(dev|tnw-pki|tnwd|tnw)\s+([a-z][a-z0-9-]*)",
                             line)
            if inside and found and found.group(2) not in known_words(tree, found.group(1)):
                yield path, number, f"{found.group(1)} has no command {found.group(2)}"


def rule_faults(tree):
    """Each fault that operations.md tells of names tests that make it happen, and these are there."""
    path = "docs/operations.md"
    text = tree.text(path) if path in tree.data else ""
    lists = "".join(tree.text(one) for one in tree.some("CMakeLists.txt", under="tests/"))
    stems = {os.path.splitext(os.path.basename(one))[0] for one in tree.data if one.startswith("tests/")}
    begin = text.find("\n## Faults\n")
    rows = text[begin:text.find("\n## ", begin + 1)].split("\n") if begin >= 0 else []
    for number, line in enumerate(rows, 1 + text.count("\n", 0, max(begin, 0))):
        cells = line.strip("|").split("|")
        if not line.startswith("| ") or cells[-1].strip() == "test":
            continue
        named = re.findall(r"`(\w+)`", cells[-1])
        if not named:
            yield path, number, "no test makes this fault happen"
        for name in named:
            if name not in stems and not re.search(rf"\b{name}\b", lists):
                yield path, number, f"there is no test {name}"


RULES = {name[5:]: rule for name, rule in list(globals().items()) if name.startswith("rule_")}


def findings(root):
    tree = Tree(root)
    return [(path, line, name, text) for name, rule in RULES.items() for path, line, text in rule(tree)]


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: lint.py ROOT")
    found = findings(os.path.abspath(sys.argv[1]))
    for path, line, name, text in found:
        print(f"{path}:{line}: {name}: {text}")
    print(f"{len(RULES)} rules, {len(found)} findings")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
