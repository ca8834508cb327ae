/* What soldiers and papers shorten, without accents: the short word, then what it stands for. */
(function (find) {
  "use strict";
  var KNOWN = "qdnd quan doi nhan dan;qdndvn quan doi nhan dan viet nam;vn viet nam;dbp dien bien phu;dcs dang cong san;" +
    "dcsvn dang cong san viet nam;hcm ho chi minh;tphcm thanh pho ho chi minh;atgt an toan giao thong;tngt tai nan giao thong;" +
    "btl bo tu lenh;bch ban chi huy;bqp bo quoc phong;btm bo tham muu;btg bo tong tham muu;tcct tong cuc chinh tri;" +
    "tckt tong cuc ky thuat;tchc tong cuc hau can;ct chinh tri;kt ky thuat;hc hau can;hckt hau can ky thuat;" +
    "ctd cong tac dang;ctct cong tac chinh tri;ctdctct cong tac dang cong tac chinh tri;ctdv cong tac dang vien;" +
    "cstd chien si thi dua;cstdcs chien si thi dua co so;cstt chien si tien tien;dvqt don vi quyet thang;" +
    "td thi dua;tdkt thi dua khen thuong;kl ky luat;qncn quan nhan chuyen nghiep;cnvqp cong nhan vien quoc phong;" +
    "cnqp cong nhan quoc phong;vcqp vien chuc quoc phong;hsq ha si quan;hsqbs ha si quan binh si;sq si quan;" +
    "ubnd uy ban nhan dan;hdnd hoi dong nhan dan;mttq mat tran to quoc;ccb cuu chien binh;hpn hoi phu nu;" +
    "dtn doan thanh nien;dvtn doan vien thanh nien;tncs thanh nien cong san;cd cong doan;cntt cong nghe thong tin;cds chuyen doi so;" +
    "llvt luc luong vu trang;vktb vu khi trang bi;vktbkt vu khi trang bi ky thuat;tbkt trang bi ky thuat;" +
    "pccc phong chay chua chay;tdtt the duc the thao;vhvn van hoa van nghe;khkt khoa hoc ky thuat;khcn khoa hoc cong nghe;" +
    "cnxh chu nghia xa hoi;xhcn xa hoi chu nghia;gdqp giao duc quoc phong;sscd san sang chien dau;hl huan luyen;" +
    "gpmn giai phong mien nam;dv dang vien;td tieu doan;td trung doan;dd dai doi;sd su doan;hmnd hien mau nhan dao;hmtn hien mau tinh nguyen;" +
    "bhyt bao hiem y te;bhxh bao hiem xa hoi;tkcn tim kiem cuu nan;pctt phong chong thien tai;pclb phong chong lut bao;" +
    "vsattp ve sinh an toan thuc pham;atvstp an toan ve sinh thuc pham;attp an toan thuc pham;ktt khu tap the;cbcs can bo chien si;cbnv can bo nhan vien;tw trung uong;" +
    "tbls thuong binh liet si;bdbp bo doi bien phong;dqtv dan quan tu ve;tnxp thanh nien xung phong;bvmt bao ve moi truong;" +
    "hlv huan luyen vien;vdv van dong vien;gtvt giao thong van tai;csgt canh sat giao thong;htx hop tac xa;thcs trung hoc co so;thpt trung hoc pho thong";

  var ARMY = { a: "tieu doi", b: "trung doi", c: "dai doi", d: "tieu doan", e: "trung doan", f: "su doan" };

  /* Return the words of names whose first letters `word` is, the names of most texts first. */
  find.initials = function (word, names) {
    var found = Object.create(null);
    names.forEach(function (name) {
      var words = find.spelling.tokens(name.text).map(function (token) { return token.folded; });
      var letters = words.map(function (one) { return one.charAt(0); }).join("");
      var at = letters.indexOf(word);
      var said = at < 0 || word.length < 3 && letters !== word ? "" : words.slice(at, at + word.length).join(" ");
      if (said) { found[said] = (found[said] || 0) + name.count; }
    });
    return Object.keys(found).sort(function (a, b) { return found[b] - found[a] || (a < b ? -1 : 1); }).slice(0, 3);
  };

  /* Return what `word` may stand for, as lists of words; `more` are those of this site. */
  find.longhand = function (word, more) {
    var found = [];
    function add(words) { if (words && found.indexOf(words) < 0) { found.push(words); } }
    KNOWN.split(";").forEach(function (line) { if (line.split(" ")[0] === word) { add(line.slice(word.length + 1)); } });
    [].concat(more && more[word] || []).forEach(add);
    if (/^[a-f]\d{1,3}$/.test(word)) { add(ARMY[word.charAt(0)] + " " + word.slice(1)); }
    return found.map(function (words) { return words.split(" "); });
  };

  /* Return the short words for stretches of `words`: where each starts and ends. */
  find.shorthand = function (words, more) {
    var text = " " + words.join(" ") + " ";
    var found = [];
    function look(short, long) {
      var at = text.indexOf(" " + long + " ");
      var from;
      if (at >= 0 && long.indexOf(" ") > 0) {
        from = text.slice(0, at).split(" ").length - 1;
        found.push({ from: from, to: from + long.split(" ").length, word: short });
      }
    }
    KNOWN.split(";").forEach(function (line) { look(line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)); });
    Object.keys(more || {}).forEach(function (short) { [].concat(more[short]).forEach(function (long) { look(short, long); }); });
    return found;
  };
}(this.bantin = this.bantin || {}));
