/* The search page: what stands in its address is asked, what is found is shown. */
(function (find) {
  "use strict";
  var TEN = 10;
  var SMALL = 2000;
  var MOST_CHOICES = 60;
  var page = document.querySelector("[data-search]");
  var latest = 0;
  var lang = document.documentElement.lang;
  var root, home, store, moulds, box, asked, facets;

  function at(name) { return page.querySelector("[data-" + name + "]"); }
  function show(name, is) { at(name).hidden = !is; }

  /* ── the address ── */

  function none() { return { q: "", page: 1, exact: false, year: [], campaign: [], relation: [], unit: [] }; }

  function decoded(text) {
    try { return decodeURIComponent(text.replace(/\+/g, " ")); } catch (error) { return text; }
  }

  function read() {
    var state = none();
    location.search.slice(1).split("&").forEach(function (part) {
      var name = part.split("=")[0];
      var value = decoded(part.slice(name.length + 1));
      if (name === "q") { state.q = value; }
      if (name === "page") { state.page = Math.min(100, Math.max(1, parseInt(value, 10) || 1)); }
      if (name === "exact") { state.exact = value === "1"; }
      if (value && find.FACETS.indexOf(name) >= 0) { state[name].push(value); }
    });
    return state;
  }

  function written(state) {
    var parts = ["q=" + encodeURIComponent(state.q)];
    if (state.exact) { parts.push("exact=1"); }
    find.FACETS.forEach(function (kind) {
      state[kind].forEach(function (slug) { parts.push(kind + "=" + encodeURIComponent(slug)); });
    });
    if (state.page > 1) { parts.push("page=" + state.page); }
    return location.pathname.split("/").pop() + "?" + parts.join("&");
  }

  function changed(state, changes) {
    var made = {};
    Object.keys(state).forEach(function (key) { made[key] = changes[key] === undefined ? state[key] : changes[key]; });
    return made;
  }

  /* Older browsers do not let a page from a disk change its address: there it is opened anew. */
  function go(state) {
    try {
      history.pushState(null, "", written(state));
    } catch (error) {
      location.href = written(state);
      return;
    }
    run(state);
  }

  /* ── the answer ── */

  function place(start) {
    function translated(answer) {
      return start.partners(answer.id).some(function (id) { return start.language(id) === lang; });
    }
    return {
      root: root,
      translated: translated,
      address: function (answer) {
        var doc = answer.doc;
        var base = answer.own || !translated(answer) ? home : root + (doc.lang === start.languages[0] ? "" : doc.lang + "/");
        return base + doc.kind + "/" + doc.slug + ".html";
      }
    };
  }

  function tell(key, values) { at("told").textContent = key ? moulds.words(key, values || {}) : ""; }

  function clear() {
    at("results").textContent = "";
    ["body", "meant", "more", "suggestions", "records", "facets"].forEach(function (name) { show(name, false); });
  }

  function done(state) { at("results").setAttribute("data-done", state.q); }

  function failed(state) {
    clear();
    tell("failed");
    show("browse", true);
    done(state);
  }

  function run(state) {
    var turn = latest += 1;
    if (box.value !== state.q) { box.value = state.q; }
    at("results").removeAttribute("data-shown");
    at("results").removeAttribute("data-done");
    if (!state.q.trim()) {
      clear();
      tell("");
      show("browse", true);
      done(state);
      return;
    }
    if (!asked || asked.q !== state.q || asked.exact !== state.exact) { tell("working"); }
    answer(state, function (found) {
      if (turn !== latest) { return; }
      if (!found) { failed(state); return; }
      withFacets(found, state, function (known) {
        if (turn !== latest) { return; }
        if (known) { present(found, state, turn); } else { failed(state); }
      });
    });
  }

  /* The answer to the same words is asked for once: filters and further pages only look at it again. */
  function answer(state, cb) {
    if (asked && asked.q === state.q && asked.exact === state.exact) { cb(asked.found); return; }
    find.search(store, state.q, { lang: lang, literal: state.exact }, function (found) {
      if (found) { asked = { q: state.q, exact: state.exact, found: found }; }
      cb(found);
    });
  }

  function filtered(state) { return state.campaign.length || state.relation.length || state.unit.length; }

  function withFacets(found, state, cb) {
    if (facets || !filtered(state) && found.start.documents > SMALL) { cb(true); return; }
    store.facets(function (loaded) {
      facets = loaded;
      cb(loaded || !filtered(state));
    });
  }

  function present(found, state, turn) {
    var choices = find.choices(found.start, facets);
    var sets = find.sets(found.start, choices, state);
    var main = Object.keys(sets).length ? found.main.filter(function (one) { return find.passes(one, sets, ""); }) : found.main;
    var wanted = state.page * TEN;
    function look(count, then) {
      found.judge(main, count, function (ordered) {
        if (turn !== latest) { return; }
        if (ordered) { then(ordered.slice(0, count)); } else { failed(state); }
      });
    }
    function all(shown) {
      near(found, main.length ? [] : found.near, function (close) {
        if (turn !== latest) { return; }
        draw(found, state, shown, main.length, close, choices, sets);
        done(state);
      });
    }
    if (state.page > 1 || main.length <= found.first) {
      look(wanted, all);
      return;
    }
    /* The first few are shown as soon as they are there, the others below them. */
    look(found.first, function (few) {
      draw(found, state, few, main.length, [], choices, sets);
      if (few.length === wanted) {
        done(state);
        return;
      }
      look(wanted, function (shown) {
        find.append(at("results"), shown, few.length, place(found.start), moulds);
        show("more", main.length > shown.length);
        done(state);
      });
    });
  }

  function near(found, answers, cb) {
    if (!answers.length) { cb([]); return; }
    found.judge(answers, 5, function (ordered) { cb(ordered ? ordered.slice(0, 5) : []); });
  }

  function draw(found, state, shown, count, close, choices, sets) {
    var where = place(found.start);
    clear();
    show("body", true);
    show("browse", !count);
    find.list(at("results"), shown, where, moulds);
    tell(count ? count === 1 ? "one" : "many" : found.main.length ? "narrowed" : "none", { n: count, q: state.q.trim() });
    show("more", count > shown.length);
    if (close.length) {
      at("near").textContent = "";
      close.forEach(function (one) { at("near").appendChild(find.hit(one, where, moulds)); });
      show("suggestions", true);
    }
    meant(found, state, shown[0]);
    names(found);
    narrowing(found, state, choices, sets);
    at("results").setAttribute("data-shown", state.q);
  }

  /* Where something else was looked for than what was typed, it is said, with the way back. */
  function meant(found, state, first) {
    var said = first && find.wording(first.said, found);
    var line = at("meant");
    var link;
    if (!said) { return; }
    line.textContent = moulds.words("meant", { said: said }) + " ";
    link = line.appendChild(document.createElement("a"));
    link.href = written(changed(state, { exact: true, page: 1 }));
    link.textContent = moulds.words("exactly", { q: state.q.trim() });
    link.addEventListener("click", function (event) {
      event.preventDefault();
      go(changed(state, { exact: true, page: 1 }));
    });
    line.hidden = false;
  }

  /* Campaigns and units that bear what was asked as their name. */
  function names(found) {
    var list = at("names");
    var links = facets ? find.named(found, facets, lang) : [];
    list.textContent = "";
    links.forEach(function (one) {
      var item = list.appendChild(document.createElement("li"));
      var link = document.createElement("a");
      item.appendChild(document.createTextNode(moulds.words(one.kind, {}) + ": "));
      link.href = home + one.kind + "/" + one.slug + ".html";
      link.textContent = one.name;
      if (one.lang !== lang) { link.lang = one.lang; }
      item.appendChild(link);
    });
    show("records", links.length > 0);
  }

  /* ── facets ── */

  function narrowing(found, state, choices, sets) {
    var lists = at("facet-lists");
    var open = {};
    var held = document.activeElement && document.activeElement.getAttribute("data-choice");
    Array.prototype.forEach.call(lists.querySelectorAll("details"), function (one) { open[one.getAttribute("data-kind")] = one.open; });
    lists.textContent = "";
    find.FACETS.forEach(function (kind) {
      var facet = moulds.cut("facet");
      var isOpen = open[kind] === undefined ? state[kind].length > 0 || wide() && (kind === "year" || kind === "relation") : open[kind];
      facet.setAttribute("data-kind", kind);
      facet.querySelector("summary").textContent = moulds.words(kind, {});
      if (choices[kind]) {
        if (!options(facet.querySelector("ul"), find.counted(found.start, found.main, choices, sets, kind), kind, state)) { return; }
      } else { later(facet, state); }
      facet.open = isOpen && choices[kind] !== null;
      lists.appendChild(facet);
    });
    show("facets", found.main.length > 0 && lists.firstChild !== null);
    show("clear", find.FACETS.some(function (kind) { return state[kind].length; }));
    at("clear").firstElementChild.href = written(changed(none(), { q: state.q, exact: state.exact }));
    if (held) { Array.prototype.forEach.call(lists.querySelectorAll("input"), function (one) {
      if (one.getAttribute("data-choice") === held) { one.focus(); }
    }); }
  }

  function wide() { return window.matchMedia("(min-width: 64rem)").matches; }

  /* On a large site the lists come when they are opened. */
  function later(facet, state) {
    facet.querySelector("ul").appendChild(document.createElement("li")).textContent = moulds.words("waiting", {});
    facet.addEventListener("toggle", function () {
      if (!facet.open || facets) { return; }
      store.facets(function (loaded) {
        facets = loaded;
        if (loaded && state.q === asked.q) { run(read()); }
      });
    });
  }

  function options(list, counted, kind, state) {
    var rows = counted.filter(function (one) { return one.count || state[kind].indexOf(one.choice.slug) >= 0; });
    if (kind === "campaign" || kind === "unit") { rows.sort(function (a, b) { return b.count - a.count || (a.choice.slug < b.choice.slug ? -1 : 1); }); }
    rows.slice(0, MOST_CHOICES).forEach(function (row) {
      var item = moulds.cut("choice");
      var tick = item.querySelector("input");
      var word = item.querySelector(".facet-word");
      if (kind === "relation") { word.appendChild(moulds.part("ties", row.choice.slug)); } else { named(word, row.choice); }
      item.querySelector(".count").textContent = row.count;
      tick.checked = state[kind].indexOf(row.choice.slug) >= 0;
      tick.setAttribute("data-choice", kind + " " + row.choice.slug);
      tick.addEventListener("change", function () {
        var changes = { page: 1 };
        changes[kind] = state[kind].filter(function (slug) { return slug !== row.choice.slug; });
        if (tick.checked) { changes[kind].push(row.choice.slug); }
        go(changed(state, changes));
      });
      list.appendChild(item);
    });
    return rows.length;
  }

  function named(word, choice) {
    var own;
    if (!choice.names) {
      word.textContent = choice.slug;
      return;
    }
    own = choice.names[lang] ? lang : Object.keys(choice.names)[0];
    word.textContent = choice.names[own] || choice.slug;
    if (own && own !== lang) { word.lang = own; }
  }

  /* ── the keyboard ── */

  function stops() { return Array.prototype.slice.call(page.querySelectorAll(".hit .card-link")); }

  function keys(event) {
    var links = stops();
    var here = links.indexOf(document.activeElement);
    var step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (event.altKey || event.ctrlKey || event.metaKey) { return; }
    if (event.key === "Escape" && here >= 0) {
      event.preventDefault();
      box.focus();
      box.select();
    } else if (step && (here >= 0 || document.activeElement === box) && links.length) {
      event.preventDefault();
      if (here + step < 0) { box.focus(); } else { links[Math.min(here + step, links.length - 1)].focus(); }
    }
  }

  function more() {
    var before = stops().length;
    var state = read();
    go(changed(state, { page: state.page + 1 }));
    /* The first of the new ones is where reading goes on. */
    (function wait(left) {
      var links = stops();
      if (links.length > before && at("results").hasAttribute("data-done")) { links[before].focus(); } else if (left) { setTimeout(function () { wait(left - 1); }, 50); }
    }(60));
  }

  if (!page) { return; }
  root = page.getAttribute("data-root");
  home = page.getAttribute("data-home");
  box = page.querySelector("input[name=q]");
  moulds = find.moulds(page.parentNode);
  store = find.store(root);
  page.querySelector("form").addEventListener("submit", function (event) {
    event.preventDefault();
    go(changed(none(), { q: box.value }));
  });
  at("more").firstElementChild.addEventListener("click", more);
  at("clear").firstElementChild.addEventListener("click", function (event) {
    event.preventDefault();
    go(changed(none(), { q: read().q, exact: read().exact }));
  });
  page.addEventListener("keydown", keys);
  window.addEventListener("popstate", function () { run(read()); });
  at("facets").open = wide();
  /* Whoever opens the page is going to ask. */
  store.start(function (start) { if (start) { find.lexicon(start); find.asked("1/1/2001"); } });
  run(read());
}(this.bantin = this.bantin || {}));
