/**
 * The browser's twin of the search, for test_twin.py. A JSON text a line: first what it needs to
 * know, then lists of questions; each list is answered by a list.
 */

import { distance } from "../../src/latchstring/reader/static/search/edits.js";
import { folder } from "../../src/latchstring/reader/static/search/fold.js";
import { recogniser } from "../../src/latchstring/reader/static/search/recognise.js";
import {
  Alike,
  comparing,
} from "../../src/latchstring/reader/static/search/similar.js";
import {
  splitter,
  vocabulary,
} from "../../src/latchstring/reader/static/search/vocabulary.js";

/**
 * @typedef {object} Known
 * @property {import("../../src/latchstring/reader/static/search/tables.js").Tables} tables
 * @property {import("../../src/latchstring/reader/static/search/weights.js").Weights} weights
 * @property {{key: string, crisis: boolean}[]} concepts
 * @property {string} vocabulary
 */

/**
 * A text to fold and split; with a hint, to recognise too. Or a word and the words that it may be;
 * or two words and the most edits.
 *
 * @typedef {object} Question
 * @property {string} text
 * @property {string} [hint]
 * @property {string[]} [written] words that stand in the records
 * @property {string} [key] the concept that the reader chose
 * @property {string[]} [among]
 * @property {[string, string, number]} [edits]
 */

/**
 * @param {Known} known
 * @returns {(question: Question) => unknown}
 */
function answerer(known) {
  const compare = comparing(known.weights.similar);
  const languages = vocabulary(known.vocabulary, compare);
  const fold = folder(known.tables);
  const split = splitter(known.tables);
  const { recognise, chosen } = recogniser(
    known.tables,
    known.weights.recognise,
    known.concepts,
  );
  return ({ text, hint, written = [], key, among, edits }) => {
    if (edits) return distance(...edits);
    if (among) return new Alike(among, compare).find(text);
    const plain = { fold: fold(text), words: split(text) };
    if (hint === undefined) return plain;
    const inRecords = new Set(written);
    const found = recognise(text, languages, hint, (one) => inRecords.has(one));
    return {
      ...plain,
      understood: key === undefined ? found : chosen(found, key),
    };
  };
}

const { process } = /** @type {any} */ (globalThis);
// A name of type string: the types of node are not installed.
const { createInterface } = await import(String("node:readline"));
/** @type {((question: Question) => unknown) | undefined} */
let answer;
for await (const line of createInterface({ input: process.stdin }))
  if (answer) {
    const answers = JSON.parse(line).map(answer);
    process.stdout.write(`${JSON.stringify(answers)}\n`);
  } else answer = answerer(JSON.parse(line));
