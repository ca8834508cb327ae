/* The words of a query → the readings among which the texts decide: as typed, as meant, as guessed. */
(function (find) {
  "use strict";
  var spelling = find.spelling;
  var GUESSES = 7;
  var LIKELY = { typed: 1, same: 0.95, meant: 0.95, stem: 0.9, begun: 0.8, slip: 0.75 };

  function reading(from, to, words, how, forms) {
    return { from: from, to: to, words: words, forms: forms || [], how: how, weight: LIKELY[how], guess: how === "slip" || how === "begun" };
  }

  /* A word that may have been meant by its beginning; accents that were typed are those of the whole. */
  function begun(at, atom, word) {
    var made = reading(at, at + 1, [word], "begun");
    made.stub = atom.form.replace(/\d$/, "");
    return made;
  }

  /* English words of one stem: award, awards, awarded, awarding. */
  function stem(word) {
    return word.replace(/(?:ies|ied)$/, "y").replace(/(?:ings?|ed|es|s|er|ers)$/, "").replace(/([^aeiou])\1$/, "$1").replace(/e$/, "");
  }

  function commonest(words, count) {
    return words.sort(function (a, b) { return count(b) - count(a) || (a < b ? -1 : 1); });
  }

  function beginnings(lexicon, word) {
    return commonest(lexicon.words(word.charAt(0)).filter(function (other) {
      return other.length > word.length && other.slice(0, word.length) === word;
    }), lexicon.count);
  }

  /* The words that one slip may have turned into `word`: the likeliest slips and the commonest words first. */
  function slipsOf(lexicon, word) {
    var kinds = Object.create(null);
    var found = lexicon.words("").filter(function (other) {
      kinds[other] = (find.isSyllable(other) || other.length > 4) && find.slip(word, other);
      return kinds[other];
    });
    function cost(other) { return kinds[other] - 0.3 * Math.log(lexicon.count(other)); }
    return found.sort(function (a, b) { return cost(a) - cost(b) || (a < b ? -1 : 1); }).slice(0, GUESSES);
  }

  /* Return for each unknown word of `query` that is several known ones run together the ways to part
     it, each as atoms. */
  find.partings = function (query, lexicon) {
    return query.atoms.map(function (atom) {
      var key = find.vni(atom.word) || find.telex(atom.word);
      if (atom.ways || atom.fold.length < 4 || /\d/.test(atom.fold) || lexicon.count(atom.fold) || key && lexicon.count(spelling.fold(key)) ||
        find.longhand(atom.fold, lexicon.short).length) { return []; }
      return find.parted(atom.fold, lexicon.count, lexicon.all, 3).map(function (cuts) {
        var from = 0;
        return cuts.map(function (to, number) {
          var piece = atom.word.slice(from, to);
          var fold = spelling.fold(piece);
          from = to;
          return {
            at: atom.at, end: atom.end, word: piece, fold: fold, form: fold === piece ? "" : spelling.form(piece),
            parted: true, joined: number > 0 || atom.joined, quoted: atom.quoted, ways: null, weight: atom.weight
          };
        });
      });
    });
  };

  /* Return all readings of `query`; `lexicon` knows the words of the site: count(word), words(initial). */
  find.readings = function (query, lexicon, literal) {
    var atoms = query.atoms;
    var found = [];
    var spelled = [];
    var fingers = false;

    function unknown(atom, at) {
      var before = found.length;
      var word = atom.word;
      var key = find.vni(word) || find.telex(word);
      var folded = key && spelling.fold(key);
      var last = query.open && at === atoms.length - 1;
      find.longhand(atom.fold, lexicon.short).forEach(function (words) {
        found.push(reading(at, at + 1, words, "same"));
      });
      if (found.length > before) { return; }
      if (folded && (lexicon.count(folded) || find.isSyllable(folded) && !find.isSyllable(atom.fold))) {
        found.push(reading(at, at + 1, [folded], "meant", [spelling.form(key)]));
        spelled[at] = key;
        fingers = true;
        return;
      }
      if (last) {
        beginnings(lexicon, atom.fold).slice(0, 2 * GUESSES).forEach(function (one) { found.push(begun(at, atom, one)); });
      }
      slips(atom, at);
    }

    function slips(atom, at) {
      if (atom.fold.length < 3) { return; }
      slipsOf(lexicon, atom.fold).forEach(function (word) { found.push(reading(at, at + 1, [word], "slip")); });
    }

    function related(atom, at) {
      var root = stem(atom.fold);
      if (root.length < 3) { return; }
      lexicon.words(atom.fold.charAt(0)).forEach(function (word) {
        if (word !== atom.fold && !find.isSyllable(word) && stem(word) === root) { found.push(reading(at, at + 1, [word], "stem")); }
      });
    }

    atoms.forEach(function (atom, at) {
      var known;
      if (atom.ways) {
        atom.ways.forEach(function (words) { found.push(reading(at, at + 1, words, "typed")); });
        return;
      }
      found.push(reading(at, at + 1, [atom.fold], atom.parted ? "meant" : "typed", [atom.form]));
      known = lexicon.count(atom.fold) > 0;
      if (literal || atom.quoted || /^\d+$/.test(atom.fold)) { return; }
      if (!find.isSyllable(atom.fold)) { related(atom, at); }
      if (!known) { unknown(atom, at); } else if (!find.isSyllable(atom.fold)) {
        find.longhand(atom.fold, lexicon.short).forEach(function (words) { found.push(reading(at, at + 1, words, "same")); });
      }
    });
    if (!literal) {
      find.shorthand(atoms.map(function (atom) { return atom.ways ? "-" : atom.fold; }), lexicon.short).forEach(function (span) {
        found.push(reading(span.from, span.to, [span.word], "same"));
      });
      /* Where one word is keystrokes, so are the others. */
      if (fingers) {
        atoms.forEach(function (atom, at) {
          var key = !spelled[at] && !atom.ways && !/^\d+$/.test(atom.word) && (find.vni(atom.word) || find.telex(atom.word));
          if (key && lexicon.count(spelling.fold(key)) && !atom.form) {
            found.push(reading(at, at + 1, [spelling.fold(key)], "meant", [spelling.form(key)]));
          }
        });
      }
    }
    return found;
  };

  /* Return guesses at words that are known but stand beside none of their neighbours anywhere. */
  find.guesses = function (query, lexicon, isPair, limit) {
    var atoms = query.atoms;
    var found = [];
    function plain(at) { return at >= 0 && at < atoms.length && !atoms[at].ways && !atoms[at].quoted && !/\d/.test(atoms[at].fold); }
    function meets(at) { return isPair(at); }
    function doubtful(at) {
      return plain(at) && (plain(at - 1) && !meets(at - 1) || plain(at + 1) && !meets(at));
    }
    atoms.forEach(function (atom, at) {
      var last = query.open && at === atoms.length - 1;
      if (!doubtful(at) || !lexicon.count(atom.fold) || found.length >= limit) { return; }
      if (!find.isSyllable(atom.fold)) { return; }
      if (last) {
        beginnings(lexicon, atom.fold).slice(0, GUESSES).forEach(function (one) { found.push(begun(at, atom, one)); });
      }
      if (atom.fold.length > 1) {
        slipsOf(lexicon, atom.fold).forEach(function (word) { found.push(reading(at, at + 1, [word], "slip")); });
      }
    });
    return found.slice(0, limit);
  };
}(this.bantin = this.bantin || {}));
