/* The photos of a text as cards. The text holds them; a card that is typed in is sent to the
   engine with the text, and the text that comes back has the new words. */
var bantinCards = function (form, tools) {
  "use strict";
  var list = document.getElementById("cards"), model = null;
  var spare = document.getElementById("spare");

  function element(tag, name, inside, text) {
    var made = document.createElement(tag);
    if (name) { made.className = name; }
    if (text) { made.textContent = text; }
    if (inside) { inside.appendChild(made); }
    return made;
  }

  function box(card, name) { return card.querySelector("[name='card-" + name + "']"); }

  function fill(card, shot) {
    var told = card.querySelector(".told");
    card.setAttribute("data-line", shot.line);
    told.id = "card-" + shot.number + "-told";
    box(card, "caption").setAttribute("aria-describedby", told.id);
    box(card, "number").value = shot.number;
    box(card, "was").value = shot.was;
    ["caption", "description", "credit"].forEach(function (name) {
      var field = box(card, name), label = card.querySelector("label[for='" + field.id + "']");
      if (field !== document.activeElement && field.value !== shot[name]) { field.value = shot[name]; }
      field.id = "card-" + shot.number + "-" + name;
      field.readOnly = !shot.stands;
      if (label) { label.htmlFor = field.id; }
    });
    photo(card, shot);
    acts(card, shot);
    offer(card, shot);
  }

  function photo(card, shot) {
    var frame = card.querySelector(".shot-photo"), image = frame.querySelector("img");
    var none = frame.querySelector(".shot-none");
    if (shot.thumb && !image) {
      image = document.createElement("img");
      image.alt = "";
      frame.insertBefore(image, frame.firstChild);
    }
    if (image && shot.thumb && image.getAttribute("src") !== shot.thumb) { image.src = shot.thumb; }
    if (image && !shot.thumb) { frame.removeChild(image); }
    if (none && shot.thumb) { frame.removeChild(none); }
    if (!none && !shot.thumb) { frame.insertBefore(element("p", "shot-none", null, form.getAttribute("data-none")), frame.firstChild); }
    frame.querySelector(".shot-file").textContent = shot.file;
    var other = card.querySelector(".twin-words");
    if (other) { other.textContent = shot.other; }
    else if (shot.other) {
      other = element("p", "twin-words", null, shot.other);
      other.lang = "vi";
      card.querySelector(".shot-words").insertBefore(other, card.querySelector(".shot-words").firstChild);
    }
  }

  function acts(card, shot) {
    Array.prototype.forEach.call(card.querySelectorAll(".shot-acts button"), function (button) {
      button.value = button.value.split(":")[0] + ":" + shot.number;
      button.hidden = !shot.stands;
      button.querySelector(".spoken").textContent = " – " + shot.file;
    });
  }

  function offer(card, shot) {
    var said = shot.offered.filter(Boolean).join(" · "), place = card.querySelector(".shot-offer"), button;
    if (!said) { if (place) { place.parentNode.removeChild(place); } return; }
    if (place && place.getAttribute("data-said") === said) { return; }
    if (!place) {
      place = element("p", "shot-offer");
      card.querySelector(".shot-words").insertBefore(place, card.querySelector(".shot-acts"));
    }
    place.textContent = tools.say("Inside the photo: {note}", { note: said }) + " ";
    place.setAttribute("data-said", said);
    button = element("button", "small", place, tools.say("Use it"));
    button.type = "button";
    button.addEventListener("click", function () {
      if (shot.offered[0] && !box(card, "caption").value) { box(card, "caption").value = shot.offered[0]; }
      if (shot.offered[1] && !box(card, "credit").value) { box(card, "credit").value = shot.offered[1]; }
      tools.changed();
    });
  }

  function blank() {
    var card = model.cloneNode(true);
    Array.prototype.forEach.call(card.querySelectorAll(".shot-offer, .twin-words"), function (one) {
      one.parentNode.removeChild(one);
    });
    return card;
  }

  function show(shots, names, folder) {
    var cards = list.children, i;
    for (i = 0; i < shots.length; i += 1) {
      if (!cards[i]) { list.appendChild(blank()); }
      fill(cards[i], shots[i]);
    }
    while (list.children.length > shots.length) { list.removeChild(list.lastChild); }
    spares(names, folder);
  }

  function spares(names, folder) {
    var inside = spare.querySelector("ul");
    var now = names.join("\n");
    spare.hidden = !names.length;
    if (spare.getAttribute("data-now") === now) { return; }
    spare.setAttribute("data-now", now);
    while (inside.firstChild) { inside.removeChild(inside.firstChild); }
    names.forEach(function (name) {
      var item = element("li", "", inside), image = element("img", "", item), button;
      image.alt = "";
      image.src = "/_desk/photo/" + form.getAttribute("data-item") + "?source=" + encodeURIComponent(folder + "/" + name);
      item.appendChild(document.createTextNode(" "));
      element("span", "", item, name);
      item.appendChild(document.createTextNode(" "));
      button = element("button", "small", item, tools.say("Put into the text"));
      element("span", "spoken", button, " – " + name);
      button.name = "act";
      button.value = "insert:" + name;
    });
  }

  var source = document.getElementById("card-model");
  model = source.content ? source.content.querySelector(".shot") : source.querySelector(".shot");
  return { show: show, list: list };
};
