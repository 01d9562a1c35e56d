// SPDX-License-Identifier: Apache-2.0
import { has, language, t } from "./text.js";

/// What went wrong and what to do, in the language in use.
export function errorText(error) {
  if (language() === "vi" && error.vietnamese) return error.vietnamese;
  const key = `error.${error.code}`;
  if (error.code && has(key)) return t(key, { seconds: error.seconds ?? "" });
  return error.message || t("error.internal");
}
