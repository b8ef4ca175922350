/**
 * Brushing: one area is highlighted in map, ranking, funnel, years, shares and tables at once – while the pointer is on it or the focus in it, and for
 * as long as it is held by a click, a tap or the choice on top. What is held is said in words. Everything marked `data-of` with the same number is the
 * same area; the words come from its row in the table under `data-words`, where that table is cut into pages from the map. Without it the map's links lead to a page with the area marked.
 */
class AreaBrush extends HTMLElement {
  #marked = new Map<string, Element[]>();
  #held: string | undefined;
  #shown: string | undefined;
  #choice = document.createElement('select');
  #words = document.createElement('p');
  #spoken = document.createElement('p');
  #years = document.createElement('a');
  #release = document.createElement('button');
  #escape = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape' && this.#held !== undefined) this.#hold(undefined);
  };

  connectedCallback(): void {
    document.addEventListener('keydown', this.#escape);
    // First the drawings are seen, then they are tied together: of thousands of areas that takes a phone its time.
    requestAnimationFrame(() => setTimeout(() => this.#tie()));
  }

  #tie(): void {
    if (!this.isConnected || this.querySelector('.brush-bar')) return;
    for (const element of this.querySelectorAll('[data-of]')) {
      const of = element.getAttribute('data-of')!;
      this.#marked.set(of, [...(this.#marked.get(of) ?? []), element]);
    }
    if (this.#marked.size < 2) return;
    this.#build();

    // A finger does not hover: it holds.
    this.addEventListener('pointerover', ({ target, pointerType }) => {
      if (pointerType !== 'touch') this.#show(markOf(target) ?? this.#held);
    });
    this.addEventListener('pointerleave', () => this.#show(this.#held));
    this.addEventListener('focusin', ({ target }) => this.#show(markOf(target) ?? this.#held));
    this.addEventListener('focusout', () => this.#show(this.#held));
    this.addEventListener('click', (event) => {
      const of = markOf(event.target);
      // From the keyboard a link leads where it says; focus alone has highlighted its area.
      if (of === undefined || event.detail === 0 || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      this.#hold(of === this.#held ? undefined : of);
    });
    const chosen = this.dataset['chosen'];
    if (chosen !== undefined && this.#marked.has(chosen)) this.#hold(chosen, false);
  }

  disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#escape);
  }

  #build(): void {
    const label = document.createElement('label');
    label.append(this.#text('label'), ' ');
    this.#choice.className = 'kern-form-input__select';
    const names = [...this.#marked].map(([of]) => ({ of, name: this.#rowOf(of)?.querySelector('th')?.textContent?.trim() ?? this.#onMap(of) })).filter(({ name }) => name);
    const { compare } = new Intl.Collator('de', { numeric: true });
    names.sort((one, other) => compare(one.name, other.name));
    this.#choice.append(new Option(this.#text('none'), ''), ...names.map(({ of, name }) => new Option(name, of)));
    this.#choice.addEventListener('change', () => this.#hold(this.#choice.value || undefined));
    label.append(this.#choice);
    this.#release.type = 'button';
    this.#release.className = 'brush-release';
    this.#release.textContent = this.#text('release');
    this.#release.addEventListener('click', () => {
      this.#hold(undefined);
      this.#choice.focus();
    });
    this.#years.textContent = this.#text('years');
    this.#words.className = 'brush-words small';
    // The words change with every move of the pointer; read out is only what was held.
    this.#words.ariaHidden = 'true';
    this.#spoken.className = 'visually-hidden';
    this.#spoken.setAttribute('role', 'status');
    const bar = document.createElement('div');
    bar.className = 'brush-bar no-print';
    bar.append(label, this.#release, this.#years, this.#words, this.#spoken);
    this.prepend(bar);
    this.#sayHeld();
  }

  #hold(of: string | undefined, isSpoken = true): void {
    this.#held = of;
    this.#show(of);
    this.#sayHeld();
    if (isSpoken) this.#spoken.textContent = of === undefined ? this.#text('released') : `${this.#text('marked')} ${this.#wordsOf(of)}`;
  }

  #sayHeld(): void {
    this.#choice.value = this.#held ?? '';
    this.#release.hidden = this.#held === undefined;
    const link = this.#marked.get(this.#held ?? '')?.flatMap((element) => element.closest('a') ?? element.querySelector('a') ?? [])[0];
    this.#years.hidden = !link;
    if (link) this.#years.href = link.getAttribute('href') ?? '';
  }

  #show(of: string | undefined): void {
    if (of === this.#shown) return;
    for (const element of this.#marked.get(this.#shown ?? '') ?? []) element.classList.remove('is-brushed');
    for (const element of this.#marked.get(of ?? '') ?? []) element.classList.add('is-brushed');
    this.classList.toggle('is-brushing', of !== undefined);
    this.#words.textContent = of === undefined ? '' : this.#wordsOf(of);
    this.#shown = of;
  }

  #rowOf(of: string): Element | undefined {
    return this.#marked.get(of)?.find((element) => element.matches('[data-words] tr'));
  }

  #onMap(of: string): string {
    return this.#marked.get(of)?.map((element) => (element.getAttribute('data-says') ?? element.querySelector('title')?.textContent)?.trim()).find((words) => words) ?? '';
  }

  #wordsOf(of: string): string {
    const row = this.#rowOf(of);
    if (!row) return this.#onMap(of);
    return sentenceOf([...row.children].map((cell) => ({ label: cell.matches('th') ? '' : cell.getAttribute('data-label') ?? '', text: cell.textContent?.trim() ?? '' })));
  }

  #text(name: string): string {
    return this.dataset[name] ?? '';
  }
}

function markOf(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest('[data-of]')?.getAttribute('data-of') ?? undefined : undefined;
}

/** A row of a table as a sentence: what says nothing is left out. „Friedrichsfeld: Wert 41,7 %, Vergleich mit Voerde höher.“ */
export function sentenceOf([name, ...cells]: readonly { label: string; text: string }[]): string {
  if (!name) return '';
  const said = cells.filter(({ text }) => text !== '').map(({ label, text }) => `${label} ${text}`.trim());
  return said.length === 0 ? `${name.text}.` : `${name.text}: ${said.join(', ')}.`;
}

customElements.define('area-brush', AreaBrush);
