export default {
  layout: "article.njk",
  permalink: (data) => `en/articles/${data.page.fileSlug}.html`,
};
