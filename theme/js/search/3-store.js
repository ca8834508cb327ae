/* The index: files that are asked for when a question needs them, each once.

   bantin.store(base) returns what `client` asks. `base` leads from the page to the root of the
   site ("" or "../"). Every answer comes through a callback, with null where a file could not be
   loaded (it is asked for again next time).

   start(cb)          {documents, languages: ["vi", "en"], language: fn(id) -> "vi",
                       partners: fn(id) -> [ids of the same item, itself too],
                       item: fn(id) -> number, items: [number …] of all ids, years: [[2015, first id] …], year: fn(id) -> 2015 or 0,
                       words: [[folded, documents] …], short: {qdnd: "quan doi nhan dan"}}
   words(list, cb)    {folded: [{form, levels: [said, strong, title]} …]}, each an ascending list of ids;
                      a word that nobody says has an empty list of forms
   pairs(list, cb)    {"dien bien": ids}
   lexicon(letter, cb) [[folded, documents] …] of all words with this first letter
   facets(cb)         {relations, campaigns, units}: [{slug, names: {vi: …}, ids} …]
   docs(ids, cb)      {id: {id, kind, slug, lang, title, iso, day, ties: [{relation, campaign}],
                       status, photo, captions, text}} */
(function (root) {
  "use strict";
  var bantin = root.bantin = root.bantin || {};
  var lists = bantin.lists;
  var waiting = {};
  var KEY_BITS = 18;

  /* What every file of the index calls. */
  root.bantinSearch = function (kind, name, data) {
    var place = kind + "/" + name;
    if (waiting[place]) { waiting[place].data = data; }
  };

  /* The start is asked for again after a minute, all else only when the index has changed. */
  function minute() { return Math.floor(new Date().getTime() / 60000); }

  function address(kind, name) { return "search/" + kind + (name === "" ? "" : "/" + name) + ".js"; }

  /* Loads a classic script: works from a folder and under a strict policy. */
  function browserLoad(url, done) {
    var script = document.createElement("script");
    function end() {
      script.onload = script.onerror = null;
      if (script.parentNode) { script.parentNode.removeChild(script); }
      done();
    }
    script.onload = end;
    script.onerror = end;
    script.src = url;
    document.head.appendChild(script);
  }

  function store(base, load) {
    var stamp = "", known = {}, begun = null;
    load = load || browserLoad;

    function fetch(kind, name, cb) {
      var place = kind + "/" + name, entry = known[place];
      if (entry && entry.done) { cb(entry.data); return; }
      if (entry) { entry.callbacks.push(cb); return; }
      entry = known[place] = waiting[place] = { data: null, done: false, callbacks: [cb] };
      load(base + address(kind, name) + "?v=" + (stamp || minute()), function () {
        delete waiting[place];
        entry.done = true;
        if (entry.data === null) { delete known[place]; }
        entry.callbacks.forEach(function (call) { call(entry.data); });
      });
    }

    /* Fetches several files; null where one of them failed. */
    function all(kind, names, cb) {
      var left = names.length, found = {}, failed = false;
      if (!left) { cb(found); return; }
      names.forEach(function (name) {
        fetch(kind, name, function (data) {
          if (data === null) { failed = true; } else { found[name] = data; }
          left -= 1;
          if (!left) { cb(failed ? null : found); }
        });
      });
    }

    function start(cb) {
      if (begun) { cb(begun); return; }
      fetch("start", "", function (data) {
        if (data && !begun) {
          begun = opened(data);
          stamp = data.stamp;
        }
        cb(begun);
      });
    }

    function needing(cb, then) {
      start(function (found) { if (found) { then(found); } else { cb(null); } });
    }

    /* Answers for each key what `take` finds of it in its file; `place` says in which. */
    function sharded(kind, keys, place, take, cb) {
      var names = [], places = {};
      keys.forEach(function (key) {
        places[key] = place(key);
        if (names.indexOf(places[key]) < 0) { names.push(places[key]); }
      });
      all(kind, names, function (files) {
        var found = {};
        if (files) {
          keys.forEach(function (key) { found[key] = take(files[places[key]], key); });
        }
        cb(files && found);
      });
    }

    function words(keys, cb) {
      needing(cb, function (found) {
        sharded("w", keys, function (word) {
          return top(lists.wordHash(word, 1), found.bits[0]);
        }, wordIn, cb);
      });
    }

    function pairs(keys, cb) {
      needing(cb, function (found) {
        var bits = found.bits[1], rest = Math.min(KEY_BITS, 32 - bits);
        sharded("p", keys, function (pair) {
          return top(lists.pairHash(pair), bits);
        }, function (text, pair) {
          return lists.under(text, top(lists.pairHash(pair), bits + rest) % Math.pow(2, rest));
        }, cb);
      });
    }

    function lexicon(letter, cb) {
      needing(cb, function (found) {
        var own = found.words.filter(function (word) { return initial(word[0]) === letter; });
        if (found.initials.indexOf(letter) < 0) { cb(own); return; }
        fetch("words", letter, function (text) { cb(text && own.concat(counted(text))); });
      });
    }

    function facets(cb) {
      needing(cb, function (found) {
        fetch("facets", "", function (data) { cb(data && narrowed(data, found)); });
      });
    }

    function docs(ids, cb) {
      needing(cb, function () {
        all("d", ids, function (files) {
          var found = {};
          if (files) { ids.forEach(function (id) { found[id] = shown(id, files[id]); }); }
          cb(files && found);
        });
      });
    }

    return {
      start: start,
      words: words,
      pairs: pairs,
      lexicon: lexicon,
      facets: facets,
      docs: docs
    };
  }

  /* The first bits of a hash; a shift by all 32 would be none. */
  function top(hash, bits) { return bits ? hash >>> 32 - bits : 0; }

  function initial(word) { return /^[a-z]/.test(word) ? word.charAt(0) : "_"; }

  function counted(text) {
    var found = [], parts = text ? text.split(" ") : [], n;
    for (n = 0; n + 1 < parts.length; n += 2) {
      found.push([parts[n], lists.value(parts[n + 1])]);
    }
    return found;
  }

  function opened(data) {
    var codes = [], firsts = [], items = [];
    var runs = data.items.match(/[^0-9][0-9]*/g) || [];
    runs.forEach(function (run) {
      var bits = run.charCodeAt(0) - 64, count = Number(run.slice(1) || 1), place;
      while (count > 0) {
        firsts.push(codes.length);
        for (place = 0; place < data.languages.length; place += 1) {
          if (bits & 1 << place) { items.push(firsts.length - 1); codes.push(place); }
        }
        count -= 1;
      }
    });
    firsts.push(codes.length);

    function ofItem(item) {
      var ids = [], id;
      for (id = firsts[item]; id < firsts[item + 1]; id += 1) { ids.push(id); }
      return ids;
    }

    return {
      documents: codes.length,
      languages: data.languages,
      language: function (id) { return data.languages[codes[id]]; },
      items: items,
      item: function (id) { return items[id]; },
      partners: function (id) { return ofItem(items[id]); },
      ofItem: ofItem,
      years: data.years,
      year: function (id) {
        var found = 0;
        data.years.forEach(function (year) { if (year[1] <= id) { found = year[0]; } });
        return found;
      },
      words: counted(data.words),
      initials: data.initials,
      short: data.short,
      bits: data.bits
    };
  }

  function wordIn(file, word) {
    var entry, forms = [], n;
    if (!Object.prototype.hasOwnProperty.call(file, word)) { return forms; }
    entry = file[word];
    for (n = 0; n < entry.length; n += 2) {
      forms.push({ form: entry[n], levels: levels(entry[n + 1].split(" ")) });
    }
    return forms;
  }

  /* The second list has places in the first, the third in the second. */
  function levels(parts) {
    var said = lists.decode(parts[0]);
    var strong = lists.decode(parts[1]).map(function (place) { return said[place]; });
    var title = lists.decode(parts[2]).map(function (place) { return strong[place]; });
    return [said, strong, title];
  }

  function narrowed(data, found) {
    var made = {};
    Object.keys(data).forEach(function (kind) {
      made[kind] = data[kind].map(function (row) {
        var names = {}, ids = [];
        row[1].forEach(function (name, place) {
          if (name) { names[found.languages[place]] = name; }
        });
        lists.decode(row[2]).forEach(function (item) { ids = ids.concat(found.ofItem(item)); });
        return { slug: row[0], names: names, ids: ids };
      });
    });
    return made;
  }

  function shown(id, row) {
    var text = row[10];
    return {
      id: id,
      kind: row[0],
      slug: row[1],
      lang: row[2],
      title: row[3],
      iso: row[4],
      day: row[5],
      ties: row[6].map(function (tie) { return { relation: tie[0], campaign: tie[1] }; }),
      status: row[7],
      photo: row[8],
      captions: row[9].map(function (caption) {
        return typeof caption === "string" ? caption : text.substr(caption[0], caption[1]);
      }),
      text: text
    };
  }

  bantin.store = store;
}(typeof window === "undefined" ? this : window));
