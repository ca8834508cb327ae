/* A box that offers the names that the site knows, found without accents while one types: the
   editable combobox of the ARIA Authoring Practices. What is typed is kept, whatever it is. */
var bantinNames = (function () {
  "use strict";
  var MOST = 8, SENT = 5000, asked = {}, count = 0;

  function fold(text) {
    text = text.toLowerCase();
    if (text.normalize) { text = text.normalize("NFD").replace(/[\u0300-\u036f]/g, ""); }
    return text.replace(/đ/g, "d");
  }

  /* All names of a kind are fetched once. Where there are more than the desk sends at a time,
     it is asked again for those that fit what was typed. */
  function names(kind, typed, done) {
    var known = asked[kind];
    if (known && known.isCut && typed) { fetch(kind, typed, done); return; }
    if (known && known.list) { done(known.list); return; }
    if (known) { known.waiting.push([typed, done]); return; }
    known = asked[kind] = { list: null, waiting: [[typed, done]], isCut: false };
    fetch(kind, "", function (list) {
      known.list = list;
      known.isCut = list.length >= SENT;
      known.waiting.forEach(function (one) { names(kind, one[0], one[1]); });
    });
  }

  function fetch(kind, typed, done) {
    var request = new XMLHttpRequest();
    request.open("GET", "/_desk/names/" + kind + (typed ? "?q=" + encodeURIComponent(typed) : ""));
    request.onloadend = function () {
      var found = request.status === 200 ? JSON.parse(request.responseText) : [];
      done(found.map(function (one) {
        return { name: one[0], note: one[1], folded: fold(one[0] + " " + one[1]) };
      }));
    };
    request.send();
  }

  /* Those in which every word that was typed begins some word come first. */
  function fitting(list, typed) {
    var words = fold(typed).split(/\s+/).filter(Boolean), first = [], then = [];
    list.forEach(function (one) {
      var text = " " + one.folded;
      if (!words.every(function (word) { return text.indexOf(word) >= 0; })) { return; }
      (words.every(function (word) { return text.indexOf(" " + word) >= 0; }) ? first : then).push(one);
    });
    return first.concat(then).slice(0, MOST);
  }

  function offer(input, tools) {
    var kind = input.getAttribute("data-names"), list = document.createElement("ul");
    var shown = [], chosen = -1;
    count += 1;
    list.id = "names-" + count;
    list.className = "names";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", tools.name);
    input.parentNode.insertBefore(list, input.nextSibling);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);

    function close() {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(number) {
      var options = list.children, i;
      chosen = number;
      for (i = 0; i < options.length; i += 1) {
        options[i].setAttribute("aria-selected", String(i === number));
      }
      if (number >= 0) {
        input.setAttribute("aria-activedescendant", options[number].id);
        if (options[number].scrollIntoView) { options[number].scrollIntoView({ block: "nearest" }); }
      } else {
        input.removeAttribute("aria-activedescendant");
      }
    }

    function take(number) {
      input.value = shown[number].name;
      close();
      input.dispatchEvent(new Event("input", { bubbles: true }));
      close();
    }

    function open() {
      var typed = input.value;
      names(kind, typed, function (all) {
        if (input.value !== typed) { return; } // the answer to what is there now is on its way
        shown = fitting(all, input.value);
        if (document.activeElement !== input || (shown.length === 1 && shown[0].name === input.value)) { shown = []; }
        while (list.firstChild) { list.removeChild(list.firstChild); }
        shown.forEach(function (one, i) {
          var option = document.createElement("li"), note;
          option.id = list.id + "-" + i;
          option.setAttribute("role", "option");
          option.setAttribute("aria-selected", "false");
          option.textContent = one.name;
          if (one.note) {
            note = document.createElement("small");
            note.textContent = one.note;
            option.appendChild(document.createTextNode(" "));
            option.appendChild(note);
          }
          option.addEventListener("mousedown", function (event) {
            event.preventDefault();
            take(i);
          });
          list.appendChild(option);
        });
        if (!shown.length) { close(); return; }
        list.hidden = false;
        choose(-1);
        input.setAttribute("aria-expanded", "true");
        tools.tell(shown.length);
      });
    }

    input.addEventListener("input", open);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", function (event) {
      var last = shown.length - 1, isOpen = !list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!isOpen) { open(); return; }
        if (event.key === "ArrowDown") { choose(chosen >= last ? 0 : chosen + 1); }
        else { choose(chosen <= 0 ? last : chosen - 1); }
      } else if (event.key === "Enter" && isOpen && chosen >= 0) {
        event.preventDefault();
        take(chosen);
      } else if (event.key === "Escape" && isOpen) {
        event.preventDefault();
        event.stopPropagation();
        close();
      }
    });
  }

  return { offer: offer, fold: fold };
}());
