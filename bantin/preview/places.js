/* What the reader has before the eyes and under the hand: noted before a page is replaced, and
   found again after it. Elements are known by what they are, say and lead to, and by which of
   several equal ones they are, for nothing else of them outlives a new page. */
var bantinPlaces = (function () {
  "use strict";
  var BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, tbody tr, figcaption, img, pre, summary";
  var STOPS = "a, button, input, select, textarea, summary, [tabindex]";
  var NAMES = ["id", "href", "src", "name", "aria-label", "type"];
  var AROUND = 20;

  function all(selector) {
    return Array.prototype.slice.call(document.body.querySelectorAll(selector));
  }

  function nameOf(element) {
    var name = element.tagName + (element.textContent || "").slice(0, 200);
    NAMES.forEach(function (attribute) {
      name += "|" + (element.getAttribute(attribute) || "");
    });
    return name;
  }

  /* A way to find elements of one kind again: note(element) is what find() takes. */
  function register(selector) {
    var elements = all(selector), names = null;
    function named() {
      if (!names) { names = elements.map(nameOf); }
      return names;
    }
    return {
      elements: elements,
      note: function (element) {
        var at = elements.indexOf(element), turn = 0, i;
        if (at < 0) { return null; }
        for (i = 0; i < at; i += 1) { turn += named()[i] === named()[at] ? 1 : 0; }
        return { name: named()[at], turn: turn };
      },
      find: function (note) {
        var found = elements.filter(function (element, i) {
          return note && named()[i] === note.name;
        });
        return note && (found[note.turn] || found[found.length - 1]) || null;
      }
    };
  }

  /* The first block in view, then those above it, then those below: whichever still stands is
     to stand where it stood. Of the ones above it is the lower edge that counts. */
  function blocksInView() {
    var blocks = register(BLOCKS), elements = blocks.elements, first = 0, order, i;
    while (first < elements.length && elements[first].getBoundingClientRect().bottom <= 0) {
      first += 1;
    }
    order = [first];
    for (i = 1; i < AROUND; i += 1) { order.push(first - i); }
    for (i = 1; i < AROUND; i += 1) { order.push(first + i); }
    return order.filter(function (at) { return elements[at]; }).map(function (at) {
      var box = elements[at].getBoundingClientRect(), edge = at < first ? "bottom" : "top";
      return { note: blocks.note(elements[at]), edge: edge, at: box[edge] };
    });
  }

  function scrollBy(distance) {
    // Not as an animation, which the theme has for leaps within a page.
    if (Math.abs(distance) >= 0.5) {
      window.scrollTo({ top: window.pageYOffset + distance, behavior: "instant" });
    }
  }

  function remember() {
    var stops = register(STOPS), details = register("details > summary"), active = document.activeElement;
    return {
      blocks: window.pageYOffset < 1 ? [] : blocksInView(), // at the top one sees what is new there
      focus: stops.note(active),
      isFocused: Boolean(active && active !== document.body),
      selection: active && active.tagName === "INPUT" ? [active.selectionStart, active.selectionEnd] : null,
      details: details.elements.map(function (summary) {
        return { note: details.note(summary), isOpen: summary.parentNode.open };
      }),
      typed: all("input, textarea, select").filter(function (field) {
        return field.value !== field.defaultValue;
      }).map(function (field) { return { note: stops.note(field), value: field.value }; }),
      boxes: all(".scroll").map(function (box) { return box.scrollLeft; })
    };
  }

  function restore(places) {
    var stops = register(STOPS), details = register("details > summary"), blocks, focused, boxes;
    places.details.forEach(function (one) {
      var summary = details.find(one.note);
      if (summary) { summary.parentNode.open = one.isOpen; }
    });
    places.typed.forEach(function (one) {
      var field = stops.find(one.note);
      if (field) { field.value = one.value; }
    });
    boxes = all(".scroll");
    places.boxes.forEach(function (left, i) { if (boxes[i]) { boxes[i].scrollLeft = left; } });
    focused = places.isFocused && document.activeElement === document.body && stops.find(places.focus);
    if (focused) {
      focused.focus({ preventScroll: true });
      if (places.selection && focused.setSelectionRange && places.selection[0] !== null) {
        focused.setSelectionRange(places.selection[0], places.selection[1]);
      }
    }
    blocks = places.blocks.length ? register(BLOCKS) : null;
    places.blocks.some(function (block) {
      var element = blocks.find(block.note);
      if (element) { scrollBy(element.getBoundingClientRect()[block.edge] - block.at); }
      return Boolean(element);
    });
  }

  return { remember: remember, restore: restore };
}());
