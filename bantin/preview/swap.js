/* Puts a page that has just been fetched in the place of the one that is shown, without a flash:
   what is equal stays, pictures keep their decoded selves, the theme's scripts run again. */
var bantinSwap = (function () {
  "use strict";
  function each(list, act) { Array.prototype.forEach.call(list, act); }
  function isOurs(element) { return element.hasAttribute("data-preview"); }
  function isScript(element) { return element.tagName === "SCRIPT" && element.hasAttribute("src"); }
  function isStyle(element) {
    return element.tagName === "LINK" && /(^|\s)stylesheet(\s|$)/i.test(element.rel);
  }

  /* Begins all of `steps`, each a function that takes what it calls at its end. */
  function whenAll(steps, done) {
    var missing = steps.length;
    if (!missing) { done(); }
    steps.forEach(function (step) {
      step(function () {
        missing -= 1;
        if (!missing) { done(); }
      });
    });
  }

  /* What the theme's scripts attach to the window and the document outlives the page that they
     were run for: it is noted, and taken off before they run again. */
  var attached = [];
  function noteListeners() {
    [window, document].forEach(function (target) {
      var add = target.addEventListener;
      target.addEventListener = function (type, listener, options) {
        attached.push([target, type, listener, options]);
        return add.call(target, type, listener, options);
      };
    });
  }

  function takeOffListeners() {
    attached.forEach(function (one) { one[0].removeEventListener(one[1], one[2], one[3]); });
    attached = [];
  }

  function scripts(page) {
    return Array.prototype.filter.call(page.querySelectorAll("script[src]"), function (script) {
      return !isOurs(script);
    });
  }

  function addresses(list) {
    return list.map(function (script) { return script.src; }).join(" ");
  }

  function setAttributes(element, model) {
    // An address that is set again is loaded again, even when it is the same.
    each(model.attributes, function (attribute) {
      if (element.getAttribute(attribute.name) !== attribute.value) {
        element.setAttribute(attribute.name, attribute.value);
      }
    });
  }

  function takeAttributes(element, model) {
    each(Array.prototype.slice.call(element.attributes), function (attribute) {
      if (!model.hasAttribute(attribute.name)) { element.removeAttribute(attribute.name); }
    });
    setAttributes(element, model);
  }

  /* New style sheets are loaded beside the old ones; then these go and `done` is called. */
  function changeStyles(page, done) {
    function styles(head) { return Array.prototype.filter.call(head.children, isStyle); }
    function without(list, others) {
      var known = others.map(function (link) { return link.href; });
      return list.filter(function (link) { return known.indexOf(link.href) < 0; });
    }
    var old = styles(document.head), wanted = styles(page.head);
    var last = old[old.length - 1];
    whenAll(without(wanted, old).map(function (model) {
      return function (loaded) {
        var link = document.importNode(model, false);
        link.onload = link.onerror = loaded;
        document.head.insertBefore(link, last ? last.nextSibling : null);
      };
    }), function () {
      without(old, wanted).forEach(function (link) { document.head.removeChild(link); });
      done();
    });
  }

  function changeHead(page) {
    function plain(head) {
      return Array.prototype.filter.call(head.children, function (element) {
        return !isScript(element) && !isStyle(element);
      });
    }
    function text(element) { return element.outerHTML; }
    var old = plain(document.head), wanted = plain(page.head);
    var before = old.map(text), after = wanted.map(text);
    old.forEach(function (element, i) {
      if (after.indexOf(before[i]) < 0) { document.head.removeChild(element); }
    });
    wanted.forEach(function (element, i) {
      if (before.indexOf(after[i]) < 0) { document.head.appendChild(document.importNode(element, true)); }
    });
    setAttributes(document.documentElement, page.documentElement);
  }

  function pictureOf(image) {
    var around = image.parentNode, sources = "";
    if (around && around.tagName === "PICTURE") {
      each(around.querySelectorAll("source"), function (source) { sources += source.outerHTML; });
    }
    return [image.getAttribute("src"), image.getAttribute("srcset"), image.getAttribute("sizes"), sources].join("|");
  }

  /* Takes those new pictures out of `page` that are shown already. What it returns puts the old
     ones in their place; a picture would be loaded again if it only passed through `page`. */
  function keepPictures(page) {
    var known = {}, kept = [];
    each(document.body.querySelectorAll("img[src]"), function (image) {
      var name = pictureOf(image);
      (known[name] = known[name] || []).push(image);
    });
    each(page.body.querySelectorAll("img[src]"), function (image) {
      var old = known[pictureOf(image)], holder;
      if (!old || !old.length) { return; }
      holder = page.createElement("span");
      image.parentNode.replaceChild(holder, image);
      kept.push({ holder: holder, image: old.shift(), model: image });
    });
    return function () {
      kept.forEach(function (one) {
        takeAttributes(one.image, one.model);
        one.holder.parentNode.replaceChild(one.image, one.holder);
      });
    };
  }

  function changeBody(page, host) {
    var putBack = keepPictures(page), node = document.body.firstChild, next;
    each(page.querySelectorAll("noscript"), function (element) {
      element.textContent = element.innerHTML; // as it is where scripts run
    });
    var made = document.createDocumentFragment();
    while (page.body.firstChild) { made.appendChild(document.adoptNode(page.body.firstChild)); }
    while (node) {
      next = node.nextSibling;
      if (node !== host) { document.body.removeChild(node); }
      node = next;
    }
    document.body.insertBefore(made, host);
    putBack();
    takeAttributes(document.body, page.body);
  }

  function runAgain(list, done) {
    takeOffListeners();
    whenAll(list.map(function (old) {
      return function (loaded) {
        var script = document.createElement("script");
        setAttributes(script, old);
        script.async = false;
        script.onload = script.onerror = loaded;
        old.parentNode.replaceChild(script, old);
      };
    }), done);
  }

  /* Has the scripts fetched while the page is: without them it is not whole, and to fetch them
     afterwards would show it so. What is not needed, as the page is unchanged, is there next time. */
  var fetched = null;
  function prepare() {
    if (fetched) { return; }
    var mine = fetched = { isThere: false, then: null };
    fetchScripts(scripts(document), function () {
      mine.isThere = true;
      if (mine.then) { mine.then(); }
    });
  }

  function whenPrepared(act) {
    prepare();
    if (fetched.isThere) { act(); } else { fetched.then = act; }
  }

  function fetchScripts(list, done) {
    whenAll(list.map(function (script) {
      return function (loaded) {
        var link = document.createElement("link");
        link.setAttribute("data-preview", "");
        link.rel = "preload";
        link.setAttribute("as", "script");
        link.href = script.src;
        link.onload = link.onerror = function () {
          document.head.removeChild(link);
          loaded();
        };
        document.head.appendChild(link);
      };
    }), done);
  }

  /* Returns false where only loading the page anew will do: other scripts are needed. */
  function put(page, host, done) {
    if (addresses(scripts(document)) !== addresses(scripts(page))) { return false; }
    whenPrepared(function () {
      changeStyles(page, function () {
        var places = bantinPlaces.remember();
        changeHead(page);
        changeBody(page, host);
        bantinPlaces.restore(places);
        fetched = null;
        runAgain(scripts(document), function () {
          bantinPlaces.restore(places);
          done();
        });
      });
    });
    return true;
  }

  return { prepare: prepare, put: put, noteListeners: noteListeners };
}());
