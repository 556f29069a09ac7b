// Opens a candidate's page and a bare one in Chromium, each with an empty cache and with a filled one, and types in them.
// A round is one line of JSON that names the candidate's page; its answer is one line as well.

import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const PATIENCE = 15_000;
const MARK = "editor-ready";
const KEY = "x";

// As few bytes as a page can have that is typed in, and the mark that the candidate's page sets, too.
const BARE = `<!doctype html><meta charset="utf-8"><title>Bare</title><link rel="icon" href="data:,">
<main id="main"><textarea autofocus></textarea></main>
<script>document.getElementById("main").dataset.ready = ""; performance.mark("${MARK}");</script>`;

async function serveBare() {
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html", "cache-control": "no-store" });
    response.end(BARE);
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  return server;
}

function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      // Chromium refuses its own sandbox when it runs as root, as it does in a container.
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

async function newSession(browser) {
  const session = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  session.setDefaultTimeout(PATIENCE);
  return session;
}

/** In the page: from its first byte to the mark, and what came over the network until then. */
function timeline(mark) {
  const [navigation] = performance.getEntriesByType("navigation");
  const ready = performance.getEntriesByName(mark)[0].startTime;
  // What the cache gave without asking the server has no size.
  const transfers = performance
    .getEntriesByType("resource")
    .filter((entry) => entry.responseEnd > 0 && entry.responseEnd <= ready)
    .concat(navigation)
    .map((entry) => entry.transferSize)
    .filter((size) => size > 0);
  return {
    ready_ms: ready - navigation.responseStart,
    transferred_bytes: transfers.reduce((sum, size) => sum + size, 0),
    requests: transfers.length,
  };
}

/** In the page: begins to wait for a key, until the frame in which the field shows it. */
function expectKey(field, { key, patience }) {
  const text = () => field.value ?? field.textContent;
  const count = () => text().split(key).length;
  const before = count();
  globalThis.shown = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("a key that was pressed did not appear in the editor")), patience);
    const listen = ({ timeStamp }) => {
      const look = () => {
        if (count() === before + 1) resolve(performance.now() - timeStamp);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    addEventListener("keydown", listen, { capture: true, once: true });
  });
}

async function open(session, address, selector) {
  const page = await session.newPage();
  await page.goto(address, { waitUntil: "commit" });
  await page.locator("#main[data-ready]").waitFor();
  const field = page.locator(selector);
  await field.focus();
  await field.evaluate(expectKey, { key: KEY, patience: PATIENCE });
  await page.keyboard.press(KEY);
  const key_ms = await page.evaluate(() => globalThis.shown);
  const told = await page.evaluate(timeline, MARK);
  await page.close();
  return { ...told, key_ms };
}

async function round(browser, filled, addresses) {
  const openings = [];
  for (const cached of [false, true]) {
    for (const { page, address, selector } of addresses) {
      // Nothing that the last page left, neither cache nor process, serves the next.
      const session = cached ? filled : await newSession(browser);
      openings.push({ page, cached, ...(await open(session, address, selector)) });
      if (!cached) await session.close();
    }
  }
  return openings;
}

const answer = (told) => process.stdout.write(`${JSON.stringify(told)}\n`);
const bare = await serveBare();
let browser;
try {
  browser = await launch();
  const filled = await newSession(browser);
  for await (const line of createInterface({ input: process.stdin })) {
    const { candidate } = JSON.parse(line);
    const addresses = [
      { page: "candidate", address: candidate, selector: "#editor .cm-content" },
      { page: "bare", address: `http://127.0.0.1:${bare.address().port}/`, selector: "textarea" },
    ];
    answer({ openings: await round(browser, filled, addresses) });
  }
} catch (error) {
  // Playwright tells the rest of its log below the first line.
  answer({ fault: error.message.split("\n")[0] });
} finally {
  await browser?.close();
  bare.close();
}
