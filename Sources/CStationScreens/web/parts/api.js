// SPDX-License-Identifier: Apache-2.0
// The station's interface. A step that got no answer is asked again under the same id until there is
// one: the station does nothing twice.

let token = "";
const listeners = { offline: () => {}, locked: () => {}, signedOut: () => {} };

/// What to do when the station does not answer, locks, or knows nobody.
export function onTrouble(handlers) {
  Object.assign(listeners, handlers);
}

/// A refusal: status, code, message, field, seconds.
export class Refusal extends Error {
  constructor(status, error) {
    super(error?.message ?? "");
    Object.assign(this, { status, code: error?.code ?? "internal", field: error?.field, seconds: error?.seconds, vietnamese: error?.vietnamese, english: error?.english });
  }
}

const headers = (method) => (method === "POST" ? { "Content-Type": "application/json", "X-Station-Token": token } : {});

async function once(method, path, body) {
  const answer = await fetch(path, { method, headers: headers(method), body: method === "POST" ? JSON.stringify(body ?? {}) : undefined, cache: "no-store" });
  const text = await answer.text();
  const value = text ? JSON.parse(text) : null;
  if (answer.ok) return value;
  throw new Refusal(answer.status, value?.error);
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/// Asks; waits for a station that is away, and says so meanwhile.
export async function ask(method, path, body, { patient = true } = {}) {
  for (let tries = 0; ; tries += 1) {
    try {
      const value = await once(method, path, body);
      listeners.offline(false);
      return value;
    } catch (error) {
      if (error instanceof Refusal) {
        listeners.offline(false);
        if (error.code === "wrong-token" && tries === 0) { await visit(); continue; }
        if (error.status === 423) listeners.locked();
        if (error.code === "not-signed-in" || error.code === "no-visit") listeners.signedOut();
        throw error;
      }
      listeners.offline(true);
      if (!patient) throw error;
      await pause(Math.min(500 * 2 ** tries, 3000));
    }
  }
}

export const get = (path) => ask("GET", path);
export const post = (path, body) => ask("POST", path, body);

/// Who is signed in; brings the token that goes with everything that changes something.
export async function visit() {
  const look = await ask("GET", "/api/visit");
  token = look.token;
  return look;
}

/// Takes the token of an answer to signing in or out.
export function keepToken(look) {
  token = look.token;
  return look;
}

/// A new id for something that is done once.
export const newId = () => crypto.randomUUID();

const commands = (application) => `/api/applications/${application}/commands`;
const stepOf = (name, values) => ({ id: newId(), action: { [name]: values } });

/// One command of a session; `supervisor` is { name, pin } where a second person stands for it.
export async function command(application, name, values = {}, supervisor) {
  const step = stepOf(name, values);
  return post(commands(application), supervisor ? { step, supervisor } : { step });
}

/// The last command of a page that goes away: the browser sends it (64 KiB at most), nobody waits for the answer.
export function lastCommand(application, name, values) {
  const body = JSON.stringify({ step: stepOf(name, values) });
  fetch(commands(application), { method: "POST", headers: headers("POST"), body, keepalive: true }).catch(() => {});
}

/// Orders a device about: start, now, stop.
export const capture = (action, application, target) => post("/api/capture", { action, application, target });
