// What a record can say, beyond the form of its members.
import { readFileSync } from 'node:fs';
import { demand } from './bytes.mjs';

const SERVERS = [
    'map.root', 'refusals.count', 'clock.reset', 'log_key.change', 'log_key.continue', 'statistics.release',
    'keys.rotate', 'keys.destroy',
    'dossier.retention_warned', 'dossier.emptied', 'dossier.erased', 'casus.erase',
    'store.migrate',
];
const IN_DOSSIER = /^(dossier|participant|fragment|attachment|consent|thread|message|access_log)\./;
const LISTS = ['dossier.list', 'dossier.search'];
const CONSENTS = ['consent.give', 'consent.withdraw'];
const FILES = ['attachment.add', 'attachment.read'];
const DOCTORS = ['huisarts', 'adviserend_arts', 'arbeidsarts'];
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

// The operations are those of the API's description.
const api = JSON.parse(readFileSync(new URL('../../schemas/openapi.json', import.meta.url)));
const operations = Object.values(api.paths).flatMap((path) => Object.values(path).map((row) => row.operationId));
const ACTIONS = new Set([...operations, ...SERVERS, 'request.refused']);

export function checkRules(record) {
    const { action } = record;
    const rule = (holds, text) => demand(holds, 'rule', `record ${record.seq}: ${text}`);
    const permitted = record.decision === 'permit';
    rule(ACTIONS.has(action), `there is no ${action}`);
    rule(permitted === record.status < 400, `a ${record.decision} with the status ${record.status}`);
    rule(record.ground !== '', 'no ground');
    const isList = LISTS.includes(action);
    rule(!permitted || isList || !IN_DOSSIER.test(action) || record.dossier !== null, `a ${action} in no dossier`);
    rule(isList || !Object.hasOwn(record, 'listed'), `a ${action} that lists dossiers`);
    const digests = permitted && (CONSENTS.includes(action) || FILES.includes(action));
    rule(record.content === null || digests, `a ${action} with a digest`);
    rule((action === 'map.root') === Object.hasOwn(record, 'map'), `a ${action} with a map, or a map.root without`);
    const names = record.dossier !== null || record.object !== null || record.categories.length > 0;
    rule(!SERVERS.includes(action) || IN_DOSSIER.test(action) || !names, `a ${action} of somebody`);
    rule(/^([0-9a-f]{16}|local|server|many)$/.test(record.origin), `an origin that is none: ${record.origin}`);
    rule((record.request === null) === (record.origin === 'server'), 'a request of the server itself, or nobody');
    if (Object.hasOwn(record, 'for')) {
        rule(DOCTORS.includes(record.role), `in the name of somebody who is no doctor`);
        rule(record.actor !== null && record.actor !== record.for, 'in the name of nobody else');
    }
    if (action === 'refusals.count') {
        checkCount(record, rule);
    }
}

// Refusals that name nobody: how many, from when on.
function checkCount(record, rule) {
    const count = /^counted:([1-9]\d*) since:(.*)$/.exec(record.ground);
    rule(count !== null && TIME.test(count[2]) && count[2] <= record.time, `no count: ${record.ground}`);
    rule(record.decision === 'deny' && record.status === 429, 'a count of something else');
}
