// SPDX-License-Identifier: Apache-2.0
// What the screens of captures share: one target after the other, by itself, until all are done.

import { button, findingList, key, message, quality } from "./bits.js";
import { askReason, askSupervisor } from "./dialogs.js";
import { h } from "./dom.js";
import { giveOrThrow, trouble } from "./flow.js";
import { capture } from "./api.js";
import { isRunning, say, start, stop, tone, view } from "./live.js";
import { change, findingsAbout, isAllowed, store } from "./store.js";
import { said, t } from "./text.js";

const finished = new Set(["accepted", "overridden", "excepted"]);

/// Whether nothing is left to do for a capture.
export const isFinished = (item) => finished.has(item.status);

/// A screen over a list of captures. `items` gives them, `name` the target of one, `limit` what it must
/// reach.
export class CaptureRun {
  constructor(items, name) {
    Object.assign(this, { items, name, current: 0, isChosen: false, seen: "" });
  }

  /// The one in hand.
  get item() { return this.items()[this.current] ?? this.items()[0]; }

  /// Begins with the first one that is open.
  async enter() {
    const open = this.items().findIndex((item) => !isFinished(item));
    this.current = open < 0 ? 0 : open;
    this.isChosen = false;
    this.seen = this.fingerprint();
    // What the devices said last may be of a capture that was just ordered to stop, and has not yet.
    if (open >= 0) await this.begin({ again: true });
  }

  leave() { if (store.state && this.item) stop(this.name(this.item)); }

  async begin(options) {
    if (!isAllowed(this.action ?? "capture")) return;
    try { await start(this.name(this.item), options); } catch (error) { change({ trouble: error }); }
  }

  fingerprint() { return JSON.stringify(this.items().map((item) => [item.status, item.attempts.length])); }

  /// Goes on by itself when the state says that a capture is done; again when it has to be.
  changed(names) {
    if (!names.includes("state") || !store.state || !this.item) return;
    const now = this.fingerprint();
    if (now === this.seen) return;
    this.seen = now;
    const item = this.item;
    tone(isFinished(item));
    if (isFinished(item) && !this.isChosen) {
      const next = this.items().findIndex((other) => !isFinished(other) && other.status !== "exhausted");
      if (next >= 0) { this.current = next; this.begin(); }
    } else if (item.status === "retry" || item.status === "doubtful") this.begin({ again: true });
  }

  /// Turns to one by its place in the list.
  choose(index) {
    if (!this.items()[index]) return;
    this.current = index;
    this.isChosen = false;
    change({ trouble: null });
    this.begin();
  }

  keys() {
    return [
      { key: " ", name: "Space", label: "key.capture", run: () => this.now(), when: () => isAllowed(this.action ?? "capture") },
      ...this.items().slice(0, 10).map((item, index) => ({
        key: String((index + 1) % 10), name: this.items().length > 1 ? `1–${Math.min(this.items().length, 9)}` : "1", label: "key.choose", hidden: index > 0 || this.items().length < 2, run: () => this.choose(index),
      })),
      { key: "a", name: "A", label: "key.accept-below", run: () => this.acceptBelow(), when: () => this.item && ["retry", "exhausted"].includes(this.item.status) && this.item.best !== null && this.item.best !== undefined },
    ];
  }

  async now() {
    const target = this.name(this.item);
    if (isRunning(target)) await capture("now", store.state.application, target);
    else await this.begin();
  }

  /// Takes the best attempt although it is below the limit, with a reason; far below, with a supervisor.
  async acceptBelow() {
    const part = this.name(this.item);
    let picked = null;
    const taken = await askReason(t("accept.title"), store.face.policy.overrideReasons, {
      yes: t("accept.yes"),
      run: async (reason, note) => {
        picked = { part, reason, note: note || null };
        try { await giveOrThrow("acceptBelow", picked); return "done"; } catch (error) {
          if (error.code === "needs-supervisor") return "supervisor";
          throw error;
        }
      },
    });
    if (taken === "supervisor") await askSupervisor(t("accept.supervisor"), async (second) => { await giveOrThrow("acceptBelow", picked, second); return true; });
  }

  /// The button, the one message and the attempts of the one in hand.
  side(score, limit, more) {
    const item = this.item;
    const target = this.name(item);
    const all = (item.attempts?.length ?? 0) + (item.attemptsLeft ?? 0);
    const live = store.live?.target === target ? store.live : null;
    const shown = live && live.quality !== null && live.quality !== undefined && !isFinished(item) ? live.quality : score;
    const isLeft = !isFinished(item);
    return h("div", { class: "stack" },
      say(target, isFinished(item) ? t("capture.finished") : undefined),
      quality(shown ?? null, limit),
      h("div", { class: "row tight" },
        button(isLeft ? t("key.capture") : t("capture.again"), () => (isLeft ? this.now() : this.begin()), { keyName: "Space", id: "capture", kind: isLeft ? "main" : "" })),
      h("p", { class: "row apart tight" }, h("span", {}, t("capture.attempts", { n: item.attempts.length, all })), item.best ? h("strong", {}, t("capture.best", { n: item.best })) : null),
      more ?? null,
      item.attempts.length ? h("ol", { class: "stack tight small" }, item.attempts.map((attempt) =>
        h("li", {}, t("capture.attempt", { n: attempt.number, score: attempt.score ?? "–" }), attempt.reasons.length ? ` · ${said(attempt.reasons[0])}` : ""))) : null,
      findingList(findingsAbout(target).filter((finding) => finding.code !== "capture-open")),
      trouble() ? message("bad", trouble()) : null);
  }

  /// Film with the side beside it.
  stage(options, side) {
    const { item } = this;
    const still = item.best ? `/api/applications/${store.state.application}/pictures/${this.name(item)}?n=${item.best}` : null;
    return h("div", { class: "capture" }, view(this.name(item), { ...options, still }), side);
  }
}

/// The captures as small cards, each with its state in words and its key.
export function shots(run, label, scoreOf) {
  const items = run.items();
  return h("div", { class: "shots", role: "group", "aria-label": t("capture.list") }, items.map((item, index) =>
    h("button", { type: "button", class: `shot ${item === run.item ? "current" : ""}`, id: `shot-${run.name(item)}`, "aria-pressed": String(item === run.item), onclick: () => run.choose(index) },
      h("strong", {}, items.length > 1 ? key(String((index + 1) % 10)) : null, label(item)), h("span", { class: "score" }, scoreOf(item) ?? "–"), h("small", {}, t(`capture.${item.status}`)))));
}
