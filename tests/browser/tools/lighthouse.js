/* Prints what Lighthouse finds on a phone, as JSON: {url: {scores, lcp, cls, failed}}.
   node lighthouse.js CHROMIUM URL… */
"use strict";

const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

async function main() {
  const { default: lighthouse } = await import("lighthouse");
  const { launch } = await import("chrome-launcher");
  const [chromePath, ...urls] = process.argv.slice(2);
  const chrome = await launch({ chromePath, chromeFlags: FLAGS });
  const found = {};
  for (const url of urls) {
    const { lhr } = await lighthouse(url, { port: chrome.port, logLevel: "silent" });
    const scores = {};
    const failed = [];
    for (const [name, category] of Object.entries(lhr.categories)) {
      scores[name] = Math.round(category.score * 100);
      for (const { id, weight } of category.auditRefs) {
        const audit = lhr.audits[id];
        if (weight && audit.score !== null && audit.score < 1) failed.push(`${name}: ${audit.title}`);
      }
    }
    found[url] = {
      scores,
      lcp: Math.round(lhr.audits["largest-contentful-paint"].numericValue),
      cls: lhr.audits["cumulative-layout-shift"].numericValue,
      failed,
    };
  }
  chrome.kill();
  console.log(JSON.stringify(found));
}

main().catch(error => { console.error(error); process.exit(1); });
