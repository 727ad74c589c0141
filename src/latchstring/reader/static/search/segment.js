/** Words of a folded text, by rules of our own: the twin of `segment.py`. */

import { characterClass } from "./tables.js";

/** Characters kept of a word, and of a unit. */
const WORD = 40;
const UNIT = 12;

/**
 * @param {import("./tables.js").Tables} tables
 * @returns {{words: (folded: string) => string[], spaceless: (run: string) => boolean}}
 *   words: all of a folded text, in order, with repetitions
 */
export function segmenter(tables) {
  const known = characterClass(tables.known);
  const letters = characterClass(tables.spaceless);
  const sign = `[${characterClass(tables.signs)}]`;
  const stacker = `[${characterClass(tables.stackers)}]`;
  const ender = `[${characterClass(tables.enders)}]`;
  const base = `(?!${sign})[${letters}]`;
  const run = new RegExp(`[${letters}]+|(?:(?![${letters}])[${known}])+`, "gu");
  const unit = new RegExp(
    `${base}(?:${stacker}${base}|${sign})*` +
      `(?:${base}\\u1037?${ender}(?:${stacker}${base}|${sign})*)*|${sign}`,
    "gu",
  );
  const first = new RegExp(`^(?:${unit.source})`, "u");

  /** @param {string} text */
  const spaceless = (text) => first.test(text);

  /** @param {string} text */
  function cut(text) {
    if (!spaceless(text)) return [start(text, WORD)];
    const units = (text.match(unit) ?? []).map((one) => start(one, UNIT));
    if (units.length === 1) return units;
    return units.slice(1).map((one, i) => units[i] + one);
  }

  return {
    words: (folded) => (folded.match(run) ?? []).flatMap(cut),
    spaceless,
  };
}

/**
 * The first characters, counted as Python counts them.
 *
 * @param {string} text
 * @param {number} count
 */
function start(text, count) {
  return text.length <= count ? text : [...text].slice(0, count).join("");
}
