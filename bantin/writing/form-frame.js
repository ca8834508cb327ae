/* The page beside the form: put in place as the engine makes it, and kept where it was scrolled. */
var bantinPage = function (frame) {
  "use strict";
  var waiting = null, isLoaded = false;

  /* What is followed in the page opens beside the form, which keeps its unsaved words. */
  function guard(inside) {
    inside.addEventListener("click", function (event) {
      var element = event.target;
      while (element && element.nodeName !== "A") { element = element.parentNode; }
      if (!element || !element.href) { return; }
      event.preventDefault();
      if ((element.getAttribute("href") || "").charAt(0) !== "#") { window.open(element.href, "_blank"); }
    });
  }

  function put(html) {
    var inside = frame.contentDocument, made, top;
    if (!inside || !inside.body) { return; }
    made = new DOMParser().parseFromString(html, "text/html");
    top = inside.scrollingElement ? inside.scrollingElement.scrollTop : 0;
    inside.title = made.title;
    inside.body.className = made.body.className;
    // A row of children that are equal stays, so that pictures do not flicker.
    change(inside.body, made.body, inside);
    if (inside.scrollingElement) { inside.scrollingElement.scrollTop = top; }
  }

  function change(old, made, inside) {
    var before = old.firstChild, after = made.firstChild, next, fresh;
    while (after) {
      fresh = after.nextSibling;
      if (before && before.isEqualNode(after)) {
        before = before.nextSibling;
      } else if (before && before.nodeName === after.nodeName && after.nodeType === 1 && isShell(after)) {
        attributes(before, after);
        change(before, after, inside);
        before = before.nextSibling;
      } else if (before) {
        next = before.nextSibling;
        old.replaceChild(inside.importNode(after, true), before);
        before = next;
      } else {
        old.appendChild(inside.importNode(after, true));
      }
      after = fresh;
    }
    while (before) {
      next = before.nextSibling;
      old.removeChild(before);
      before = next;
    }
  }

  function isShell(element) { return /^(MAIN|ARTICLE|SECTION|DIV|HEADER|ASIDE)$/.test(element.nodeName); }

  function attributes(old, made) {
    Array.prototype.slice.call(old.attributes).forEach(function (one) {
      if (!made.hasAttribute(one.name)) { old.removeAttribute(one.name); }
    });
    Array.prototype.forEach.call(made.attributes, function (one) {
      if (old.getAttribute(one.name) !== one.value) { old.setAttribute(one.name, one.value); }
    });
  }

  frame.addEventListener("load", function () {
    isLoaded = true;
    if (frame.contentDocument) { guard(frame.contentDocument); }
    if (waiting !== null) { put(waiting); waiting = null; }
  });
  if (frame.contentDocument && frame.contentDocument.readyState === "complete" &&
      frame.contentDocument.URL !== "about:blank") {
    isLoaded = true;
    guard(frame.contentDocument);
  }
  return { show: function (html) { if (isLoaded) { put(html); } else { waiting = html; } } };
};
