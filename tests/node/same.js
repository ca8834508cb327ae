// Reads pairs of scripts and says which are not the same but for the names of what is local.
"use strict";
const fs = require("fs");
const acorn = require("acorn");

const MARKS = new Set(["type", "start", "end", "raw"]);

function tree(name) { return acorn.parse(fs.readFileSync(name, "utf8"), { ecmaVersion: 5 }); }

/* Names that a function declares, those of inner functions apart. */
function declared(node) {
  const found = new Set(node.params.map((one) => one.name));
  if (node.type === "FunctionExpression" && node.id) { found.add(node.id.name); }
  (function walk(one) {
    if (!one || typeof one !== "object") { return; }
    if (one.type === "VariableDeclarator") { found.add(one.id.name); }
    if (one.type === "CatchClause") { found.add(one.param.name); }
    if (one.type === "FunctionDeclaration") { found.add(one.id.name); }
    if (/^Function/.test(one.type || "") && one !== node) { return; }
    Object.values(one).forEach(walk);
  }(node.body));
  return [...found];
}

/* Where a name is declared: how many functions further out, and as which of them; else the name. */
function stands(name, scopes) {
  for (let out = 0; out < scopes.length; out += 1) {
    const at = scopes[out].indexOf(name);
    if (at >= 0) { return `${out}.${at}`; }
  }
  return name;
}

function said(node, scopes) {
  if (Array.isArray(node)) { return node.map((one) => said(one, scopes)); }
  if (node instanceof RegExp) { return String(node); }
  if (!node || typeof node !== "object") { return node; }
  if (node.type === "Identifier") { return stands(node.name, scopes); }
  const inner = /^Function/.test(node.type || "") ? [declared(node), ...scopes] : scopes;
  const made = { type: node.type };
  Object.keys(node).forEach((key) => {
    if (MARKS.has(key)) { return; }
    const isName = key === "property" && !node.computed || key === "key";
    made[key] = isName ? node[key].name || node[key].value :
      said(node[key], node.type === "FunctionDeclaration" && key === "id" ? scopes : inner);
  });
  return made;
}

const names = process.argv.slice(2);
for (let at = 0; at < names.length; at += 2) {
  const [one, other] = names.slice(at, at + 2).map((name) => JSON.stringify(said(tree(name), [])));
  if (one !== other) { process.stdout.write(`${names[at]}\n`); }
}
