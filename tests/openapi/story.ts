// A client made from the API's description adds a fragment, reads it back, and is refused in words that it knows.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import createClient from 'openapi-fetch';
import type { components, paths } from './api.js';
import { mutualFetch } from './mutual_tls.js';

type Problem = components['schemas']['Problem'];
type FitNote = components['schemas']['fit_note.schema'];

interface Sandbox {
    url: string;
    ca: string;
    actors: Record<string, { id: string; niss: string; cert: string; key: string } | undefined>;
}

const sandbox = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Sandbox;

function actor(name: string) {
    const found = sandbox.actors[name];
    assert(found !== undefined, `no actor ${name}`);
    return found;
}

function as(name: string) {
    const { cert, key } = actor(name);
    return createClient<paths>({ baseUrl: sandbox.url, fetch: mutualFetch({ ca: sandbox.ca, cert, key }) });
}

// The compiler holds these to the list of codes: one that the description does not know does not compile.
function meaning(problem: Problem): string {
    switch (problem.code) {
        case 'invalid_body':
            return (problem.errors ?? []).map((error) => error.pointer).join(' ');
        case 'not_found':
            return 'nothing there';
        // @ts-expect-error: no such code
        case 'no_such_code':
        default:
            return problem.detail;
    }
}

const doctor = as('huisarts');
const opened = await doctor.POST('/v1/dossiers', {
    body: {
        patient: { niss: actor('patient2').niss, name: 'Mia Goossens' },
        start: '2026-01-05',
        employment: 'employed',
    },
});
assert.equal(opened.response.status, 201);
assert(opened.data);
const dossier = opened.data.id;

const content: FitNote = { from: '2026-01-05', until: '2026-02-05', tasks: ['Balie'], hours_per_week: 12 };
const added = await doctor.POST('/v1/dossiers/{dossier}/fragments', {
    params: { path: { dossier }, header: { 'Idempotency-Key': randomUUID() } },
    body: { category: 'fit_note', content },
});
assert(added.data, JSON.stringify(added.error));
assert.equal(added.data.version, 1);

const path = { dossier, fragment: added.data.id };
const read = await doctor.GET('/v1/dossiers/{dossier}/fragments/{fragment}', { params: { path } });
assert(read.data, JSON.stringify(read.error));
assert.deepEqual(read.data.content, content);
assert.equal(read.data.category, 'fit_note');

const unfit = await doctor.POST('/v1/dossiers/{dossier}/fragments', {
    params: { path: { dossier } },
    // @ts-expect-error: a fit note says until when
    body: { category: 'fit_note', content: { from: '2026-01-05', tasks: ['Balie'] } },
});
assert(unfit.error);
assert.equal(unfit.response.status, 422);
assert.match(meaning(unfit.error), /^\/content\/until/);

const mistaken = await doctor.POST('/v1/dossiers/{dossier}/fragments', {
    params: { path: { dossier } },
    // @ts-expect-error: a fit note is no gao
    body: { category: 'gao', content },
});
assert.equal(mistaken.response.status, 422);

const stranger = await as('huisarts2').GET('/v1/dossiers/{dossier}/fragments/{fragment}', { params: { path } });
assert(stranger.error);
assert.equal(stranger.error.code, 'not_found');
assert.equal(meaning(stranger.error), 'nothing there');
console.log('a fragment added, read and refused, in types');
