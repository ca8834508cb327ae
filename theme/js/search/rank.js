/* Readings and the lists of the index → how well each text answers. One number a text, nothing else. */
(function (find) {
  "use strict";
  var LEVELS = [0, 1, 1.5, 2.3];
  var UNSURE = 0.35;
  var SCATTERED = 0.75;
  var ASIDE = 0.9;
  var NEAR = 0.25;
  var MANY = 2000;
  var WORTH = 0.4;

  function letters(form) { return form.replace(/\d$/, ""); }

  /* How far what stands in a text is what was typed: accents that were typed count, others do not. */
  find.alike = function (typed, form) {
    var ours, theirs;
    if (!typed || typed === form) { return 1; }
    ours = letters(typed);
    theirs = letters(form);
    if (ours === theirs) { return ours === typed ? 0.75 : 0.55; }
    if (ours.replace(/đ/g, "d") === theirs.replace(/đ/g, "d")) { return typed.slice(ours.length) === form.slice(theirs.length) ? 0.6 : 0.5; }
    return UNSURE;
  };

  function rarity(count, all) { return Math.log(1 + (all + 1) / (count + 0.5)); }

  /* The texts that hold all of `words` in a row, as far as pairs can tell; the pair at the place `but`
     need not be there. */
  find.inRow = function (words, pairs, but) {
    var found = null;
    var at, list;
    for (at = 0; at + 1 < words.length; at += 1) {
      if (at !== but) {
        list = pairs[words[at] + " " + words[at + 1]] || [];
        found = found ? both(found, list) : list;
      }
    }
    return found || [];
  };

  /* What is written short may have a mark inside where it is written out: cán bộ, chiến sĩ. */
  function inParts(words, pairs) {
    var seen = Object.create(null);
    var at;
    function add(id) { seen[id] = true; }
    find.inRow(words, pairs).forEach(add);
    for (at = 1; at + 2 < words.length; at += 1) { find.inRow(words, pairs, at).forEach(add); }
    return Object.keys(seen).map(Number);
  }

  function both(one, other) {
    var found = [];
    var at = 0;
    one.forEach(function (id) {
      while (at < other.length && other[at] < id) { at += 1; }
      if (other[at] === id) { found.push(id); }
    });
    return found;
  }

  function covered(list, inside) { return list.length ? both(list, inside).length / list.length : 0; }

  /* Typed accents are not trusted where all texts that hold the word beside its neighbour spell it
     another way: that is what the writer's accents would have been. */
  function trusted(variants, form, beside) {
    var own = 0;
    var other = "";
    if (!beside.length) { return form; }
    variants.forEach(function (variant) {
      var share = covered(beside, variant.levels[0]);
      if (variant.form === form) { own = share; } else if (share >= 0.97) { other = variant.form; }
    });
    return own < 0.9 && other ? other : form;
  }

  function single(place, reading, variants, form, count) {
    var best = 0;
    variants.forEach(function (variant) { best = Math.max(best, find.alike(form, variant.form)); });
    variants.forEach(function (variant) {
      var likeness = find.alike(form, variant.form);
      var worth = reading.weight * (best < 1 ? 0.9 * likeness / best : likeness) *
        (reading.stub && variant.form.indexOf(reading.stub) ? 0.5 : 1);
      variant.levels.forEach(function (list, level) {
        var value = worth * LEVELS[level + 1];
        var at;
        for (at = 0; at < list.length; at += 1) {
          if (value > place.value[list[at]]) {
            place.value[list[at]] = value;
            place.sure[list[at]] = worth;
            place.level[list[at]] = level + 1;
          }
        }
      });
    });
    return count;
  }

  function row(places, joints, reading, pairs) {
    var list = reading.how === "same" ? inParts(reading.words, pairs) : find.inRow(reading.words, pairs);
    var at, here, id;
    for (at = reading.from; at < reading.to; at += 1) {
      for (here = 0; here < list.length; here += 1) {
        id = list[here];
        if (reading.weight * LEVELS[2] > places[at].value[id]) {
          places[at].value[id] = reading.weight * LEVELS[2];
          places[at].sure[id] = reading.weight;
          places[at].level[id] = Math.max(2, places[at].level[id]);
        }
        places[at].whole[id] = 1;
        if (at + 1 < reading.to) { joints[at].value[id] = Math.max(joints[at].value[id], reading.weight); }
      }
    }
  }

  /* What was published in a year that was asked for holds it, said or not. */
  function inYear(place, year, start) {
    start.years.forEach(function (entry, at) {
      var end = at + 1 < start.years.length ? start.years[at + 1][1] : start.documents;
      var id;
      for (id = entry[1]; id < end && entry[0] === year; id += 1) {
        place.value[id] = Math.max(place.value[id], 1);
        place.sure[id] = 1;
        place.whole[id] = 1;
      }
    });
  }

  function place(all, atom) {
    return {
      value: new Float32Array(all), sure: new Float32Array(all), level: new Uint8Array(all), whole: new Uint8Array(all), weight: 0,
      telling: !find.isSyllable(atom.fold) && !/^\d+$/.test(atom.fold)
    };
  }

  function weigh(query, places, all) {
    var known = 0;
    var sum = 0;
    places.forEach(function (one, at) {
      var count = 0;
      var some = 0;
      var id;
      for (id = 0; id < all; id += 1) {
        if (one.sure[id] > 0.5) { count += 1; }
        if (one.sure[id]) { some += 1; }
      }
      one.count = some;
      one.weight = query.atoms[at].weight * rarity(one.known || count || some, all);
      if (some && query.atoms[at].weight === 1) { known += 1; sum += one.weight; }
    });
    places.forEach(function (one, at) {
      if (!one.count) { one.weight = query.atoms[at].weight * (known ? sum / known : rarity(1, all)); }
    });
  }

  /* How sure it is that a word stands in the text for what was meant: a lone syllable says little. */
  function strength(one, atom, id, beside, alone) {
    if (beside || one.whole[id] || alone) { return 1; }
    if (one.level[id] > 1) { return 0.85; }
    if (one.telling) { return 1; }
    return atom.form && one.sure[id] > 0.9 ? 0.75 : 0.5;
  }

  /* Return the score of every text, how much of the query it holds, and whether it may hold it in a row. */
  find.ranked = function (query, readings, words, pairs, start) {
    var all = start.documents;
    var atoms = query.atoms;
    var places = atoms.map(function (atom) { return place(all, atom); });
    var joints = atoms.slice(1).map(function () { return { value: new Float32Array(all), weight: 0 }; });
    var score = new Float32Array(all);
    var share = new Float32Array(all);
    var whole = new Float32Array(all);
    var inRow = new Uint8Array(all);
    var content = atoms.filter(function (atom) { return atom.weight === 1; }).length;
    var total = 0;
    var parts;

    function beside(reading, before) {
      var atom = before ? reading.from : reading.to;
      var found = [];
      readings.forEach(function (other) {
        var meets = before ? other.to === reading.from : other.from === reading.to;
        var pair = meets && (before ? other.words[other.words.length - 1] + " " + reading.words[0] :
          reading.words[0] + " " + other.words[0]);
        /* What only joins or asks stands beside anything. */
        if (pair && atoms[other.from].weight > 0.1 && atoms[atom] && atoms[atom].joined && (pairs[pair] || []).length > found.length) { found = pairs[pair]; }
      });
      return found;
    }

    readings.forEach(function (reading) {
      if (reading.words.length === 1 && find.isSyllable(reading.words[0])) { places[reading.from].telling = false; }
    });
    readings.forEach(function (reading) {
      var variants = words[reading.words[0]] || [];
      var form = reading.forms[0] || "";
      if (reading.words.length > 1) {
        row(places, joints, reading, pairs);
      } else if (reading.spared) {
        places[reading.from].known = reading.count;
        neighbours(reading, true);
        neighbours(reading, false);
      } else {
        if (form) { form = trusted(variants, trusted(variants, form, beside(reading, true)), beside(reading, false)); }
        single(places[reading.from], reading, variants, form);
        if (reading.to - reading.from > 1) { span(reading, variants); }
      }
    });

    /* A word whose own list was spared stands where it has a neighbour. */
    function neighbours(reading, before) {
      var one = places[reading.from];
      beside(reading, before).forEach(function (id) {
        one.value[id] = Math.max(one.value[id], reading.weight);
        one.sure[id] = Math.max(one.sure[id], reading.weight);
        one.level[id] = Math.max(one.level[id], 1);
      });
    }

    function span(reading, variants) {
      variants.forEach(function (variant) {
        variant.levels[0].forEach(function (id) {
          var at;
          for (at = reading.from; at < reading.to; at += 1) {
            places[at].value[id] = Math.max(places[at].value[id], reading.weight * LEVELS[1]);
            places[at].sure[id] = Math.max(places[at].sure[id], reading.weight);
            places[at].whole[id] = 1;
            if (at + 1 < reading.to) { joints[at].value[id] = Math.max(joints[at].value[id], reading.weight); }
          }
        });
      });
    }

    readings.forEach(function (left) {
      readings.forEach(function (right) {
        var list, at, id, joint, worth;
        if (left.to !== right.from || !atoms[right.from].joined) { return; }
        joint = joints[right.from - 1];
        list = pairs[left.words[left.words.length - 1] + " " + right.words[0]] || [];
        for (at = 0; at < list.length; at += 1) {
          id = list[at];
          worth = left.weight * right.weight *
            (0.25 + 0.75 * Math.min(places[left.to - 1].sure[id] / left.weight, places[right.from].sure[id] / right.weight, 1));
          if (worth > joint.value[id]) { joint.value[id] = worth; }
        }
      });
    });

    atoms.forEach(function (atom, at) { if (/^(?:19|20)\d\d$/.test(atom.fold)) { inYear(places[at], Number(atom.fold), start); } });
    weigh(query, places, all);
    joints.forEach(function (joint, at) {
      var count = 0;
      var id;
      for (id = 0; id < all; id += 1) { if (joint.value[id]) { count += 1; } }
      joint.count = count;
      joint.weight = Math.min(atoms[at].weight, atoms[at + 1].weight) * rarity(count, all);
    });
    places.forEach(function (one) { total += one.weight; });

    parts = new Float32Array(places.length);
    function heldBy(id, held) {
      var sum = 0;
      var own = 0;
      var joined = 0;
      var wanted = 0;
      var titled = 0;
      var at, left, right, one, part, next;
      for (at = 0; at < places.length; at += 1) {
        parts[at] = 0;
        one = places[at];
        next = atoms[at + 1];
        left = at ? joints[at - 1].value[id] : 0;
        right = at < joints.length ? joints[at].value[id] : 0;
        /* What stands in quotation marks must be there, side by side and as it was typed. */
        if (atoms[at].quoted && (one.sure[id] < 0.9 || next && next.quoted === atoms[at].quoted && next.joined && right < 0.9)) {
          score[id] = share[id] = 0;
          return;
        }
        if (one.level[id] > 2 && atoms[at].weight === 1) { titled += 1; }
        if (one.value[id]) {
          sum += one.weight * one.value[id];
          part = one.weight * Math.min(1, one.sure[id]) * strength(one, atoms[at], id, Math.max(left, right) > 0.3, content < 2);
          own += part;
          parts[at] = part;
        }
        if (at < joints.length && joints[at].weight) {
          if (atoms[at].weight > 0.1 && atoms[at + 1].weight > 0.1) {
            wanted += 1;
            if (right > 0.3) { joined += 1; }
          }
          sum += 0.8 * joints[at].weight * right * (one.level[id] > 2 && places[at + 1].level[id] > 2 ? 1.6 : 1);
        }
      }
      part = joined || !wanted ? 1 : content > 2 ? SCATTERED : titled ? 1 : ASIDE;
      own *= part;
      for (at = 0; at < parts.length; at += 1) { held[at] = Math.max(held[at], part * parts[at]); }
      share[id] = own / total;
      inRow[id] = wanted > 0 && joined === wanted ? 1 : 0;
      score[id] = sum;
    }

    /* The texts of one item stand side by side, and answer together. */
    function together(first, end, held) {
      var sum = 0;
      var best = 0;
      var at;
      for (at = 0; at < held.length; at += 1) { sum += held[at]; }
      for (at = first; at < end; at += 1) { best = Math.max(best, share[at]); }
      /* What only both languages hold together counts less than what one text holds. */
      sum = best + 0.8 * Math.max(0, best ? sum / total - best : 0);
      for (at = first; at < end; at += 1) {
        whole[at] = sum;
        score[at] *= Math.pow(sum, 1.5) * (inRow[at] ? 1.25 : 1) * (1 + 0.02 * at / all) / total;
      }
    }

    (function () {
      var held = new Float32Array(places.length);
      var items = start.items;
      var least = NEAR * total;
      var sums = new Float32Array(all);
      var most = 0;
      var first, end, at, id;
      /* What the texts of an item hold together, by the number of the item. */
      places.forEach(function (one) {
        var value = one.value;
        var weight = one.weight;
        var last = -1;
        for (id = 0; id < all; id += 1) {
          if (value[id] && items[id] !== last) {
            last = items[id];
            sums[last] += weight;
          }
        }
      });
      for (id = 0; id < all; id += 1) { most = Math.max(most, sums[id]); }
      /* Most texts hold a common word of the query and no more: they are not worth a look, and among
         many neither is what holds far less than others do. */
      if (all > MANY && WORTH * most > least) { least = WORTH * most; }
      for (first = 0; first < all; first = end) {
        end = first + 1;
        while (end < all && items[end] === items[first]) { end += 1; }
        if (sums[items[first]] < least) { continue; }
        held.fill(0);
        for (at = first; at < end; at += 1) { heldBy(at, held); }
        together(first, end, held);
      }
    }());
    return {
      score: score, share: share, together: whole, inRow: inRow, content: content,
      weights: places.map(function (one) { return one.weight; })
    };
  };
}(this.bantin = this.bantin || {}));
