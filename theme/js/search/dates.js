/* Days as readers type them, in figures and in words of either language. */
(function (find) {
  "use strict";
  var MONTHS = "january february march april may june july august september october november december".split(" ");
  var NAMES = MONTHS.map(function (name) { return name === "may" ? name : name.slice(0, 3) + "(?:" + name.slice(3) + ")?"; }).join("|");
  var D = "(\\d{1,2})";
  var Y = "(\\d{4})";
  var LETTER = "a-z\\u00df-\\u024f\\u1e00-\\u1eff";
  var BEFORE = "(?:^|[^\\d/.\\-" + LETTER + "])";
  var AFTER = "(?![\\d" + LETTER + "]|[/.\\-]\\d)";
  var DAY = "(?:ngày|ngay|mùng|mồng)?\\s*";
  var MONTH = "(?:tháng|thang)\\s*";
  var YEAR = "(?:\\s*(?:năm|nam|/|-|,)\\s*" + Y + ")";
  /* Each pattern with the order in which it names day, month and year. */
  var WAYS = [
    [Y + "-" + D + "-" + D, "ymd"],
    [DAY + D + "\\s*[/.\\-]\\s*" + D + "\\s*[/.\\-]\\s*" + Y, "dmy"],
    [DAY + D + "\\s+" + MONTH + D + YEAR, "dmy"],
    [D + "(?:st|nd|rd|th)?\\s+(?:of\\s+)?(" + NAMES + "),?\\s+" + Y, "dmy"],
    ["(" + NAMES + ")\\s+" + D + "(?:st|nd|rd|th)?,?\\s+" + Y, "mdy"],
    [DAY + D + "\\s+" + MONTH + D, "dm"],
    [D + "(?:st|nd|rd|th)?\\s+(?:of\\s+)?(" + NAMES + ")", "dm"],
    ["(" + NAMES + ")\\s+" + D + "(?:st|nd|rd|th)?", "md"],
    [MONTH + D + YEAR, "my"],
    ["(" + NAMES + "),?\\s+" + Y, "my"],
    [D + "/" + Y, "my"],
    [DAY + D + "[/]" + D, "dm"]
  ].map(function (way) { return { shape: new RegExp(BEFORE + "(" + way[0] + ")" + AFTER), order: way[1] }; });

  function month(said) {
    var at = 0;
    if (/^\d/.test(said)) { return Number(said); }
    while (MONTHS[at].slice(0, 3) !== said.slice(0, 3)) { at += 1; }
    return at + 1;
  }

  function read(order, parts) {
    var date = { d: 0, m: 0, y: 0 };
    order.split("").forEach(function (which, at) {
      date[which] = which === "m" ? month(parts[at]) : Number(parts[at]);
    });
    return date.m >= 1 && date.m <= 12 && date.d <= 31 && (date.d >= 1 || order === "my") ? date : null;
  }

  /* Return the words, folded, in which texts may hold `date`. */
  function said(date) {
    var name = MONTHS[date.m - 1];
    var ways = date.d ? [[date.d, date.m], [date.d, "thang", date.m], [date.d, name], [name, date.d]] :
      [[date.m], ["thang", date.m], [name]];
    if (date.y) {
      ways = ways.map(function (way) { return way[1] === "thang" || way[0] === "thang" ? way.concat("nam", date.y) : way.concat(date.y); });
      if (!date.d) { ways.push(["thang", date.m, date.y]); }
    }
    return ways.map(function (way) { return way.map(String); });
  }

  /* Return the days that `text`, in lower case, names: where each stands, and the words for it. */
  find.dates = function (text) {
    var found = [];
    WAYS.forEach(function (way) {
      var match, date, at;
      while ((match = way.shape.exec(text))) {
        at = match.index + match[0].length - match[1].length;
        date = read(way.order, match.slice(2));
        if (date) { found.push({ at: at, end: at + match[1].length, ways: said(date), date: date }); }
        text = text.slice(0, at) + match[1].replace(/[^]/g, "\u0001") + text.slice(at + match[1].length);
      }
    });
    return found;
  };
}(this.bantin = this.bantin || {}));
