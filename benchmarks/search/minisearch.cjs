/* Answers queries with MiniSearch: node minisearch.cjs LIBRARY < {texts, queries} > [[slug…]…]
 *
 * The best setting measured for Vietnamese: accents and đ folded, all words wanted, words may
 * be unfinished or have a slip in one letter of five. */
"use strict";

const MiniSearch = require(process.argv[2]);

function fold(word) {
  return word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[đð]/g, "d");
}

const { texts, queries } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const index = new MiniSearch({
  fields: ["title", "text"],
  storeFields: ["slug"],
  tokenize: (text) => text.normalize("NFC").match(/[\p{L}\p{N}]+/gu) || [],
  processTerm: fold,
});
index.addAll(texts);
const options = { combineWith: "AND", fuzzy: 0.2, prefix: true, boost: { title: 2 } };
const answers = queries.map((query) => index.search(query, options).map((found) => found.slug));
process.stdout.write(JSON.stringify(answers));
