/* Reloads the page after a build, where the reader was, and shows what is to be mended. */
(function () {
  "use strict";
  var seen = null;
  var vietnamese = document.documentElement.lang !== "en";
  var key = "bantin-preview-closed";

  function element(tag, text, name) {
    var made = document.createElement(tag);
    if (text) { made.textContent = text; }
    if (name) { made.className = name; }
    return made;
  }

  function remember(value) {
    try { sessionStorage.setItem(key, value); } catch (ignored) { /* private window */ }
  }

  function remembered() {
    try { return sessionStorage.getItem(key); } catch (ignored) { return null; }
  }

  function show(problems) {
    var old = document.getElementById("bantin-preview");
    if (old) { old.parentNode.removeChild(old); }
    if (!problems.length) { return; }
    var errors = problems.filter(function (p) { return p.severity === "error"; }).length;
    var panel = element("details", "", errors ? "has-errors" : "");
    panel.id = "bantin-preview";
    panel.setAttribute("lang", vietnamese ? "vi" : "en");
    var rest = problems.length - errors;
    panel.appendChild(element("summary", vietnamese ?
      errors + " lỗi, " + rest + " lưu ý" :
      errors + (errors === 1 ? " error, " : " errors, ") + rest + (rest === 1 ? " note" : " notes")));
    var list = element("ol");
    problems.forEach(function (problem) {
      var item = element("li", "", problem.severity);
      item.appendChild(element("code", problem.path + ":" + problem.line));
      item.appendChild(element("p", problem.message));
      item.appendChild(element("p", "→ " + problem.remedy, "remedy"));
      list.appendChild(item);
    });
    panel.appendChild(list);
    var print = JSON.stringify(problems);
    panel.open = errors > 0 && remembered() !== print;
    panel.addEventListener("toggle", function () { remember(panel.open ? "" : print); });
    document.body.appendChild(panel);
  }

  var style = element("link");
  style.rel = "stylesheet";
  style.href = "/_preview/preview.css";
  document.head.appendChild(style);

  if (!window.EventSource) { return; }
  new EventSource("/_preview/events").onmessage = function (event) {
    var news = JSON.parse(event.data);
    if (seen !== null && seen !== news.build) { location.reload(); return; }
    seen = news.build;
    show(news.problems);
  };
}());
