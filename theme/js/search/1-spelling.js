/* Syllables as readers type them. What bantin/syllables.py does to a text, this does to a question:
   the two agree to the letter. */
(function (root) {
  "use strict";
  var bantin = root.bantin = root.bantin || {};
  var LONGEST = 32;
  var known = Object.create(null);
  var UNSEEN = /[\0-\b\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+/g;
  var TOKEN = new RegExp("(?:[\\p{L}\\p{N}]|[\\u0300-\\u036f])+", "gu");
  var SOFT = /[-\/\u2010\u2011'\u2018-\u201f"\u00ab\u00bb]+/g;
  var TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;
  var MARKS = /[\u0300-\u036f]+/g;
  var PLAIN = /^[a-z0-9]+$/;
  var TONES = { "\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5" };

  function cut(text) {
    return text.length <= LONGEST ? text : Array.from(text).slice(0, LONGEST).join("");
  }

  function fold(token) {
    var plain = token.replace(/[đð]/g, "d").normalize("NFD").replace(MARKS, "");
    return plain.normalize("NFC");
  }

  /* The token with its tones behind it as figures; empty where no letter is left. */
  function split(token) {
    var apart, tones;
    if (/^[0-9]+$/.test(token)) { token = token.replace(/^0+/, "") || "0"; }
    if (PLAIN.test(token)) { return { letters: cut(token), tones: [] }; }
    apart = token.normalize("NFD");
    tones = (apart.match(TONE) || []).slice(0, LONGEST);
    apart = cut(apart.replace(TONE, "").normalize("NFC"));
    return { letters: apart, tones: tones };
  }

  function form(token) {
    var parts = split(token);
    return parts.letters + parts.tones.map(function (tone) { return TONES[tone]; }).join("");
  }

  function spelt(token) {
    var parts = split(token);
    return {
      folded: PLAIN.test(parts.letters) ? parts.letters : fold(parts.letters),
      form: parts.letters + parts.tones.map(function (tone) { return TONES[tone]; }).join("")
    };
  }

  function tidied(text) {
    return text.toLowerCase().replace(/\u03c2/g, "\u03c3").normalize("NFC").replace(UNSEEN, "");
  }

  /* The syllables of a text in their order: what was typed, folded, its form, where it stands in
     the tidied text, and whether a mark parts it from the one before. */
  function tokens(text) {
    var found = [], said = tidied(text), end = 0, match, token;
    var parted = false;
    TOKEN.lastIndex = 0;
    while ((match = TOKEN.exec(said)) !== null) {
      parted = parts_(said.slice(end, match.index)) || parted;
      end = match.index + match[0].length;
      token = known[match[0]] = known[match[0]] || spelt(match[0]);
      if (token.folded) {
        found.push({
          typed: match[0],
          folded: token.folded,
          form: token.form,
          start: match.index,
          end: end,
          parted: parted && found.length > 0
        });
        parted = false;
      }
    }
    return found;
  }

  /* Marks part two syllables where there is also a space. */
  function parts_(gap) {
    return /\s/.test(gap) && gap.replace(SOFT, "").replace(/\s+/g, "") !== "";
  }

  bantin.spelling = { tokens: tokens, fold: fold, form: form, tidied: tidied };
}(typeof window === "undefined" ? this : window));
