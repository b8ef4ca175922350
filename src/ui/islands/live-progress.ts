/** Asks again how far the work is and changes only the bar and its words, so that focus and place on the page stay. */
class LiveProgress extends HTMLElement {
  #timer: number | undefined;

  connectedCallback(): void {
    this.#wait();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  #wait(): void {
    const seconds = Number(this.dataset['seconds']);
    if (seconds > 0) this.#timer = window.setTimeout(() => void this.#ask(), seconds * 1000);
  }

  async #ask(): Promise<void> {
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const next = page.getElementById(this.id);
      // The work is over, or the page became another one: show that page.
      if (answer.redirected || !answer.ok || !next?.dataset['seconds']) return location.assign(answer.url);
      this.#take(next);
    } catch {
      // Offline for a moment: ask again later.
    }
    this.#wait();
  }

  #take(next: HTMLElement): void {
    const value = next.querySelector('progress')?.getAttribute('value');
    if (value) this.querySelector('progress')?.setAttribute('value', value);
    const words = this.querySelector('[role=status]');
    const newWords = next.querySelector('[role=status]')?.textContent ?? '';
    if (words && words.textContent !== newWords) words.textContent = newWords;
  }
}

customElements.define('live-progress', LiveProgress);
