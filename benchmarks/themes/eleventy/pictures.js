// Photos in five renditions: WebP 480, 960 and 1600 pixels wide, JPEG 960 and 1600.
// A site without photos does not load the library that makes them.

const PHOTO = /<p><img src="\/photos\/([^"]+)" alt="([^"]*)"><\/p>/g;

export async function pictures(html) {
  if (!(this.page.outputPath || "").endsWith(".html")) return html;
  const made = new Map();
  for (const [found, name, alt] of html.matchAll(PHOTO)) {
    made.set(found, await picture(`content/photos/${name}`, alt));
  }
  return made.size ? html.replace(PHOTO, (found) => made.get(found)) : html;
}

async function picture(file, alt) {
  const { default: develop } = await import("@11ty/eleventy-img");
  const options = { outputDir: `${process.env.BENCH_OUTPUT}/img/`, urlPath: "/img/" };
  const { webp } = await develop(file, { ...options, formats: ["webp"], widths: [480, 960, 1600] });
  const { jpeg } = await develop(file, { ...options, formats: ["jpeg"], widths: [960, 1600] });
  const srcset = (list) => list.map((one) => one.srcset).join(", ");
  const full = jpeg.at(-1);
  return (
    `<figure class="photo"><picture><source type="image/webp" srcset="${srcset(webp)}" sizes="100vw">` +
    `<img src="${full.url}" srcset="${srcset(jpeg)}" sizes="100vw" width="${full.width}" ` +
    `height="${full.height}" alt="${alt}" loading="lazy"></picture>` +
    `<figcaption>${alt}</figcaption></figure>`
  );
}
