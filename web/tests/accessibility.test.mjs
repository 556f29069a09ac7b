import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import {
  assertNoComplaints,
  FIRST,
  launchBrowser,
  live,
  newInterview,
  openChallenge,
  openPage,
  signIn,
  startServer,
  submit,
  write,
} from "./assay.mjs";

describe("every page, in both themes", () => {
  let server;
  let browser;
  const pages = new Map();

  before(async () => {
    server = await startServer();
    browser = await launchBrowser();
    const interviewer = await openPage(browser);
    pages.set("sign in", await openPage(browser));
    await pages.get("sign in").goto(`${server.url}/login`);
    await signIn(interviewer, server.url);

    const add = async (name, address) => {
      const page = await interviewer.context().newPage();
      page.complaints = [];
      await page.goto(address);
      pages.set(name, page);
      return page;
    };
    await add("no interviews yet", `${server.url}/interviews`);
    await add("a new interview", `${server.url}/interviews/new`);
    const waiting = await newInterview(interviewer, server.url);
    await add("an interview that waits", waiting.watch);

    const { watch, link } = await newInterview(interviewer, server.url, {
      challenges: ["Greet somebody", "Double a number"],
      reveal: "Area",
    });
    const overview = await openPage(browser);
    await overview.goto(link);
    pages.set("a candidate's overview", overview);
    const challenge = new URL(
      await overview.getByRole("link", { name: /Greet somebody/ }).getAttribute("href"),
      link,
    );
    const fresh = await openPage(browser);
    await openChallenge(fresh, challenge.href);
    const candidate = await openPage(browser);
    await openChallenge(candidate, challenge.href);
    await write(candidate, FIRST);
    await submit(candidate);
    pages.set("a candidate's results", candidate);
    await fresh.getByRole("tab", { name: "Task" }).click();
    pages.set("a candidate's task", fresh);
    const watcher = await add("an interview", watch);
    await live(watcher);
    await watcher.locator("#case[data-case]").waitFor();
    await add("interviews", `${server.url}/interviews`);
    await add("the catalogue", `${server.url}/challenges`);
    await add("a challenge in the catalogue", `${server.url}/challenges/greeting`);
    const review = await newInterview(interviewer, server.url, { challenges: ["Review a few totals"] });
    const reviewer = await openPage(browser);
    await reviewer.goto(review.link);
    await live(reviewer);
    await reviewer.getByRole("button", { name: "Comment on line 4", exact: true }).click();
    await reviewer.getByLabel("Kind").selectOption("correctness");
    await reviewer.getByLabel(/What is wrong/).fill("A default that is shared.");
    await reviewer.getByRole("button", { name: "Keep comment" }).click();
    await reviewer.getByRole("button", { name: "Send review" }).click();
    await reviewer.locator("#sent li").waitFor();
    await reviewer.getByRole("button", { name: "Comment on line 6", exact: true }).click();
    pages.set("a candidate's review", reviewer);
    const reviewed = await add("a review that was sent", review.watch);
    await reviewed.locator(".defect").first().waitFor();
    const nowhere = await openPage(browser);
    await nowhere.goto(`${server.url}/c/no-such-link`);
    pages.set("an error", nowhere);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  for (const colorScheme of ["light", "dark"]) {
    it(`has nothing serious to say for axe, ${colorScheme}`, async () => {
      assert.ok(pages.size >= 10);
      for (const [name, page] of pages) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
        assert.deepEqual(serious, [], name);
      }
    });
  }

  for (const width of [1440, 1000, 390]) {
    it(`does not scroll sideways in a window ${width} pixels wide`, async () => {
      for (const [name, page] of pages) {
        await page.setViewportSize({ width, height: 844 });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(over <= 0, `${name} is ${over} pixels too wide`);
      }
    });
  }

  it("keeps to its content security policy", () => {
    for (const page of pages.values()) assertNoComplaints(page, /status of 40[34]/);
  });

  it("remembers the theme that was chosen", async () => {
    const page = pages.get("sign in");
    await page.emulateMedia({ colorScheme: "light" });
    const background = () =>
      page.evaluate(() => getComputedStyle(document.querySelector(".bar")).backgroundColor);
    const light = await background();
    await page.getByRole("button", { name: /light and dark/ }).click();
    const dark = await background();
    assert.notEqual(dark, light);
    await page.reload();
    assert.equal(await background(), dark);
  });
});
