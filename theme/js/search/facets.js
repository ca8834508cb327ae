/* By what answers can be narrowed: how many there are of each, and what is ticked. */
(function (find) {
  "use strict";
  find.FACETS = ["year", "campaign", "relation", "unit"];
  var FILES = { campaign: "campaigns", relation: "relations", unit: "units" };

  /* The choices of each kind: slug, names and the texts that have it. */
  find.choices = function (start, facets) {
    var found = {
      year: start.years.map(function (year, at) {
        return { slug: String(year[0]), names: null, from: year[1], to: at + 1 < start.years.length ? start.years[at + 1][1] : start.documents };
      }).reverse()
    };
    Object.keys(FILES).forEach(function (kind) { found[kind] = facets ? facets[FILES[kind]] : null; });
    return found;
  };

  function each(choice, act) {
    var id;
    if (choice.ids) { choice.ids.forEach(act); } else { for (id = choice.from; id < choice.to; id += 1) { act(id); } }
  }

  /* Whether a text has one of the choices `ticked`, for each kind that has any; null where none has. */
  find.sets = function (start, choices, ticked) {
    var sets = {};
    find.FACETS.forEach(function (kind) {
      if (!ticked[kind].length || !choices[kind]) { return; }
      sets[kind] = new Uint8Array(start.documents);
      choices[kind].forEach(function (choice) {
        if (ticked[kind].indexOf(choice.slug) >= 0) { each(choice, function (id) { sets[kind][id] = 1; }); }
      });
    });
    return sets;
  };

  /* Return whether an answer passes all `sets` but that of the kind `but`. */
  find.passes = function (answer, sets, but) {
    return Object.keys(sets).every(function (kind) { return kind === but || sets[kind][answer.id]; });
  };

  /* How many of `answers` have each choice of `kind`, those of the other kinds being ticked as they are. */
  find.counted = function (start, answers, choices, sets, kind) {
    var shown = new Uint8Array(start.documents);
    var narrow = Object.keys(sets).length > 0;
    answers.forEach(function (answer) { if (!narrow || find.passes(answer, sets, kind)) { shown[answer.id] = 1; } });
    return choices[kind].map(function (choice) {
      var count = 0;
      each(choice, function (id) { count += shown[id]; });
      return { choice: choice, count: count };
    });
  };
}(this.bantin = this.bantin || {}));
