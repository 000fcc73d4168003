// Checks evidence: verify.mjs KEY KIND FILE… [--witness KEY]…; the kinds are in evidence.mjs. Exit status 9: it does
// not hold.
import { readFileSync } from 'node:fs';
import { Refusal } from './bytes.mjs';
import { kinds } from './evidence.mjs';
import { parseKey } from './note.mjs';

const words = process.argv.slice(2);
const witnesses = [];
for (let at; (at = words.indexOf('--witness')) >= 0;) {
    witnesses.push(parseKey(words.splice(at, 2)[1]));
}
const [key, kind, ...files] = words;
try {
    const trust = { key: parseKey(key), witnesses, quorum: witnesses.length };
    console.log(
        kinds[kind](
            trust,
            files.map((file) => readFileSync(file)),
        ),
    );
} catch (error) {
    if (!(error instanceof Refusal)) {
        throw error;
    }
    console.log(`does not hold: ${error.message} (${error.fault})`);
    process.exitCode = 9;
}
