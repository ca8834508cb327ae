// Answers questions about the search script, one JSON object a line: what a page's browser would.
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");
const readline = require("readline");

const folder = path.join(__dirname, "../../theme/js/search");
const page = vm.createContext({});
for (const name of ["1-spelling.js", "2-lists.js", "3-store.js"]) {
  vm.runInContext(fs.readFileSync(path.join(folder, name), "utf8"), page);
}
const bantin = page.bantin;

function opened(root) {
  const asked = [];
  const store = bantin.store("", (url, done) => {
    const place = path.join(root, url.split("?")[0]);
    if (fs.existsSync(place)) {
      vm.runInContext(fs.readFileSync(place, "utf8"), page);
      asked.push([url.split("?")[0], fs.statSync(place).size]);
    }
    done();
  });
  return { store, asked };
}

const tasks = {
  spell: ({ texts }) => texts.map((text) => bantin.spelling.tokens(text)),
  decode: ({ texts }) => texts.map((text) => bantin.lists.decode(text)),
  hash: ({ pairs }) => pairs.map((pair) => bantin.lists.pairHash(pair)),
  ask: ({ root, words, pairs, letter, ids }) => {
    const { store, asked } = opened(root);
    const told = { asked };
    store.start((start) => {
      told.documents = start && start.documents;
      told.languages = start && Array.from({ length: start.documents }, (_, id) => start.language(id));
      told.partners = start && Array.from({ length: start.documents }, (_, id) => start.partners(id));
      told.years = start && Array.from({ length: start.documents }, (_, id) => start.year(id));
      told.syllables = start && start.words;
    });
    store.words(words || [], (found) => { told.words = found; });
    store.pairs(pairs || [], (found) => { told.pairs = found; });
    store.lexicon(letter || "a", (found) => { told.lexicon = found; });
    store.facets((found) => { told.facets = found; });
    store.docs(ids || [], (found) => { told.docs = found; });
    return told;
  },
};

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const question = JSON.parse(line);
  process.stdout.write(JSON.stringify(tasks[question.task](question)) + "\n");
});
