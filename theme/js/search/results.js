/* Answers → what stands on the page: everything is cut from the moulds that the page brings along. */
(function (find) {
  "use strict";
  var THUMB = 480;

  function fill(place, pieces) {
    place.textContent = "";
    pieces.forEach(function (piece) {
      var part = piece.mark ? document.createElement("mark") : null;
      if (part) {
        part.textContent = piece.text;
        place.appendChild(part);
      } else { place.appendChild(document.createTextNode(piece.text)); }
    });
  }

  function element(tag, className, text) {
    var made = document.createElement(tag);
    if (className) { made.className = className; }
    if (text) { made.textContent = text; }
    return made;
  }

  /* What the page says and shows: `words(key, values)` and `cut(name)`. */
  find.moulds = function (page) {
    function mould(name) { return page.querySelector("template[data-mould=" + name + "]").content; }
    return {
      cut: function (name) { return document.importNode(mould(name), true).firstElementChild; },
      words: function (key, values) {
        return mould("said").querySelector("[data-key=" + key + "]").textContent.replace(/\{(\w+)\}/g, function (all, name) {
          return values[name];
        });
      },
      part: function (name, key) {
        var found = mould(name).querySelector("[data-key=" + key + "]");
        return found ? document.importNode(found, true).firstElementChild : document.createTextNode("");
      }
    };
  };

  function facts(place, doc, own, untranslated, moulds) {
    var day, campaign, badge;
    if (doc.kind !== "articles") { place.appendChild(element("span", "", moulds.words(doc.kind, {}))); }
    if (doc.iso) {
      day = element("time", "", doc.day);
      day.dateTime = doc.iso;
      place.appendChild(day);
    }
    doc.ties.forEach(function (tie, at) {
      place.appendChild(moulds.part("ties", tie.relation));
      if (at + 1 === doc.ties.length || doc.ties[at + 1].campaign !== tie.campaign) {
        campaign = element("span", "", tie.campaign);
        if (!own) { campaign.lang = doc.lang; }
        place.appendChild(campaign);
      }
    });
    if (doc.status) {
      badge = place.appendChild(moulds.part("badges", doc.status));
      badge.setAttribute("data-status", doc.status);
    }
    if (!own) { place.appendChild(element("span", "badge", moulds.words(doc.lang, {}))); }
    if (untranslated) { place.appendChild(element("span", "badge badge-quiet", moulds.words("untranslated", {}))); }
  }

  /* One answer: `where` has root, home, address(answer) and whether the item has the reader's language. */
  find.hit = function (answer, where, moulds) {
    var doc = answer.doc;
    var hit = moulds.cut("hit");
    var link = hit.querySelector("[data-link]");
    var snippet = hit.querySelector("[data-snippet]");
    var photo;
    fill(link, find.marked(answer.said.title));
    link.href = where.address(answer);
    if (!answer.own) {
      link.lang = snippet.lang = doc.lang;
      if (where.translated(answer)) { link.hreflang = doc.lang; }
    }
    fill(snippet, find.snippet(answer.said.shown));
    facts(hit.querySelector("[data-facts]"), doc, answer.own, !answer.own && !where.translated(answer), moulds);
    if (doc.photo) {
      photo = element("img", "hit-photo");
      photo.alt = "";
      photo.width = THUMB;
      photo.height = THUMB * 2 / 3;
      photo.loading = "lazy";
      photo.src = where.root + doc.photo;
      hit.appendChild(photo);
      hit.className += " has-photo";
    }
    return hit;
  };

  function groupOf(answer, both, articles) {
    if (!answer.own) { return answer.doc.lang; }
    if (articles && answer.doc.kind !== "articles") { return "others"; }
    return both ? answer.whole ? "together" : "apart" : "";
  }

  /* Put `answers`, in this order, into `place`, under a heading where they are of more than one kind. */
  find.list = function (place, answers, where, moulds) {
    place.textContent = "";
    find.append(place, answers, 0, where, moulds);
  };

  /* Put those of `answers` that follow the first `from` below them. */
  find.append = function (place, answers, from, where, moulds) {
    var own = answers.filter(function (one) { return one.own && one.doc.kind === "articles"; });
    var both = own.some(function (one) { return one.whole; }) && own.some(function (one) { return !one.whole; });
    var list = from ? place.lastElementChild : null;
    var last = from ? groupOf(answers[from - 1], both, own.length) : null;
    answers.slice(from).forEach(function (answer) {
      var group = groupOf(answer, both, own.length);
      if (group !== last || !list) {
        place.appendChild(element("h2", group ? "search-group" : "search-unseen", moulds.words(group || "answers", {})));
        list = place.appendChild(element("ol", "hits"));
        last = group;
      }
      list.appendChild(find.hit(answer, where, moulds));
    });
  };
}(this.bantin = this.bantin || {}));
