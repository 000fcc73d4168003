// What holds, and does not with any one thing wrong in any of its files.
import { Refusal } from './bytes.mjs';
import { kinds } from './evidence.mjs';
import { spoiltBytes, spoiltValues } from './spoil.mjs';

// What no record vouches for: the server's own words, and where its next page begins.
const FREE = /: \/items\/\d+\/(reason|text|actor\/name|organisation\/name|for\/name)$|page1: \/next$/;
const LINES = 12; // of an export, in which every value is spoilt

// JSON by values, an export line by line, and notes and ids by bytes.
function* spoiltFile(kind, bytes) {
    if (bytes[0] !== '{'.charCodeAt(0)) {
        yield* spoiltBytes(bytes);
    } else if (kind === 'export') {
        yield* spoiltLines(bytes);
    } else {
        for (const { path, value } of spoiltValues(JSON.parse(bytes))) {
            yield { path, bytes: Buffer.from(JSON.stringify(value)) };
        }
    }
}

function* spoiltLines(bytes) {
    const lines = bytes.toString().split('\n');
    const step = Math.max(1, Math.floor(lines.length / LINES));
    for (let i = 0; i + 1 < lines.length; i += i + step < lines.length ? step : 1) {
        const put = (...changed) => Buffer.from([...lines.slice(0, i), ...changed, ...lines.slice(i + 1)].join('\n'));
        yield { path: `line ${i}`, bytes: put() };
        yield { path: `line ${i}`, bytes: put(lines[i], lines[i]) };
        yield { path: `line ${i}`, bytes: put(` ${lines[i]}`) };
        for (const { path, value } of spoiltValues(JSON.parse(lines[i]))) {
            yield { path: `line ${i}: ${path}`, bytes: put(JSON.stringify(value)) };
        }
    }
    yield { path: 'the end', bytes: bytes.subarray(0, bytes.length - 1) };
}

// Of the newest record in a list nothing follows yet: as long as the log does not cover it, it can be left out.
function mayBeGone(kind, files) {
    return kind === 'access_log' && JSON.parse(files[1]).items[0]?.inclusion === null ? `: /items/0 gone` : null;
}

// Throws when the evidence does not hold, or still does when it is spoilt. Returns what was refused, and why.
export function tamper({ trust, kind, names, files }) {
    const said = kinds[kind](trust, files);
    const gone = mayBeGone(kind, files);
    const refused = new Map();
    const check = (path, spoilt) => {
        try {
            kinds[kind](trust, spoilt);
        } catch (error) {
            if (!(error instanceof Refusal)) {
                throw error;
            }
            refused.set(error.fault, (refused.get(error.fault) ?? 0) + 1);
            return;
        }
        if (!FREE.test(path) && (gone === null || !path.endsWith(gone))) {
            throw new Error(`${kind}: spoilt at ${path}, and it holds`);
        }
    };
    files.forEach((file, i) => {
        for (const { path, bytes } of spoiltFile(kind, file)) {
            check(`${names[i]}: ${path}`, [...files.slice(0, i), bytes, ...files.slice(i + 1)]);
        }
    });
    if (refused.size === 0) {
        throw new Error(`${kind}: nothing was spoilt`);
    }
    return `${kind}: ${said}; spoilt, refused: ${[...refused].map(([fault, count]) => `${fault} ${count}`).join(', ')}`;
}
