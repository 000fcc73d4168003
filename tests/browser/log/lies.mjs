// What a server can say that is not so of who looked, and what the page must say of it then: the answer's change, the
// heading, and the words under it.

const other = (text) => (text.startsWith("0") ? "1" : "0") + text.slice(1);
/** A lie about the lines with their proofs. */
const ofLog = (change) => (path, answer) => {
  if (!path.includes("/access-log?proof=true") || answer.status !== 200) {
    return undefined;
  }
  const value = JSON.parse(answer.body);
  const changed = change(value, answer) ?? answer;
  return { ...changed, body: JSON.stringify(value) };
};
export const ofPath = (begin, change) => (path, answer) => {
  if (!path.startsWith(begin) || answer.status !== 200) {
    return undefined;
  }
  const value = JSON.parse(answer.body);
  change(value);
  return { ...answer, body: JSON.stringify(value) };
};
/** In a note the end of its first signature. */
const forge = (note) =>
  note.replace(/(\n\n\u2014 \S+ \S{20})(.)/, (_, begin, one) => begin + (one === "A" ? "B" : "A"));
/** And of its last one. */
const forgeLast = (note) => note.replace(/(.)(.{8})\n$/, (_, one, end) => `${one === "A" ? "B" : "A"}${end}\n`);

export const PLACES = "Er ontbreken regels of ze staan niet op hun plaats.";
const CHANGED = "Minstens één regel is anders dan toen ze werd vastgelegd.";
const SEAL = "Het zegel op dit overzicht is niet geldig.";
export const PAST = "De server vertelt nu iets anders dan vroeger op dit toestel.";
export const OLD = "De server toont een oud antwoord, of houdt nieuwe regels achter.";
export const WRONG = "Dit overzicht klopt niet";

/** What is done, and what must be said. @type {Record<string, [any, string, string]>} */
export const LIES = {
  "a record changed": [ofLog(({ items }) => void (items[1].record.status = 299)), WRONG, CHANGED],
  "a line shown otherwise": [ofLog(({ items }) => void (items[1].action = "dossier.list")), WRONG, CHANGED],
  "another person shown": [ofLog(({ items }) => void (items[1].actor = items.at(-1).actor)), WRONG, CHANGED],
  "a refusal shown as allowed": [ofLog(({ items }) => void (items[1].decision = "fail")), WRONG, CHANGED],
  "no line in a line's place": [ofLog(({ items }) => void (items[1] = null)), WRONG, SEAL],
  "a line that is none": [ofLog(({ items }) => void (items[1] = { ...items[1], time: 5, actor: 7 })), WRONG, CHANGED],
  "lines that are no list": [ofLog((value) => void (value.items = "abc")), WRONG, SEAL],
  "another link": [ofLog(({ items }) => void (items[2].link.counter += 1)), WRONG, CHANGED],
  "a line left out": [ofLog(({ items }) => void items.splice(2, 1)), WRONG, PLACES],
  "older lines left out": [ofLog((value) => void (value.items.pop(), (value.next = null))), WRONG, PLACES],
  "two lines changed about": [ofLog(({ items }) => void items.splice(8, 0, ...items.splice(9, 1))), WRONG, PLACES],
  "a line twice": [ofLog(({ items }) => void items.splice(1, 0, items[1])), WRONG, PLACES],
  "no lines at all": [ofLog((value) => void (value.items = [])), WRONG, PLACES],
  "a forged seal": [ofLog(({ sealed }) => void (sealed.checkpoint = forge(sealed.checkpoint))), WRONG, SEAL],
  "another size": [
    ofLog(({ sealed }) => void (sealed.checkpoint = sealed.checkpoint.replace("\n", "\n1"))),
    WRONG,
    SEAL,
  ],
  "a forged place in the log": [
    ofLog(({ items }) => {
      const { path } = items.find((item) => item.inclusion !== null).inclusion;
      path[0] = other(path[0]);
    }),
    WRONG,
    SEAL,
  ],
  "a forged map": [ofLog(({ sealed }) => void (sealed.map.head = other(sealed.map.head))), WRONG, SEAL],
  "an answer without a name": [
    ofLog((_, answer) => ({ ...answer, headers: { ...answer.headers, "tnw-request": "" } })),
    WRONG,
    SEAL,
  ],
  "another key": [
    ofLog(({ sealed }) => {
      sealed.key = "golang.org/other+530adb59+AbNGXTaMLGbjSWxK+3Cyu8P6Z5BA2Ou1d8b9Lx5hSTzX";
    }),
    WRONG,
    "De server gebruikt een andere sleutel dan vorige keer op dit toestel.",
  ],
  "another past": [
    ofPath("/v1/audit/proof/consistency", (value) => void (value.path[0] = other(value.path[0]))),
    WRONG,
    PAST,
  ],
  "a witnessed seal said to be of another size": [
    ofPath("/v1/audit/checkpoint", (value) => void (value.size += 1)),
    WRONG,
    PLACES,
  ],
  "a forged witness": [
    ofPath("/v1/audit/checkpoint", (value) => void (value.checkpoint = forgeLast(value.checkpoint))),
    WRONG,
    SEAL,
  ],
};

/** The seal of an answer before, with what came since as too new for it: as if the log were not sealed any more.
 * @param {() => any} before that answer */
export const frozen = (before) => (path, answer) =>
  path.includes("after=")
    ? undefined
    : ofLog((value) => {
        const known = JSON.parse(before().body);
        const old = new Map(known.items.map((item) => [item.record.seq, item]));
        value.items = value.items.map((item) => old.get(item.record.seq) ?? { ...item, inclusion: null });
        value.sealed = known.sealed;
      })(path, answer);

/** Each page but the first is the second one again. */
export function again() {
  let second = null;
  return (path, answer) => (/access-log\?.*proof=true.*after=/.test(path) ? (second ??= answer) : undefined);
}
