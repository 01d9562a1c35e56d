// SPDX-License-Identifier: Apache-2.0
// Starts the screens, leads from one to the other, and keeps them in step with the station.

import { get, keepToken, onTrouble, post, visit } from "./parts/api.js";
import { h, renew } from "./parts/dom.js";
import { bar, keyBar, notices, steps } from "./parts/frame.js";
import { onScan, startKeys, useGlobalKeys, useKeys } from "./parts/keys.js";
import { liveText, speak, stopFilm } from "./parts/live.js";
import { change, onChange, store, takeInHand, takeLive, takeState } from "./parts/store.js";
import { language, languages, loadWords, t, useLanguage } from "./parts/text.js";
import * as screens from "./screens/all.js";

const root = h("div", { id: "root" });
let shown = { name: "", screen: null };
let stream = null;

// Only these two choices stay in the browser; nothing about anybody does.
const choice = {
  get: (name, fallback) => { try { return localStorage.getItem(name) ?? fallback; } catch { return fallback; } },
  set: (name, value) => { try { localStorage.setItem(name, value); } catch { /* private window */ } },
};

/// Where the address leads: { name, application, step }.
function route() {
  const [page, application, step] = location.hash.replace(/^#\/?/, "").split("/");
  if (page === "application" && application) return { name: step || store.state?.step || "person", application, step };
  return { name: page || "people" };
}

async function enter() {
  if (!store.officer || store.isLocked) return show("sign-in");
  const to = route();
  if (to.application && store.application !== to.application) {
    // The devices rest before another person is in hand: nothing is captured for the one before.
    leave();
    takeInHand(to.application);
  }
  if (to.application && !store.state) {
    try {
      const state = await get(`/api/applications/${to.application}`);
      if (store.application !== to.application) return;
      takeState(state);
      if (!to.step) return location.replace(`#/application/${to.application}/${state.step}`);
    } catch {
      if (store.application === to.application) location.replace("#/people");
      return;
    }
  }
  await show(screens.all[to.name] ? to.name : "people");
}

/// Lets go of the screen that is shown; what it drew stays until the next one draws.
function leave() {
  shown.screen?.leave?.();
  stopFilm();
  shown = { name: "", screen: null };
  useKeys([]);
}

async function show(name) {
  if (shown.name !== name || shown.application !== store.state?.application) {
    leave();
    shown = { name, screen: screens.all[name], application: store.state?.application, isFresh: true };
    draw();
    focusFirst();
    await shown.screen.enter?.();
  }
  draw();
  if (shown.isFresh) {
    shown.isFresh = false;
    focusFirst();
  }
  root.dataset.shows = location.hash;
}

/// Puts the cursor where work begins, unless somebody has put it elsewhere.
function focusFirst() {
  const active = document.activeElement;
  if (active && active !== document.body && active.id !== "title") return;
  (document.querySelector("[data-first]") ?? document.getElementById("title"))?.focus();
}

const isStep = () => store.state && screens.stepNames.includes(shown.name);

function draw() {
  const { screen } = shown;
  if (!screen || (screens.stepNames.includes(shown.name) && !store.state)) return;
  document.title = `${t(`title.${shown.name}`)} · Sinhtrac`;
  if (screen.isBare) { useKeys(screen.keys?.() ?? []); renew(root, screen.render()); return; }
  useKeys(screen.keys?.() ?? []);
  const stage = h("main", { class: "stage", id: "stage", tabindex: "0", "aria-labelledby": "title" }, screen.render());
  const { scrollTop } = document.getElementById("stage") ?? {};
  renew(root, h("div", { class: "frame" }, bar(shown.name, { language: switchLanguage, light: switchLight, lock }), notices(),
    isStep() ? steps(shown.name) : null, stage, keyBar()));
  if (scrollTop && !shown.isFresh) stage.scrollTop = scrollTop;
}

// However much changes at once, it is drawn once.
let isDrawing = false;
function drawSoon() {
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame(() => { isDrawing = false; if (!shown.screen?.isHeld?.()) draw(); });
}

function switchLanguage() {
  useLanguage(languages[(languages.indexOf(language()) + 1) % languages.length]);
  choice.set("language", language());
  draw();
}

function switchLight() {
  const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  choice.set("light", next);
  draw();
}

async function lock() {
  await post("/api/visit/lock").catch(() => {});
  isLocked();
}

function isLocked() {
  change({ isLocked: true, live: null });
  stream?.close();
  stream = null;
  show("sign-in");
}

/// Takes what signing in or out gave, and goes on where one was.
export async function arrived(look) {
  keepToken(look);
  change({ officer: look.officer ?? null, isLocked: look.isLocked, secondsToLock: look.secondsToLock, face: await get("/api/face") });
  if (look.officer && !look.isLocked) listen();
  await enter();
}

function listen() {
  stream?.close();
  stream = new EventSource("/api/events");
  stream.onopen = () => change({ isOffline: false });
  stream.onerror = async () => {
    // What the devices did is over, or told anew.
    change({ isOffline: true, live: null });
    // The station may be back under a new visit: ask before the browser tries the old one for ever.
    const look = await visit();
    change({ isOffline: false });
    if (!look.officer || look.isLocked) { stream?.close(); change({ officer: look.officer ?? null, isLocked: look.isLocked }); await enter(); } else if (stream?.readyState === EventSource.CLOSED) listen();
    if (store.state) get(`/api/applications/${store.state.application}`).then(takeState).catch(() => {});
  };
  stream.addEventListener("state", (event) => takeState(JSON.parse(event.data)));
  stream.addEventListener("live", (event) => takeLive(JSON.parse(event.data)));
  stream.addEventListener("outbox", (event) => shown.screen?.moved?.(JSON.parse(event.data)));
  stream.addEventListener("people", () => shown.screen?.renewed?.());
}

// An officer who types is active although nothing is sent meanwhile.
let lastActive = 0;
function active() {
  if (!store.officer || store.isLocked || Date.now() - lastActive < 30_000) return;
  lastActive = Date.now();
  post("/api/visit/active").catch(() => {});
}

async function begin() {
  document.body.append(root, h("div", { id: "spoken", class: "hidden", "aria-live": "polite" }));
  document.documentElement.dataset.theme = choice.get("light", matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  await loadWords();
  useLanguage(choice.get("language", "vi"));
  onTrouble({
    offline: (isOffline) => { if (isOffline !== store.isOffline) change({ isOffline }); },
    locked: isLocked,
    signedOut: () => { change({ officer: null, live: null }); enter(); },
  });
  onChange((names) => {
    if (names.includes("live") && store.live) speak(liveText(store.live));
    if (shown.application === store.state?.application) shown.screen?.changed?.(names);
    drawSoon();
  });
  onScan((text) => shown.screen?.scanned?.(text));
  useGlobalKeys([
    { key: "F1", label: "key.help", run: () => { location.hash = "#/help"; }, last: true },
    { key: "F2", label: "key.search", run: () => { location.hash = "#/people"; document.getElementById("search")?.select(); }, hidden: true, when: () => !shown.screen?.isBare },
    { key: "F4", label: "lock", run: lock, hidden: true, when: () => !shown.screen?.isBare },
    { key: "F6", label: "key.language", run: switchLanguage, hidden: true },
    { key: "F7", label: "key.light", run: switchLight, hidden: true },
  ]);
  startKeys();
  for (const name of ["keydown", "pointerdown"]) addEventListener(name, active, { passive: true });
  addEventListener("hashchange", enter);
  addEventListener("pagehide", () => shown.screen?.hidden?.());
  setInterval(async () => {
    if (!store.officer || store.isLocked) return;
    const look = await visit();
    if (look.isLocked) isLocked();
  }, 15_000);
  await arrived(await visit());
}

begin();
