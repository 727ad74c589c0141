/** The numbers of `search/weights.json`, which Python explains: the twin of `weights.py`. */

export {};

/** @typedef {{similar: Similar, recognise: Recognise}} Weights */

/**
 * @typedef {object} Similar
 * @property {string} wide
 * @property {[string, string]} hangul
 * @property {number} piece
 * @property {number} wide_piece
 * @property {number} short
 * @property {number} wide_short
 * @property {number} long
 * @property {number} part
 * @property {number} least
 * @property {number} most
 * @property {number[]} edited
 * @property {number} stem
 */

/**
 * @typedef {object} Recognise
 * @property {number} words
 * @property {number} foreign
 * @property {number} unknown
 * @property {number} knowing
 * @property {number} languages
 * @property {number} known
 * @property {number} passed
 * @property {number} covered
 * @property {number} least
 * @property {number} beside
 * @property {number} most
 * @property {number} phrase
 * @property {number} strange
 * @property {number} joint
 * @property {number} sure
 * @property {number} alarming
 * @property {number} danger
 * @property {number} alarmed
 * @property {number} also
 */
