/* Opens pages in Firefox and prints what is wrong with them as JSON, [[page, fault], …].
   Standard input: {"firefox": path, "bases": [base, …], "pages": [address, …], "widths": […]} */
"use strict";
const puppeteer = require("puppeteer-core");

/* In the page: what reaches over the side, what did not load. */
async function look() {
  const found = [];
  for (const picture of document.images) picture.loading = "eager";
  await Promise.all([...document.images].map(p => p.decode().catch(() => null)));
  const screen = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > screen) {
    const beyond = [...document.body.querySelectorAll("*")]
      .filter(e => e.getBoundingClientRect().right > screen + 0.5).pop();
    found.push(`${beyond ? beyond.outerHTML.slice(0, 80) : "something"} reaches over the side`);
  }
  for (const picture of document.images)
    if (picture.getAttribute("src") && !picture.naturalWidth) found.push(`${picture.src} does not load`);
  const fonts = [...await document.fonts.ready].filter(font => !font.family.includes("stand-in"));
  for (const font of fonts)
    if (font.status === "error") found.push(`the font ${font.family} does not load`);
  if (!fonts.some(font => font.status === "loaded")) found.push("no font of the site is loaded");
  return found;
}

async function main() {
  const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: asked.firefox,
    headless: true,
    extraPrefsFirefox: { "datareporting.policy.dataSubmissionEnabled": false },
  });
  const faults = [];
  const page = await browser.newPage();
  let at = "";
  const note = fault => faults.push([at, fault]);
  page.on("console", message => { if (message.type() === "error") note(`console: ${message.text()}`); });
  page.on("pageerror", error => note(`script: ${error.message}`));
  page.on("requestfailed", request => {
    if (!/ABORT/.test(request.failure().errorText)) note(`failed: ${request.url()}`);
  });
  page.on("request", request => {
    const own = asked.bases.some(base => request.url().startsWith(base));
    if (!own && !/^(data|blob|about|moz-extension|resource|chrome):/.test(request.url()))
      note(`asks a foreign host: ${request.url()}`);
  });
  for (const scheme of asked.schemes) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }])
      .catch(() => null);
    for (const width of asked.widths) {
      await page.setViewport({ width, height: 800 });
      for (const base of asked.bases) {
        for (const address of asked.pages) {
          at = `${base.slice(0, 5)} ${address} at ${width} px, ${scheme}`;
          await page.goto(base + address, { waitUntil: "load" });
          (await page.evaluate(look)).forEach(note);
          if (asked.shots) await page.screenshot({ path: `${asked.shots}/${width}-${scheme}-${address.replace(/\//g, "_")}.png` });
        }
      }
    }
  }
  await browser.close();
  console.log(JSON.stringify(faults));
}

main().catch(error => { console.error(error); process.exit(1); });
