// SPDX-License-Identifier: Apache-2.0
// Keys without a mouse. A key that is part of composing a letter, or that comes as fast as only a
// barcode scanner types, is never a shortcut.

let bindings = [];
let global = [];
let scanned = () => {};
const burst = { text: "", last: 0, timer: 0, waiting: null };

/// No human hits keys as close together as this, milliseconds; hand scanners take 1 to 20.
const humanGap = 35;
/// Shortest text that counts as scanned.
const leastScan = 12;

/// Keys of the screen in use: [{ key, label, run, when, hidden }].
export function useKeys(list) { bindings = list.filter(Boolean); }

/// Keys that work everywhere.
export function useGlobalKeys(list) { global = list; }

/// What to do with a text from a scanner that types.
export function onScan(handler) { scanned = handler; }

/// The keys that are shown.
export const shownKeys = () => [...bindings, ...global].filter((b) => !b.hidden && (!b.when || b.when()));

const isTyping = (element) => element?.matches?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

function find(event) {
  const typing = isTyping(event.target);
  return [...bindings, ...global].find((binding) => {
    if (binding.key !== event.key && binding.code !== event.code) return false;
    if (Boolean(binding.ctrl) !== (event.ctrlKey || event.metaKey) || event.altKey !== Boolean(binding.alt)) return false;
    if (typing && (event.key.length === 1) && !binding.ctrl && !binding.alt) return false;
    return !binding.when || binding.when();
  });
}

function run(binding, event) {
  binding.run(event);
}

function press(event) {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  if (document.querySelector("dialog[open]")) return;
  const now = performance.now();
  const isFast = now - burst.last < humanGap;
  burst.last = now;
  if (event.key.length === 1) burst.text = isFast ? burst.text + event.key : event.key;
  if (isFast && burst.waiting) { clearTimeout(burst.timer); burst.waiting = null; }
  if (event.key === "Enter" && isFast && burst.text.length >= leastScan) {
    event.preventDefault();
    const text = burst.text;
    burst.text = "";
    if (isTyping(event.target)) { event.target.value = event.target.dataset.before ?? ""; }
    scanned(text);
    return;
  }
  const binding = find(event);
  if (!binding) return;
  if (event.key === "Enter" && event.target.matches?.("button, a, summary, tr[tabindex], textarea")) return;
  if (event.key === " " && event.target.matches?.("button, a, summary, input")) return;
  event.preventDefault();
  if (event.repeat) return;
  // A letter or digit may be the first of a scanned text: see whether another one follows at once.
  if (event.key.length === 1) {
    burst.waiting = binding;
    burst.timer = setTimeout(() => { burst.waiting = null; run(binding, event); }, humanGap + 5);
  } else run(binding, event);
}

/// Listens; call once.
export function startKeys() {
  document.addEventListener("keydown", press);
  // What stood in a field before somebody, or a scanner, typed into it.
  document.addEventListener("focusin", (event) => { if (isTyping(event.target)) event.target.dataset.before = event.target.value; });
}
