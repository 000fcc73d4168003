// fetch with a client certificate: Node's own fetch has no way to give one.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';

export interface Identity {
    ca: string; // files
    cert: string;
    key: string;
}

export function mutualFetch(identity: Identity): (request: Request) => Promise<Response> {
    const agent = new Agent({
        ca: readFileSync(identity.ca),
        cert: readFileSync(identity.cert),
        key: readFileSync(identity.key),
        keepAlive: false,
        minVersion: 'TLSv1.3',
    });
    return async (asked) => {
        const body = Buffer.from(await asked.arrayBuffer());
        return new Promise((resolve, reject) => {
            const headers = Object.fromEntries(asked.headers.entries());
            const sent = request(asked.url, { agent, method: asked.method, headers }, (answer) => {
                const chunks: Buffer[] = [];
                answer.on('data', (chunk: Buffer) => chunks.push(chunk));
                answer.on('error', reject);
                answer.on('end', () => {
                    const given = new Headers();
                    for (const [name, value] of Object.entries(answer.headers)) {
                        given.set(name, String(value));
                    }
                    resolve(new Response(Buffer.concat(chunks), { status: answer.statusCode ?? 0, headers: given }));
                });
            });
            sent.on('error', reject);
            sent.end(body);
        });
    };
}
