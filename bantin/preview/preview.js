/* Waits for news of the site; fetches anew the page that is shown, and what is to be mended. */
(function () {
  "use strict";
  var FIRST_WAIT = 400, LONGEST_WAIT = 5000, WAIT_FOR_A_PLACE = 3000;
  var wait = FIRST_WAIT, failures = 0, timer = 0, stream = null, turn = -1;
  var isBusy = false, waiting = [];
  var tag = document.querySelector("script[data-preview]");

  /* What a page tells of itself by the tag of this script: where the preview is served in this
     run, the page's own ETag, and the build that made it. */
  function stateOf(script) {
    return {
      home: script.getAttribute("src").replace(/[^\/]*$/, ""),
      etag: script.getAttribute("data-preview"),
      build: Number(script.getAttribute("data-build"))
    };
  }

  function ask(address, etag, done) {
    var request = new XMLHttpRequest();
    request.open("GET", address);
    if (etag) { request.setRequestHeader("If-None-Match", etag); }
    request.onloadend = function () { done(request.status, request.responseText); };
    request.send();
  }

  /* Puts the page in place as it is now; done(whether there was an answer). */
  function renew(done) {
    var asking;
    waiting.push(done);
    if (isBusy) { return; }
    isBusy = true;
    asking = waiting;
    waiting = [];
    ask(location.pathname + location.search, state.etag, function (status, text) {
      function end() {
        isBusy = false;
        asking.forEach(function (one) { one(status !== 0); });
        // Who came meanwhile may want what is newer than this answer.
        if (waiting.length && !isBusy) { renew(waiting.pop()); }
      }
      if (status === 200 || status === 404) { put(text, end); } else { end(); }
    });
    bantinSwap.prepare();
  }

  function put(text, done) {
    var page = new DOMParser().parseFromString(text, "text/html");
    var script = page.querySelector("script[data-preview]");
    if (!script) { done(); return; }
    whenNoDialogIsOpen(function () {
      var isDone = bantinSwap.put(page, bantinPanel.host(), function () {
        state = stateOf(script);
        bantinPanel.move(state.home);
        done();
      });
      if (!isDone) { location.reload(); }
    });
  }

  function whenNoDialogIsOpen(act) {
    var dialog = document.querySelector("dialog[open]");
    if (!dialog) { act(); return; }
    dialog.addEventListener("close", function closed() {
      dialog.removeEventListener("close", closed);
      act();
    });
  }

  function problems() {
    var page = location.pathname.slice(1);
    try { page = decodeURIComponent(page); } catch (ignored) { /* no page has such an address */ }
    page = "&page=" + encodeURIComponent(page);
    ask(state.home + "problems?lang=" + bantinPanel.lang() + page, "", function (status, text) {
      if (status === 200) { bantinPanel.show(JSON.parse(text)); }
    });
  }

  function told(news) {
    if (news.turn === turn) { return; }
    turn = news.turn;
    if (news.build === state.build) { problems(); return; }
    state.build = news.build;
    problems(); // before the page: after a mistake that may take longer
    renew(function () { /* it is in place */ });
  }

  function listen() {
    if (stream || document.hidden) { return; }
    stream = new EventSource(state.home + "events");
    stream.onmessage = function (event) {
      wait = FIRST_WAIT;
      failures = 0;
      bantinPanel.lose(false);
      told(JSON.parse(event.data));
    };
    // So many pages listen that this one has to make room for a while.
    stream.addEventListener("full", function () { wait = WAIT_FOR_A_PLACE; });
    // The browser's own way to connect again gives up at an address of an earlier run.
    stream.onerror = function () {
      quiet();
      later();
    };
  }

  function quiet() {
    if (stream) { stream.close(); }
    stream = null;
    clearTimeout(timer);
  }

  function later() {
    timer = setTimeout(again, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  function again() {
    turn = -1;
    renew(function (isAnswered) {
      if (isAnswered) { listen(); return; }
      failures += 1;
      bantinPanel.lose(failures > 1);
      later();
    });
  }

  if (!tag || !window.EventSource || !window.DOMParser || !document.body.attachShadow) { return; }
  var state = stateOf(tag);
  bantinPanel.build(state.home, tag.getAttribute("data-desk"));
  listen();
  // A page that nobody sees keeps no connection: a browser has but a few for each host.
  document.addEventListener("visibilitychange", function () {
    quiet();
    if (!document.hidden) {
      wait = FIRST_WAIT;
      again();
    }
  });
  window.addEventListener("pagehide", quiet);
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) { again(); }
  });
  bantinSwap.noteListeners();
}());
