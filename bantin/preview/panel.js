/* What is to be mended, at the foot of the window: a bar, and a panel that opens above it.
   Both live in a tree of their own, so that neither the theme's looks nor its scripts reach them. */
var bantinPanel = (function () {
  "use strict";
  var KEY = "bantin-preview-closed";
  var host, tree, parts = {};
  var home = "", desk = "", shown = null, drawn = "", isLost = false;

  function lang() { return document.documentElement.lang === "en" ? "en" : "vi"; }
  function words() { return bantinWords[lang()]; }

  function element(tag, name, inside, text) {
    var made = document.createElement(tag);
    if (name) { made.className = name; }
    if (text) { made.textContent = text; }
    inside.appendChild(made);
    return made;
  }

  function button(name, inside, act) {
    var made = element("button", name, inside);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function build(address, writing) {
    var style, head;
    home = address;
    desk = writing || "";
    host = document.createElement("div");
    host.id = "bantin-preview";
    tree = host.attachShadow({ mode: "open" });
    style = element("link", "", tree);
    style.rel = "stylesheet";
    style.href = home + "preview.css";
    host.style.visibility = "hidden"; // until it has its looks
    style.onload = function () { host.style.visibility = ""; };
    parts.room = element("div", "room", tree);
    parts.voice = element("p", "voice", tree);
    parts.voice.setAttribute("role", "status");
    parts.bar = element("section", "bar", tree);
    parts.name = element("strong", "", parts.bar);
    parts.lost = element("span", "lost", parts.bar);
    parts.drafts = element("a", "", parts.bar);
    ["edit", "begin", "desk"].forEach(function (name) {
      parts[name] = element("a", "", parts.bar);
      parts[name].hidden = true;
    });
    parts.button = button("counts", parts.bar, function () { open(parts.panel.hidden); });
    parts.button.setAttribute("aria-controls", "panel");
    parts.panel = element("section", "panel", tree);
    parts.panel.id = "panel";
    parts.panel.tabIndex = 0;
    parts.panel.setAttribute("aria-labelledby", "heading");
    head = element("header", "", parts.panel);
    parts.heading = element("h2", "", head);
    parts.heading.id = "heading";
    parts.close = button("close", head, close);
    parts.list = element("div", "", parts.panel);
    open(false);
    draw();
    document.addEventListener("keydown", function (event) {
      var isFree = !parts.panel.hidden && !document.querySelector("dialog[open]");
      if (event.key === "Escape" && isFree) { close(); }
    });
    document.body.appendChild(host);
  }

  // ── open and closed ──

  function closedBefore() {
    try { return JSON.parse(sessionStorage.getItem(KEY)) || []; } catch (ignored) { return []; }
  }

  function rememberClosed(keys) {
    try { sessionStorage.setItem(KEY, JSON.stringify(keys)); } catch (ignored) { /* not allowed */ }
  }

  /* An error stays the same while the text around it moves, so its line is no part of it. */
  function errors(found) {
    var all = found.failure ? [found.failure] : found.here.concat(found.elsewhere);
    return all.filter(function (one) { return found.failure || one.severity === "error"; });
  }

  function keys(found) {
    return errors(found).map(function (one) {
      return [one.path, one.code, one.message].join(" ");
    });
  }

  function open(is) {
    parts.panel.hidden = !is;
    parts.button.setAttribute("aria-expanded", String(is));
    parts.bar.className = is ? "bar is-open" : "bar";
  }

  function close() {
    var hadFocus = tree.activeElement && parts.panel.contains(tree.activeElement);
    open(false);
    rememberClosed(keys(shown));
    if (hadFocus) { parts.button.focus(); }
  }

  // ── what is shown ──

  function item(problem, list) {
    var made = element("li", problem.severity, list);
    var place = element("p", "place", made);
    element("strong", "", place, words()[problem.severity]);
    element("code", "", place, problem.path + ":" + problem.line + ":" + problem.column);
    element("p", "message", made, problem.message);
    element("p", "remedy", made, "→ " + problem.remedy);
  }

  function group(title, problems) {
    var list;
    if (!problems.length) { return; }
    element("h3", "", parts.list, title);
    list = element("ol", "", parts.list);
    problems.forEach(function (problem) { item(problem, list); });
  }

  function fill() {
    var now = lang() + JSON.stringify(shown);
    if (now === drawn) { return; }
    drawn = now;
    parts.heading.textContent = shown.failure ? words().failed : words().toMend;
    parts.close.textContent = words().close;
    while (parts.list.firstChild) { parts.list.removeChild(parts.list.firstChild); }
    if (shown.failure) {
      element("p", "message", parts.list, shown.failure.message);
      element("p", "remedy", parts.list, "→ " + shown.failure.remedy);
      return;
    }
    group(words().here, shown.here);
    group(words().elsewhere, shown.elsewhere);
    if (shown.left) { element("p", "left", parts.list, words().left(shown.left)); }
  }

  function counts(found) {
    var said = [];
    if (!found) { return ""; }
    if (found.failure) { return words().errors(1); }
    ["errors", "warnings", "notes"].forEach(function (kind) {
      if (found[kind]) { said.push(words()[kind](found[kind])); }
    });
    return said.join(", ");
  }

  function draw() {
    var text = counts(shown), drafts = shown ? shown.drafts : 0;
    host.lang = lang();
    parts.bar.setAttribute("aria-label", words().preview);
    parts.name.textContent = words().preview;
    parts.lost.textContent = isLost ? words().lost : "";
    parts.lost.hidden = !isLost;
    parts.drafts.href = home + "drafts?lang=" + lang();
    parts.drafts.textContent = words().drafts(drafts);
    parts.drafts.hidden = !drafts;
    if (desk) { links(); }
    parts.button.textContent = text;
    parts.button.hidden = !text;
    parts.bar.hidden = parts.room.hidden = !isLost && !text && !drafts && !desk;
    // What the keyboard comes to is not to lie under the bar.
    document.documentElement.style.scrollPaddingBottom = parts.bar.hidden ? "" : "3.5rem";
    host.className = text && errors(shown).length ? "has-errors" : "";
    if (shown) { fill(); }
  }

  /* The ways to the writing desk: to this item's form, to a new one, to what needs hands. */
  function links() {
    var item = /^\/(en\/)?((?:articles|campaigns|pages)\/[a-z0-9-]+)\.html$/.exec(location.pathname);
    parts.edit.hidden = !item;
    if (item) { parts.edit.href = desk + "edit/" + item[2] + "?ui=" + lang() + (item[1] ? "&text=en" : ""); }
    parts.begin.href = desk + "new?ui=" + lang();
    parts.desk.href = desk + "?ui=" + lang();
    ["edit", "begin", "desk"].forEach(function (name) { parts[name].textContent = words()[name]; });
    parts.begin.hidden = parts.desk.hidden = false;
  }

  /* The first new error, or that nothing is left; the first look at a page says nothing. */
  function say(found, before) {
    var known = keys(before), fresh = errors(found).filter(function (one, i) {
      return known.indexOf(keys(found)[i]) < 0;
    });
    if (fresh.length) {
      parts.voice.textContent = words().error + ": " + fresh[0].message + ". " + fresh[0].remedy;
    } else if (counts(before) && !counts(found)) {
      parts.voice.textContent = words().clear;
    }
  }

  /* Shows what the server found; opens for errors that nobody has closed yet. */
  function show(found) {
    var before = shown, closed = closedBefore(), now = keys(found);
    shown = found;
    draw();
    if (before) { say(found, before); }
    if (now.some(function (key) { return closed.indexOf(key) < 0; })) {
      open(true);
    } else if (!counts(found) || (before && keys(before).length && !now.length)) {
      open(false);
    }
  }

  return {
    build: build,
    show: show,
    draw: draw,
    lang: lang,
    host: function () { return host; },
    lose: function (is) {
      if (is !== isLost) { isLost = is; draw(); }
    },
    move: function (address) {
      home = address;
      draw();
    }
  };
}());
