// Reads GET /v1/dossiers/{dossier}/timeline.ics with ical.js and holds it against GET …/timeline, in two languages.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import ICAL from 'ical.js';

const sandbox = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const huisarts = sandbox.actors.huisarts;

function ask(method, path, body) {
    const options = {
        method,
        ca: readFileSync(sandbox.ca),
        cert: readFileSync(huisarts.cert),
        key: readFileSync(huisarts.key),
        headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    };
    return new Promise((resolve, reject) => {
        const sent = request(new URL(path, sandbox.url), options, (answer) => {
            const chunks = [];
            answer.on('data', (chunk) => chunks.push(chunk));
            answer.on('end', () => resolve({ answer, bytes: Buffer.concat(chunks) }));
        });
        sent.on('error', reject);
        sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
}

function assertLines(bytes) {
    const lines = bytes.toString('latin1').split('\r\n'); // one character is one octet
    assert.equal(lines.pop(), '', 'the last line ends, too');
    for (const line of lines) {
        assert(line.length <= 75, `a line of ${line.length} octets`);
        assert(!line.includes('\n') && !line.includes('\r'), 'a line ends with CR LF');
    }
}

function events(bytes) {
    const calendar = new ICAL.Component(ICAL.parse(bytes.toString('utf8')));
    assert.equal(calendar.getFirstPropertyValue('version'), '2.0');
    return calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
}

const opened = await ask('POST', '/v1/dossiers', {
    patient: { niss: sandbox.actors.patient3.niss, name: 'Noor; "De, Wit"' },
    start: new Date().toISOString().slice(0, 10),
    employment: 'employed',
});
assert.equal(opened.answer.statusCode, 201);
const dossier = JSON.parse(opened.bytes).id;

for (const language of ['fr', 'de']) {
    const path = `/v1/dossiers/${dossier}/timeline`;
    const timeline = JSON.parse((await ask('GET', `${path}?language=${language}`)).bytes);
    const { answer, bytes } = await ask('GET', `${path}.ics?language=${language}`);
    assert.equal(answer.statusCode, 200);
    assert.match(answer.headers['content-type'], /^text\/calendar/);
    assertLines(bytes);
    const found = events(bytes);
    const days = (items) => items.map((item) => `${item.day} ${item.title}`).sort();
    const open = ['due', 'overdue', 'coming', 'suspended'];
    const wanted = timeline.items.filter((item) => item.due !== null && open.includes(item.state));
    assert(wanted.length > 2, 'an employee has steps to come');
    assert.deepEqual(
        days(found.map((event) => ({ day: event.startDate.toString(), title: event.summary }))),
        days(wanted.map((item) => ({ day: item.due, title: item.title }))),
    );
    const windows = timeline.items.filter((item) => item.window !== null);
    assert(windows.length > 1, 'a contact has the whole month');
    for (const item of windows) {
        assert.deepEqual(item.window, [item.from, item.until]);
    }
    for (const event of found) {
        assert(event.startDate.isDate && event.duration.toSeconds() === 86400, 'each is one whole day');
    }
    const names = found.map((event) => event.uid);
    assert.equal(new Set(names).size, names.length, 'each has a UID of its own');
    const again = events((await ask('GET', `${path}.ics?language=${language}`)).bytes);
    assert.deepEqual(again.map((event) => event.uid), names, 'which stays');
}
console.log('a calendar of steps, read by another program');
