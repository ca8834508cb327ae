/* The large view of a photo: a dialog that takes its words from the page. */
(function () {
  "use strict";
  var links = Array.prototype.slice.call(document.querySelectorAll("a[data-lightbox]"));
  var mould = document.getElementById("lightbox");
  if (!links.length || !mould || !mould.content || !window.HTMLDialogElement) { return; }

  var dialog = document.importNode(mould.content, true).querySelector("dialog");
  var image = dialog.querySelector("img");
  var caption = dialog.querySelector("figcaption");
  var place = dialog.querySelector("[data-place]");
  var at = 0;
  document.body.appendChild(dialog);

  function show(index) {
    var link, small, words;
    at = (index + links.length) % links.length;
    link = links[at];
    small = link.querySelector("img");
    words = link.parentNode.querySelector("figcaption");
    image.src = link.href;
    image.alt = small.alt;
    image.setAttribute("width", small.getAttribute("width"));
    image.setAttribute("height", small.getAttribute("height"));
    caption.textContent = "";
    if (words) { caption.appendChild(copyOf(words)); }
    caption.lang = words && words.lang || document.documentElement.lang;
    place.textContent = (at + 1) + " / " + links.length;
  }

  function copyOf(words) {
    var range = document.createRange();
    range.selectNodeContents(words);
    return range.cloneContents();
  }

  function step(by) { if (links.length > 1) { show(at + by); } }

  links.forEach(function (link, index) {
    link.addEventListener("click", function (event) {
      if (event.metaKey || event.ctrlKey || event.shiftKey) { return; }
      event.preventDefault();
      show(index);
      dialog.showModal();
    });
  });
  dialog.addEventListener("click", function (event) {
    var button = event.target;
    if (button.hasAttribute("data-step")) { step(Number(button.getAttribute("data-step"))); }
    if (button.hasAttribute("data-close") || button === dialog) { dialog.close(); }
  });
  dialog.addEventListener("keydown", function (event) {
    if (event.key === "ArrowLeft") { step(-1); }
    if (event.key === "ArrowRight") { step(1); }
  });
  dialog.addEventListener("close", function () {
    image.removeAttribute("src");
    links[at].focus();
  });
  if (links.length < 2) { dialog.className += " is-single"; }
}());
