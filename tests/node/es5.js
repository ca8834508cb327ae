// Reads the scripts that are named and says which of them an old browser could not read.
"use strict";
const fs = require("fs");
const acorn = require("acorn");

for (const name of process.argv.slice(2)) {
  try {
    acorn.parse(fs.readFileSync(name, "utf8"), { ecmaVersion: 5, sourceType: "script" });
  } catch (error) {
    process.stdout.write(`${name}: ${error.message}\n`);
  }
}
