/** Narrows a tree of areas down while typing; what is chosen always stays in sight. */
class AreaFilter extends HTMLElement {
  connectedCallback(): void {
    if (this.querySelector('.area-filter-field')) return;
    const id = `${this.closest('fieldset')?.id ?? 'gebiete'}-suche`;
    const label = document.createElement('label');
    label.className = 'kern-label';
    label.htmlFor = id;
    label.textContent = this.dataset['label'] ?? '';
    const input = document.createElement('input');
    input.type = 'search';
    input.id = id;
    input.className = 'kern-form-input__input';
    input.autocomplete = 'off';
    const found = document.createElement('p');
    found.className = 'muted small';
    found.setAttribute('role', 'status');
    const field = document.createElement('div');
    field.className = 'area-filter-field';
    field.append(label, input, found);
    this.prepend(field);
    input.addEventListener('input', () => {
      const count = this.#narrow(plain(input.value));
      found.textContent = input.value.trim() ? (this.dataset['found'] ?? '#').replace('#', String(count)) : '';
    });
    // Enter looks for areas; it must not send the form.
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') event.preventDefault();
    });
  }

  /** Shows the areas whose name has the text in it, their way from the root and all below them; returns how many have it. */
  #narrow(text: string): number {
    const items = [...this.querySelectorAll<HTMLLIElement>('li[data-name]')];
    const hits = new Set(items.filter((item) => plain(item.dataset['name'] ?? '').includes(text)));
    const isBelow = (item: Element): boolean => {
      const parent = item.parentElement?.closest<HTMLLIElement>('li[data-name]');
      return parent ? hits.has(parent) || isBelow(parent) : false;
    };
    for (const item of items) {
      const holdsHit = [...item.querySelectorAll<HTMLLIElement>('li[data-name]')].some((inner) => hits.has(inner));
      item.hidden = !(hits.has(item) || holdsHit || isBelow(item) || item.querySelector('input:checked'));
    }
    return hits.size;
  }
}

/** Without case and accents, so that „fohrste“ finds „Föhrste“. */
function plain(text: string): string {
  return text.trim().toLocaleLowerCase('de').replaceAll('ß', 'ss').normalize('NFD').replace(/\p{M}/gu, '');
}

customElements.define('area-filter', AreaFilter);
