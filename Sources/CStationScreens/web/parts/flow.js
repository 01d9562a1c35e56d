// SPDX-License-Identifier: Apache-2.0
// From step to step of an application.

import { command } from "./api.js";
import { askReason } from "./dialogs.js";
import { errorText } from "./errors.js";
import { change, isAllowed, store, takeState } from "./store.js";
import { t } from "./text.js";

/// Gives a command, takes the new state; shows what stands in the way. A second one waits for the
/// first, so that a double click is one.
export async function give(name, values, supervisor) {
  const { application } = store.state;
  change({ busy: store.busy + 1, trouble: null });
  try {
    takeState(await command(application, name, values, supervisor));
    return true;
  } catch (error) {
    change({ trouble: error });
    return false;
  } finally {
    change({ busy: store.busy - 1 });
  }
}

/// As `give`, and throws what stands in the way: for dialogs.
export async function giveOrThrow(name, values, supervisor) {
  takeState(await command(store.state.application, name, values, supervisor));
}

/// What stood in the way of the last command.
export const trouble = () => (store.trouble ? errorText(store.trouble) : "");

const needed = () => store.state.steps.filter((item) => item.status !== "not-needed").map((item) => item.step);

/// Waits until every command that was given has its answer.
export async function settled() {
  await new Promise((done) => setTimeout(done, 10));
  while (store.busy) await new Promise((done) => setTimeout(done, 20));
}

/// Opens a step, and keeps in the session that one is there.
export async function go(step) {
  await settled();
  change({ trouble: null });
  if (store.state.step !== step && isAllowed("goTo")) await give("goTo", { step });
  location.hash = `#/application/${store.state.application}/${step}`;
}

/// The step after one.
export function next(step) {
  const steps = needed();
  return go(steps[Math.min(steps.indexOf(step) + 1, steps.length - 1)]);
}

/// The step before one; before the first, the list of people.
export function back(step) {
  const steps = needed();
  const place = steps.indexOf(step);
  if (place <= 0) location.hash = "#/people";
  else return go(steps[place - 1]);
}

/// The keys that every step has.
export function stepKeys(step, forward = () => next(step)) {
  return [
    { key: "Enter", label: "key.next", run: forward },
    { key: "Escape", name: "Esc", label: "key.back", run: () => back(step) },
    { key: "F8", label: "key.exception", run: () => go("exceptions"), when: () => isAllowed("declareMissing") && step !== "exceptions" },
    { key: "F9", label: "key.review", run: () => go("review"), when: () => step !== "review" && isAllowed("goTo") },
    { key: "F10", label: "key.not-enrolled", run: () => notEnrolled(), when: () => isAllowed("notEnrolled") },
  ];
}

/// Asks why somebody is not enrolled, and closes the session.
export async function notEnrolled(chosen) {
  const closed = await askReason(t("not-enrolled.title"), store.face.policy.notEnrolledReasons, {
    yes: t("not-enrolled.yes"), kind: "danger", chosen,
    run: async (reason, note) => { await giveOrThrow("notEnrolled", { reason, note: note || null }); return true; },
  });
  if (closed) location.hash = `#/application/${store.state.application}/done`;
}
