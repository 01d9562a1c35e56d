// SPDX-License-Identifier: Apache-2.0
// The words of the screens: one file a language, both loaded, so that a switch waits for nothing.

const words = {};
export const languages = ["vi", "en"];
let current = "vi";

/// Loads all languages; call once.
export async function loadWords() {
  for (const language of languages) {
    words[language] = await (await fetch(`/lang/${language}.json`)).json();
  }
}

/// The language in use.
export const language = () => current;

/// Uses another one.
export function useLanguage(next) {
  current = languages.includes(next) ? next : "vi";
  document.documentElement.lang = current;
}

/// The words for a key, with {name} replaced; the key itself where there are none, so that it shows.
export function t(key, values) {
  const text = words[current]?.[key] ?? key;
  return values ? text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "") : text;
}

/// Whether there are words for a key.
export const has = (key) => key in (words[current] ?? {});

/// What the station says in both languages, such as a finding or a reason code.
export const said = (item) => (item ? (current === "vi" ? item.vietnamese : item.english) ?? item.message ?? "" : "");

/// A day YYYY-MM-DD, YYYY-MM or YYYY as dd/mm/yyyy.
export function day(text) {
  return (text ?? "").split("-").reverse().join("/");
}

/// dd/mm/yyyy as YYYY-MM-DD; unknown parts left out; other text as it is.
export function isoDay(text) {
  const parts = text.trim().split(/[\/.\- ]/).filter(Boolean);
  if (!parts.length || parts.length > 3 || parts.some((part) => !/^\d+$/.test(part))) {
    const digits = text.trim();
    if (/^\d{8}$/.test(digits)) return `${digits.slice(4)}-${digits.slice(2, 4)}-${digits.slice(0, 2)}`;
    return text.trim();
  }
  if (parts[0].length === 4) return parts.map((p) => p.padStart(2, "0")).join("-");
  return parts.reverse().map((part, index) => (index ? part.padStart(2, "0") : part)).join("-");
}

/// A moment of RFC 3339 as time and day in Viet Nam.
export function moment(text) {
  if (!text) return "";
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text;
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Asia/Ho_Chi_Minh", hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit", year: "numeric",
  }).formatToParts(date).reduce((all, part) => ({ ...all, [part.type]: part.value }), {});
  return `${parts.hour}:${parts.minute} ${parts.day}/${parts.month}/${parts.year}`;
}

/// A number as people of the language write it.
export const figure = (number) => number.toLocaleString(current === "vi" ? "vi-VN" : "en-GB");

/// Letters without accents and case, for search.
export function folded(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
}

/// 1 234 567 bytes as 1.2 MB, with the decimal sign of the language.
export function size(bytes) {
  const units = ["B", "kB", "MB", "GB"];
  let power = 0;
  while (bytes >= 1000 && power < 3) { bytes /= 1000; power += 1; }
  const text = power ? bytes.toFixed(1) : String(bytes);
  return `${current === "vi" ? text.replace(".", ",") : text} ${units[power]}`;
}
