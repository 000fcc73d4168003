// JSON as the protocol takes it (no member twice, whole numbers within 2^53 - 1, no lone surrogates), and RFC 8785.
import { demand } from './bytes.mjs';

const DEPTH_MAX = 32;

class Reader {
    constructor(text) {
        this.text = text;
        this.at = 0;
    }

    take(pattern) {
        pattern.lastIndex = this.at;
        const found = pattern.exec(this.text);
        demand(found !== null, 'form', `no JSON at ${this.at}`);
        this.at = pattern.lastIndex;
        return found[0];
    }

    blank() {
        this.take(/[ \t\n\r]*/y);
    }

    is(character) {
        if (this.text[this.at] !== character) {
            return false;
        }
        this.at++;
        return true;
    }

    string() {
        const value = JSON.parse(this.take(/"(?:[^"\\\u0000-\u001f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"/y));
        demand(
            !/[\u0000]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value),
            'form',
            'a text that is none',
        );
        return value;
    }

    number() {
        const value = Number(this.take(/-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y));
        demand(Math.abs(value) <= Number.MAX_SAFE_INTEGER && !Object.is(value, -0), 'form', 'a number beyond 2^53 - 1');
        return value;
    }

    members(depth) {
        const object = {};
        if (this.is('}')) {
            return object;
        }
        do {
            this.blank();
            const name = this.string();
            demand(!Object.hasOwn(object, name), 'form', `a member twice: ${name}`);
            this.blank();
            demand(this.is(':'), 'form', `no colon at ${this.at}`);
            const value = this.value(depth + 1);
            Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
        } while (this.is(','));
        demand(this.is('}'), 'form', `no end of an object at ${this.at}`);
        return object;
    }

    elements(depth) {
        const list = [];
        this.blank();
        if (this.is(']')) {
            return list;
        }
        do {
            list.push(this.value(depth + 1));
        } while (this.is(','));
        demand(this.is(']'), 'form', `no end of an array at ${this.at}`);
        return list;
    }

    value(depth) {
        demand(depth <= DEPTH_MAX, 'form', 'too deep');
        this.blank();
        const value = this.bare(depth);
        this.blank();
        return value;
    }

    bare(depth) {
        if (this.is('{')) {
            this.blank();
            return this.members(depth);
        }
        if (this.is('[')) {
            return this.elements(depth);
        }
        if (this.text[this.at] === '"') {
            return this.string();
        }
        if (/[-0-9]/.test(this.text[this.at] ?? '')) {
            return this.number();
        }
        return { true: true, false: false, null: null }[this.take(/true|false|null/y)];
    }
}

// In: bytes of UTF-8, or a text.
export function parseJson(source) {
    const text = typeof source === 'string' ? source : utf8(source);
    const reader = new Reader(text);
    const value = reader.value(0);
    demand(reader.at === text.length, 'form', 'more than one value');
    return value;
}

export function utf8(bytes) {
    try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
        demand(false, 'form', 'not UTF-8');
    }
}

// RFC 8785. JavaScript's own order of text, numbers and escapes is the one that it names.
export function canonical(value) {
    if (Array.isArray(value)) {
        return `[${value.map(canonical).join(',')}]`;
    }
    if (value !== null && typeof value === 'object') {
        return `{${Object.keys(value)
            .sort()
            .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)
            .join(',')}}`;
    }
    return JSON.stringify(value);
}

export function same(a, b) {
    return canonical(a) === canonical(b);
}

// Exactly these members; those of `perhaps` may be absent.
export function members(object, names, perhaps = []) {
    demand(object !== null && typeof object === 'object' && !Array.isArray(object), 'form', 'not an object');
    for (const name of names) {
        demand(Object.hasOwn(object, name), 'form', `no member ${name}`);
    }
    for (const name of Object.keys(object)) {
        demand(names.includes(name) || perhaps.includes(name), 'form', `an unknown member ${name}`);
    }
    return object;
}

export function list(value) {
    demand(Array.isArray(value), 'form', 'not an array');
    return value;
}
