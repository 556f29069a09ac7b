import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  assertNoComplaints,
  launchBrowser,
  live,
  newInterview,
  openPage,
  signIn,
  startServer,
} from "./assay.mjs";

const TITLE = "Review a few totals";

describe("a review", () => {
  let server;
  let browser;
  let interviewer;
  let link;
  let watch;

  before(async () => {
    server = await startServer();
    browser = await launchBrowser();
    interviewer = await openPage(browser);
    await signIn(interviewer, server.url);
    ({ link, watch } = await newInterview(interviewer, server.url, { challenges: [TITLE] }));
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const open = async () => {
    const page = await openPage(browser);
    await page.goto(link);
    await page.locator("#main[data-ready]").waitFor();
    await live(page);
    return page;
  };

  it("is written with the keyboard alone, kept as a draft, and judged beside the code as it arrives", async () => {
    const page = await open();
    await page.getByRole("button", { name: "Comment on line 1", exact: true }).focus();
    for (let line = 1; line < 13; line += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute("aria-label")),
      "Comment on lines 13 to 14",
    );
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "comment-text");
    await page.keyboard.type("One is cut off <here>.");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.type("corr");
    await page.keyboard.press("Shift+Tab");
    assert.equal(await page.getByLabel("to line").inputValue(), "14");
    await page.getByRole("button", { name: "Keep comment" }).press("Enter");
    await page.locator("article.comment", { hasText: "One is cut off <here>." }).waitFor();
    assert.equal(await page.locator("#announcement").textContent(), "The comment on lines 13 to 14 is kept.");
    await page.locator('#draft[data-state="saved"]', { hasText: "saved" }).waitFor();

    // Another browser of the candidate's has what this one wrote.
    const second = await open();
    await second.locator("article.comment", { hasText: "cut off" }).waitFor();
    await second.getByRole("button", { name: "Comment on line 9" }).click();
    await second.getByLabel("Kind").selectOption("performance");
    await second.getByLabel(/What is wrong/).fill("Nothing is wrong here.");
    await second.getByRole("button", { name: "Keep comment" }).click();
    await second.getByRole("button", { name: "Comment on line 6" }).click();
    await second.getByLabel("Kind").selectOption("resource");
    await second.getByLabel(/What is wrong/).fill("To be taken back.");
    await second.getByRole("button", { name: "Keep comment" }).click();
    await second.getByRole("button", { name: "Delete the comment on line 6" }).click();
    assert.equal(await second.locator("#count").textContent(), "2");

    await interviewer.goto(watch);
    await live(interviewer);
    await second.getByRole("button", { name: "Send review" }).click();
    await second.locator("#sent li", { hasText: "2 comments" }).waitFor();
    await interviewer
      .locator(".defect", { hasText: "cut off" })
      .locator(".standing", { hasText: "seems met" })
      .waitFor();
    await interviewer.getByText("1 of 2 comments meet nothing").waitFor();
    await interviewer.locator(".activity", { hasText: "Typing: 2 comments" }).waitFor();
    assert.equal(await interviewer.locator("article.comment").count(), 2);
    assertNoComplaints(page);
    assertNoComplaints(second);
  });

  it("is decided by a person, with the keyboard, and the matrix follows", async () => {
    const missed = interviewer.locator(".defect", { hasText: "come back" });
    await missed.getByRole("button", { name: "Met", exact: true }).press("Enter");
    await missed.locator(".standing", { hasText: "met, interviewer says" }).waitFor();
    await interviewer.locator(".head-score", { hasText: "2/2" }).waitFor();
    await interviewer
      .locator(".defect", { hasText: "come back" })
      .getByRole("button", { name: "Undo" })
      .click();
    await interviewer.locator(".head-score", { hasText: "1/2" }).waitFor();

    // However long the code is, the matrix stays in view, and a decision moves nothing.
    const window = interviewer.viewportSize();
    await interviewer.setViewportSize({ width: window.width, height: 480 });
    const pane = interviewer.locator(".watch-detail");
    const over = await interviewer.evaluate(
      () => document.documentElement.scrollHeight - document.documentElement.clientHeight,
    );
    assert.ok(over <= 0, `the page is ${over} pixels higher than the window`);
    const [, line] = (await interviewer.locator("#case button[data-line]").textContent()).split(", line ");
    await interviewer.locator("#case button[data-line]").click();
    const place = await interviewer.locator(`.code-line[data-taken][data-line="${line}"]`).boundingBox();
    assert.ok(place.y > 0 && place.y < 480, `line ${line} is at ${place.y}`);
    await pane.evaluate((element) => element.scrollTo(0, 150));
    assert.equal(await pane.evaluate((element) => element.scrollTop), 150);
    for (const [name, score] of [
      ["Met", "2/2"],
      ["Undo", "1/2"],
    ]) {
      await missed.getByRole("button", { name, exact: true }).evaluate((element) => element.click());
      await interviewer.locator(".head-score", { hasText: score }).waitFor();
    }
    assert.equal(await pane.evaluate((element) => element.scrollTop), 150);
    await interviewer.setViewportSize(window);
    assertNoComplaints(interviewer);
  });

  it("colours the code as the editor does, and leaves its text alone", async () => {
    const page = await open();
    const text = (place) =>
      place.evaluate((root) =>
        [...root.querySelectorAll(".code-line > code")].map((line) => line.textContent).join("\n"),
      );
    const candidates = page.locator(".code-lines");
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const unscripted = await plain.newPage();
    await unscripted.goto(link);
    const source = (await unscripted.locator(".code-line > code").allTextContents()).join("\n");
    await plain.close();
    assert.match(source, /def /);
    assert.equal(await text(candidates), source);
    await candidates.locator(".code-keyword", { hasText: /^def$/ }).first().waitFor();
    assert.ok((await candidates.locator(".code-string").count()) > 0);

    // The interviewer's has come over the stream, and comes anew with each decision.
    const reviewed = interviewer.locator(".reviewed .code-lines");
    for (const name of ["Met", "Undo"]) {
      await interviewer
        .locator(".defect", { hasText: "come back" })
        .getByRole("button", { name, exact: true })
        .click();
      await interviewer.locator(".head-score", { hasText: name === "Met" ? "2/2" : "1/2" }).waitFor();
      await reviewed.locator(".code-keyword", { hasText: /^def$/ }).first().waitFor();
      assert.equal(await text(reviewed), source);
    }
    await interviewer.getByRole("columnheader", { name: "Planted defect" }).waitFor();
    assertNoComplaints(page);
    assertNoComplaints(interviewer);
  });

  it("works on a phone, and shows the candidate nothing of what was found", async () => {
    const page = await open();
    await page.setViewportSize({ width: 390, height: 844 });
    await page
      .getByRole("button", { name: "Comment on line 4", exact: true })
      .tap()
      .catch(() => page.getByRole("button", { name: "Comment on line 4", exact: true }).click());
    await page.getByLabel("Kind").selectOption("correctness");
    await page.getByLabel(/What is wrong/).fill("A default that is shared.");
    await page.getByRole("button", { name: "Keep comment" }).click();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(over <= 0, `${over} pixels too wide`);
    const text = await page.locator("body").textContent();
    assert.doesNotMatch(text, /come back|cut off at|planted|meets/);
  });
});
