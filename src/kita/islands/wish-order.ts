/**
 * Lets a list be put in order by dragging its handles, with finger, pen or mouse. Each entry carries its place in a hidden field, so the order is sent with
 * the next button of the form; the buttons beside each entry do the same without this script.
 */
class WishOrder extends HTMLElement {
  connectedCallback(): void {
    for (const handle of this.querySelectorAll<HTMLButtonElement>('.reg-handle')) {
      handle.hidden = false;
      handle.addEventListener('pointerdown', (event) => this.grab(handle, event));
    }
  }

  grab(handle: HTMLButtonElement, down: PointerEvent): void {
    const entry = handle.closest<HTMLElement>('li');
    if (!entry || down.button !== 0) return;
    down.preventDefault();
    entry.classList.add('is-dragged');
    const over = new AbortController();
    // On the document: an element that is moved about loses the pointer it holds.
    document.addEventListener('pointermove', (event) => this.moveTo(entry, event.clientY), { signal: over.signal });
    for (const ending of ['pointerup', 'pointercancel'] as const) {
      document.addEventListener(ending, () => {
        over.abort();
        entry.classList.remove('is-dragged');
        this.number();
      }, { signal: over.signal });
    }
  }

  moveTo(entry: HTMLElement, y: number): void {
    const others = [...this.querySelectorAll<HTMLElement>('li')].filter((one) => one !== entry);
    const next = others.find((one) => {
      const { top, height } = one.getBoundingClientRect();
      return y < top + height / 2;
    });
    const list = entry.parentElement;
    if (next) list?.insertBefore(entry, next);
    else list?.append(entry);
  }

  number(): void {
    for (const [index, rank] of [...this.querySelectorAll<HTMLElement>('.reg-rank')].entries()) rank.textContent = `${index + 1}. `;
  }
}

customElements.define('wish-order', WishOrder);
