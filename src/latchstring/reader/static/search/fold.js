/** One spelling for what people mean as one word: the twin of `fold.py`. */

import { characterClass, codePoints } from "./tables.js";
import { zawgyi } from "./zawgyi.js";

/** @typedef {import("./tables.js").Tables} Tables */

/**
 * @param {Tables} tables
 * @returns {(text: string) => string} the searchable spelling of any text
 */
export function folder(tables) {
  const known = characterClass(tables.known);
  const unknown = new RegExp(`[^${known}']+`, "gu");
  const joiner = new RegExp(
    `([${characterClass(tables.joined)}])${tables.joiner}+`,
    "gu",
  );
  const elided = new RegExp(`(^|[^${known}'])([a-z]|qu)'(?=[${known}])`, "gu");
  const inside = new RegExp(`((?![0-9])[${known}])'+(?=[${known}])`, "gu");
  const signs = signsOf(tables);
  const letters = lettersOf(tables, signs);
  const unicode = zawgyi(tables.zawgyi);

  /** @param {string} text */
  function plain(text) {
    let found = translated(text.replace(joiner, "$1 "), signs);
    found = found.replace(/[\u1000-\u109f]+/gu, unicode);
    found = found.replace(unknown, " ").normalize("NFKD").toLowerCase();
    for (const [apart, whole] of tables.kept)
      found = found.replaceAll(apart, whole);
    return translated(found, letters).replace(unknown, " ");
  }

  return (text) => {
    let found = plain(text)
      .replace(elided, "$1$2 ")
      .replace(inside, "$1")
      .replaceAll("'", " ");
    for (const [typed, meant] of tables.pairs)
      found = found.replaceAll(typed, meant);
    return found.normalize("NFC").split(" ").filter(Boolean).join(" ");
  };
}

/**
 * @param {string} text
 * @param {Map<string, string>} table
 */
function translated(text, table) {
  let found = "";
  for (const letter of text) found += table.get(letter) ?? letter;
  return found;
}

/**
 * @param {Tables} tables
 * @returns {Map<string, string>}
 */
function signsOf(tables) {
  const signs = new Map();
  for (const one of codePoints(tables.removed))
    signs.set(String.fromCodePoint(one), "");
  for (const one of codePoints(tables.apostrophes))
    signs.set(String.fromCodePoint(one), "'");
  return signs;
}

/**
 * Every character that is replaced once marks stand apart.
 *
 * @param {Tables} tables
 * @param {Map<string, string>} signs
 * @returns {Map<string, string>}
 */
function lettersOf(tables, signs) {
  const letters = new Map(signs);
  for (const one of codePoints(tables.stripped))
    letters.set(String.fromCodePoint(one), "");
  const written = new Map();
  for (const [to, many] of Object.entries(tables.letters))
    for (const letter of many) written.set(letter, to);
  for (const [letter, to] of written) letters.set(letter, to);
  for (const [first, target, count] of tables.rows)
    for (let step = 0; step < count; step++) {
      const to = String.fromCodePoint(Number(target.codePointAt(0)) + step);
      const from = String.fromCodePoint(Number(first.codePointAt(0)) + step);
      letters.set(from, written.get(to) ?? to);
    }
  for (const zero of codePoints(tables.zeros))
    for (let digit = 0; digit < 10; digit++)
      letters.set(String.fromCodePoint(zero + digit), String(digit));
  const hanzi = [...tables.simplified.join("")];
  for (let i = 0; i < hanzi.length; i += 2)
    letters.set(hanzi[i] ?? "", hanzi[i + 1] ?? "");
  return letters;
}
