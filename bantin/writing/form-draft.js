/* Words that were never saved are kept in the browser, and offered when the form is opened again. */
var bantinDraft = function (key, form) {
  "use strict";
  var timer = 0;
  var LEFT_OUT = ["token", "ui", "cursor", "stamp", "act", "sure"];

  function values() {
    var found = [];
    Array.prototype.forEach.call(form.elements, function (box) {
      var isChosen = (box.type !== "radio" && box.type !== "checkbox") || box.checked;
      if (box.name && isChosen && box.type !== "submit" && LEFT_OUT.indexOf(box.name) < 0 &&
          box.name.indexOf("card-") !== 0 && box.name !== "version") {
        found.push([box.name, box.value]);
      }
    });
    return found;
  }

  function read() {
    try { return JSON.parse(localStorage.getItem(key)); } catch (ignored) { return null; }
  }

  return {
    values: values,
    found: read,
    keep: function () {
      clearTimeout(timer);
      timer = setTimeout(function () {
        try {
          localStorage.setItem(key, JSON.stringify({ time: Date.now(), values: values() }));
        } catch (ignored) { /* no room, or not allowed */ }
      }, 200);
    },
    drop: function () {
      clearTimeout(timer);
      try { localStorage.removeItem(key); } catch (ignored) { /* not allowed */ }
    }
  };
};
