// The command line beside the page: what it finds in the same answers. It remembers what it proved, as the page does.
import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @param {string} build @param {{folder: string, said: any}} sandbox @param {string} actor
 * @param {string} url of the server, or of who stands between
 */
export function tnwAs(build, sandbox, actor, url) {
  const home = mkdtempSync("/tmp/tnw-home.");
  const profile = join(home, "profile.ini");
  const file = (/** @type {string} */ end) => join(sandbox.folder, "actors", `${actor}.${end}`);
  const settings = { url, ca: join(sandbox.folder, "pki/ca.pem"), cert: file("pem"), key: file("key") };
  const lines = Object.entries({ ...settings, role: sandbox.said.actors[actor].role, log_key: sandbox.said.log_key });
  writeFileSync(profile, `[${actor}]\n${lines.map(([name, value]) => `${name} = ${value}\n`).join("")}`);
  const env = { ...process.env, HOME: home, XDG_STATE_HOME: join(home, "state") };
  const program = join(build, "client/cli/tnw");
  /** What it says, as JSON, and its fault; null: it holds. @param {...string} words */
  return (...words) =>
    new Promise((resolve) => {
      execFile(program, ["--profile", profile, "--json", ...words], { env }, (error, out, err) => {
        const said = out.trim() === "" ? {} : JSON.parse(out);
        resolve({ status: error?.code ?? 0, said, err, fault: said.fault ?? null, seq: said.seq ?? null });
      });
    });
}
