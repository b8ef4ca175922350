/**
 * Keeps a display up to date: asks for the page again and puts the new content in the place of the old. When the network is gone the last state stays
 * and says so; days that are over go away by themselves, so that nobody reads yesterday as today.
 */
class DoorRefresh extends HTMLElement {
  connectedCallback(): void {
    const seconds = Number(this.dataset['seconds']) || 120;
    setInterval(() => void this.refresh(), seconds * 1000);
    window.addEventListener('online', () => void this.refresh());
    window.addEventListener('offline', () => this.lost());
  }

  async refresh(): Promise<void> {
    try {
      const answer = await fetch(location.href, { credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(20_000) });
      if (!answer.ok) throw new Error(String(answer.status));
      const next = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('door-refresh > main');
      if (!next) throw new Error('no display');
      this.querySelector('main')?.replaceWith(next);
      this.notice(false);
    } catch {
      this.lost();
    }
  }

  lost(): void {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date());
    for (const section of this.querySelectorAll<HTMLElement>('section[data-day]')) section.hidden = (section.dataset['day'] ?? '') < today;
    this.notice(true);
  }

  notice(isLost: boolean): void {
    const notice = this.querySelector<HTMLElement>('.door-offline');
    if (notice) notice.hidden = !isLost;
  }
}

customElements.define('door-refresh', DoorRefresh);
