/* What the bar and the panel say, in the language of the page they stand on. */
var bantinWords = {
  vi: {
    preview: "Xem trước", toMend: "Cần sửa", close: "Đóng", here: "Trong trang này",
    elsewhere: "Ở chỗ khác", lost: "Bản xem trước đã dừng, đang chờ chạy lại …",
    failed: "Chưa làm mới được; các trang vẫn là bản tốt gần nhất",
    error: "Lỗi", warning: "Cảnh báo", info: "Lưu ý", clear: "Không còn gì phải sửa",
    errors: function (n) { return n + " lỗi"; },
    warnings: function (n) { return n + " cảnh báo"; },
    notes: function (n) { return n + " lưu ý"; },
    edit: "Sửa bài này", begin: "Bài mới", desk: "Bàn viết",
    drafts: function (n) { return n + " bản nháp"; },
    left: function (n) { return "Còn " + n + " điều nữa; chạy bantin check để xem hết."; }
  },
  en: {
    preview: "Preview", toMend: "To be mended", close: "Close", here: "On this page",
    elsewhere: "Elsewhere", lost: "The preview has stopped; waiting for it to start again …",
    failed: "Nothing new could be made; the pages are still the last good ones",
    error: "Error", warning: "Warning", info: "Note", clear: "Nothing left to mend",
    errors: function (n) { return n + (n === 1 ? " error" : " errors"); },
    warnings: function (n) { return n + (n === 1 ? " warning" : " warnings"); },
    notes: function (n) { return n + (n === 1 ? " note" : " notes"); },
    edit: "Edit this", begin: "New article", desk: "Writing desk",
    drafts: function (n) { return n + (n === 1 ? " draft" : " drafts"); },
    left: function (n) { return "There are " + n + " more; run bantin check to see them all."; }
  }
};
