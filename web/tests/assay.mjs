// A real server with real containers, a real browser, and the few moves that several tests make.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export const NAME = "interviewer";
export const PASSWORD = "a password for tests alone";

/** A server under load may be slow, a test that hangs should still end. */
const PATIENCE = 15_000;

function binary() {
  const path = process.env.ASSAY_BINARY ?? here("../../target/debug/assay");
  assert.ok(
    existsSync(path),
    `there is no ${path}: build it with \`make setup\`, or name another in ASSAY_BINARY`,
  );
  return path;
}

/** A port that is free now, on which a server can be started again after it was stopped. */
async function freePort() {
  const probe = createServer();
  await new Promise((resolve, reject) => probe.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Starts a server on a database of its own. */
export async function startServer({ challenges = [here("challenges")] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "assay-browser-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let running = null;

  const start = async () => {
    const child = spawn(
      binary(),
      [
        "serve",
        "--listen",
        `127.0.0.1:${port}`,
        "--database",
        join(folder, "assay.sqlite"),
        ...challenges.flatMap((path) => ["--challenges", path]),
      ],
      {
        env: {
          ...process.env,
          ASSAY_INTERVIEWER_PASSWORD: PASSWORD,
          ASSAY_SUBMISSIONS_PER_MINUTE: "600",
        },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    let log = "";
    const exited = new Promise((resolve) => child.once("exit", resolve));
    const ready = new Promise((resolve, reject) => {
      const read = (chunk) => {
        log += chunk;
        if (log.includes(url)) resolve();
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      exited.then((code) =>
        reject(new Error(`the server ended with status ${code} before it served:\n${log}`)),
      );
    });
    await ready;
    running = { child, exited };
  };

  const end = async (signal) => {
    if (!running) return;
    const { child, exited } = running;
    running = null;
    child.kill(signal);
    await exited;
  };

  await start();
  return {
    url,
    /** Ends the server as a crash would; `start` brings it back on the same database. */
    kill: () => end("SIGKILL"),
    start,
    async stop() {
      await end("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function launchBrowser() {
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

/** A page of its own session, which fails the test when the browser complains about the page. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") page.complaints.push(message.text());
  });
  return page;
}

/** Ends the pages of a test: each holds a stream open, and a browser has six connections for one server. */
export async function closePagesExcept(browser, kept) {
  const pages = browser.contexts().flatMap((context) => context.pages());
  await Promise.all(pages.filter((page) => page !== kept).map((page) => page.close()));
}

/** Complaints other than those that a test expects, e.g. of a connection that it cut. */
export function assertNoComplaints(page, expected = /^$/) {
  assert.deepEqual(
    page.complaints.filter((text) => !expected.test(text)),
    [],
    "the browser's console has errors",
  );
}

export async function signIn(page, url) {
  await page.goto(`${url}/login`);
  await page.getByLabel("Name").fill(NAME);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${url}/interviews`);
}

/** Makes an interview as an interviewer does, and says where its two pages are. */
export async function newInterview(
  page,
  url,
  { candidate = "Maria Okafor", challenges = ["Greet somebody"], reveal = "Count" } = {},
) {
  await page.goto(`${url}/interviews/new`);
  await page.getByLabel("Candidate's name").fill(candidate);
  for (const title of challenges) await page.getByRole("checkbox", { name: title }).check();
  await page.getByRole("radio", { name: new RegExp(`^${reveal} `) }).check();
  await page.getByRole("button", { name: "Create interview" }).click();
  await page.waitForURL(/\/interviews\/[0-9a-f-]{36}/);
  const link = await page.getByRole("button", { name: "Candidate's link" }).getAttribute("data-copy");
  return { watch: page.url(), link };
}

/** The candidate's page with its stream connected and its editor in place. */
export async function openChallenge(page, link) {
  await page.goto(link);
  await page.locator("#main[data-ready]").waitFor();
  await live(page);
}

export async function live(page) {
  await page.locator('#connection[data-state="live"]').waitFor();
}

/** Replaces what is in the editor, as pasting does. */
export async function write(page, source) {
  await page.locator("#editor .cm-content").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.locator("#editor .cm-content").evaluate((content, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    content.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, source);
}

export async function sourceOf(page) {
  return page
    .locator("#editor .cm-line")
    .evaluateAll((lines) => lines.map((line) => line.textContent).join("\n"));
}

/** Submits what is in the editor and waits until its attempt is finished; answers with that attempt. */
export async function submit(page, label = "Submission") {
  const button = label === "Run" ? "Run" : "Submit";
  const before = await page.locator("#attempts > article").count();
  await page.getByRole("button", { name: button }).click();
  await page.locator("#attempts > article").nth(before).waitFor({ state: "attached" });
  const attempt = page.locator("#attempts > article").first();
  await page.locator('#attempts > article:first-child[data-finished="true"]').waitFor();
  return attempt;
}

export const FIRST = `def greet(name):
    print("greeting", name)
    return f"Hello, {name}!"
`;

export const BETTER = `def greet(name):
    name = name.strip()
    print("greeting", name)
    return f"Hello, {name}!"
`;

export const RIGHT = `def greet(name):
    name = name.strip()
    if not name:
        raise ValueError("a greeting needs a name")
    return f"Hello, {name}!"
`;
