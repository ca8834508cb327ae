/* Lists of numbers as bantin/search/coding.py writes them. */
(function (root) {
  "use strict";
  var bantin = root.bantin = root.bantin || {};
  var LEADS = [60, 26, 3, 1, 1];
  var BASE = 91;
  var table = null;

  function digit(text, place) {
    var code = text.charCodeAt(place);
    return code - 35 - (code > 92 ? 1 : 0);
  }

  /* What numbers begin with each letter: how many letters follow, and what is added. */
  function leads() {
    var lead = 0, value = 0, made = [];
    LEADS.forEach(function (count, more) {
      var size = Math.pow(BASE, more), n;
      for (n = 0; n < count; n += 1) { made.push({ more: more, base: value + n * size }); }
      lead += count;
      value += count * size;
    });
    return made;
  }

  /* Calls `take` with each number that stands in `text` from `place` on. */
  function numbers(text, place, take) {
    var kind, value, n;
    table = table || leads();
    while (place < text.length) {
      kind = table[digit(text, place)];
      value = 0;
      for (n = 1; n <= kind.more; n += 1) { value = value * BASE + digit(text, place + n); }
      place += kind.more + 1;
      if (take(kind.base + value, place) === false) { return; }
    }
  }

  function decode(text) {
    var found = [], last = -1, place, bit, bits;
    if (!text) { return found; }
    if (text.charAt(0) === "!") {
      for (place = 1; place < text.length; place += 1) {
        bits = digit(text, place);
        for (bit = 0; bit < 6; bit += 1) {
          if (bits & 32 >> bit) { found.push((place - 1) * 6 + bit); }
        }
      }
      return found;
    }
    numbers(text, 0, function (step) { last += step + 1; found.push(last); });
    return found;
  }

  /* The list whose key is `key` in a file of pairs, or nothing. */
  function under(text, key) {
    var rows = text.split(" "), last = -1, n, at;
    function take(step, place) { last += step + 1; at = place; return false; }
    for (n = 0; n < rows.length; n += 1) {
      numbers(rows[n], 0, take);
      if (last === key) { return decode(rows[n].slice(at)); }
      if (last > key) { break; }
    }
    return [];
  }

  /* CRC-32 of a text in UTF-8. */
  function hash(text) {
    var bytes = unescape(encodeURIComponent(text));
    var crc = -1, n, bit;
    for (n = 0; n < bytes.length; n += 1) {
      crc ^= bytes.charCodeAt(n);
      for (bit = 0; bit < 8; bit += 1) { crc = crc >>> 1 ^ (crc & 1 ? 0xedb88320 : 0); }
    }
    return ~crc >>> 0;
  }

  /* 32 bits that stand for a word: stirred well, one way for each seed. */
  function wordHash(word, seed) {
    var hashed = hash(word) ^ Math.imul(seed, 0x9e3779b9);
    hashed = Math.imul(hashed ^ hashed >>> 16, 0x85ebca6b);
    hashed = Math.imul(hashed ^ hashed >>> 13, 0xc2b2ae35);
    return (hashed ^ hashed >>> 16) >>> 0;
  }

  function pairHash(pair) {
    var words = pair.split(" ");
    return (wordHash(words[0], 1) ^ wordHash(words[1], 2)) >>> 0;
  }

  function value(text) {
    var found = 0;
    numbers(text, 0, function (number) { found = number; return false; });
    return found;
  }

  bantin.lists = {
    decode: decode,
    under: under,
    value: value,
    wordHash: wordHash,
    pairHash: pairHash
  };
}(typeof window === "undefined" ? this : window));
