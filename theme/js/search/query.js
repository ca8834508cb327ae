/* A query as it was typed → its words: which of them carry it, which belong together. */
(function (find) {
  "use strict";
  var LONGEST = 300;
  var MOST = 24;
  var RANKED = 0.5;
  var SYLLABLE = new RegExp("^(?:ngh?|g[hi]?|kh|ph|th|tr|ch|nh|qu|[bcdhklmnprstvx])?" +
    "(?:[aeiouy]|a[iouy]|e[ou]|i[aeu]|ieu|o[aeio]|oa[ioy]|oeo|u[aeioyu]|ua[iyo]|uoi|uou|uy[aeu]|ye|yeu)(?:ch|nh|ng|[cmnpt])?$");

  function set(words) {
    var found = Object.create(null);
    words.split(" ").forEach(function (word) { found[word.replace(/_/g, " ")] = true; });
    return found;
  }

  /* Words that ask or join: they say little of what is looked for. */
  var JOINING = set("ai gì nào đâu khi ở được bị những các bao nhiêu là của và cho với trong về có đã sẽ tại từ đến vì sao thế " +
    "như này đó ra mấy hay để thì mà cũng giờ gồm bởi xảy hả nhỉ ạ");
  var JOINING_BARE = set("ai gi nao duoc nhung cac la cua va voi");
  var ASKING = set("khi_nao bao_gio bao_nhieu o_dau vi_sao tai_sao the_nao la_ai la_gi ra_sao may_gio bao_lau");
  var ENGLISH = set("who what when where which how many much the of a an in on to for and is are was were did does do by with at " +
    "from that has have had been be it its");
  var RANKS = set("dai_tuong thuong_tuong trung_tuong thieu_tuong dai_ta thuong_ta trung_ta thieu_ta dai_uy thuong_uy trung_uy " +
    "thieu_uy thuong_si trung_si ha_si binh_nhat binh_nhi dong_chi bac_si ky_su senior_colonel lieutenant_colonel senior_lieutenant " +
    "second_lieutenant major_general lieutenant_general master_sergeant private_first");
  var RANK = set("qncn cnvqp ông bà anh chị colonel major captain lieutenant sergeant corporal private comrade mr mrs ms dr doctor general");

  find.isSyllable = function (word) { return SYLLABLE.test(word); };

  function atom(token, quoted) {
    return {
      at: token.start,
      end: token.end,
      word: token.typed,
      fold: token.folded,
      form: token.form === token.folded ? "" : token.form,
      joined: !token.parted,
      quoted: quoted,
      ways: null,
      weight: 1
    };
  }

  function quotes(text) {
    var found = [];
    text.replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/g, function (all, inner, at) {
      found.push({ at: at, end: at + all.length });
      return all;
    });
    return found;
  }

  function within(spans, at) {
    var found = 0;
    spans.forEach(function (span, number) { if (at >= span.at && at < span.end) { found = number + 1; } });
    return found;
  }

  /* A day is one atom, whatever it was typed as. */
  function withDates(atoms, dates) {
    dates.forEach(function (date) {
      var inside = atoms.filter(function (one) { return one.at >= date.at && one.at < date.end; });
      var first = atoms.indexOf(inside[0]);
      var word;
      if (first < 0) { return; }
      word = inside.map(function (one) { return one.word; }).join(" ");
      atoms.splice(first, inside.length, {
        at: date.at, end: date.end, word: word, fold: word, form: "", joined: false, quoted: 0, ways: date.ways, date: date.date, weight: 1
      });
      if (atoms[first + 1]) { atoms[first + 1].joined = false; }
    });
  }

  function ranked(one) {
    one.weight = RANKED;
    one.rank = true;
  }

  function weigh(atoms) {
    var english = false;
    var accents = false;
    atoms.forEach(function (one) {
      if (one.form) { accents = true; }
      if (!one.form && /^[a-z]{3,}$/.test(one.fold) && !SYLLABLE.test(one.fold) && !find.telex(one.fold)) { english = true; }
    });
    atoms.forEach(function (one, at) {
      var pair = at + 1 < atoms.length ? one.fold + " " + atoms[at + 1].fold : "";
      if (one.quoted || one.ways) { return; }
      if (JOINING[one.word] || !accents && JOINING_BARE[one.fold] || english && !accents && ENGLISH[one.word]) { one.weight = 0.1; }
      if (ASKING[pair]) { one.weight = atoms[at + 1].weight = 0.1; }
      if (ASKING[at ? atoms[at - 1].fold + " " + one.fold : ""]) { one.weight = 0.1; }
      if (RANKS[pair] && at + 2 < atoms.length) { ranked(one); ranked(atoms[at + 1]); }
      if ((RANK[one.word] || one.rank) && at + 1 < atoms.length) { ranked(one); }
    });
    /* Where nothing else was asked for, these are the query. */
    if (!atoms.some(function (one) { return one.weight === 1; })) {
      atoms.forEach(function (one) {
        one.weight = 1;
        one.rank = false;
      });
    }
    return english;
  }

  /* Return `query` with other atoms for some of its own: `parts` has them by place. */
  find.rewritten = function (query, parts) {
    var atoms = [];
    query.atoms.forEach(function (one, at) { atoms = atoms.concat(parts[at] || [one]); });
    return { text: query.text, atoms: atoms, english: query.english, open: query.open };
  };

  /* Return the query that `typed` is: its atoms in order. */
  find.asked = function (typed) {
    var text = find.spelling.tidied(typed.slice(0, LONGEST));
    var spans = quotes(text);
    var atoms = find.spelling.tokens(text).map(function (token) { return atom(token, within(spans, token.start)); });
    var english;
    withDates(atoms, find.dates(text));
    atoms = atoms.slice(0, MOST);
    english = weigh(atoms);
    return {
      text: text,
      atoms: atoms,
      english: english,
      open: atoms.length > 0 && atoms[atoms.length - 1].end === text.length
    };
  };
}(this.bantin = this.bantin || {}));
