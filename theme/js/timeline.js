/* The timeline by year and by status; what is chosen stands in the address. */
(function () {
  "use strict";
  var form = document.querySelector("[data-filter]");
  if (!form) { return; }
  var select = form.querySelector("select");
  var answer = form.querySelector("output");
  var reset = form.querySelector("button");
  var found;

  function each(list, act) { Array.prototype.forEach.call(list, act); }
  function all(selector, act) { each(document.querySelectorAll(selector), act); }

  /* The years of a campaign as its period names them; without an end they go on. */
  function read() {
    found = [];
    all(".year", function (section) {
      each(section.querySelectorAll("[id].entry, .lives > li"), function (item) {
        var when = item.querySelector(".when, span").textContent;
        var years = when.match(/\d{4}/g) || [section.id.slice(1)];
        found.push({
          item: item,
          section: section,
          state: item.getAttribute("data-state") || "ended",
          first: Number(years[0]),
          last: when.indexOf("–") < 0 && when.match(/\d{4}/) ? 9999 : Number(years[years.length - 1])
        });
      });
    });
  }

  function state() { return form.querySelector("input:checked").value; }

  function apply() {
    var year = Number(select.value), wanted = state(), some = {}, shown = 0;
    var chosen = Boolean(year || wanted);
    if (!found) {
      if (!chosen) { return; }
      read();
    }
    found.forEach(function (one) {
      var fits = (!wanted || one.state === wanted) && (!year || one.first <= year && year <= one.last);
      one.item.hidden = !fits;
      if (fits) { shown += 1; some[one.section.id] = some[one.item.id] = true; }
    });
    all(".year", function (section) { section.hidden = !some[section.id]; });
    all(".jump a", function (link) { link.parentNode.hidden = !some[link.hash.slice(1)]; });
    all(".bar", function (bar) {
      bar.classList.toggle("is-off", !some[bar.getAttribute("href").slice(1)]);
    });
    reset.hidden = !chosen;
    answer.textContent = chosen ? answer.getAttribute("data-words")
      .replace("{shown}", shown).replace("{num}", answer.getAttribute("data-number")) : "";
  }

  function note() {
    var parts = [];
    if (select.value) { parts.push("year=" + select.value); }
    if (state()) { parts.push("status=" + state()); }
    /* Some browsers keep a page from a disk from having another address. */
    try {
      history.replaceState(null, "", location.pathname + (parts.length ? "?" + parts.join("&") : ""));
    } catch (refused) { return; }
  }

  /* A link to a campaign that is hidden shows all again. */
  function arrive() {
    var target = document.getElementById(location.hash.slice(1));
    if (target && found && !target.offsetParent) { form.reset(); apply(); target.scrollIntoView(); }
  }

  if (select.options.length < 2) {
    all(".year", function (section) {
      var year = Number(section.id.slice(1));
      if (year) { select.add(new Option(year, year)); }
    });
  }
  select.value = (location.search.match(/[?&]year=(\d{4})\b/) || [])[1] || "";
  if (select.selectedIndex < 0) { select.value = ""; }
  each(form.querySelectorAll("input"), function (input) {
    if (location.search.match("[?&]status=" + input.value + "(&|$)")) { input.checked = true; }
  });
  form.hidden = false;
  apply();
  arrive();
  form.addEventListener("change", function () { apply(); note(); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () {
    var here = document.activeElement === reset;
    setTimeout(function () {
      apply();
      note();
      if (here) { form.querySelector("input").focus(); }
    }, 0);
  });
  window.addEventListener("hashchange", arrive);
}());
