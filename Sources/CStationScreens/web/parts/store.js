// SPDX-License-Identifier: Apache-2.0
// What the screens know: who is signed in, the application in hand, what the devices say.

// `application` is the id of the one in hand; `state` is its state, null until the station has told it.
export const store = {
  application: "", face: null, officer: null, isLocked: false, secondsToLock: null, state: null, live: null, isOffline: false, busy: 0,
};
const hearers = new Set();

/// Calls back after each change.
export function onChange(hearer) { hearers.add(hearer); return () => hearers.delete(hearer); }

/// Changes what is known and tells everybody.
export function change(values) {
  Object.assign(store, values);
  for (const hearer of [...hearers]) hearer(Object.keys(values));
}

/// Takes an application in hand; what is known of another one goes.
export function takeInHand(application) {
  if (store.application !== application) change({ application, state: null, live: null });
}

/// Takes a session's state, unless a newer one is known. The station tells every window of every session:
/// those of other people are not for this one.
export function takeState(state) {
  if (state.application !== store.application || store.state?.revision > state.revision) return;
  change({ state });
}

/// Phases of a device that does nothing.
export const atRest = ["idle", "done", "lost"];

/// Takes what the devices say; nothing while they work for somebody else. That they have come to rest there
/// may be heard after they were sent to work here.
export function takeLive(live) {
  if (!live.application || live.application === store.application) change({ live });
  else if (!atRest.includes(live.phase)) change({ live: null });
}

/// The state of a step.
export const stepState = (name) => store.state?.steps.find((item) => item.step === name);

/// The value that counts of a field of the person.
export const personValue = (field) => store.state?.person.find((item) => item.field === field)?.chosen.value ?? "";

/// Findings about a part, or about any of several.
export const findingsAbout = (...parts) => (store.state?.findings ?? []).filter((finding) => parts.includes(finding.part));

/// Whether a command may be given now.
export const isAllowed = (name) => Boolean(store.state?.allowed.includes(name));
