// SPDX-License-Identifier: Apache-2.0
import { h, s } from "./dom.js";
import { has, said, t } from "./text.js";
import { capture } from "./api.js";
import { atRest, store } from "./store.js";

// One preview for all screens: moving it about does not start the film anew.
let film = null;

function picture() {
  if (film) return film;
  film = h("img", { src: "/api/preview", alt: "" });
  return film;
}

/// Lets go of the film, so that nothing is sent for nobody.
export function stopFilm() {
  if (!film) return;
  film.removeAttribute("src");
  film.remove();
  film = null;
}

/// Whether a device looks at a target of the application in hand.
export const isRunning = (target) => Boolean(store.live && store.live.target === target && store.live.application === store.state.application && !atRest.includes(store.live.phase));

/// Starts capturing a target of the application in hand; nothing when it is running already, unless it is
/// to be done again: what the state says comes before the word that the device is done.
export async function start(target, { again = false } = {}) {
  if (!again && isRunning(target)) return;
  await capture("start", store.state.application, target);
}

/// Puts the devices to rest, unless they do something else by now.
export function stop(target) {
  stopFilm();
  if (store.state) capture("stop", store.state.application, target).catch(() => {});
}

/// What the devices see: the film, boxes over it, a frame to keep to, frames a second.
export function view(target, { guide, tall, still } = {}) {
  const live = store.live?.target === target ? store.live : null;
  const isOn = live && !atRest.includes(live.phase);
  return h("figure", { class: `live ${tall ? "tall" : ""}`, "aria-label": t("live.label") },
    isOn ? picture() : still && live?.phase !== "lost" ? h("img", { src: still, alt: t("live.kept") }) : h("p", { class: "empty" }, live?.phase === "lost" ? liveText(live) : ""),
    isOn && live.boxes?.length ? boxes(live) : null,
    guide && isOn ? h("div", { class: "guide", vars: { left: `${guide.x}%`, top: `${guide.y}%`, width: `${guide.width}%`, height: `${guide.height}%` } }) : null,
    isOn && live.rate ? h("span", { class: "frames number" }, t("live.rate", { rate: Math.round(live.rate) })) : null);
}

function boxes(live) {
  const group = live.boxes.map((box) => [
    s("rect", { class: box.isLow ? "low" : "", x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top, rx: 8 }),
    s("text", { x: box.left + 6, y: box.top - 12 }, box.score === undefined || box.score === null ? t(`finger.${box.finger}`) : `${t(`finger.${box.finger}`)} ${box.score}`),
  ]);
  return s("svg", { class: "boxes", viewBox: `0 0 ${live.width} ${live.height}`, "aria-hidden": "true" }, group);
}

/// What a device says now, in words.
export function liveText(live) {
  if (!live.code) return t(`phase.${live.phase}`);
  return has(`error.${live.code}`) ? t(`error.${live.code}`) : said(live);
}

const moods = { good: ["✓", "good"], warn: ["!", "warn"], bad: ["✕", "bad"], wait: ["●", ""] };

/// The one thing to tell the person now, big enough to be read from where they stand.
export function say(target, fallback) {
  const live = store.live?.target === target ? store.live : null;
  const mood = fallback ? "good" : !live ? "wait" : live.phase === "captured" || live.phase === "settling" || live.phase === "done" ? "good" : live.phase === "lost" ? "bad" : live.code ? "warn" : "wait";
  const [sign, kind] = moods[mood];
  const text = fallback ?? (live ? liveText(live) : t("phase.idle"));
  return h("p", { class: `say ${kind}`, id: "say" }, h("span", { class: `sign ${mood === "wait" ? "pulse" : ""}`, "aria-hidden": "true" }, sign), h("span", {}, text));
}

// Reading aids hear the message when it has stood for a while, not at every frame.
let spoken = "";
let timer = 0;
/// Speaks a text politely, at most every two seconds.
export function speak(text) {
  const region = document.getElementById("spoken");
  if (!region || text === spoken) return;
  spoken = text;
  clearTimeout(timer);
  timer = setTimeout(() => { region.textContent = text; }, 600);
}

/// A short tone: high for done, low for again. Browsers allow it once a key was pressed.
export function tone(isGood) {
  if (!navigator.userActivation?.hasBeenActive) return;
  try {
    const audio = new AudioContext();
    const gain = new GainNode(audio, { gain: 0.06 });
    const sound = new OscillatorNode(audio, { frequency: isGood ? 880 : 330 });
    sound.connect(gain).connect(audio.destination);
    sound.start();
    sound.stop(audio.currentTime + 0.12);
    sound.onended = () => audio.close();
  } catch { /* a station without sound */ }
}
