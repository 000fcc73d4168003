// Evidence with one thing wrong: every value changed, every member and element taken away, doubled or moved.

// Of a note the end of its first signature, which is the log's: lines of witnesses whom nobody asks for do not matter.
function otherText(text) {
    const first = /\n\n\u2014 [^\n]*/.exec(text);
    const at = first === null ? Math.max(0, text.length - 2) : first.index + first[0].length - 2;
    return text === '' ? 'x' : text.slice(0, at) + (text[at] === '1' ? '2' : '1') + text.slice(at + 1);
}

// Values in place of this one.
function* others(value) {
    if (typeof value === 'string') {
        yield otherText(value);
    } else if (typeof value === 'number') {
        yield value + 1;
        yield value - 1;
    } else if (typeof value === 'boolean') {
        yield !value;
    } else if (value === null) {
        yield 'x';
        yield 1;
    }
}

// Yields {path, value}: path names what was spoilt, as /items/0/leaf.
export function* spoiltValues(value, path = '') {
    for (const other of others(value)) {
        yield { path, value: other };
    }
    if (Array.isArray(value)) {
        yield* spoiltList(value, path);
    } else if (value !== null && typeof value === 'object') {
        yield* spoiltObject(value, path);
    }
}

function* spoiltList(list, path) {
    for (let i = 0; i < list.length; i++) {
        const [front, back] = [list.slice(0, i), list.slice(i + 1)];
        yield { path: `${path}/${i} gone`, value: [...front, ...back] };
        yield { path: `${path}/${i}`, value: [...front, list[i], list[i], ...back] };
        if (i > 0 && JSON.stringify(list[i]) !== JSON.stringify(list[i - 1])) {
            yield { path: `${path}/${i}`, value: [...list.slice(0, i - 1), list[i], list[i - 1], ...back] };
        }
        for (const inner of spoiltValues(list[i], `${path}/${i}`)) {
            yield { path: inner.path, value: [...front, inner.value, ...back] };
        }
    }
}

function* spoiltObject(object, path) {
    yield { path, value: { ...object, unknown_to_all: 1 } };
    for (const name of Object.keys(object)) {
        const { [name]: inner, ...rest } = object;
        yield { path: `${path}/${name}`, value: rest };
        for (const spoilt of spoiltValues(inner, `${path}/${name}`)) {
            yield { path: spoilt.path, value: { ...object, [name]: spoilt.value } };
        }
    }
}

// Yields {path, bytes}: a text with one character changed, taken away or doubled.
export function* spoiltBytes(bytes) {
    for (let i = 0; i < bytes.length; i++) {
        const flipped = Buffer.from(bytes);
        flipped[i] ^= 1;
        yield { path: `byte ${i}`, bytes: flipped };
        yield { path: `byte ${i}`, bytes: Buffer.concat([bytes.subarray(0, i), bytes.subarray(i + 1)]) };
    }
}
