/* What is wider than the page can be scrolled with the keyboard; what is not is no stop for it. */
(function () {
  "use strict";
  function each(list, act) { Array.prototype.forEach.call(list, act); }

  each(document.querySelectorAll(".prose table"), function (table) {
    var box = document.createElement("div");
    var head = table.querySelector("caption, th");
    box.className = "scroll";
    box.setAttribute("aria-label", head ? head.textContent : "");
    table.parentNode.insertBefore(box, table);
    box.appendChild(table);
  });
  each(document.querySelectorAll(".scroll"), function (box) {
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
      box.setAttribute("role", "region");
    } else {
      box.removeAttribute("tabindex");
      box.removeAttribute("role");
      box.removeAttribute("aria-label");
    }
  });
}());
