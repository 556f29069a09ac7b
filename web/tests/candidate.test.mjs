import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import {
  assertNoComplaints,
  BETTER,
  closePagesExcept,
  FIRST,
  launchBrowser,
  live,
  newInterview,
  openChallenge,
  openPage,
  RIGHT,
  signIn,
  sourceOf,
  startServer,
  submit,
  write,
} from "./assay.mjs";

describe("the candidate's page", () => {
  let server;
  let browser;
  let interviewer;

  before(async () => {
    server = await startServer();
    browser = await launchBrowser();
    interviewer = await openPage(browser);
    await signIn(interviewer, server.url);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  afterEach(() => closePagesExcept(browser, interviewer));

  async function begin(settings) {
    const { link } = await newInterview(interviewer, server.url, settings);
    const page = await openPage(browser);
    await openChallenge(page, link);
    return page;
  }

  it("lets a candidate type a solution, submit it and see the edge cases", async () => {
    const page = await begin();
    await page.locator("#editor .cm-content").click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.press("Delete");
    // Typed as a person types: the editor indents after a colon and steps over the brackets that it closed.
    await page.keyboard.type("def greet(name):");
    await page.keyboard.press("Enter");
    await page.keyboard.type('print("greeting", name)');
    await page.keyboard.press("Enter");
    await page.keyboard.type('return f"Hello, {name}!"');
    assert.equal(await sourceOf(page), FIRST.trimEnd());

    const attempt = await submit(page);
    await attempt.getByText("Submission 1").waitFor();
    assert.match(await attempt.locator(".count").textContent(), /^1 of 4 hidden edge cases$/);
    assert.equal(await attempt.locator(".ticks .o-passed").count(), 1);
    assert.equal(await attempt.locator(".ticks .o-failed").count(), 3);
    const example = attempt.locator(".case", { hasText: "Greets Ada as the statement does" });
    await example.locator(".badge.o-passed").waitFor();
    assert.equal(await example.locator(".output pre").textContent(), "greeting Ada\n");
    assertNoComplaints(page);
  });

  it("gives a receipt with the hash of what arrived", async () => {
    const page = await begin();
    await write(page, RIGHT);
    const attempt = await submit(page);
    const copied = await attempt.locator(".receipt [data-copy]").getAttribute("data-copy");
    const expected = await page.evaluate(async (source) => {
      const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(source));
      return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    }, RIGHT);
    assert.equal(copied, expected);
    assert.match(await attempt.locator(".receipt local-time").getAttribute("datetime"), /^\d{4}-\d\d-\d\dT/);
  });

  it("shows a count of hidden edge cases and nothing else of them", async () => {
    const { link } = await newInterview(interviewer, server.url);
    const page = await openPage(browser);
    const received = [];
    page.on("response", async (response) => {
      if (response.url().includes("/c/")) received.push(await response.text().catch(() => ""));
    });
    // A stream never ends, so its messages are read where they arrive.
    await page.addInitScript(() => {
      window.streamed = [];
      document.addEventListener("htmx:sse:before:message", ({ detail }) =>
        window.streamed.push(detail.message.data),
      );
    });
    await openChallenge(page, link);
    await write(page, FIRST);
    await submit(page);
    const streamed = await page.evaluate(() => window.streamed);
    assert.ok(streamed.length > 4, "the outcomes came over the stream");
    await page.reload();
    await live(page);
    const everything = [...received, ...streamed, await page.content()].join("\n");
    for (const secret of [
      "Refuses an empty name",
      "Ignores spaces",
      "spaces alone",
      "greeting_test",
      "Grace",
      "whoever",
    ]) {
      assert.ok(
        !everything.includes(secret),
        `“${secret}” of a hidden edge case reached the candidate's browser`,
      );
    }
    assert.ok(!/all (edge cases|tests)? ?passed/i.test(everything));
  });

  it("names hidden edge cases when the interview reveals titles", async () => {
    const page = await begin({ reveal: "Title" });
    await write(page, BETTER);
    const attempt = await submit(page);
    const named = attempt.locator(".hidden-cases .case", { hasText: "Refuses an empty name" });
    await named.locator(".badge.o-failed").waitFor();
    await named.getByText("failed").first().waitFor();
  });

  it("runs the visible edge cases alone, by a shortcut", async () => {
    const page = await begin();
    await write(page, "def greet(name):\n    print('tried')\n    return name\n");
    await page.keyboard.press("Control+Enter");
    const attempt = page.locator('#attempts > article.is-run[data-finished="true"]');
    await attempt.getByText("Run 1").waitFor();
    assert.equal(await attempt.locator(".hidden-cases").count(), 0);
    const example = attempt.locator(".case");
    await example.locator(".badge.o-failed").waitFor();
    assert.match(await example.locator(".message").textContent(), /Hello, Ada!/);
    assert.equal(await example.locator(".output pre").textContent(), "tried\n");
    assertNoComplaints(page);
  });

  it("says which line does not parse, and goes there", async () => {
    const page = await begin();
    await write(page, "def greet(name):\n    return (name\n");
    const attempt = await submit(page);
    await attempt.getByText("Not examined: the source does not parse").waitFor();
    await attempt.getByRole("button", { name: /Go to line 2/ }).click();
    assert.match(await page.locator(".cm-marked-line").textContent(), /return \(name/);
    assert.ok(
      await page.locator("#editor .cm-content").evaluate((content) => content === document.activeElement),
    );
  });

  it("announces the result to a screen reader", async () => {
    const page = await begin();
    await page.evaluate(() => {
      window.heard = [];
      const region = document.getElementById("announcement");
      new MutationObserver(() => window.heard.push(region.textContent)).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    assert.equal(await page.locator("#announcement").getAttribute("aria-live"), "polite");
    await write(page, FIRST);
    await submit(page);
    await page.waitForFunction(() =>
      window.heard.some((sentence) => /1 of 4 hidden edge cases/.test(sentence)),
    );
  });

  it("can be left by keyboard from the editor, and says how", async () => {
    const page = await begin();
    const content = page.locator("#editor .cm-content");
    await content.click();
    const described = await content.getAttribute("aria-describedby");
    assert.match(await page.locator(`#${described}`).textContent(), /Esc.*Tab/);
    await page.keyboard.press("Tab");
    assert.ok(await content.evaluate((element) => element === document.activeElement), "Tab alone indents");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.suite), "run");
  });

  it("keeps the source over a reload", async () => {
    const page = await begin();
    await write(page, BETTER);
    await page.reload();
    await page.locator("#main[data-ready]").waitFor();
    assert.equal(await sourceOf(page), BETTER);
  });

  it("keeps the source on the server, for another browser", async () => {
    const { link } = await newInterview(interviewer, server.url);
    const page = await openPage(browser);
    await openChallenge(page, link);
    await write(page, RIGHT);
    await page.locator('#draft[data-state="saved"]').waitFor();
    const other = await openPage(browser);
    await openChallenge(other, link);
    assert.equal(await sourceOf(other), RIGHT);
  });

  it("keeps the source while the connection is lost, and sends what waits when it is back", async () => {
    const page = await begin();
    await page.context().setOffline(true);
    await write(page, RIGHT);
    await page.locator("#draft", { hasText: "offline, kept in this browser" }).waitFor();
    await page.locator("#connection", { hasText: "reconnecting" }).waitFor();
    await page.getByRole("button", { name: "Submit" }).click();
    await page.locator("#refusal", { hasText: "No connection" }).waitFor();

    await page.context().setOffline(false);
    await live(page);
    await page.locator('#attempts > article[data-finished="true"]').waitFor();
    await page.locator('#draft[data-state="saved"]').waitFor();
    assert.match(await page.locator(".count").textContent(), /^4 of 4/);
    assert.equal(await page.locator("#attempts > article").count(), 1, "it was sent once");
    assertNoComplaints(page, /ERR_INTERNET_DISCONNECTED/);
  });

  it("keeps the source when the server is killed, and finds its way back", async () => {
    const page = await begin();
    await server.kill();
    await page.locator("#connection", { hasText: "reconnecting" }).waitFor();
    await write(page, FIRST);
    await page.locator("#draft", { hasText: "offline, kept in this browser" }).waitFor();
    await server.start();
    await live(page);
    await page.locator('#draft[data-state="saved"]').waitFor();
    const attempt = await submit(page);
    assert.match(await attempt.locator(".count").textContent(), /^1 of 4/);
    // The interviewer is signed in still: nobody has to begin again after a restart.
    await interviewer.goto(`${server.url}/interviews`);
    assert.equal(interviewer.url(), `${server.url}/interviews`);
  });

  it("brings the starter back, and undo brings the solution back", async () => {
    const page = await begin();
    await write(page, RIGHT);
    await page.getByRole("button", { name: "Start over" }).click();
    assert.match(await sourceOf(page), /NotImplementedError/);
    await page.keyboard.press("ControlOrMeta+z");
    assert.equal(await sourceOf(page), RIGHT);
  });

  it("refuses an empty source with a sentence, and keeps no attempt", async () => {
    const page = await begin();
    await write(page, " ");
    await page.getByRole("button", { name: "Submit" }).click();
    await page.locator("#refusal:not([hidden])", { hasText: /empty/i }).waitFor();
    assert.equal(await page.locator("#attempts > article").count(), 0);
  });
});
