/* What fingers meant: raw Telex and VNI keystrokes, words run together, one slip of a key. */
(function (find) {
  "use strict";
  var TELEX = { s: "\u0301", f: "\u0300", r: "\u0309", x: "\u0303", j: "\u0323" };
  var VNI = { 1: "\u0301", 2: "\u0300", 3: "\u0309", 4: "\u0303", 5: "\u0323" };
  var ROUND = { a: "â", e: "ê", o: "ô" };
  var HORN = { u: "ư", o: "ơ" };
  var VOWEL = /[aăâeêioôơuưy]/;
  var SHAPED = /[ăâêôơư]/;
  var LONGEST = 7;
  /* Keys that lie side by side, and letters that sound alike. */
  var KEYS = "qwertyuiop asdfghjkl zxcvbnm sx ln iy dr";

  /* The keys are taken one by one, as an input method does; `step` says what each of them does. */
  function typed(word, step) {
    var syllable = { letters: [], tone: "", done: 0 };
    var i;
    for (i = 0; i < word.length; i += 1) {
      if (!step(syllable, word.charAt(i))) { syllable.letters.push(word.charAt(i)); }
    }
    return syllable.done ? spelt(syllable) : "";
  }

  function hasVowel(syllable) { return VOWEL.test(syllable.letters.join("")); }

  function put(syllable, at, letter) {
    syllable.letters[at] = letter;
    syllable.done += 1;
    return true;
  }

  function tone(syllable, mark) {
    if (!hasVowel(syllable)) { return false; }
    syllable.tone = mark;
    syllable.done += 1;
    return true;
  }

  function round(syllable, letter) {
    var at = syllable.letters.lastIndexOf(letter);
    return at >= 0 && put(syllable, at, ROUND[letter]);
  }

  function stroke(syllable) { return syllable.letters[0] === "d" && put(syllable, 0, "đ"); }

  /* w, or 7: “uo” becomes “ươ” at once; of other vowels the last that can take the horn. */
  function horn(syllable, breve) {
    var letters = syllable.letters;
    var word = letters.join("");
    var both = word.search(/[uư]o/);
    var at;
    if (both >= 0 && word.charAt(both - 1) !== "q") {
      letters[both] = "ư";
      return put(syllable, both + 1, "ơ");
    }
    if (breve && /ua/.test(word) && !/qua/.test(word)) { return put(syllable, word.indexOf("ua"), "ư"); }
    for (at = letters.length - 1; at >= 0; at -= 1) {
      if (breve && letters[at] === "a") { return put(syllable, at, "ă"); }
      if (HORN[letters[at]] && letters[at - 1] !== "q") { return put(syllable, at, HORN[letters[at]]); }
    }
    return false;
  }

  function telexKey(syllable, key) {
    if (TELEX[key]) { return tone(syllable, TELEX[key]); }
    if (key === "d") { return stroke(syllable); }
    if (ROUND[key]) { return round(syllable, key); }
    if (key === "w") {
      if (!horn(syllable, true)) { syllable.letters.push("ư"); }
      syllable.done += 1;
      return true;
    }
    return false;
  }

  function vniKey(syllable, key) {
    var letters = syllable.letters;
    var at;
    if (VNI[key]) { return !syllable.tone && tone(syllable, VNI[key]); }
    if (key === "9") { return stroke(syllable); }
    if (key === "7") { return horn(syllable, false); }
    if (key === "8") { return letters.lastIndexOf("a") >= 0 && put(syllable, letters.lastIndexOf("a"), "ă"); }
    if (key === "6") {
      for (at = letters.length - 1; at >= 0; at -= 1) {
        if (ROUND[letters[at]]) { return put(syllable, at, ROUND[letters[at]]); }
      }
    }
    return false;
  }

  /* The syllable with its tone on the vowel that bears it. */
  function spelt(syllable) {
    var letters = syllable.letters.slice();
    var first = -1;
    var last = -1;
    var bearer;
    letters.forEach(function (letter, at) {
      var glide = letters[0] === "q" && at === 1 || letters[0] === "g" && letter === "i" && at === 1 &&
        VOWEL.test(letters[2] || "");
      if (VOWEL.test(letter) && !glide) {
        if (first < 0) { first = at; }
        last = at;
      }
    });
    if (syllable.tone && first >= 0) {
      bearer = last < letters.length - 1 ? last : last - first > 1 ? first + 1 : first;
      letters.forEach(function (letter, at) { if (SHAPED.test(letter)) { bearer = at; } });
      letters[bearer] += syllable.tone;
    }
    return letters.join("").normalize("NFC");
  }

  /* Return what the keys of Telex spell, or nothing where none of them has a meaning. */
  find.telex = function (word) { return typed(word, telexKey); };

  /* Return what the keys of VNI spell, or nothing where a figure is left over. */
  find.vni = function (word) {
    var spelled = /^[^\d]+\d/.test(word) ? typed(word, vniKey) : "";
    return /\d/.test(spelled) ? "" : spelled;
  };

  /* Return the likeliest ways to part a folded word into known syllables, the best first.
     `known` gives the number of texts that hold a syllable, `all` how many texts there are. */
  find.parted = function (word, known, all, most) {
    var ways = [[{ at: [], cost: 0 }]];
    var end, length, piece, count;
    function add(end, from, cost) {
      ways[from].forEach(function (way) { ways[end].push({ at: way.at.concat(end), cost: way.cost + cost }); });
    }
    for (end = 1; end <= word.length; end += 1) {
      ways[end] = [];
      for (length = 1; length <= Math.min(LONGEST, end); length += 1) {
        piece = word.slice(end - length, end);
        count = known(piece);
        if (count) { add(end, end - length, Math.log((all + 2) / count) + (length < 2 ? 4 : 1)); }
      }
      ways[end].sort(function (a, b) { return a.cost - b.cost; });
      ways[end].length = Math.min(ways[end].length, most);
    }
    return ways[word.length].map(function (way) { return way.at; });
  };

  /* Return what kind of slip leads from one word to the other: 1 two letters swapped, 2 the key beside,
     3 one letter more or less, 4 another letter; 0 where it takes more than one. */
  find.slip = function (one, other) {
    var more = one.length - other.length;
    var at = 0;
    if (more > 1 || more < -1 || one === other) { return 0; }
    while (at < one.length && one.charAt(at) === other.charAt(at)) { at += 1; }
    if (more > 0) { return one.slice(at + 1) === other.slice(at) ? 3 : 0; }
    if (more < 0) { return one.slice(at) === other.slice(at + 1) ? 3 : 0; }
    if (one.charAt(at) === other.charAt(at + 1) && one.charAt(at + 1) === other.charAt(at) && one.slice(at + 2) === other.slice(at + 2)) { return 1; }
    if (one.slice(at + 1) !== other.slice(at + 1)) { return 0; }
    return KEYS.indexOf(one.charAt(at) + other.charAt(at)) >= 0 || KEYS.indexOf(other.charAt(at) + one.charAt(at)) >= 0 ? 2 : 4;
  };
}(this.bantin = this.bantin || {}));
