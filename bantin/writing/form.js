/* The form while one types: names are offered, problems told, the page shown, photos taken in.
   Without this script the same form is sent by its buttons. */
(function () {
  "use strict";
  var PAUSE = 300, LONG_PAUSE = 900, LARGEST = 256000000;
  var form = document.querySelector("form[data-words]");
  if (!form || !window.JSON || !document.body.dataset) { return; }
  var words = JSON.parse(form.getAttribute("data-words"));

  function say(word, values) {
    var text = words[word] || word;
    Object.keys(values || {}).forEach(function (name) { text = text.replace("{" + name + "}", values[name]); });
    return text;
  }

  function all(selector, inside) {
    return Array.prototype.slice.call((inside || document).querySelectorAll(selector));
  }

  // ── rows that grow, and names that are offered ──

  function tell(text) {
    var status = document.getElementById("status") || document.getElementById("voice");
    if (status) { status.textContent = text; }
  }

  function offered(count) {
    var voice = document.getElementById("voice");
    if (voice) { voice.textContent = say("{count} names; choose with the arrow keys", { count: count }); }
  }

  function nextRow(row) {
    var rows = row.parentNode, made = row.cloneNode(true), number = rows.children.length;
    all("ul.names", made).forEach(function (one) { one.parentNode.removeChild(one); });
    all("[id], [for], [aria-describedby]", made).forEach(function (one) {
      ["id", "for", "aria-describedby"].forEach(function (name) {
        var value = one.getAttribute(name);
        if (value) { one.setAttribute(name, value.replace(/-\d+(?=-|\b(?!\d))/, "-" + number)); }
      });
    });
    all("label", made).forEach(function (one) {
      one.textContent = one.textContent.replace(/\d+\s*$/, String(number + 1));
    });
    all("input", made).forEach(function (one) {
      one.value = "";
      one.removeAttribute("aria-invalid");
      one.removeAttribute("aria-expanded");
      one.removeAttribute("aria-controls");
      one.removeAttribute("role");
    });
    all("select", made).forEach(function (one) { one.value = ""; });
    all(".told", made).forEach(function (one) {
      one.hidden = true;
      while (one.firstChild) { one.removeChild(one.firstChild); }
    });
    rows.appendChild(made);
    enhance(made);
  }

  function enhance(inside) {
    all("input[data-names]", inside).forEach(function (input) {
      bantinNames.offer(input, { tell: offered, name: say("Names to choose from") });
    });
  }

  form.addEventListener("input", function (event) {
    var row = event.target;
    while (row && row !== form && !(row.classList && row.classList.contains("hole"))) { row = row.parentNode; }
    if (row && row !== form && !row.nextElementSibling && event.target.value) { nextRow(row); }
  });
  enhance(form);
  all("textarea.is-title, textarea[name='summary']").forEach(function (box) {
    box.addEventListener("keydown", function (event) { // what they hold is one line
      if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) { event.preventDefault(); }
    });
  });

  /* A box is as high as what it holds, so that no word of a title or a caption is out of sight. */
  function grow() {
    all("textarea.typed", form).forEach(function (box) {
      if (box.scrollHeight > box.clientHeight) {
        box.style.height = box.scrollHeight + box.offsetHeight - box.clientHeight + "px";
      }
    });
  }

  form.addEventListener("input", grow);
  window.addEventListener("load", grow);
  window.addEventListener("resize", function () { // lines break elsewhere now
    all("textarea.typed", form).forEach(function (box) { box.style.height = ""; });
    grow();
  });

  // ── files: dropped, or picked with a button that looks like ours ──

  function picker(text, id, accept, place, add) {
    var label = document.createElement("label"), input = document.createElement("input");
    label.className = "pick";
    input.type = "file";
    input.id = id;
    input.className = "spoken";
    input.accept = accept;
    label.appendChild(input);
    label.appendChild(document.createTextNode(text));
    place.parentNode.insertBefore(label, place.nextSibling);
    input.addEventListener("change", function () { add(input.files); input.value = ""; });
    return input;
  }

  function isDrag(event) {
    var types = event.dataTransfer && event.dataTransfer.types;
    return types && Array.prototype.indexOf.call(types, "Files") >= 0;
  }

  function dropped(place, add) {
    document.addEventListener("dragover", function (event) {
      if (isDrag(event)) { event.preventDefault(); place.classList.add("is-over"); }
    });
    document.addEventListener("dragleave", function () { place.classList.remove("is-over"); });
    document.addEventListener("drop", function (event) {
      place.classList.remove("is-over");
      if (isDrag(event)) { event.preventDefault(); add(event.dataTransfer.files); }
    });
  }

  /* Sends a file as it is; done(status, what was answered). */
  function give(file, address, name, done) {
    var request = new XMLHttpRequest();
    request.open("POST", "/_desk/" + address + "?ui=" + document.documentElement.lang + "&name=" + encodeURIComponent(name));
    request.setRequestHeader("X-Bantin-Token", form.elements.token.value);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.onloadend = function () {
      var found = null;
      try { found = JSON.parse(request.responseText); } catch (ignored) { /* told by the status */ }
      done(request.status, found);
    };
    request.send(file);
  }

  function word(place) {
    var refused = document.getElementById("word-refused");
    function add(files) {
      if (!files.length) { return; }
      document.getElementById("voice").textContent = say("Copying “{photo}” …", { photo: files[0].name });
      give(files[0], "word", files[0].name, function (status, found) {
        if (status === 200 && found) { location.href = found.location; return; }
        refused.hidden = false;
        refused.textContent = found && found.problems.length ? found.problems.join(" ") : say("Not saved: {reason}", { reason: String(status) });
      });
    }
    place.hidden = false;
    picker(place.getAttribute("data-pick"), "pick-word", ".docx", document.getElementById("word-hint"), add);
    dropped(place, add);
  }

  if (document.getElementById("word")) { word(document.getElementById("word")); }
  if (form.id !== "form") { return; }

  // ── what is typed is tried ──

  var item = form.getAttribute("data-item"), body = document.getElementById("body");
  var draft = bantinDraft(["bantin-desk", form.getAttribute("data-site"), item, form.getAttribute("data-lang")].join("/"), form);
  var page = bantinPage(document.getElementById("page"));
  var state = document.getElementById("state"), count = document.getElementById("count");
  var summary = document.getElementById("summary"), note = document.getElementById("page-note");
  var timer = 0, isTrying = false, isWanted = false, isQuiet = Boolean(form.getAttribute("data-quiet")), clicked = null, whenTaken = null, told = "";
  var cards = bantinCards(form, { say: say, changed: changed });

  function packed(more) {
    var parts = [];
    Array.prototype.forEach.call(form.elements, function (box) {
      var isIn = box.name && box.name !== "act" && box.type !== "file" &&
        ((box.type !== "radio" && box.type !== "checkbox") || box.checked);
      if (isIn) { parts.push(encodeURIComponent(box.name) + "=" + encodeURIComponent(box.value)); }
    });
    Object.keys(more || {}).forEach(function (name) {
      parts.push(encodeURIComponent(name) + "=" + encodeURIComponent(more[name]));
    });
    return parts.join("&");
  }

  function post(what, more, done) {
    var request = new XMLHttpRequest();
    request.open("POST", "/_desk/" + what + "/" + item);
    request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
    request.setRequestHeader("Accept", "application/json");
    request.onloadend = function () {
      var found = null;
      try { found = JSON.parse(request.responseText); } catch (ignored) { /* a page, or nothing */ }
      done(request.status, found);
    };
    request.send(packed(more));
  }

  function changed() {
    isQuiet = false;
    state.textContent = say("Unsaved changes");
    state.className = "save-state is-open";
    draft.keep();
    soon();
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(attempt, PAUSE);
  }

  /* The page of a large site takes a while where a fact has changed: it is asked for when
     nothing has been typed for some time. */
  function attempt(wanted) {
    var typed = body.value;
    if (isTrying) { isWanted = true; return; }
    isTrying = true;
    post("try", wanted === "page" ? { want: "page" } : {}, function (status, found) {
      isTrying = false;
      if (status === 200 && found) { take(found, typed); }
      else if (status === 0) { tell(say("Not saved: {reason}", { reason: say("the preview has stopped; start it again, what is written here stays") })); }
      if (isWanted) { isWanted = false; soon(); }
    });
  }

  function take(found, typed) {
    if (body.value === typed) {
      put(found.body);
      cards.show(found.cards, found.spare, found.folder);
      grow();
      if (whenTaken) { whenTaken(); whenTaken = null; }
    } else {
      isWanted = true; // typed in meanwhile: the answer to that counts
    }
    if (!isQuiet) { problems(found.problems); }
    if (found.page !== null) { page.show(found.page); }
    if (found.isLater) { timer = setTimeout(attempt, LONG_PAUSE, "page"); }
    note.hidden = isQuiet || (found.page !== null || found.isLater) && found.stamp === form.elements.stamp.value;
    note.textContent = found.stamp !== form.elements.stamp.value
      ? say("This file was changed by somebody else meanwhile; saving will ask you which to keep.")
      : say("The page cannot be shown until the errors are mended; this is the last good one.");
  }

  /* Only what differs is put in, so that the cursor stays where it is. */
  function put(text) {
    var old = body.value, first = 0, last = 0, most = Math.min(old.length, text.length);
    if (old === text || old.replace(/\s+$/, "") === text.replace(/\s+$/, "")) { return; }
    while (first < most && old.charAt(first) === text.charAt(first)) { first += 1; }
    while (last < most - first && old.charAt(old.length - 1 - last) === text.charAt(text.length - 1 - last)) { last += 1; }
    body.setRangeText(text.slice(first, text.length - last), first, old.length - last, "preserve");
  }

  // ── problems, each beside its box ──

  function boxOf(problem) {
    var found;
    if (problem.field === "body") {
      found = document.querySelector(".shot[data-line='" + problem.bodyLine + "'] textarea");
      return found || body;
    }
    if (!problem.field) { return null; }
    found = all(".is-tie").filter(function (row) {
      return row.querySelector("select").value === problem.field && row.querySelector("input").value.trim();
    }).map(function (row) { return row.querySelector("input"); });
    if (!found.length) {
      found = all("[name='" + problem.field + "']").filter(function (one) { return one.value.trim(); });
    }
    return found[problem.number] || found[0] || document.getElementById(problem.field + "-0");
  }

  function line(problem, place) {
    var made = document.createElement("li"), strong = document.createElement("strong");
    var remedy = document.createElement("span"), go;
    made.className = "is-" + problem.severity;
    strong.textContent = say({ error: "Error", warning: "Warning", info: "Note" }[problem.severity]) + ": ";
    remedy.className = "told-remedy";
    remedy.textContent = " → " + problem.remedy;
    if (place === "summary") {
      go = document.createElement("a");
      go.textContent = problem.message;
      go.href = "#" + ((boxOf(problem) || {}).id || "photos");
      go.addEventListener("click", function (event) { event.preventDefault(); lead(problem); });
    } else {
      go = document.createElement(problem.bodyLine ? "button" : "span");
      go.textContent = (problem.bodyLine ? say("line {line}", { line: problem.bodyLine }) + ": " : "") + problem.message;
      if (problem.bodyLine) {
        go.type = "button";
        go.className = "told-line";
        go.addEventListener("click", function () { lead(problem); });
      }
      made.appendChild(strong);
    }
    made.appendChild(go);
    made.appendChild(remedy);
    if (place !== "summary" && /^(field|caption)-guessed$/.test(problem.code)) { confirmer(problem, made); }
    return made;
  }

  /* What was guessed is confirmed: a field by saying so, a caption by taking its mark off. */
  function confirmer(problem, inside) {
    inside.appendChild(document.createTextNode(" "));
    button(say("That is right"), inside, function () {
      var sure = document.createElement("input"), lines = body.value.split("\n"), at = problem.bodyLine - 1;
      if (problem.code === "field-guessed") {
        sure.type = "hidden";
        sure.name = "sure";
        sure.value = problem.field;
        form.appendChild(sure);
      } else {
        lines[at] = (lines[at] || "").replace(/[ \t]*\[(?:xem lại|please check)\]/i, "");
        put(lines.join("\n"));
      }
      changed();
    });
  }

  function lead(problem) {
    var box = boxOf(problem), lines, start, i;
    if (!box) { box = document.getElementById("photos"); }
    while (box && box.parentNode && box.parentNode !== form) {
      if (box.nodeName === "DETAILS") { box.open = true; }
      box = box.parentNode;
    }
    box = boxOf(problem) || document.getElementById("photos");
    box.focus();
    if (box === body && problem.bodyLine) {
      lines = body.value.split("\n");
      for (start = 0, i = 0; i < problem.bodyLine - 1 && i < lines.length; i += 1) { start += lines[i].length + 1; }
      body.setSelectionRange(start, start + (lines[problem.bodyLine - 1] || "").length);
      body.scrollTop = body.scrollHeight * Math.max(0, problem.bodyLine - 4) / Math.max(1, lines.length);
    }
    box.scrollIntoView({ block: "center" });
  }

  function problems(found) {
    var list = summary.querySelector("ol"), mend, now;
    mend = found.filter(function (one) { return one.severity !== "info"; });
    now = JSON.stringify([mend, all(".shot").length]);
    if (now === told) { return; }
    all(".told[id]").forEach(function (one) { // what a Word file lost stays
      one.hidden = true;
      while (one.firstChild) { one.removeChild(one.firstChild); }
    });
    all("[aria-invalid]").forEach(function (one) { one.removeAttribute("aria-invalid"); });
    while (list.firstChild) { list.removeChild(list.firstChild); }
    mend.forEach(function (problem) {
      var box = boxOf(problem), place = box && document.getElementById(box.id.replace(/-caption$/, "") + "-told");
      if (place) {
        place.hidden = false;
        place.appendChild(line(problem, "box"));
        if (problem.severity === "error") { box.setAttribute("aria-invalid", "true"); }
      }
      list.appendChild(line(problem, "summary"));
    });
    summary.hidden = !mend.length;
    summary.querySelector("h2").textContent = say("To mend: {count}", { count: mend.length });
    counted(mend.length);
    if (told) { tell(mend.length ? say("To mend: {count}", { count: mend.length }) : say("Nothing to mend")); }
    told = now;
  }

  function counted(number) {
    count.hidden = !number;
    count.textContent = say("To mend: {count}", { count: number });
  }

  // ── saving ──

  function save() {
    var sent = packed(), isSame;
    tell(say("Saving …"));
    clearTimeout(timer);
    post("edit", { act: "save" }, function (status, found) {
      if (status === 409) { form.submit(); return; }
      if (status !== 200 || !found) {
        tell(say("Not saved: {reason}", { reason: status ? String(status) : say("the preview has stopped; start it again, what is written here stays") }));
        return;
      }
      isSame = packed() === sent;
      form.elements.stamp.value = found.stamp;
      tell(found.message);
      undo.hidden = !found.canUndo;
      if (!isSame) { changed(); return; } // typed on meanwhile
      put(found.body);
      draft.drop();
      state.textContent = "";
      state.className = "save-state";
      soon();
    });
  }

  /* The keyboard stays with the photo that was moved, goes to the caption of one that is new, and
     to the next one where it was taken out. */
  function follow(value) {
    var parts = value.split(":"), what = parts[0], moved = all(".shot")[Number(parts[1])];
    var file = what === "insert" ? value.slice(7) : moved && moved.querySelector(".shot-file").textContent;
    return function () {
      var found = all(".shot").filter(function (one) {
        return one.querySelector(".shot-file").textContent === file;
      })[0];
      if (what === "remove") { found = all(".shot")[Number(parts[1])] || all(".shot").pop(); }
      found = found && found.querySelector(what === "up" || what === "down" ? "button[value^='" + what + ":']" : "textarea");
      (found || document.getElementById("pick")).focus();
    };
  }

  function act(value, then) {
    // While others wait to be put in, the keyboard waits for the last of them.
    var next = queue.length ? null : follow(value);
    post("card", { act: value, cursor: String(body.value.slice(0, body.selectionStart).split("\n").length - 1) }, function (status, found) {
      if (status === 200 && found) { put(found.body); whenTaken = next; changed(); }
      if (then) { then(); }
    });
  }

  form.addEventListener("click", function (event) {
    var element = event.target;
    while (element && element !== form && element.nodeName !== "BUTTON") { element = element.parentNode; }
    clicked = element && element.nodeName === "BUTTON" ? element : null;
  }, true);

  form.addEventListener("submit", function (event) {
    var button = clicked;
    clicked = null;
    if (button && button.getAttribute("formaction")) { return; }
    event.preventDefault();
    if (button && button.value.indexOf(":") > 0) { act(button.value); } else { save(); }
  });

  form.addEventListener("input", changed);
  form.addEventListener("change", function (event) { if (event.target.type !== "file") { changed(); } });
  document.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && (event.key === "s" || event.key === "S")) {
      event.preventDefault();
      save();
    }
  });

  // ── photos: dropped, picked or pasted ──

  var photos = document.getElementById("photos"), undo = document.getElementById("undo");
  var queue = [], isSending = false;

  function add(files) {
    Array.prototype.forEach.call(files, function (file) {
      if (file.size > LARGEST) { tell(say("“{photo}” is too large; a photo may have 256 MB.", { photo: file.name })); }
      else { queue.push(file); }
    });
    send();
  }

  function send() {
    var file = queue[0], name;
    if (!file || isSending) { return; }
    isSending = true;
    queue.shift();
    name = file.name || "photo.png";
    tell(say("Copying “{photo}” …", { photo: name }));
    give(file, "photo/" + item, name, function (status, found) {
      isSending = false;
      if (status !== 200 || !found) {
        refused(found && found.problems ? found.problems.join(" ") : say("Not saved: {reason}", { reason: String(status) }));
        send();
        return;
      }
      tell(say("“{photo}” is in the text now; write its caption.", { photo: found.file }));
      act("insert:" + found.file, function () {
        var at = body.value.lastIndexOf(found.file); // the next one follows it
        if (at >= 0) { body.setSelectionRange(at, at); }
        send();
      });
    });
  }

  function refused(text) {
    var place = document.getElementById("refused");
    place.hidden = false;
    place.textContent = text;
    tell(text);
  }

  document.addEventListener("paste", function (event) {
    var files = event.clipboardData && event.clipboardData.files;
    // Office programs put a picture of the words beside them: the words are meant then.
    if (files && files.length && !event.clipboardData.getData("text/plain")) { event.preventDefault(); add(files); }
  });
  document.getElementById("photos-hint").textContent = form.getAttribute("data-drop");
  picker(form.getAttribute("data-pick"), "pick", "image/*,.heic,.heif", document.getElementById("photos-hint"), add).multiple = true;
  dropped(photos, add);

  // ── words of another time ──

  function restore(values) {
    var seen = {};
    values.forEach(function (pair) {
      var boxes = all("[name='" + pair[0] + "']", form), number = seen[pair[0]] || 0, row;
      seen[pair[0]] = number + 1;
      if (boxes[0] && boxes[0].type === "radio") {
        boxes.forEach(function (one) { one.checked = one.value === pair[1]; });
        return;
      }
      if (!boxes[number] && boxes.length) {
        row = boxes[boxes.length - 1];
        while (row && !(row.classList && row.classList.contains("hole"))) { row = row.parentNode; }
        if (row) { nextRow(row); boxes = all("[name='" + pair[0] + "']", form); }
      }
      if (boxes[number]) { boxes[number].value = pair[1]; }
    });
  }

  function button(text, inside, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "small";
    made.textContent = text;
    made.addEventListener("click", act);
    inside.appendChild(made);
    return made;
  }

  function offerDraft() {
    var kept = draft.found(), place = document.getElementById("kept"), text, time;
    function filled(values) {
      return JSON.stringify(values.filter(function (pair) { return pair[1] !== ""; }));
    }
    if (!kept || filled(kept.values) === filled(draft.values())) { draft.drop(); return; }
    time = new Date(kept.time);
    text = document.createElement("p");
    text.textContent = say("There are words here that were never saved, from {time}.", { time: time.toLocaleTimeString() });
    place.appendChild(text);
    button(say("Take them back"), place, function () {
      restore(kept.values);
      grow();
      place.hidden = true;
      changed();
      tell(say("Taken back; save to keep them."));
    });
    button(say("Throw them away"), place, function () { draft.drop(); place.hidden = true; });
    place.hidden = false;
  }

  offerDraft();
  attempt();
  form.className += " is-live";
}());
