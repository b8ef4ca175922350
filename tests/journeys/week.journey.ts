import { expect, test } from '@playwright/test';
import { faultsOf } from './page-faults.ts';
import { signIn } from './sign-in.ts';

/** The Monday of the next full week, which the demo fills: a date every journey may rely on. */
function nextMonday(): string {
  const now = new Date(Date.now() + 2 * 86_400_000);
  const monday = new Date(now.getTime() - ((now.getUTCDay() + 6) % 7) * 86_400_000);
  return monday.toISOString().slice(0, 10);
}

test('the week sheet hangs printed on the door, with what the family office has just cancelled', async ({ page }) => {
  await signIn(page, 'koordination@voerde.example', 'voerde');
  await page.goto('/voerde/verwaltung/veranstaltungen?suche=Offenes+Spiel');
  await page.getByRole('table').getByRole('link').nth(1).click();
  const row = page.getByRole('row').filter({ hasText: 'findet statt' }).first();
  await row.getByRole('link', { name: /^Ändern/ }).click();
  const cancel = page.getByRole('form', { name: 'Diesen Termin absagen' });
  await cancel.getByRole('button', { name: 'Termin absagen' }).click();
  await expect(cancel.getByRole('textbox', { name: /^Grund/ })).toHaveAttribute('aria-invalid', 'true');
  await cancel.getByRole('textbox', { name: /^Grund/ }).fill('Der Platz wird gepflastert.');
  await cancel.getByRole('button', { name: 'Termin absagen' }).click();
  await expect(page.getByText('Der Termin ist geändert. Familien sehen es sofort.')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  await page.goto(`/voerde/diese-woche?woche=${nextMonday()}`);
  await expect(page.getByText('Der Platz wird gepflastert.')).toBeVisible();
  await page.getByRole('link', { name: 'Einfache Sprache' }).last().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Diese Woche für Familien');
  await expect(page.getByText('Spielen auf dem Marktplatz')).toBeVisible();
  await expect(page.locator('.door-off').filter({ hasText: 'Spielen auf dem Marktplatz' }).getByText('fällt aus')).toBeVisible();
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  expect(pdf).toMatch(/\/MediaBox\s*\[\s*0 0 59[45][\d.]* 84[12]/);
});

test('a mother types the code of a sticker by hand and reads whether it holds', async ({ page }) => {
  await page.goto('/voerde/still-und-wickelpunkte');
  await page.getByRole('link', { name: 'Familienbüro am Marktplatz' }).last().click();
  const code = new URL(page.url()).pathname.split('/').at(-1)!;
  await page.goto('/voerde/siegel');
  await page.getByRole('searchbox').fill(code.toLowerCase().replace('-', ' '));
  await page.getByRole('button', { name: 'Prüfen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Familienbüro am Marktplatz');
  await expect(page.getByRole('main')).toContainText(/Gültig\s*Diese Auskunft ist von heute/);
  await page.goto(`/voerde/siegel/${code.slice(0, 8)}${code.endsWith('2') ? '3' : '2'}`);
  await expect(page.getByText(/Zeichen falsch oder vertauscht/)).toBeVisible();
  await page.goto('/voerde/guetesiegel-kinderschutz');
  await expect(page.getByText('Wassersportfreunde')).toHaveCount(0);
  await page.getByRole('link', { name: 'Turnverein Voerde e. V.' }).click();
  await expect(page.getByRole('main')).toContainText(/Gültig\s*Diese Auskunft ist von heute/);
});
