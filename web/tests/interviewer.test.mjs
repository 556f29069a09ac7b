import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import {
  assertNoComplaints,
  BETTER,
  closePagesExcept,
  FIRST,
  launchBrowser,
  live,
  NAME,
  newInterview,
  openChallenge,
  openPage,
  signIn,
  startServer,
  submit,
  write,
} from "./assay.mjs";

describe("the interviewer's pages", () => {
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

  /** An interviewer's page and a candidate's, side by side, both live. */
  async function sideBySide(settings) {
    const { watch, link } = await newInterview(interviewer, server.url, settings);
    const watcher = await interviewer.context().newPage();
    watcher.complaints = [];
    watcher.on("pageerror", (error) => watcher.complaints.push(error.message));
    watcher.on("console", (message) => {
      if (message.type() === "error") watcher.complaints.push(message.text());
    });
    await watcher.goto(watch);
    await live(watcher);
    const candidate = await openPage(browser);
    await openChallenge(candidate, link);
    return { watcher, candidate, watch, link };
  }

  const row = (page, title) => page.locator("tr", { has: page.locator(".row-title", { hasText: title }) });

  it("let nobody in without the password", async () => {
    const page = await openPage(browser);
    await page.goto(`${server.url}/interviews`);
    await page.waitForURL(/\/login/);
    await page.getByLabel("Name").fill(NAME);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").waitFor();
    await page.goto(`${server.url}/interviews`);
    await page.waitForURL(/\/login/);
  });

  it("show a submission in a second page while it comes in, without a reload", async () => {
    const { watcher, candidate } = await sideBySide();
    await watcher.getByText("Waiting for the first submission").waitFor();
    await watcher.evaluate(() => {
      window.sameDocument = true;
    });
    await write(candidate, FIRST);
    await submit(candidate);
    await row(watcher, "Greets whoever is named").locator(".cell .o-passed").waitFor();
    await row(watcher, "Refuses an empty name").locator(".cell .o-failed").waitFor();
    await watcher.locator(".head", { hasText: "1/4" }).waitFor();
    // The attempt opens by itself, at the first edge case that fell short.
    await watcher.locator("#case", { hasText: "Ignores spaces around the name" }).waitFor();
    await watcher.locator("#case .tells", { hasText: "Reads the statement to its end" }).waitFor();
    assert.match(await watcher.locator("#case .message").textContent(), /Hello, {3}Grace !/);
    await watcher.locator("#submission .figures", { hasText: "Peak memory" }).waitFor();
    assert.equal(await watcher.evaluate(() => window.sameDocument), true, "the page was never reloaded");
    assertNoComplaints(watcher);
  });

  it("reveal a title to the candidate with one click", async () => {
    const { watcher, candidate } = await sideBySide();
    await write(candidate, FIRST);
    await submit(candidate);
    const cell = row(watcher, "Refuses an empty name").locator(".cell");
    await cell.locator(".o-failed").waitFor();
    await cell.click();
    await watcher.locator("#case", { hasText: "Refuses an empty name" }).waitFor();
    assert.equal(await candidate.getByText("Refuses an empty name").count(), 0);
    await watcher.getByRole("button", { name: "Reveal the title" }).click();
    await candidate.locator(".hidden-cases .case", { hasText: "Refuses an empty name" }).waitFor();
    await watcher.locator("#case .tag", { hasText: "revealed" }).waitFor();
    await row(watcher, "Refuses an empty name").locator(".revealed").waitFor();
    // The others stay unnamed.
    assert.equal(await candidate.getByText("Ignores spaces").count(), 0);
    assertNoComplaints(watcher);
    assertNoComplaints(candidate);
  });

  it("say what changed since the attempt before, in outcomes and in source", async () => {
    const { watcher, candidate } = await sideBySide();
    await write(candidate, FIRST);
    await submit(candidate);
    await watcher.locator(".head", { hasText: "1/4" }).waitFor();
    await write(candidate, BETTER);
    await submit(candidate);
    await watcher
      .locator("#submission[data-number='2'] .change.fixed", { hasText: "Ignores spaces" })
      .waitFor();
    await row(watcher, "Ignores spaces").locator(".cell").nth(1).locator(".is-fixed").waitFor();
    await watcher.locator("source-view .cm-changedLine, source-view .cm-insertedLine").first().waitFor();
    assert.match(
      await watcher
        .locator("source-view .cm-changedLine, source-view .cm-insertedLine")
        .first()
        .textContent(),
      /name = name\.strip\(\)/,
    );
    await watcher.getByRole("button", { name: "Whole file" }).click();
    assert.equal(await watcher.locator("source-view .cm-changedLine").count(), 0);
    assert.match(await watcher.locator("source-view .cm-content").textContent(), /print\("greeting", name\)/);
  });

  it("can be walked with the keyboard alone", async () => {
    const { watcher, candidate } = await sideBySide();
    await write(candidate, FIRST);
    await submit(candidate);
    await row(watcher, "Greets whoever is named").locator(".cell .o-passed").waitFor();
    await watcher.locator("#case[data-case]").waitFor();
    await row(watcher, "Greets whoever is named").locator(".cell").focus();
    await watcher.keyboard.press("ArrowDown");
    await watcher.locator("#case", { hasText: "Ignores spaces around the name" }).waitFor();
    await watcher.keyboard.press("n");
    await watcher.locator("#case", { hasText: "Refuses an empty name" }).waitFor();
    await watcher.keyboard.press("r");
    await watcher.locator("#case .tag", { hasText: "revealed" }).waitFor();
    // The address names what is chosen, so that it survives a reload.
    await watcher.reload();
    await watcher.locator("#case", { hasText: "Refuses an empty name" }).waitFor();
  });

  it("show what the candidate does between submissions", async () => {
    const { watcher, candidate } = await sideBySide();
    await write(candidate, FIRST);
    await submit(candidate, "Run");
    await watcher.locator(".activity", { hasText: "Run 1: 1 of 1 visible" }).waitFor();
    await watcher.locator(".activity", { hasText: "Typing: 3 lines" }).waitFor();
    assert.equal(await watcher.locator(".head").count(), 0, "a run is no column of the matrix");
  });

  it("list interviews with their newest results, live", async () => {
    const { candidate } = await sideBySide({ candidate: "Jonas Lindqvist" });
    const list = await interviewer.context().newPage();
    await list.goto(`${server.url}/interviews`);
    await live(list);
    const line = list.locator("tr", { hasText: "Jonas Lindqvist" });
    await line.getByText("not submitted").waitFor();
    await write(candidate, BETTER);
    await submit(candidate);
    await line.locator(".score", { hasText: "2/4" }).waitFor();
  });

  it("close an interview, so that nothing more can be sent", async () => {
    const { watcher, candidate } = await sideBySide();
    await watcher.getByRole("button", { name: "Close interview" }).click();
    await watcher.getByRole("button", { name: "Close the interview" }).click();
    await watcher.locator(".tag", { hasText: "closed" }).waitFor();
    await candidate.getByText("This interview is closed").waitFor();
    assert.equal(await candidate.getByRole("button", { name: "Submit" }).count(), 0);
  });
});
