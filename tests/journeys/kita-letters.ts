import { expect, type Page } from '@playwright/test';

/** Everything that waits for the print is set, posted or handed over, and noted as sent: from that day a decision counts as served. */
export async function sendLetters(office: Page): Promise<void> {
  for (const name of ['Briefe für die Post setzen', 'Briefe zum Abholen setzen']) {
    await office.goto('/alfeld/verwaltung/kita/bescheide/post');
    const set = office.getByRole('button', { name });
    if (await set.count() === 0) continue;
    await set.click();
    const sent = office.getByRole('button', { name: 'Als verschickt vermerken' }).first();
    await expect(async () => {
      await office.goto('/alfeld/verwaltung/kita/bescheide/post');
      await expect(sent).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 120_000 });
    await sent.click();
    await expect(office.getByText('Die Briefe sind als verschickt vermerkt.')).toBeVisible();
  }
}
