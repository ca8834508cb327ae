import { groups, slug } from "./groups.js";
import { pictures } from "./pictures.js";

const LANGS = ["vi", "en"];
const KINDS = ["campaigns", "units", "people", "topics", "years"];

export default function (config) {
  config.addPassthroughCopy("content/site.css");
  config.setTemplateFormats(["md", "njk"]);
  config.setQuietMode(true);

  const known = new Map();
  for (const lang of LANGS) {
    config.addCollection(`articles_${lang}`, (api) =>
      api.getFilteredByGlob(`content/${lang}/articles/*.md`),
    );
    for (const kind of KINDS) {
      config.addCollection(`${kind}_${lang}`, (api) => {
        const found = groups(api.getFilteredByGlob(`content/${lang}/articles/*.md`), kind);
        known.set(`${kind}_${lang}`, new Map(found.map((group) => [group.slug, group])));
        return found;
      });
    }
  }
  config.addFilter("group", (name, kind, lang) => known.get(`${kind}_${lang}`).get(slug(name)));
  config.addFilter("slug", slug);
  // The same address in the other language. The plug-in for languages would take each page of
  // a list for a translation of every other one, at a cost that grows with their square.
  config.addFilter("other", (url) => (url.startsWith("/en/") ? url.slice(3) : `/en${url}`));
  config.addFilter("iso", (day) => day.toISOString().slice(0, 10));
  config.addFilter("day", said);
  config.addFilter("newest", (pages, count) => pages.slice(-count).reverse());
  config.addFilter("first", (list, count) => list.slice(0, count));
  config.addFilter("before", (pages, url) => pages[place(pages, url) - 1]);
  config.addFilter("after", (pages, url) => pages[place(pages, url) + 1]);
  config.addFilter("near", (pages, url, count) => near(pages, place(pages, url), count));
  config.addFilter("phases", phases);
  config.addFilter("months", (pages) => phasesBy(pages, (page) => iso(page.date).slice(0, 7)));
  config.addTransform("pictures", pictures);

  return {
    markdownTemplateEngine: false,
    dir: { input: "content", includes: "../layouts", layouts: "../layouts" },
  };
}

const iso = (day) => day.toISOString().slice(0, 10);
const place = (pages, url) => pages.findIndex((page) => page.url === url);

function said(day) {
  const [year, month, date] = (typeof day === "string" ? day : iso(day)).split("-");
  return `${date}/${Number(month)}/${year}`;
}

function near(pages, here, count) {
  return pages
    .map((page, index) => [Math.abs(index - here), page])
    .filter(([distance]) => distance > 0)
    .sort(([one], [other]) => one - other)
    .slice(0, count)
    .map(([, page]) => page);
}

const phases = (pages) => phasesBy(pages, (page) => page.data.relation);

function phasesBy(pages, key) {
  const found = new Map();
  for (const page of pages) {
    if (!found.has(key(page))) found.set(key(page), []);
    found.get(key(page)).push(page);
  }
  return [...found].map(([name, list]) => ({ name, pages: list }));
}
