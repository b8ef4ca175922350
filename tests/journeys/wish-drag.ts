import { expect, type Page } from '@playwright/test';

const names = async (page: Page) => (await page.locator('li[data-wish] .reg-wish-name a').allTextContents()).map((name) => name.trim());

/**
 * Puts the list of wishes in order in every way there is: dragging with the mouse, with a finger, pressing a button by keyboard – each saved without leaving the
 * page –, and by the same buttons without any script. Comes and goes on the page of the wishes with at least four of them.
 */
export async function orderWishes(page: Page): Promise<void> {
  const address = page.url();
  const handle = (at: number) => page.locator('.reg-handle').nth(at);
  const middle = async (at: number) => {
    // Comes with the script, and stands still before it is taken.
    await expect(handle(at)).toBeVisible();
    await handle(at).evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
    const { x, y, width, height } = (await handle(at).boundingBox())!;
    return { x: x + width / 2, y: y + height / 2 };
  };
  const saved = () => page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().includes('/wuensche'));
  const stays = async (order: readonly string[]) => {
    expect(await names(page)).toEqual(order);
    await page.goto(address);
    expect(await names(page)).toEqual(order);
  };
  const [a, b, c, d] = await names(page) as [string, string, string, string];

  const [from, to] = [await middle(3), (await page.locator('li[data-wish]').first().boundingBox())!];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  // Beyond the upper edge: the page scrolls along until the first place is reached.
  await page.mouse.move(from.x, Math.max(4, to.y + 4), { steps: 12 });
  await expect.poll(() => names(page)).toEqual([d, a, b, c]);
  const [first] = await Promise.all([saved(), page.mouse.up()]);
  expect(first.status()).toBe(303);
  await stays([d, a, b, c]);

  const touch = await page.context().newCDPSession(page);
  const start = await middle(1);
  const target = (await page.locator('li[data-wish]').first().boundingBox())!;
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [start] });
  for (let step = 1; step <= 10; step++) await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: start.x, y: start.y + ((target.y + 4 - start.y) * step) / 10 }] });
  await expect.poll(() => names(page)).toEqual([a, d, b, c]);
  await Promise.all([saved(), touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })]);
  await stays([a, d, b, c]);

  // By keyboard: the pressed button keeps the focus, so that it can be pressed again; what happened is said.
  const up = page.getByRole('button', { name: `${c} eine Stelle nach oben` });
  await up.focus();
  await Promise.all([saved(), page.keyboard.press('Enter')]);
  await expect(up).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: `${c} steht jetzt an Stelle 3.` })).toHaveCount(1);
  await Promise.all([saved(), page.keyboard.press('Enter')]);
  await stays([a, c, d, b]);

  const plain = await page.context().browser()!.newContext({ storageState: await page.context().storageState(), javaScriptEnabled: false });
  const without = await plain.newPage();
  await without.goto(address);
  await expect(without.locator('.reg-handle').first()).toBeHidden();
  await without.getByRole('button', { name: `${b} eine Stelle nach oben` }).click();
  expect(await names(without)).toEqual([a, c, b, d]);
  await plain.close();
  await page.goto(address);
  expect(await names(page)).toEqual([a, c, b, d]);
}
