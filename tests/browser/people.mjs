// The people of a sandbox as programs: each speaks to the API with their own certificate.
import { readFileSync } from "node:fs";
import { request } from "node:https";
import { join } from "node:path";
import { randomUUID } from "node:crypto";

/** @param {{folder: string, url: string, said: any}} sandbox @param {string} name of an actor */
export function person(sandbox, name) {
  const actors = join(sandbox.folder, "actors");
  const tls = {
    ca: readFileSync(join(sandbox.folder, "pki/ca.pem")),
    cert: readFileSync(join(actors, `${name}.pem`)),
    key: readFileSync(join(actors, `${name}.key`)),
  };
  const { id, role } = sandbox.said.actors[name];
  const call = (method, path, body, headers = {}) =>
    new Promise((resolve, reject) => {
      const text = body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body);
      const sent = request(
        new URL(path, sandbox.url),
        {
          ...tls,
          method,
          agent: false,
          headers: {
            "TNW-Role": role,
            ...(text && { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) }),
            ...(method === "POST" && { "Idempotency-Key": randomUUID() }),
            ...headers,
          },
        },
        (response) => {
          let got = "";
          response.on("data", (part) => (got += part));
          response.on("end", () =>
            resolve({
              status: response.statusCode,
              headers: response.headers,
              body: got && /[/+]json/.test(response.headers["content-type"] ?? "") ? JSON.parse(got) : got,
            }),
          );
        },
      );
      sent.on("error", reject);
      sent.end(text);
    });
  /** What must succeed. */
  const must = async (method, path, body, headers) => {
    const answer = await call(method, path, body, headers);
    if (answer.status >= 300) {
      throw new Error(`${name} ${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  };
  return {
    name,
    id,
    role,
    call,
    get: (path, headers) => must("GET", path, undefined, headers),
    post: (path, body = {}, headers = {}) => must("POST", path, body, headers),
    put: (path, body, headers) => must("PUT", path, body, headers),
  };
}
