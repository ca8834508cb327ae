/* A text that was found → where it says what was asked: in a row, near together, and the words to show. */
(function (find) {
  "use strict";
  var NEAR = 12;
  var SHOWN = 190;
  /* The text in its own letter case, each letter where the syllables say it stands. */
  function spelled(text) {
    var tidy = find.spelling.tidied(text);
    var same = text.normalize("NFC");
    return same.length === tidy.length ? same : tidy;
  }

  /* Readings by their first word. */
  function starts(readings) {
    var found = Object.create(null);
    readings.forEach(function (reading) {
      (found[reading.words[0]] = found[reading.words[0]] || []).push(reading);
    });
    return found;
  }

  function likeness(reading, tokens, from) {
    var sum = 0;
    var at, token;
    for (at = 0; at < reading.words.length; at += 1) {
      token = tokens[from + at];
      if (!token || token.folded !== reading.words[at]) { return 0; }
      sum += reading.forms[at] ? find.alike(reading.forms[at], token.form) : 1;
    }
    return reading.weight * sum / reading.words.length;
  }

  /* The best stretch of the query that begins at `token` of the text with the atom `atom`. */
  function run(context, tokens, token, atom) {
    var best = null;
    var options = tokens[token] ? context.starts[tokens[token].folded] || [] : [];
    options.forEach(function (reading) {
      var worth, weight, at, rest, next;
      if (reading.from !== atom) { return; }
      worth = likeness(reading, tokens, token);
      if (!worth) { return; }
      weight = 0;
      for (at = reading.from; at < reading.to; at += 1) { weight += context.weights[at]; }
      next = reading.to;
      rest = next < context.atoms.length ? run(context, tokens, token + reading.words.length, next) : null;
      while (!rest && next < context.atoms.length && context.atoms[next].weight <= 0.1) {
        next += 1;
        rest = next < context.atoms.length ? run(context, tokens, token + reading.words.length, next) : null;
      }
      if (!best || weight * worth + (rest ? rest.weight : 0) > best.weight) {
        best = {
          weight: weight * worth + (rest ? rest.weight : 0),
          end: rest ? rest.end : token + reading.words.length,
          to: rest ? rest.to : reading.to,
          how: rest && rest.how !== "typed" ? rest.how : reading.how
        };
      }
    });
    return best;
  }

  /* What to mark: where words stand in a row, only those; and never what was typed otherwise. */
  function marks(hits, rows) {
    return hits.filter(function (hit) {
      var at;
      for (at = 0; at < rows.length; at += 2) { if (hit.at >= rows[at] && hit.at < rows[at + 1]) { return true; } }
      return !rows.length && hit.worth > 0.5;
    });
  }

  function field(context, text) {
    var tokens = find.spelling.tokens(text);
    var best = { weight: 0, start: 0, end: 0, count: 0, whole: false, how: "typed" };
    var hits = [];
    var rows = [];
    var window = 0;
    var held, sum, from;
    tokens.forEach(function (token, at) {
      var seen = Object.create(null);
      (context.starts[token.folded] || []).forEach(function (reading) {
        var found;
        if (seen[reading.from] || !likeness(reading, tokens, at)) { return; }
        seen[reading.from] = true;
        hits.push({ at: at, from: reading.from, to: reading.to, end: at + reading.words.length, worth: likeness(reading, tokens, at) });
        found = run(context, tokens, at, reading.from);
        if (found && found.to - reading.from > 1) { rows.push(at, found.end); }
        if (found && reading.from <= context.first && found.to > context.last) { best.count += 1; }
        if (found && found.weight > best.weight + 1e-6) {
          best.weight = found.weight;
          best.start = at;
          best.end = found.end;
          best.how = found.how;
          best.whole = reading.from <= context.first && found.to > context.last;
        }
      });
    });
    from = 0;
    hits.forEach(function (hit, number) {
      var at, one;
      held = Object.create(null);
      sum = 0;
      for (at = number; at < hits.length && hits[at].at < hit.at + NEAR; at += 1) {
        one = hits[at];
        if (!held[one.from]) {
          held[one.from] = true;
          sum += context.weights[one.from] * one.worth;
        }
      }
      if (sum > window) { window = sum; from = hit.at; }
    });
    return { text: spelled(text), tokens: tokens, hits: marks(hits, rows), best: best, near: window, nearAt: from };
  }

  /* Return what to look for in texts: the readings, and the weight of each atom. */
  find.sought = function (query, readings, weights) {
    var content = [];
    var total = 0;
    var some = query.atoms.some(function (atom) { return atom.weight === 1; });
    query.atoms.forEach(function (atom, at) { if (atom.weight === 1 || !some && atom.weight > 0.1) { content.push(at); } total += weights[at]; });
    return {
      atoms: query.atoms, starts: starts(readings), weights: weights, total: total || 1,
      first: content[0] || 0, last: content.length ? content[content.length - 1] : 0,
      rows: content.length > 1
    };
  };

  /* Return how well the words of `doc` answer: a factor for its score, whether it holds the query in a row. */
  find.judged = function (context, doc) {
    var title = field(context, doc.title);
    var captions = field(context, doc.captions.join(" . "));
    var body = field(context, doc.text);
    var all = [title, captions, body];
    var factor = 1;
    var best = body;
    all.forEach(function (one, at) {
      var part = one.best.weight / context.total;
      factor += [0.8, 0.25, 0.4][at] * part * part + 0.25 * one.near / context.total / 3;
      if (at && one.best.weight > best.best.weight + 1e-6) { best = one; }
    });
    factor += 0.06 * Math.log(1 + title.best.count + captions.best.count + body.best.count);
    context.atoms.forEach(function (atom) {
      var day;
      if (/^(?:19|20)\d\d$/.test(atom.fold) && doc.iso.slice(0, 4) === atom.fold) { factor += 0.2; }
      day = atom.date && doc.iso ? doc.iso.split("-").map(Number) : null;
      if (day && (!atom.date.y || atom.date.y === day[0]) && atom.date.m === day[1] && (!atom.date.d || atom.date.d === day[2])) { factor += 0.5; }
    });
    return {
      factor: factor,
      whole: all.some(function (one) { return one.best.whole; }),
      title: title,
      shown: best,
      best: all.reduce(function (one, other) { return other.best.weight > one.best.weight ? other : one; })
    };
  };

  function pieces(from, to, found) {
    var parts = [];
    var at = from;
    var tokens = found.tokens;
    found.hits.forEach(function (hit) {
      var start = tokens[hit.at].start;
      var end = tokens[hit.end - 1].end;
      var last = parts[parts.length - 1];
      if (start < at || end > to) { return; }
      if (last && start - at === 1) { last.text += found.text.slice(at, end); } else {
        parts.push({ text: found.text.slice(at, start), mark: false }, { text: found.text.slice(start, end), mark: true });
      }
      at = end;
    });
    parts.push({ text: found.text.slice(at, to), mark: false });
    return parts.filter(function (part) { return part.text; });
  }

  /* Return a stretch of a judged text as pieces, those that were asked for marked. */
  find.snippet = function (found) {
    var text = found.text;
    var token = found.tokens[found.best.weight > found.near * 0.6 ? found.best.start : found.nearAt];
    var at = token ? token.start : 0;
    var from = Math.max(0, at - 60);
    var parts, to;
    if (from > 0) { from = text.indexOf(" ", from) + 1; }
    to = from + SHOWN;
    to = to >= text.length ? text.length : text.lastIndexOf(" ", to);
    parts = pieces(from, to, found);
    if (from > 0) { parts.unshift({ text: "… ", mark: false }); }
    if (to < text.length) { parts.push({ text: " …", mark: false }); }
    return parts;
  };

  /* Return all of a judged text as pieces. */
  find.marked = function (found) { return pieces(0, found.text.length, found); };

  /* Return the words of a judged text that stand for others than those typed; nothing where none do. */
  find.wording = function (said) {
    var best = said.best;
    var tokens = best.tokens;
    return best.best.how === "typed" || best.best.how === "stem" ? "" : best.text.slice(tokens[best.best.start].start, tokens[best.best.end - 1].end);
  };

  /* Return the campaigns and units of the reader's language that bear all of the query in their name. */
  find.named = function (found, facets, lang) {
    var content = found.query.atoms.filter(function (atom) { return atom.weight === 1 && !atom.ways; });
    var readings = found.sense.readings;
    var names = [];
    function said(words, atom) {
      var at = found.query.atoms.indexOf(atom);
      return readings.some(function (one) { return one.from === at && one.words.length === 1 && words.indexOf(" " + one.words[0] + " ") >= 0; });
    }
    ["campaigns", "units"].forEach(function (kind) {
      facets[kind].forEach(function (one) {
        var own = one.names[lang] ? lang : Object.keys(one.names)[0];
        var words = " " + find.spelling.tokens(one.names[own] || "").map(function (token) { return token.folded; }).join(" ") + " ";
        if (content.length && content.every(function (atom) { return said(words, atom); })) {
          names.push({ kind: kind, slug: one.slug, name: one.names[own], lang: own, count: one.ids.length });
        }
      });
    });
    return names.sort(function (a, b) { return b.count - a.count; }).slice(0, 4);
  };
}(this.bantin = this.bantin || {}));
