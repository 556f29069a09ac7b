import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { assertNoComplaints, launchBrowser, newInterview, openPage, signIn, startServer } from "./assay.mjs";

describe("the catalogue", () => {
  let server;
  let browser;
  let page;

  before(async () => {
    server = await startServer();
    browser = await launchBrowser();
    page = await openPage(browser);
    await signIn(page, server.url);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  it("is filtered at once when a choice is made, and the address says so", async () => {
    await page.goto(`${server.url}/interviews`);
    await page.getByRole("link", { name: "Challenges" }).click();
    await page.getByRole("heading", { name: "Challenges" }).waitFor();
    const titles = () => page.locator(".catalogue h2").allTextContents();
    const all = await titles();
    assert.ok(all.length >= 3, all.join());
    assert.equal(await page.getByRole("button", { name: "Show" }).isVisible(), false);
    await page.getByLabel("Level").focus();
    await page.getByLabel("Level").selectOption("mid");
    await page.locator("#found", { hasText: " of " }).waitFor();
    const some = await titles();
    assert.ok(some.length > 0 && some.length < all.length, some.join());
    assert.match(page.url(), /\?level=mid$/);
    assert.equal(
      await page.locator("#announcement").textContent(),
      `${some.length} of ${all.length} challenges`,
    );
    // The choice keeps the focus, and the address alone shows the same.
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "level");
    await page.reload();
    assert.deepEqual(await titles(), some);
    assertNoComplaints(page);
  });

  it("works without scripts", async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      storageState: await page.context().storageState(),
    });
    const plain = await context.newPage();
    await plain.goto(`${server.url}/challenges`);
    await plain.getByLabel("Level").selectOption("mid");
    await plain.getByRole("button", { name: "Show" }).click();
    await plain.waitForURL(/level=mid/);
    assert.match(await plain.locator(".found-count").textContent(), /\d of \d challenges/);
    await context.close();
  });

  it("calls what examines a review by its name", async () => {
    await page.goto(`${server.url}/challenges/reviewing`);
    const contents = page.getByRole("navigation", { name: "On this page" });
    assert.deepEqual(await contents.getByRole("link").allTextContents(), [
      "Statement",
      "The code to review",
      "Planted defects",
      "Known submissions",
    ]);
    assertNoComplaints(page);
  });

  it("leads from a challenge to an interview, new or existing", async () => {
    const { watch } = await newInterview(page, server.url, { challenges: ["Double a number"] });
    await page.goto(`${server.url}/challenges`);
    await page.getByRole("link", { name: "Greet somebody" }).click();
    await page.getByRole("heading", { name: /hidden edge case/i }).waitFor();
    await page.locator("#starter ~ figure .code-keyword", { hasText: /^def$/ }).first().waitFor();
    await page.locator("details.known summary").first().press("Enter");
    assert.ok(await page.locator("details.known pre").first().isVisible());
    await page.getByLabel("An interview that exists").selectOption({ index: 1 });
    await page.getByRole("button", { name: "Add" }).click();
    await page.waitForURL(new RegExp(`${new URL(watch).pathname}\\?challenge=greeting`));
    assert.equal(await page.getByRole("navigation", { name: "Challenges" }).getByRole("link").count(), 2);

    await page.goto(`${server.url}/challenges/greeting`);
    await page.getByRole("link", { name: "New interview with this challenge" }).click();
    assert.ok(await page.getByRole("checkbox", { name: "Greet somebody" }).isChecked());
    assert.equal(await page.getByRole("checkbox", { name: "Double a number" }).isChecked(), false);
    assertNoComplaints(page);
  });
});
