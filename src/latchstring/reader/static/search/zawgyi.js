/** Burmese typed with the old Zawgyi fonts, written again as Unicode: the twin of `zawgyi.py`. */

const CONSONANT = "[\\u1000-\\u1021\\u1025\\u1027\\u103f]";
const KINZI = "\u1004\u103a\u1039";
const ABOVE = new RegExp(
  `(\\u1031?\\u103c?)(${CONSONANT})((?:\\u1039${CONSONANT})?)\\u1064`,
  "gu",
);
const SYLLABLE = new RegExp(
  `(\\u1031?)(\\u103c?)((?:${KINZI})?${CONSONANT}(?:\\u1039${CONSONANT})?)([\\u103b-\\u103e]*)`,
  "gu",
);
const ROWS = [
  "\\u1000-\\u1004",
  "\\u1005-\\u1009",
  "\\u100b-\\u100f",
  "\\u1010-\\u1014",
  "\\u1015-\\u1019",
];
const EVIDENCE = new RegExp(
  [
    "(?:^|[\\u102b-\\u1030\\u1032\\u1036-\\u103a])\\u1031",
    "\\u1039(?![\\u1000-\\u1021\\u103f])",
    "(?:^|[\\u102b-\\u1032\\u1036-\\u1039])[\\u103b\\u107e-\\u1084]",
    "\\u103a[\\u102b-\\u1030\\u1032]",
    "[\\u1033\\u1034]",
    "\\u1031[\\u107e-\\u1084]",
    `[\\u107e-\\u1084]${CONSONANT}`,
    ...ROWS.map((row) => `[${row}]\\u1039(?![${row}])`),
  ].join("|"),
  "u",
);

/**
 * @param {Record<string, string>} table Zawgyi's code points and theirs in Unicode, hexadecimal
 * @returns {(run: string) => string} for Burmese letters without spaces
 */
export function zawgyi(table) {
  const letters = new Map(
    Object.entries(table).map(([code, to]) => [
      String.fromCharCode(parseInt(code, 16)),
      to
        .split(" ")
        .map((one) => String.fromCharCode(parseInt(one, 16)))
        .join(""),
    ]),
  );
  return (run) => {
    if (!EVIDENCE.test(run)) return run;
    const written = converted(run, letters);
    return EVIDENCE.test(written) ? run : written;
  };
}

/**
 * @param {string} run
 * @param {Map<string, string>} letters
 */
function converted(run, letters) {
  return [...run]
    .map((letter) => letters.get(letter) ?? letter)
    .join("")
    .replace(ABOVE, `$1${KINZI}$2$3`)
    .replace(
      SYLLABLE,
      (_, before, ra, letter, medials) =>
        letter + [...(ra + medials)].sort().join("") + before,
    )
    .replaceAll("\u102f\u102d", "\u102d\u102f")
    .replaceAll("\u1036\u102f", "\u102f\u1036");
}
