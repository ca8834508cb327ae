/* What only the reader's own clock, address and clipboard can tell: today, the short address, a copy. */
(function () {
  "use strict";
  var line = document.querySelector("[data-today]");
  var cite = document.querySelector("[data-citation]");

  function two(number) { return (number < 10 ? "0" : "") + number; }

  function showToday() {
    var now = new Date();
    var date = two(now.getMonth() + 1) + "-" + two(now.getDate());
    var day = document.querySelector('.calendar-day[data-date="' + date + '"]');
    var link = line.querySelector("a");
    if (!day) { return; }
    day.setAttribute("aria-current", "date");
    if (day.href) { link.href = day.href; } else { link.removeAttribute("href"); }
    link.textContent = day.getAttribute("data-day");
    line.hidden = false;
  }

  function sendOn() {
    var place = window.location.hash.slice(1).toLowerCase();
    var item = place && document.getElementById(place);
    var link = item && item.parentNode.hasAttribute("data-shortcuts") && item.querySelector("a");
    if (link) { window.location.replace(link.href); }
  }

  /* Where the page is no secure place (a folder, an intranet), only the old way is there. */
  function copyOldWay(words) {
    var range = document.createRange();
    var chosen = window.getSelection();
    var done = false;
    range.selectNodeContents(words);
    chosen.removeAllRanges();
    chosen.addRange(range);
    try { done = document.execCommand("copy"); } catch (error) { done = false; }
    chosen.removeAllRanges();
    return done;
  }

  function offerCopy() {
    var tools = cite.parentNode.querySelector(".citation-tools");
    var button = tools.querySelector("button");
    var said = tools.querySelector("[role=status]");
    function tell() { said.textContent = button.getAttribute("data-copied"); }
    button.onclick = function () {
      said.textContent = "";
      if (navigator.clipboard && window.isSecureContext) {
        navigator.clipboard.writeText(cite.textContent).then(tell, function () {
          if (copyOldWay(cite)) { tell(); }
        });
      } else if (copyOldWay(cite)) { tell(); }
    };
    tools.hidden = false;
  }

  if (line) { showToday(); }
  if (document.querySelector("[data-shortcuts]")) {
    sendOn();
    window.addEventListener("hashchange", sendOn);
  }
  if (cite) { offerCopy(); }
}());
