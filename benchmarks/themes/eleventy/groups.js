// What articles have in common, gathered once for all pages that show it.

const folded = new Map();

export function slug(name) {
  if (!folded.has(name)) {
    folded.set(
      name,
      name
        .normalize("NFD")
        .replace(/\p{M}/gu, "")
        .replace(/đ/gi, "d")
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-"),
    );
  }
  return folded.get(name);
}

export function groups(pages, kind) {
  const found = new Map();
  for (const page of pages) {
    for (const name of page.data[kind]) {
      const key = slug(name);
      if (!found.has(key)) found.set(key, { name, slug: key, pages: [] });
      found.get(key).pages.push(page);
    }
  }
  return [...found.values()].sort((one, other) => (one.slug < other.slug ? -1 : 1));
}
