/* A query → its answers: asks the index for what each step needs, and no more. */
(function (find) {
  "use strict";
  var TEN = 10;
  var MORE = 6;
  var FIRST = 5;
  var INITIALS = 4;
  var GUESSED = 12;
  var KEPT = 4;
  var OTHER = 0.6;
  var NEAR = 0.25;
  var SMALL = 2000;
  var SHOWN = 1000;
  var OWN = 1e6;
  var LITTLE = 0.1;
  var LONG = 4;
  var RAREST = 2;
  var COMMON = 0.15;
  var MOST = 120000;

  /* The words of every question at this site, made once. */
  find.lexicon = function (start) {
    start.lexicon = start.lexicon || words(start, []);
    return start.lexicon;
  };

  function words(start, lists) {
    var counts = Object.create(null);
    var byInitial = Object.create(null);
    var everything = [];
    function add(entry) {
      if (counts[entry[0]]) { return; }
      counts[entry[0]] = entry[1];
      everything.push(entry[0]);
      (byInitial[entry[0].charAt(0)] = byInitial[entry[0].charAt(0)] || []).push(entry[0]);
    }
    start.words.forEach(add);
    lists.forEach(function (list) { list.forEach(add); });
    return {
      all: start.documents,
      short: start.short,
      count: function (word) { return counts[word] || 0; },
      words: function (initial) { return (initial ? byInitial[initial] : everything) || []; }
    };
  }

  function copied(lexicon) { return { all: lexicon.all, short: lexicon.short, count: lexicon.count, words: lexicon.words }; }

  function unique(list) {
    var seen = Object.create(null);
    return list.filter(function (one) {
      var is = !seen[one];
      seen[one] = true;
      return is;
    });
  }

  /* All pairs of neighbours that the readings hold or make. */
  function pairsOf(atoms, readings) {
    var found = [];
    readings.forEach(function (left) {
      left.words.forEach(function (word, at) { if (at) { found.push(left.words[at - 1] + " " + word); } });
      readings.forEach(function (right) {
        if (left.to === right.from && atoms[right.from].joined && !(left.guess && right.guess)) {
          found.push(left.words[left.words.length - 1] + " " + right.words[0]);
        }
      });
    });
    return unique(found);
  }

  /* Run `tasks`, each with a callback, and give their answers; null where one of them got none. */
  function together(tasks, cb) {
    var left = tasks.length;
    var found = [];
    if (!left) { cb(found); }
    tasks.forEach(function (task, at) {
      task(function (answer) {
        found[at] = answer;
        left -= 1;
        if (!left) { cb(found.indexOf(null) < 0 ? found : null); }
      });
    });
  }

  function lexiconFor(store, start, query, cb) {
    var base = find.lexicon(start);
    var initials = unique(query.atoms.filter(function (atom) {
      return !atom.ways && !/^\d+$/.test(atom.fold) && !base.count(atom.fold);
    }).map(function (atom) { return /^[a-z]/.test(atom.fold) ? atom.fold.charAt(0) : "_"; })).slice(0, INITIALS);
    together(initials.map(function (initial) {
      return function (done) { store.lexicon(initial, done); };
    }), function (lists) { cb(lists && (lists.length ? words(start, lists) : copied(base))); });
  }

  /* How many texts hold a guess beside each of its neighbours: 0 where a neighbour is never met. */
  function evidence(atoms, readings, guess, pairs) {
    var sides = [];
    [true, false].forEach(function (before) {
      var at = before ? guess.from - 1 : guess.to;
      var joint = before ? guess.from : guess.to;
      var most = -1;
      if (!atoms[at] || !atoms[joint].joined || atoms[at].weight <= 0.1 || atoms[at].ways) { return; }
      readings.forEach(function (other) {
        var meets = before ? other.to === guess.from : other.from === guess.to;
        var pair = before ? other.words[other.words.length - 1] + " " + guess.words[0] : guess.words[guess.words.length - 1] + " " + other.words[0];
        if (meets && !other.guess) { most = Math.max(most, (pairs[pair] || []).length); }
      });
      if (most >= 0) { sides.push(most); }
    });
    return sides;
  }

  function least(sides) { return sides.length ? Math.min.apply(null, sides) : 0; }
  function most(sides) { return sides.length ? Math.max.apply(null, sides) : 0; }

  /* Of the guesses at a word that is unknown, those that stand beside its neighbours; else the commonest. */
  function proven(query, readings, pairs) {
    var kept = [];
    query.atoms.forEach(function (atom, at) {
      var own = readings.filter(function (one) { return one.guess && one.from === at; });
      var sides = 0;
      own.forEach(function (one) {
        one.proof = evidence(query.atoms, readings, one, pairs);
        sides = one.proof.length;
      });
      if (sides) {
        own = own.filter(function (one) { return most(one.proof) > 0; });
        own.sort(function (a, b) { return least(b.proof) - least(a.proof) || most(b.proof) - most(a.proof); });
      } else if (query.atoms.length > 1) { own = []; }
      kept = kept.concat(own.slice(0, KEPT));
    });
    return readings.filter(function (one) { return !one.guess || kept.indexOf(one) >= 0; });
  }

  /* A guess at a known word must do better beside all its neighbours than the word itself does. */
  function better(query, readings, guesses, pairs) {
    var kept = [];
    query.atoms.forEach(function (atom, at) {
      var base = readings.filter(function (one) { return one.from === at && one.to === at + 1 && !one.guess; })[0];
      var own = guesses.filter(function (one) { return one.from === at; });
      if (!base || !own.length) { return; }
      base = evidence(query.atoms, readings, base, pairs);
      own.forEach(function (one) { one.proof = evidence(query.atoms, readings, one, pairs); });
      own = own.filter(function (one) { return least(one.proof) > 0 && least(base) === 0; });
      own.sort(function (a, b) { return least(b.proof) - least(a.proof); });
      kept = kept.concat(own.slice(0, 3));
    });
    return kept;
  }

  /* The query with what was run together parted, in the way whose words stand side by side most often. */
  function apart(store, query, lexicon, cb) {
    var ways = find.partings(query, lexicon);
    var wanted = [];
    function each(way, act) {
      way.forEach(function (atom, at) { if (at) { act(way[at - 1].fold + " " + atom.fold); } });
    }
    ways.forEach(function (list) { list.forEach(function (way) { each(way, function (pair) { wanted.push(pair); }); }); });
    if (!wanted.length) { cb(query); return; }
    store.pairs(unique(wanted), function (pairs) {
      var parts = {};
      if (!pairs) { cb(null); return; }
      ways.forEach(function (list, at) {
        var best = -1;
        list.forEach(function (way) {
          var sum = 0;
          each(way, function (pair) { sum += pairs[pair].length ? 1 : 0; });
          sum /= way.length - 1 || 1;
          if (way.length > 1 && sum > best) { best = sum; parts[at] = way; }
        });
        if (best <= 0) { delete parts[at]; }
      });
      cb(find.rewritten(query, parts));
    });
  }

  /* What a query may cost: the files that are asked for, by what one of a kind weighs. */
  function purse(start) {
    var shards = { w: Math.pow(2, start.bits[0]), p: Math.pow(2, start.bits[1]), d: start.documents };
    var weights = { w: 2000, p: 2500, d: 4500 };
    var counts = { w: 0, p: 0, d: 0 };
    var more = 0;
    return {
      spend: function (kind, count) { counts[kind] += count; },
      /* The list of a common word is long. */
      word: function (count) {
        counts.w += 1;
        more += Math.min(count, 20000);
      },
      affords: function (kind, count) {
        var cost = more;
        Object.keys(counts).forEach(function (one) {
          cost += Math.min(shards[one], counts[one] + (one === kind ? count : 0)) * weights[one];
        });
        return cost <= MOST;
      }
    };
  }

  /* Of `guesses` those whose pairs can still be asked for, the likeliest of each word first. */
  function affordable(money, atoms, readings, guesses) {
    var asked = pairsOf(atoms, readings);
    var ranks = [];
    var kept = [];
    guesses.forEach(function (one) {
      var rank = ranks[one.from] = (ranks[one.from] || 0) + 1;
      one.rank = rank;
    });
    guesses.slice().sort(function (a, b) { return a.rank - b.rank; }).forEach(function (one) {
      var more = pairsOf(atoms, readings.concat(one)).filter(function (pair) { return asked.indexOf(pair) < 0; });
      if (!money.affords("p", more.length)) { return; }
      money.spend("p", more.length);
      asked = asked.concat(more);
      kept.push(one);
    });
    return guesses.filter(function (one) { return kept.indexOf(one) >= 0; });
  }

  function understood(store, start, money, asked, literal, cb) {
    lexiconFor(store, start, asked, function (lexicon) {
      if (!lexicon) { cb(null); return; }
      if (literal) { weighed(store, start, money, asked, lexicon, literal, cb); return; }
      abbreviated(store, start, asked, lexicon, function () { parted(lexicon); });
    });
    function parted(lexicon) {
      apart(store, asked, lexicon, function (query) {
        if (query) { weighed(store, start, money, query, lexicon, literal, cb); } else { cb(null); }
      });
    }
  }

  /* What may be short for a name of the site is looked up among the names of its units and campaigns. */
  function abbreviated(store, start, query, lexicon, cb) {
    var small = start.documents <= SMALL;
    var words = query.atoms.filter(function (atom, at) {
      return /^[a-z]{2,7}$/.test(atom.fold) && !find.isSyllable(atom.fold) && !lexicon.count(atom.fold) &&
        (small || !/[aeiouy]/.test(atom.fold) && !find.longhand(atom.fold, start.short).length &&
          !(query.open && at + 1 === query.atoms.length && atom.fold.length < 3));
    }).map(function (atom) { return atom.fold; });
    if (!words.length) { cb(); return; }
    store.facets(function (facets) {
      var names = [];
      var short = {};
      Object.keys(start.short).forEach(function (word) { short[word] = start.short[word]; });
      (facets ? facets.units.concat(facets.campaigns) : []).forEach(function (one) {
        Object.keys(one.names).forEach(function (lang) { names.push({ text: one.names[lang], count: one.ids.length }); });
      });
      words.forEach(function (word) {
        var more = find.initials(word, names);
        if (more.length) { short[word] = [].concat(short[word] || [], more); }
      });
      lexicon.short = short;
      cb();
    });
  }

  /* The words whose lists are wanted: of a large site not those that only join others. */
  function singles(start, atoms, readings) {
    return unique([].concat.apply([], readings.map(function (one) {
      return one.words.length === 1 && !one.spared && (start.documents <= SMALL || atoms[one.from].weight > LITTLE) ? one.words : [];
    })));
  }

  /* Of a long question at a large site the commonest words are known by their neighbours alone: their
     lists are long and tell few texts apart. The rarest words are always looked up. */
  function spare(start, query, readings, lexicon) {
    var atoms = query.atoms;
    var content = readings.filter(function (one) {
      return one.words.length === 1 && one.to === one.from + 1 && atoms[one.from].weight === 1;
    });
    if (start.documents <= SMALL || content.length < LONG) { return; }
    content.forEach(function (one) { one.count = lexicon.count(one.words[0]); });
    content.sort(function (a, b) { return a.count - b.count; }).slice(RAREST).forEach(function (one) {
      var next = atoms[one.to];
      one.spared = one.count > COMMON * start.documents && !atoms[one.from].quoted && (one.from > 0 && atoms[one.from].joined || next && next.joined);
    });
  }

  /* Where no neighbour tells of a word, its list is wanted after all. */
  function unspare(atoms, readings, pairs) {
    readings.forEach(function (one) { one.spared = one.spared && most(evidence(atoms, readings, one, pairs)) > 0; });
  }

  function weighed(store, start, money, query, lexicon, literal, cb) {
    var atoms = query.atoms;
    var all = find.readings(query, lexicon, literal);
    var readings = all.filter(function (one) { return !one.guess; });
    function stand(at, pairs) {
      return at < 0 || !atoms[at + 1].joined || atoms[at].weight <= 0.1 || atoms[at + 1].weight <= 0.1 ||
        readings.some(function (one) { return one.from <= at && one.to > at + 1; }) ||
        readings.some(function (left) {
          return left.to === at + 1 && readings.some(function (right) {
            return right.from === at + 1 && (pairs[left.words[left.words.length - 1] + " " + right.words[0]] || []).length;
          });
        });
    }
    spare(start, query, readings, lexicon);
    readings.forEach(function (one) { if (one.words.length === 1 && !one.spared) { money.word(lexicon.count(one.words[0])); } });
    money.spend("w", 1);
    money.spend("p", pairsOf(atoms, readings).length);
    money.spend("d", TEN);
    /* They are wanted whatever the pairs say: asking for them now spares a wait. */
    store.words(singles(start, atoms, readings), function () {});
    all = readings.concat(affordable(money, atoms, readings, all.filter(function (one) { return one.guess; })));
    store.pairs(pairsOf(atoms, all), function (pairs) {
      var guesses;
      if (!pairs) { cb(null); return; }
      readings = proven(query, all, pairs);
      guesses = literal ? [] : find.guesses(query, lexicon, function (at) { return stand(at, pairs); }, GUESSED);
      guesses = affordable(money, atoms, readings, guesses);
      store.pairs(pairsOf(atoms, readings.concat(guesses)), function (more) {
        if (more) {
          readings = readings.concat(better(query, readings, guesses, more));
          unspare(atoms, readings, more);
        }
        cb(more && { query: query, readings: readings, pairs: more });
      });
    });
  }

  function enough(content) { return content < 2 ? 0.6 : content < 4 ? 0.55 : content === 4 ? 0.5 : 0.42; }

  /* One answer an item: the text in the reader's language where it answers nearly as well. */
  function items(start, ranked, lang) {
    var found = [];
    var id = 0;
    var item, answer, own;
    while (id < start.documents) {
      item = start.item(id);
      answer = null;
      for (; id < start.documents && start.item(id) === item; id += 1) {
        if (ranked.share[id] && ranked.together[id] >= NEAR) {
          own = start.language(id) === lang;
          if (!answer) { answer = { id: id, own: own, score: 0, inRow: 0, share: ranked.together[id], alone: 0 }; }
          if (ranked.share[id] * (own ? 1 : OTHER) > answer.alone) {
            answer.alone = ranked.share[id] * (own ? 1 : OTHER);
            answer.id = id;
            answer.own = own;
            answer.inRow = ranked.inRow[id];
          }
          answer.score = Math.max(answer.score, ranked.score[id] * (own ? 1 : 0.9));
        }
      }
      if (answer) { found.push(answer); }
    }
    return found;
  }

  function byScore(a, b) { return b.score - a.score || b.id - a.id; }

  function rank(one) { return (one.own ? OWN : 0) + one.score; }

  /* The best first, those in the reader's language before all others. What no page ever shows is not put
     in order: to compare thousands of them would be the longest part of an answer. */
  function ordered(found) {
    var ranks, least, best, rest;
    if (found.length > SHOWN) {
      ranks = new Float64Array(found.map(rank)).sort();
      least = ranks[ranks.length - SHOWN];
      best = found.filter(function (one) { return rank(one) >= least; });
      rest = found.filter(function (one) { return rank(one) < least; });
    }
    return (best || found).sort(function (a, b) { return rank(b) - rank(a) || b.id - a.id; }).concat(rest || []);
  }

  function sorted(found, floor) {
    var main = [];
    var near = [];
    var best = 0;
    found.forEach(function (one) { best = Math.max(best, one.share); });
    found.forEach(function (one) {
      if (one.share >= floor && one.share >= 0.48 * best) { main.push(one); } else { near.push(one); }
    });
    return { main: ordered(main), near: main.length ? near : near.sort(byScore) };
  }

  /* Articles before the pages of campaigns and what else there is, which are lists themselves. */
  function inOrder(a, b) {
    return (b.own ? 1 : 0) - (a.own ? 1 : 0) || (a.doc.kind === "articles" ? 0 : 1) - (b.doc.kind === "articles" ? 0 : 1) ||
      (b.whole ? 1 : 0) - (a.whole ? 1 : 0) || b.final - a.final || b.id - a.id;
  }

  /* Look into the texts of the first of `answers`, and order them by what they say. Of a small site more
     are looked into than are wanted; of a large one the first few, which are shown before the others
     are there, stay the first. */
  function judge(store, context, answers, wanted, cb) {
    var first = answers.slice(0, wanted + (context.many ? 0 : MORE));
    store.docs(first.map(function (one) { return one.id; }), function (docs) {
      if (!docs) { cb(null); return; }
      first.forEach(function (one) {
        if (one.doc) { return; }
        one.doc = docs[one.id];
        one.said = find.judged(context, one.doc);
        one.final = one.score * one.said.factor;
        one.whole = context.rows && one.said.whole;
      });
      if (context.many) { cb(first.splice(0, FIRST).sort(inOrder).concat(first.sort(inOrder))); } else { cb(first.sort(inOrder)); }
    });
  }

  /* Ask `store` for `typed`; `how` says the language of the reader and whether nothing is to be guessed.
     The answer has all that was found, the best first (`main`), what holds but a part of it (`near`), how
     many of them are to be shown at once (`first`), and judge(answers, wanted, cb), which gives the first
     of them in their final order; it is null where the index cannot be loaded. */
  find.search = function (store, typed, how, cb) {
    store.start(function (start) {
      var money;
      if (!start) { cb(null); return; }
      money = purse(start);
      understood(store, start, money, find.asked(typed), how.literal, function (sense) {
        var query;
        if (!sense) { cb(null); return; }
        query = sense.query;
        store.words(singles(start, query.atoms, sense.readings), function (variants) {
          var ranked, answer, found;
          if (!variants) { cb(null); return; }
          ranked = find.ranked(query, sense.readings, variants, sense.pairs, start);
          answer = { start: start, query: query, ranked: ranked, sense: sense, context: find.sought(query, sense.readings, ranked.weights) };
          found = sorted(items(start, ranked, how.lang), enough(ranked.content));
          answer.context.many = start.documents > SMALL;
          answer.first = answer.context.many ? FIRST : TEN;
          answer.main = found.main;
          answer.near = found.near;
          answer.judge = function (answers, wanted, done) { judge(store, answer.context, answers, wanted, done); };
          cb(answer);
        });
      });
    });
  };
}(this.bantin = this.bantin || {}));
