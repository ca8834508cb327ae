/* Prints each script, of those named, that is not ECMAScript 5: node es5.js FILE… */
"use strict";
var acorn = require("acorn");
var fs = require("fs");
process.argv.slice(2).forEach(function (file) {
  try {
    acorn.parse(fs.readFileSync(file, "utf8"), { ecmaVersion: 5, sourceType: "script" });
  } catch (error) {
    console.log(file + ": " + error.message);
  }
});
