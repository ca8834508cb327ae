/* Opens pages in Firefox and prints what is wrong with them as JSON, [[page, fault], …].
   Standard input: {"firefox": path, "pages": [address, …], "looks": {scheme: [[base, width], …]}},
   and "shots", a folder, where pictures are wanted. */
"use strict";
const puppeteer = require("puppeteer-core");

/* In the page: what reaches over the side, what did not load. */
async function look(scheme) {
  const found = [];
  if (!matchMedia(`(prefers-color-scheme: ${scheme})`).matches) found.push(`it is not ${scheme}`);
  for (const picture of document.images) picture.loading = "eager";
  await Promise.all([...document.images].map(p => p.decode().catch(() => null)));
  const screen = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > screen) {
    const beyond = [...document.body.querySelectorAll("*")]
      .filter(e => e.getBoundingClientRect().right > screen + 0.5).pop();
    found.push(`${beyond ? beyond.outerHTML.slice(0, 80) : "something"} reaches over the side`);
  }
  for (const picture of document.images) {
    const wanted = picture.getAttribute("src");
    if (wanted && !picture.naturalWidth) found.push(`${picture.src} does not load`);
  }
  const fonts = [...await document.fonts.ready].filter(font => font.status === "loaded");
  return [found, fonts.map(font => font.family)];
}

async function visit(asked, scheme, faults) {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: asked.firefox,
    headless: true,
    extraPrefsFirefox: { "layout.css.prefers-color-scheme.content-override": scheme === "dark" ? 0 : 1 },
  });
  const page = await browser.newPage();
  let at = "";
  const note = fault => faults.push([at, fault]);
  page.on("console", message => {
    if (message.type() === "error") note(`console: ${message.text()}`);
  });
  page.on("pageerror", error => note(`script: ${error.message}`));
  page.on("requestfailed", request => {
    if (!/ABORT/.test(request.failure().errorText)) note(`failed: ${request.url()}`);
  });
  page.on("request", request => {
    const own = asked.looks[scheme].some(([base]) => request.url().startsWith(base));
    if (!own && /^(https?|file):/.test(request.url())) note(`asks a stranger: ${request.url()}`);
  });
  for (const [base, width] of asked.looks[scheme]) {
    await page.setViewport({ width, height: 800 });
    // A font that is late is left to the next page, so not every page has to show it.
    const seen = new Set();
    for (const address of asked.pages) {
      at = `${base.split(":")[0]} ${address} at ${width} px, ${scheme}`;
      await page.goto(base + address, { waitUntil: "load" });
      const [found, fonts] = await page.evaluate(look, scheme);
      found.forEach(note);
      fonts.forEach(font => seen.add(font));
      if (asked.shots) {
        const name = `${width}-${scheme}-${address.replace(/\//g, "_")}.png`;
        await page.screenshot({ path: `${asked.shots}/${name}` });
      }
    }
    if (![...seen].some(font => /Serif 4/.test(font))) note("the fonts of the site never load");
  }
  await browser.close();
}

async function main() {
  const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
  const faults = [];
  for (const scheme of Object.keys(asked.looks)) await visit(asked, scheme, faults);
  console.log(JSON.stringify(faults));
}

main().catch(error => { console.error(error); process.exit(1); });
