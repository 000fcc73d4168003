// A server that lies: between a browser and the sandbox, with the sandbox's own certificate. It asks for the reader's
// certificate as the server does, passes each request on with it, and changes what it is told to in the answers.
import { readFileSync } from "node:fs";
import { createServer, request } from "node:https";
import { join } from "node:path";

/** @typedef {{status: number, headers: Record<string, any>, body: string}} Answer */
/** In an answer's place: none, the connection ends. @type {any} */
export const DROPPED = {};

/** Starts it. lie.now: what becomes of an answer, by its path; it gives the answer, or nothing for the one it got.
 * lie.server: whom it asks. */
export async function startLiar(sandbox, actor) {
  /** @type {{server: string, now: ((path: string, answer: Answer) => Answer | undefined) | null}} */
  const lie = { server: sandbox.url, now: null };
  const file = (...parts) => readFileSync(join(sandbox.folder, ...parts));
  const ours = {
    ca: file("pki/ca.pem"),
    cert: file("actors", `${actor}.pem`),
    key: file("actors", `${actor}.key`),
  };
  const theirs = {
    cert: file("server/tls/server.pem"),
    key: file("server/tls/server.key"),
    ca: ours.ca,
    requestCert: true,
    rejectUnauthorized: true,
  };
  const server = createServer(theirs, async (asked, answered) => {
    const parts = [];
    for await (const part of asked) {
      parts.push(part);
    }
    const headers = { ...asked.headers, "accept-encoding": "identity" };
    delete headers.host;
    const origin = headers.origin && lie.server;
    const sent = request(
      new URL(asked.url, lie.server),
      { ...ours, method: asked.method, headers: { ...headers, ...(origin && { origin }) } },
      async (got) => {
        const bytes = [];
        for await (const part of got) {
          bytes.push(part);
        }
        const whole = Buffer.concat(bytes);
        const kept = Object.fromEntries(
          Object.entries(got.headers).filter(([name]) => !/^(transfer-encoding|content-length|connection)$/.test(name)),
        );
        const isJson = got.headers["content-type"]?.startsWith("application/json");
        const answer = { status: got.statusCode, headers: kept, body: isJson ? whole.toString() : "" };
        const told = isJson && lie.now ? (lie.now(asked.url, answer) ?? answer) : answer;
        if (told === DROPPED) {
          answered.destroy();
          return;
        }
        answered.writeHead(
          told.status,
          Object.fromEntries(Object.entries(told.headers).filter(([, text]) => text !== "")),
        );
        answered.end(isJson ? told.body : whole);
      },
    );
    sent.on("error", () => answered.destroy());
    sent.end(Buffer.concat(parts));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const { port } = /** @type {any} */ (server.address());
  server.unref(); // a failed test does not close it
  const close = () => (server.closeAllConnections(), new Promise((resolve) => server.close(resolve)));
  return { lie, url: `https://localhost:${port}`, close };
}
