/**
 * The tables of `search/fold.json`, as the modules of this folder read them.
 *
 * @typedef {object} Tables
 * @property {string[]} known code points in hexadecimal, ranges as first-last
 * @property {string[]} apostrophes
 * @property {string[]} removed
 * @property {string} joiner
 * @property {string[]} joined
 * @property {[string, string][]} kept
 * @property {string[]} stripped
 * @property {string[]} zeros
 * @property {[string, string, number][]} rows
 * @property {Record<string, string>} letters
 * @property {[string, string][]} pairs
 * @property {string[]} spaceless
 * @property {string[]} signs
 * @property {string[]} stackers
 * @property {string[]} enders
 * @property {string[]} simplified
 * @property {Record<string, string>} zawgyi
 */

/**
 * @param {string[]} lines
 * @returns {[number, number][]}
 */
function ranges(lines) {
  return lines
    .join(" ")
    .split(" ")
    .map((item) => {
      const [first = "", last = first] = item.split("-");
      return [parseInt(first, 16), parseInt(last, 16)];
    });
}

/**
 * Every code point of a table.
 *
 * @param {string[]} lines
 * @returns {number[]}
 */
export function codePoints(lines) {
  return ranges(lines).flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, step) => first + step),
  );
}

/**
 * The same table as the inside of a regular expression's brackets (with the flag u).
 *
 * @param {string[]} lines
 * @returns {string}
 */
export function characterClass(lines) {
  return ranges(lines)
    .map(
      ([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`,
    )
    .join("");
}
